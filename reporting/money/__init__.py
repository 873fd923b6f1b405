"""What does a plan cost, by area, year and source, what was spent of it, and do the sums agree?"""
