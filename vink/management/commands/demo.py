"""How does one try Vink out? One command loads the real VINK plans and a user for each role, and serves."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

import plans
from plans import queries
from plans.actions.plan_import import import_plan
from plans.enums import Role
from plans.models import EffortArea, Responsibility
from plans.planfile.reading import read_plan_file
from reporting.publish.publishing import SomethingInTheWay
from vink.accounts.models import User
from vink.management.published_annexes import publish_annexes

# In the order of their succession: a plan names its predecessor.
PLANS = ("vink-2009-10", "vink-2016-17", "vink-2018-19")
PASSWORD = "vink-demo"  # noqa: S105  # printed for everybody to see; demo refuses to run on a server
PEOPLE = {
    Role.READER: ("laeser", "Læser"),
    Role.CONTRIBUTOR: ("indberetter", "Indberetter"),
    Role.APPROVER: ("godkender", "Godkender"),
    Role.ADMINISTRATOR: ("administrator", "Administrator"),
}


class Command(BaseCommand):
    """manage.py demo [--no-serve] [ADDRESS]"""

    help = "Gør Vink klar med de tre VINK-planer og en bruger for hver rolle, og starter den."

    def add_arguments(self, parser: CommandParser) -> None:
        default_address = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
        parser.add_argument(
            "address", nargs="?", default=default_address, help="adresse:port; ellers porten i PORT"
        )
        parser.add_argument("--no-serve", action="store_true", help="gør kun klar")

    def handle(self, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("demo laver brugere med kendte adgangskoder og kører kun med DEBUG=1.")
        if not settings.SITE_URL_IS_GIVEN:
            settings.SITE_URL = f"http://{options['address']}"  # where the links of its mails lead
        call_command("migrate", verbosity=0)
        for slug in PLANS:
            # What somebody has tried in the demo stays as it is.
            if queries.plan_by_slug(slug) is None:
                path = Path(plans.__file__).parent / "data" / f"{slug}.yaml"
                file = read_plan_file(path.read_bytes())
                import_plan(plan_file=file, why=f"Indlæst fra {path.name}", is_checked=True)
        for role in Role:
            self._person(role)
        self._publish()
        self._write_sign_ins()
        if not options["no_serve"]:
            call_command("runserver", options["address"], use_reloader=False, verbosity=1)

    def _person(self, role: Role) -> None:
        username, name = PEOPLE[role]
        user, is_new = User.objects.get_or_create(
            username=username,
            defaults={
                "role": role,
                "first_name": name,
                "email": f"{username}@example.org",
                "is_staff": role is Role.ADMINISTRATOR,
                "is_superuser": role is Role.ADMINISTRATOR,
            },
        )
        if not is_new:
            return
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
        if role is Role.CONTRIBUTOR:
            for area in EffortArea.objects.select_related("plan"):
                Responsibility.objects.create(user=user, area=area, starts_on=area.plan.starts_on)

    def _publish(self) -> None:
        """Publish what the municipality has published, where nobody has changed it in the demo."""
        approver = User.objects.get(username=PEOPLE[Role.APPROVER][0])
        try:
            publish_annexes(by=approver)
        except (PermissionDenied, SomethingInTheWay) as error:
            self.stderr.write(f"De fastlåste versioner er ikke lagt ind: {error}")

    def _write_sign_ins(self) -> None:
        self.stdout.write("Log på med:")
        for role, (username, _) in PEOPLE.items():
            self.stdout.write(f"  {username:<14} {PASSWORD}   ({role.value})")
