"""What is there to do, for me or for those whose rounds I answer for?"""
