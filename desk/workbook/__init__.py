"""How is a round reported in Excel? A workbook out, and in again."""
