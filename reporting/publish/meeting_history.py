"""Who entered, corrected or deleted a meeting of a version, and when? The history in readable words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plans import queries
from plans.models import Change, Decision, Publication
from plans.web.facts import Fact
from plans.wording import figures
from reporting.goal_page.history import FieldChange, Names, field_change

_LEFT_OUT = {"publication", "plans"}  # which version it is goes without saying


@dataclass(frozen=True, slots=True)
class MeetingEvent:
    """What one person did to one meeting at one time."""

    heading: str  # "Mødet er rettet"
    when: str
    who: str
    facts: tuple[Fact, ...]


def meeting_history(publication: Publication) -> tuple[MeetingEvent, ...]:
    """What happened to the version's meetings, the newest first; also to those that were deleted."""
    changes = queries.meeting_changes(publication.pk, [each.pk for each in publication.decisions.all()])
    return tuple(_event(group) for group in queries.made_together(changes))


def _event(changes: Sequence[Change]) -> MeetingEvent:
    first = changes[0]
    names = Names(of_rows={}, of_links={})
    titles = [change for change in changes if change.field == "title"]
    is_new = any(not change.old for change in titles)
    is_gone = any(not change.new for change in titles)
    changed = [change for change in reversed(changes) if change.field not in _LEFT_OUT]
    heading = _("Mødet er rettet")
    if is_new or is_gone:
        heading = _("Mødet er tilføjet") if is_new else _("Mødet er slettet")
    elif not changed:
        heading = _("Mødet er knyttet til versionen")
    fields = [field_change(Decision, change, names) for change in changed]
    return MeetingEvent(
        heading=heading,
        when=figures.day_and_time(first.when),
        who=first.who.display_name if first.who else _("Vink"),
        facts=tuple(_fact(each) for each in fields),
    )


def _fact(field: FieldChange) -> Fact:
    """What a field says; of a change, what it said and what it says now."""
    return Fact(field.label, " → ".join(filter(None, [field.old, field.new])))
