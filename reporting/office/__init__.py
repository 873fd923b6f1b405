"""How does the annex become a Word file, and its figures an Excel file?"""
