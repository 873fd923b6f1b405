"""What is there to do, for me or for those whose rounds I answer for?

The page of tasks: a contributor sees their own goals in the open rounds, an approver or administrator the
rounds with what waits in each.
"""
