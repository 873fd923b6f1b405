"""What is the data protection officer told of a redaction? That it was asked for or decided, never what."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from plans.actions.digest_mails import address
from plans.actions.outbox import put_into_outbox
from plans.enums import RedactionState
from plans.models import Redaction
from plans.permissions import NamedPerson
from plans.wording import figures


@dataclass(frozen=True, slots=True)
class _Event:
    subject: str
    sentence: str


def notify_officer(redaction: Redaction) -> None:
    """Put a mail about the redaction, as it stands now, into the outbox; none without an officer's address.

    The mail is Danish, as the reason is.
    """
    if not settings.DATA_PROTECTION_OFFICER:
        return
    with translation.override("da"):
        event = _event(redaction)
        context = {
            "sentence": event.sentence,
            "plan": redaction.plan.title,
            "asked_by": _named(redaction.asked_by),
            "decided_by": _named(redaction.decided_by),
            "reason": redaction.reason,
            "decision_reason": redaction.decision_reason,
            "undone_by": _named(redaction.undone_by),
            "undo_reason": redaction.undo_reason,
            "url": address(reverse("redaction", args=[redaction.plan.slug, redaction.pk])),
        }
        put_into_outbox(
            "plans/mail/redaction",
            context,
            addresses=[settings.DATA_PROTECTION_OFFICER],
            subject=event.subject,
            language="da",
            day=timezone.localdate(),
        )


def _event(redaction: Redaction) -> _Event:
    day = {"day": figures.day(timezone.localdate(redaction.decided_at or redaction.asked_at))}
    return {
        RedactionState.ASKED: _Event(
            _("Vink: der er bedt om at slette personoplysninger"),
            _("Den %(day)s blev der bedt om at slette personoplysninger. En anden i kommunen afgør det.")
            % day,
        ),
        RedactionState.GRANTED: _Event(
            _("Vink: personoplysninger er slettet"),
            _("Den %(day)s blev personoplysninger slettet.") % day,
        ),
        RedactionState.UNDONE: _Event(
            _("Vink: en sletning er fortrudt"),
            _("Den %(day)s blev en sletning af personoplysninger fortrudt, og teksten sat ind igen.")
            % {"day": figures.day(timezone.localdate(redaction.undone_at)) if redaction.undone_at else ""},
        ),
        RedactionState.REFUSED: _Event(
            _("Vink: en sletning er afvist"),
            _("Den %(day)s blev det afvist at slette personoplysninger.") % day,
        ),
    }[RedactionState(redaction.state)]


def _named(person: NamedPerson | None) -> str:
    return person.display_name if person else ""
