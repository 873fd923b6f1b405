"""The pages on which personal data is asked to be blanked, and on which somebody else decides."""
