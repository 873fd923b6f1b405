"""What can an administrator see and set up in the browser? Each table's pages; every save is an action."""

from plans.admin import goals, money, plans, reading, reports, rounds

__all__ = ["goals", "money", "plans", "reading", "reports", "rounds"]
