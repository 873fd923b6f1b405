"""How does a whole plan become one readable file, and a file a plan?"""
