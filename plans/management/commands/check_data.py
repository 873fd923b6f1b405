"""Is what is stored in order? `manage.py check_data` tells what crosses the tables and does not agree."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext, ngettext

from plans.consistency import findings_across_plans, findings_by_plan, plans_to_check


class Command(BaseCommand):
    """Lists each object that does not agree with others; exit 1 if there is any."""

    help = "Undersøger, om det, der går på tværs af tabellerne, stemmer; nævner hvert objekt, der ikke gør."

    def add_arguments(self, parser: CommandParser) -> None:
        options = parser.add_mutually_exclusive_group()
        options.add_argument("--plan", default="", metavar="SLUG", help="undersøg kun denne handleplan")
        options.add_argument(
            "--from", dest="since", default="", metavar="SLUG", help="fortsæt fra denne handleplan"
        )

    def handle(self, *, plan: str, since: str, **options: Any) -> None:  # noqa: ARG002
        found: list[str] = []
        plans = plans_to_check(plan, since)
        if plan and not plans:
            raise CommandError(gettext("Der er ingen handleplan med adressen %(slug)s.") % {"slug": plan})
        checked = 0
        try:
            for of_plan in findings_by_plan(plans):
                found += map(str, of_plan)
                checked += 1
        except KeyboardInterrupt:
            message = gettext("Afbrudt. Fortsæt med: manage.py check_data --from %(slug)s")
            raise CommandError("\n".join([*found, message % {"slug": plans[checked].slug}])) from None
        if not plan:
            found += map(str, findings_across_plans())
        if found:
            message = ngettext("%(count)d ting stemmer ikke:", "%(count)d ting stemmer ikke:", len(found))
            raise CommandError("\n".join([message % {"count": len(found)}, *(f"  {line}" for line in found)]))
        self.stdout.write(gettext("Alt stemmer."))
