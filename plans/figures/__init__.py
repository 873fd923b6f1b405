"""What is a figure on its way in? Given in a form, a cell or a file, checked, and read from the history."""
