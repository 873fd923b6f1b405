"""What does the page of the trail tell? What people did and changed, in one list, the newest first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.enums import TrailKind
from plans.models import Change, TrailEntry
from plans.wording.choices import CHOICES
from vink.accounts.models import User

CHANGED = "changed"
_AT_ONCE = timedelta(seconds=2)
_FIELDS_OF_ONE = 10  # so many fields of one object change at once, or fewer


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list."""

    when: datetime
    kind: str
    who: str
    about: str
    plan: str
    address: str
    entry: int | None = None  # the oldest row of each table that it was made of
    change: int | None = None


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the list goes on: with what is older than these rows of its two tables."""

    entry: int | None = None
    change: int | None = None

    def after(self, rows: Iterable[Row]) -> "Cursor":
        """Where it goes on after these."""
        entries = [row.entry for row in rows if row.entry is not None]
        changes = [row.change for row in rows if row.change is not None]
        return Cursor(min(entries, default=self.entry), min(changes, default=self.change))


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the trail is asked for; everything where nothing is."""

    who: User | None = None
    kind: str = ""
    plan: str = ""
    since: date | None = None
    until: date | None = None


def kind_names() -> dict[str, str]:
    """What each kind is called, in the order in which one chooses."""
    names = {kind.value: str(name) for kind, name in CHOICES[TrailKind].items()}
    # what was done to data goes before who came and went
    done = {kind: names.pop(kind) for kind in (TrailKind.SAW.value, TrailKind.EXPORTED.value)}
    return {**done, CHANGED: _("Ændrede"), **names}


def trail_rows(filters: Filters, *, cursor: Cursor | None = None, most: int) -> list[Row]:
    """So many lines at most, from the cursor on."""
    names, cursor = kind_names(), cursor or Cursor()
    entries = TrailEntry.objects.filter(_of(filters, cursor.entry))
    changes = Change.objects.filter(_of(filters, cursor.change), who__isnull=False)
    if filters.plan:
        entries, changes = entries.filter(plan=filters.plan), changes.filter(plan__slug=filters.plan)
    if filters.kind and filters.kind != CHANGED:
        entries, changes = entries.filter(kind=filters.kind), changes.none()
    elif filters.kind:
        entries = entries.none()
    pages = page_names()
    found = [_of_entry(entry, names, pages) for entry in entries.select_related("who").order_by("-pk")[:most]]
    with_plan = changes.select_related("who", "plan").order_by("-pk")
    found += [_of_changes(together, names) for together in _together(with_plan[: most * _FIELDS_OF_ONE])]
    return sorted(found, key=lambda row: row.when, reverse=True)[:most]


def page_names() -> Mapping[str, str]:
    """What the pages and files are called that stand in the trail."""
    return {
        "login": _("Log på"),
        "logout": _("Log af"),
        "password_change": _("Skift adgangskode"),
        "password_reset_confirm": _("Ny adgangskode"),
        "invitation": _("Invitation"),
        "trail": _("Hændelsesloggen"),
        "trail_xlsx": _("Hændelsesloggen i Excel"),
        "trail_csv": _("Hændelsesloggen som CSV"),
        "redactions": _("Sletning af personoplysninger"),
        "redaction": _("Sletning af personoplysninger"),
        "admin:accounts_user_changelist": _("Brugerne"),
        "admin:accounts_user_change": _("En bruger"),
        "admin:plans_change_changelist": _("Historikken"),
        "admin:plans_change_change": _("En ændring i historikken"),
        "admin:plans_responsibility_changelist": _("Hvem der har hvilke områder"),
        "admin:index": _("Administrationen"),
        "report_editor": _("Rediger bilaget"),
        "approval": _("Godkendelse"),
        "entry": _("Indberetning"),
        "goal_entry": _("Indberetning af et mål"),
        "tasks": _("Mine opgaver"),
        "report_checks": _("Kontrol"),
        "annex_pdf": _("Bilaget som PDF"),
        "annex_docx": _("Bilaget i Word"),
        "annex_xlsx": _("Bilaget i Excel"),
        "brief_pdf": _("Ledelsesoverblikket som PDF"),
        "board_file": _("Status som fil"),
        "compare_file": _("Sammenligningen i Excel"),
        "money_xlsx": _("Økonomien i Excel"),
        "publication_file": _("En fastlåst version som fil"),
        "workbook_file": _("Arbejdsbogen til indberetning"),
        "feed_plans": _("Dataadgang: planer"),
        "feed_goals": _("Dataadgang: mål"),
        "feed_status": _("Dataadgang: status"),
        "feed_publications": _("Dataadgang: fastlåste versioner"),
    }


def _of(filters: Filters, before: int | None) -> Q:
    condition = Q()
    if filters.who is not None:
        condition &= Q(who=filters.who)
    if filters.since is not None:
        condition &= Q(when__gte=_midnight(filters.since))
    if filters.until is not None:
        condition &= Q(when__lt=_midnight(filters.until + timedelta(days=1)))
    if before is not None:
        condition &= Q(pk__lt=before)
    return condition


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _of_entry(entry: TrailEntry, names: Mapping[str, str], pages: Mapping[str, str]) -> Row:
    page = pages.get(entry.page) or _("siden %(name)s") % {"name": entry.page}
    values = " ".join(part.partition("=")[2] for part in entry.about.split(" "))
    about = f"{page} ({values})" if entry.about else page
    who = _named(entry.who)
    return Row(entry.when, names[entry.kind], who, about, entry.plan, entry.address, entry=entry.pk)


def _together(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """The fields of one object that one person changed at once, the newest first."""
    by_object = groupby(changes, key=lambda each: (each.who_id, each.kind, each.object_id, each.plan_id))
    for _key, of_object in by_object:
        together: list[Change] = []
        for each in of_object:
            if together and together[0].when - each.when > _AT_ONCE:
                yield together
                together = []
            together.append(each)
        yield together


def _of_changes(together: list[Change], names: Mapping[str, str]) -> Row:
    newest = together[0]
    plan = newest.plan.slug if newest.plan else ""
    fields = dict.fromkeys(str(each).partition(": ")[2] for each in reversed(together))
    about = f"{str(newest).partition(': ')[0]}: {', '.join(fields)}"
    who, oldest = _named(newest.who), together[-1].pk
    return Row(newest.when, names[CHANGED], who, about, plan, "", change=oldest)


def _named(person: Any) -> str:
    return f"{person.display_name} ({person.get_username()})"
