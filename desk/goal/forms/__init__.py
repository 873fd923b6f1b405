"""What can a person enter of a goal? A form for each part of its page."""
