"""What do staff do with the plans? A room for each task; each view fetches, checks, calls and renders."""
