"""How does an HTML document become a PDF for the archive and for everybody?"""
