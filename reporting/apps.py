"""Which part of the program tells the reader how the plans stand?"""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
