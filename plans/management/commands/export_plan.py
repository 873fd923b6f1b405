"""How does a plan come out as a file? `manage.py export_plan SLUG > FILE.yaml`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext
from pydantic import ValidationError

from plans.models import ActionPlan
from plans.planfile.writing import export_plan
from plans.queries import plan_by_slug


class Command(BaseCommand):
    """Writes a plan as a plan file to standard output."""

    help = "Skriver en plan som planfil; manage.py import_plan indlæser den igen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", metavar="SLUG", help="planens adresse, fx vink-2018-19")

    def handle(self, *, slug: str, **options: Any) -> None:  # noqa: ARG002
        plan = plan_by_slug(slug)
        if plan is None:
            known = ", ".join(ActionPlan.objects.values_list("slug", flat=True)) or gettext("ingen")
            raise CommandError(
                gettext("Der er ingen handleplan med adressen %(slug)s; der er: %(known)s.")
                % {"slug": slug, "known": known}
            )
        try:
            text = export_plan(plan)
        except ValidationError:
            raise CommandError(
                gettext("%(slug)s kan ikke skrives som fil; manage.py check_data viser hvorfor.")
                % {"slug": slug}
            ) from None
        self.stdout.write(text, ending="")
