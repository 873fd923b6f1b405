"""The page on which a round's report is made and changed, with the annex beside it."""
