"""How is a round reported in Excel? A workbook to fill in offline, and what a returned one would change."""
