"""What has had its time? `manage.py housekeeping`, daily by cron: destroys what was kept for a while only."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from plans.actions.redaction_undo import destroy_old


class Command(BaseCommand):
    """Clears away, one kind after another, and says how much; a second time finds nothing."""

    help = "Rydder op: tilintetgør nøglerne til det, der blev slettet for mere end 30 dage siden."

    def handle(self, **options: Any) -> None:  # noqa: ARG002
        keys = destroy_old(now=timezone.now())
        message = ngettext("%(n)s nøgle er tilintetgjort.", "%(n)s nøgler er tilintetgjort.", keys)
        self.stdout.write(message % {"n": keys} if keys else gettext("Der var intet at rydde op."))
