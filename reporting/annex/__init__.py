"""What does the committee get? Bilag 1: its contents, free of layout, and the page that shows it."""
