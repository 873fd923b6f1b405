"""What changed from one period of a plan to another, or from one plan to the next?

The comparison pairs the goals of two status reports and shows what became better, worse, new or was dropped.
"""
