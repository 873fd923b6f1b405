"""How is it said? Figures, statuses and reasons as people read them; nobody else formats."""
