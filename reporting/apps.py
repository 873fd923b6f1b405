"""Which part of the program shows how the plans stand?

The app `reporting` has no tables: it makes dashboards, goal pages, annexes and files of what `plans` holds.
"""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
