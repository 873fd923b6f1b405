"""Who is reminded today? `manage.py send_reminders [--dry-run]`, daily by cron; twice sends nothing twice."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from plans import queries
from plans.actions.reminders import Reminders, due_reminders, send_unsent, write_digests


class Command(BaseCommand):
    """Writes the day's digests and sends what is unsent; exit 1 when mails are left to wait."""

    help = "Skriver dagens påmindelser, én mail til hver person, og sender dem, der ikke er sendt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="vis kun, hvem der ville få hvad")

    def handle(self, *, dry_run: bool, **options: Any) -> None:  # noqa: ARG002
        if not settings.SITE_URL:
            raise CommandError(
                gettext(
                    "SITE_URL mangler: den adresse, som mailens links fører til, fx https://vink.kommune.dk."
                )
            )
        today = timezone.localdate()
        reminders = due_reminders(today=today)
        self._write_who_is_missed(reminders)
        if dry_run:
            self._write_what_would_be_sent(reminders)
            return
        written = write_digests(reminders.due, today=today)
        outcome = send_unsent()
        message = ngettext("%(n)s påmindelse skrevet.", "%(n)s påmindelser skrevet.", written) % {
            "n": written
        }
        sent = ngettext("%(n)s mail sendt.", "%(n)s mails sendt.", outcome.sent) % {"n": outcome.sent}
        self.stdout.write(f"{message} {sent}")
        if outcome.waiting:
            waiting = ngettext(
                "%(n)s mail venter og bliver forsøgt sendt igen næste gang: %(failure)s",
                "%(n)s mails venter og bliver forsøgt sendt igen næste gang: %(failure)s",
                outcome.waiting,
            )
            raise CommandError(waiting % {"n": outcome.waiting, "failure": outcome.failure})

    def _write_who_is_missed(self, reminders: Reminders) -> None:
        for name in reminders.without_address:
            self.stdout.write(
                gettext("%(name)s har ingen mailadresse og får ingen påmindelse.") % {"name": name}
            )
        for name in reminders.cannot_enter:
            self.stdout.write(
                gettext("%(name)s har områder, der mangler at blive indberettet, men kan ikke indberette.")
                % {"name": name}
            )

    def _write_what_would_be_sent(self, reminders: Reminders) -> None:
        for each in reminders.due:
            self.stdout.write(f"{each.name} <{each.email}>: {each.mail.subject}")
        waiting = queries.unsent_mails().count()
        if waiting:
            self.stdout.write(
                ngettext("%(n)s mail venter fra før.", "%(n)s mails venter fra før.", waiting)
                % {"n": waiting}
            )
        if not (reminders.due or waiting):
            self.stdout.write(gettext("Ingen skal have en påmindelse i dag."))
