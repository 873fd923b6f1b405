"""What does the program show of a database? Each module writes one kind of it as text files.

They go by addresses and commands alone and import nothing of the program, so that the same script reads the
version of a release and today's.
"""
