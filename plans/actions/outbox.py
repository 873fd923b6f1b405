"""How does a mail come into the outbox? As text and HTML by a pair of templates, once for each reader."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string

from plans.models import OutgoingMail
from plans.models.outgoing_mail import LONGEST_SUBJECT


def put_into_outbox(
    template: str,
    context: Mapping[str, object],
    *,
    addresses: Iterable[str],
    subject: str,
    language: str,
    day: date,
) -> None:
    """Put the same mail for each of the addresses into the outbox, from which `send_reminders` sends it.

    Args:
        template: what both templates are called, without their endings
        context: what they tell, besides whose Vink it is
        addresses: to whom it goes
        subject: what it is about; cut where the outbox takes no more
        language: of the readers, which is active already
        day: on which it was written
    """
    whole = {**context, "organisation": settings.ORGANISATION}
    text, html = (render_to_string(f"{template}.{ending}", whole) for ending in ("txt", "html"))
    OutgoingMail.objects.bulk_create(
        OutgoingMail(
            address=address,
            day=day,
            language=language,
            subject=subject[:LONGEST_SUBJECT],
            text=text,
            html=html,
        )
        for address in addresses
    )
