"""How does the annex become a PDF for the archive and for everybody?"""
