"""Which part of the program is the site itself? It brings the site's own commands."""

from django.apps import AppConfig


class VinkConfig(AppConfig):
    name = "vink"
    verbose_name = "Vink"
