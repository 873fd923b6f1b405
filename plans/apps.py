"""Which part of the program holds what was promised and measured?

The app `plans` holds the tables of plans, goals, figures, rounds, reports and publications; it registers the
check that publications are guarded in the database.
"""

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

from plans.publication_guard import check_guard


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = _("Handleplaner")

    def ready(self) -> None:
        checks.register(check_guard, checks.Tags.database)
