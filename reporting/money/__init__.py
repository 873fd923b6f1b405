"""What does a plan cost, by area, year and source, what was spent of it, and do the sums agree?

The page of a plan's money: budget by area, year and source, spending by period, the checks of the sums, a
picture, and the Excel file.
"""
