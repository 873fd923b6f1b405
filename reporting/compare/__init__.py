"""What changed from one period of a plan to another, or from one plan to the next?"""
