"""Where is a year's column of figures entered? All goals on one page, each figure saved by itself."""
