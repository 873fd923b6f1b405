"""How does a plan file come in? `manage.py import_plan FILE.yaml [--check]`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext, ngettext

from plans.actions.plan_import import import_plan
from plans.models import ActionPlan
from plans.planfile.problems import InvalidPlanFileError
from plans.planfile.reading import read_plan_file
from plans.planfile.schema import PlanFile
from plans.planfile.yaml_text import MOST_BYTES


class Command(BaseCommand):
    """Imports a plan file whole, or tells everything that is wrong with it and writes nothing."""

    help = "Indlæser en planfil. Er noget forkert, nævnes alle fejl med deres sted, og intet skrives."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE.yaml", help="planfilen; manage.py plan_schema viser formen")
        parser.add_argument("--check", action="store_true", help="prøv kun, om filen kan indlæses")

    def handle(self, *, file: str, check: bool, **options: Any) -> None:  # noqa: ARG002
        data = _beginning_of(file)
        try:
            plan_file = read_plan_file(data)
            is_there = ActionPlan.objects.filter(slug=plan_file.plan.slug).exists()
            with transaction.atomic():
                import_plan(plan_file=plan_file, why=gettext("indlæst fra fil"), is_checked=True)
                if check:
                    transaction.set_rollback(True)
        except InvalidPlanFileError as error:
            raise CommandError(_refusal_text(file, error)) from None
        self.stdout.write(_outcome(plan_file, is_there=is_there, check=check))


def _beginning_of(name: str) -> bytes:
    """What the file holds; of one that is too large only as much as shows it."""
    try:
        with Path(name).open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(
            gettext("%(file)s kan ikke læses: %(why)s") % {"file": name, "why": error.strerror or error}
        ) from None


def _refusal_text(name: str, error: InvalidPlanFileError) -> str:
    count = len(error.problems)
    message = ngettext(
        "%(file)s er ikke indlæst: %(count)d fejl.", "%(file)s er ikke indlæst: %(count)d fejl.", count
    )
    return "\n".join(
        [message % {"file": name, "count": count}, *(f"  {problem}" for problem in error.problems)]
    )


def _outcome(plan_file: PlanFile, *, is_there: bool, check: bool) -> str:
    names = {"slug": plan_file.plan.slug, "goals": len(plan_file.goals)}
    if is_there:
        return gettext("%(slug)s er der allerede, uændret.") % names
    if check:
        return gettext("%(slug)s kan indlæses: %(goals)d mål.") % names
    return gettext("%(slug)s er indlæst: %(goals)d mål.") % names
