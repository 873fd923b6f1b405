"""How does a whole plan become one readable file, and a file a plan?

A plan file is YAML; the schema is in pydantic, and reading it names every error with its place.
"""
