"""Which part of the program holds what was promised and measured?"""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"
