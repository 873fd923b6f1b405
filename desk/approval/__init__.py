"""Where is a round read and approved? All goals at once."""
