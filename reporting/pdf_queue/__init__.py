"""How does a person wait for a PDF file? At once where that is quick, else on a page with their number."""
