"""How is a round's report proposed? Its tables from the areas, its head from the report before; in Danish."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import translation

from plans import queries
from plans.domain.values import Period
from plans.models import Report
from plans.status_report import AreaLine, GoalStatus, StatusReport
from plans.wording import figures

USUAL_KIND = "Notat"


@dataclass(frozen=True, slots=True)
class ProposedTable:
    """A titled table with its goals in order."""

    label: str  # "Tabel 1"
    title: str
    column_heading: str  # "Afrapportering 2019"
    goals: tuple[GoalStatus, ...]


@dataclass(frozen=True, slots=True)
class ProposedReport:
    """A memo's head, what opens it, and its tables."""

    kind: str
    title: str
    dated_on: date
    case_officer: str
    sender: str
    ean: str
    website: str
    intro: str
    tables: tuple[ProposedTable, ...]


def proposed_report(status: StatusReport) -> ProposedReport:
    """What the report of `status` would be if it were made now.

    Kind, case officer's role, sender, EAN and website are those of the plan's latest report, else of the plan
    that it follows. Case and document number are a case's own and never proposed.
    """
    with translation.override("da"):
        years = figures.years(status.period)
    last = queries.last_report_of(status.plan) or Report()
    subject = f"for {years} på {status.plan.title}"
    return ProposedReport(
        kind=last.kind or USUAL_KIND,
        title=f"Bilag 1. Afrapportering {subject}",
        dated_on=status.as_of,
        case_officer=last.case_officer,
        sender=last.sender,
        ean=last.ean,
        website=last.website,
        intro=f"Nedenfor afrapporteres {subject}.",
        tables=tuple(
            ProposedTable(table_label(number), title, column_heading(status.period), goals)
            for number, (title, goals) in enumerate(_by_areas(status.goals), start=1)
        ),
    )


def table_label(number: int) -> str:
    """What a report's table is called by its place, from 1."""
    return f"Tabel {number}"


def column_heading(period: Period) -> str:
    """What stands over the column in which the goals of `period` are reported."""
    return f"Afrapportering {figures.years(period)}"


def _by_areas(goals: Iterable[GoalStatus]) -> list[tuple[str, tuple[GoalStatus, ...]]]:
    """The goals of each area, and after it those that it shares with areas before it, in the plan's order.

    Source: the annex for 2019, whose third table has the goals of areas 2 and 3.
    """
    groups: dict[tuple[int, ...], list[GoalStatus]] = {}
    titles: dict[tuple[int, ...], str] = {}
    for goal in goals:
        areas = sorted(goal.areas, key=lambda area: area.number)
        numbers = tuple(area.number for area in areas)
        groups.setdefault(numbers, []).append(goal)
        titles[numbers] = _title(areas)
    order = sorted(groups, key=lambda numbers: (numbers[-1], len(numbers), numbers))
    return [(titles[numbers], tuple(groups[numbers])) for numbers in order]


def _title(areas: Collection[AreaLine]) -> str:
    """The areas' titles as one: "Foregribende indsats og indgribende indsats"."""
    first, *others = (area.title for area in areas)
    return " og ".join([first, *(_within_a_sentence(title) for title in others)])


def _within_a_sentence(title: str) -> str:
    """The title as it stands after other words; an abbreviation keeps its capitals."""
    is_word = title[:1].isupper() and not title[1:2].isupper()
    return title[:1].lower() + title[1:] if is_word else title
