"""Is what is stored in order? `manage.py check_data` tells what crosses the tables and does not agree."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext, ngettext

from plans.consistency import findings


class Command(BaseCommand):
    """Lists each object that does not agree with others; exit 1 if there is any."""

    help = "Undersøger, om det, der går på tværs af tabellerne, stemmer; nævner hvert objekt, der ikke gør."

    def handle(self, **options: Any) -> None:  # noqa: ARG002
        found = [str(finding) for finding in findings()]
        if found:
            told = ngettext("%(count)d ting stemmer ikke:", "%(count)d ting stemmer ikke:", len(found))
            raise CommandError("\n".join([told % {"count": len(found)}, *(f"  {line}" for line in found)]))
        self.stdout.write(gettext("Alt stemmer."))
