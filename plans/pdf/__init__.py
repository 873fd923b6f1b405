"""How does an HTML document become a PDF for the archive and for everybody?

WeasyPrint sets the document in a process of its own, and the file is made PDF/A-2a (for archives) and
PDF/UA-1 (for screen readers).
"""
