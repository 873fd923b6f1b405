"""What does the page of a redaction say of undoing it? Where it can be undone and until when, or why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from plans.actions import sealing
from plans.actions.redaction_people import may_undo
from plans.actions.redaction_sealed import count_sealable, count_sealed
from plans.actions.redaction_undo import can_still_be_undone
from plans.actions.redaction_unsaved import Occurrence
from plans.enums import RedactionState
from plans.models import Redaction
from plans.permissions import Person
from plans.wording import figures


@dataclass(frozen=True, slots=True)
class Undoable:
    """Whether what is to be blanked, or was, can be put back."""

    is_for_a_while: bool  # what is asked for; else it is blanked for good
    sentence: str  # until when, or why not
    may_undo: bool  # whether the reader may now


def undoable(redaction: Redaction, person: Person, found: Sequence[Occurrence], *, now: datetime) -> Undoable:
    """Whether what is to be blanked, or was, can be put back, where, and until when."""
    if redaction.state == RedactionState.ASKED:
        sealable = count_sealable(found, redaction.passage)
        return Undoable(sealable > 0, _before(sealable, len(found), redaction.passage), may_undo=False)
    if redaction.decided_at is None or not can_still_be_undone(redaction, now=now):
        return Undoable(is_for_a_while=False, sentence="", may_undo=False)
    sealed, places = count_sealed(redaction.pk), len(redaction.places.all())
    text = _("Sletningen kan fortrydes indtil den %(day)s. Så tilintetgøres det slettede.")
    if sealed < places:
        text = _(
            "%(sealed)s af %(places)s steder kan fortrydes indtil den %(day)s. Så tilintetgøres det slettede."
        )
    numbers = {"sealed": figures.number(sealed), "places": figures.number(places)}
    end = {"day": figures.day(timezone.localdate(redaction.decided_at + sealing.KEPT_FOR))}
    return Undoable(is_for_a_while=True, sentence=text % {**numbers, **end}, may_undo=may_undo(person))


def undone_text(redaction: Redaction) -> str:
    """How much was put back."""
    places = [redacted.is_restored for redacted in redaction.places.all()]
    if all(places):
        return _("Sletningen er fortrudt. Teksten står der igen.")
    numbers = {"restored": figures.number(sum(places)), "all": figures.number(len(places))}
    text = _(
        "Sletningen er fortrudt %(restored)s af %(all)s steder. Resten er ændret siden eller var ikke gemt."
    )
    return text % numbers


def _before(sealable: int, places: int, passage: str) -> str:
    if sealable:
        kept = _(
            "Det slettede gemmes forseglet i 30 dage, så sletningen kan fortrydes. Så tilintetgøres det."
        )
        if sealable == places:
            return kept
        part = _(
            "%(sealable)s af %(places)s steder kan fortrydes: kladder, mails og tekster med et CPR-nummer"
            " gemmes ikke."
        )
        numbers = {"sealable": figures.number(sealable), "places": figures.number(places)}
        return f"{kept} {part % numbers}"
    if sealing.holds_cpr(passage):
        return _("Et CPR-nummer gemmes aldrig. Sletningen kan ikke fortrydes.")
    if sealing.is_possible():
        return _(
            "Sletningen kan ikke fortrydes: teksten står kun i kladder, mails og tekster med et CPR-nummer,"
            " og de gemmes ikke."
        )
    return _("Denne installation gemmer ikke det slettede. Sletningen kan ikke fortrydes.")
