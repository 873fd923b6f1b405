"""What do the pages of the redactions say? What was asked, who decided, where it was, never what."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans import queries
from plans.actions.redaction_people import is_anybody_left
from plans.actions.redaction_places import HISTORY, PUBLISHED
from plans.actions.redaction_unsaved import DRAFT, Occurrence
from plans.domain import blanking
from plans.enums import RedactionState
from plans.models import ActionPlan, Publication, RedactedPlace, Redaction
from plans.permissions import NamedPerson, Person, can_edit_report
from plans.wording import figures
from plans.wording.statuses import capitalised
from reporting.redaction.undoing import Undoable, undoable

# A draft is its writer's alone, and a mail its reader's: nobody else reads what stands around the passage.
_PRIVATE = {DRAFT, "outgoingmail"}
_MOST_CONTEXTS = 5  # of a text; a publication may repeat it on every page
_LONGEST_SUBJECT = 90


@dataclass(frozen=True, slots=True)
class Line:
    """A redaction as a line of the list."""

    url: str
    state: str
    tone: str  # "asked", "granted", "refused" or "undone"
    reason: str
    asked_by: str  # "Karin Holm, 3. februar 2020 kl. 10.15"
    decided: str
    decision_reason: str
    undone: str
    undo_reason: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A text in which the passage stands, with what is read around it."""

    name: str
    subject: str
    seen: tuple[blanking.Seen, ...]
    further: int  # how often besides


@dataclass(frozen=True, slots=True)
class RedactionPage:
    """One redaction."""

    line: Line
    passage: str  # empty for whoever may not read it, and once it is decided
    is_asked: bool
    can_decide: bool
    places: tuple[ShownPlace, ...]
    how_many: str  # "Teksten står 4 steder."
    why_not: str  # why the reader cannot decide, where a colleague can
    nobody: str  # who could decide, where nobody can
    undoable: Undoable


@dataclass(frozen=True, slots=True)
class RedactionNote:
    """What a published version says of a redaction: where and why, never what."""

    when: str
    reason: str
    places: str
    hashes: tuple[tuple[str, str], ...]  # of the files before


def lines(plan: ActionPlan, redactions: Iterable[Redaction], person: Person) -> tuple[Line, ...]:
    """The list, the newest first."""
    numbers = queries.publication_numbers(plan)
    return tuple(_line(plan, each, person, numbers) for each in redactions)


def redaction_page(
    plan: ActionPlan,
    redaction: Redaction,
    person: Person,
    found: Sequence[Occurrence],
    *,
    refusal: str,
    now: datetime,
) -> RedactionPage:
    """One redaction; `found` is where it stands while it is not decided, as far as the person may know.

    `refusal` says why the person does not decide it.
    """
    numbers = queries.publication_numbers(plan)
    is_asked = redaction.state == RedactionState.ASKED
    is_own = person.pk == redaction.asked_by_id
    can_decide = is_asked and not refusal
    may_read = is_asked and (is_own or can_decide)
    return RedactionPage(
        line=_line(plan, redaction, person, numbers),
        passage=redaction.passage if may_read else "",
        is_asked=is_asked,
        places=shown_places(found, redaction.passage, numbers, is_own=is_own) if may_read else (),
        can_decide=can_decide,
        how_many=how_many(len(found)) if may_read else "",
        why_not=refusal if can_edit_report(person) else "",
        nobody="" if can_decide or not is_asked or is_anybody_left(redaction) else _who_could_decide(),
        undoable=undoable(redaction, person, found if may_read else (), now=now),
    )


def _who_could_decide() -> str:
    return _(
        "Lige nu kan ingen afgøre sletningen: alle godkendere og administratorer hænger sammen med den, der"
        " har bedt om den. En administrator, som den driftsansvarlige opretter fra kommandolinjen (manage.py"
        " createsuperuser), og som ikke har ændret nogens bruger, kan afgøre den."
    )


def how_many(places: int) -> str:
    """How many places there are."""
    text = ngettext("Teksten står %(places)s sted.", "Teksten står %(places)s steder.", places)
    return text % {"places": figures.number(places)}


def shown_places(
    found: Iterable[Occurrence], passage: str, numbers: dict[int, tuple[str, int]], *, is_own: bool
) -> tuple[ShownPlace, ...]:
    """Every place with what is read around the passage there.

    `is_own` says that the reader searched: drafts and mails among the places are then the reader's own.
    """
    return tuple(_shown_place(occurrence, passage, numbers, is_own=is_own) for occurrence in found)


def publication_notes(publication: Publication) -> tuple[RedactionNote, ...]:
    """What was blanked in a published version, oldest first."""
    by_redaction: dict[int, list[RedactedPlace]] = {}
    for redacted in _still_blanked(publication):
        by_redaction.setdefault(redacted.redaction_id, []).append(redacted)
    return tuple(_note(places) for places in by_redaction.values())


def day_of_redaction(publication: Publication) -> str:
    """When something was blanked in a published version last; empty where nothing was."""
    decided = [redacted.redaction.decided_at for redacted in _still_blanked(publication)]
    return figures.day(timezone.localdate(max(when for when in decided if when))) if decided else ""


def _still_blanked(publication: Publication) -> list[RedactedPlace]:
    return [redacted for redacted in queries.redacted_places(publication) if not redacted.is_restored]


def _note(places: Sequence[RedactedPlace]) -> RedactionNote:
    redaction = places[0].redaction
    names = [_column_name(PUBLISHED, redacted.field) for redacted in places]
    return RedactionNote(
        when=figures.day(timezone.localdate(redaction.decided_at)),
        reason=redaction.reason,
        places=figures.listed(names),
        hashes=tuple((name, redacted.old_hash) for name, redacted in zip(names, places, strict=True)),
    )


def _line(
    plan: ActionPlan, redaction: Redaction, person: Person, numbers: dict[int, tuple[str, int]]
) -> Line:
    state = RedactionState(redaction.state)
    state_texts = {
        RedactionState.ASKED: _("Venter på en afgørelse"),
        RedactionState.GRANTED: _("Slettet"),
        RedactionState.REFUSED: _("Afvist"),
        RedactionState.UNDONE: _("Fortrudt"),
    }
    return Line(
        url=reverse("redaction", args=[plan.slug, redaction.pk]),
        state=state_texts[state],
        tone=state.value,
        reason=redaction.reason,
        asked_by=_who_when(redaction.asked_by, redaction.asked_at),
        decided=_who_when(redaction.decided_by, redaction.decided_at) if redaction.decided_at else "",
        decision_reason=redaction.decision_reason,
        undone=_who_when(redaction.undone_by, redaction.undone_at) if redaction.undone_at else "",
        undo_reason=redaction.undo_reason,
        places=_counted(_shown_to(person, redaction.places.all()), numbers),
    )


def _shown_to(person: Person, places: Iterable[RedactedPlace]) -> Iterable[RedactedPlace]:
    """The places that the person may know of: drafts, mails and history are for those who decide."""
    hidden = set() if can_edit_report(person) else {*_PRIVATE, HISTORY}
    return (redacted for redacted in places if redacted.kind not in hidden)


def _counted(places: Iterable[RedactedPlace], numbers: dict[int, tuple[str, int]]) -> tuple[str, ...]:
    """ "Indberetning: afrapportering", "Historik: før (3 steder)"."""
    names = Counter(_name(redacted.kind, redacted.object_id, redacted.field, numbers) for redacted in places)
    many = _("%(name)s (%(places)s steder)")
    return tuple(name if n == 1 else many % {"name": name, "places": n} for name, n in names.items())


def _shown_place(
    occurrence: Occurrence, passage: str, numbers: dict[int, tuple[str, int]], *, is_own: bool
) -> ShownPlace:
    name = _name(occurrence.kind, occurrence.object_id, occurrence.field, numbers)
    if occurrence.kind == HISTORY:
        name = f"{name} – {_name(*_about(occurrence), numbers)}"
    if occurrence.kind in _PRIVATE and not is_own:
        return ShownPlace(name, _("Ordene omkring vises kun for den, de tilhører."), (), 0)
    seen = blanking.seen_in(occurrence.text, passage)
    subject = "" if occurrence.kind == PUBLISHED else Truncator(occurrence.subject).chars(_LONGEST_SUBJECT)
    most = tuple(seen[:_MOST_CONTEXTS])
    # A subject in which the passage stands would say it a second time.
    return ShownPlace(name, subject, most, len(seen) - len(most))


def _about(occurrence: Occurrence) -> tuple[str, int, str]:
    kind, column = occurrence.about
    return kind, 0, column


def _name(kind: str, object_id: int, column: str, numbers: dict[int, tuple[str, int]]) -> str:
    """ "Indberetning: afrapportering", "Bilag 1 for 2019, fastlåst version 2: PDF"."""
    table = next((each for each in apps.get_models() if each._meta.model_name == kind), None)
    name = capitalised(str(table._meta.verbose_name)) if table else kind
    if kind == HISTORY:
        name = _("Historik")
    if kind == PUBLISHED and object_id in numbers:
        period, number = numbers[object_id]
        version = {"period": period, "number": number}
        name = _("Bilag 1 for %(period)s, fastlåst version %(number)s") % version
    return f"{name}: {_column_name(kind, column)}"


def _column_name(kind: str, column: str) -> str:
    files = {"html": _("webside"), "pdf": _("PDF"), "docx": _("Word"), "status_report": _("statusrapport")}
    if kind == PUBLISHED and column in files:
        return files[column]
    table = next((each for each in apps.get_models() if each._meta.model_name == kind), None)
    names = {field.name: field for field in table._meta.get_fields()} if table else {}
    return str(getattr(names.get(column), "verbose_name", column))


def _who_when(person: NamedPerson | None, when: datetime | None) -> str:
    name = person.display_name if person else ""
    if when is None:
        return name
    local = timezone.localtime(when)
    text = _("%(who)s, %(day)s kl. %(time)s")
    return text % {"who": name, "day": figures.day(local), "time": date_format(local, "H.i")}
