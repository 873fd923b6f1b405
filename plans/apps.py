"""Which part of the program holds what was promised and measured?

The app `plans` holds the tables of plans, goals, figures, rounds, reports and publications; it registers the
check that publications are guarded in the database.
"""

from functools import partial

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

from plans import history_guard, publication_guard, trail_guard


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = _("Handleplaner")

    def ready(self) -> None:
        checks.register(partial(publication_guard.GUARD.check), checks.Tags.database)
        checks.register(partial(history_guard.GUARD.check), checks.Tags.database)
        checks.register(partial(trail_guard.GUARD.check), checks.Tags.database)
