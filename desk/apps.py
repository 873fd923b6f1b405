"""How does Django start the app? It has pages alone, no tables."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "desk"
