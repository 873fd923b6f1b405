"""What has had its time? `manage.py housekeeping`, daily by cron: clears away what was kept for a while."""

from typing import Any

from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from plans.actions import jobs, trail
from plans.actions.redaction_undo import destroy_old


class Command(BaseCommand):
    """Clears away, one kind after another, and says how much; a second time finds nothing."""

    help = (
        "Rydder op: tilintetgør nøglerne til det, der blev slettet for mere end 30 dage siden, og sletter"
        " udløbne sessioner, gamle PDF-filer i køen og hændelser, der er ældre end TRAIL_DAYS."
    )

    def handle(self, **options: Any) -> None:  # noqa: ARG002
        keys = destroy_old(now=timezone.now())
        sessions = _clear_sessions()
        files = jobs.forget_old(now=timezone.now())
        doings = trail.delete_old(now=timezone.now())
        found = []
        if keys:
            message = ngettext("%(n)s nøgle er tilintetgjort.", "%(n)s nøgler er tilintetgjort.", keys)
            found.append(message % {"n": keys})
        if sessions:
            message = ngettext(
                "%(n)s udløbet session er slettet.", "%(n)s udløbne sessioner er slettet.", sessions
            )
            found.append(message % {"n": sessions})
        if doings:
            message = ngettext(
                "%(n)s gammel hændelse er slettet.", "%(n)s gamle hændelser er slettet.", doings
            )
            found.append(message % {"n": doings})
        if files:
            message = ngettext(
                "%(n)s PDF-fil er slettet af køen.", "%(n)s PDF-filer er slettet af køen.", files
            )
            found.append(message % {"n": files})
        self.stdout.write("\n".join(found) or gettext("Der var intet at rydde op."))


def _clear_sessions() -> int:
    """Delete the sessions that have ended by their age, and count them."""
    old = Session.objects.filter(expire_date__lt=timezone.now())
    return old.delete()[0]
