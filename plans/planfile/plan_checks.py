"""Do the parts of a plan file agree? Years, references, and what can be there only once."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from django.utils.translation import gettext

from plans.domain.values import Period
from plans.planfile.figure_checks import indicator_problems, parts_problems, repeated
from plans.planfile.problems import Location, Problem
from plans.planfile.schema import AreaEntry, PlanFile
from plans.planfile.schema_goals import GoalEntry
from plans.planfile.schema_money import BudgetTableEntry, KeyFigureEntry
from plans.planfile.schema_rounds import ReportEntry, RoundEntry


@dataclass(frozen=True, slots=True)
class _Known:
    """What can be referred to."""

    years: Period
    areas: dict[int, AreaEntry]
    indicators: dict[str, int]  # how many each goal has
    has_predecessor: bool


def plan_problems(file: PlanFile) -> Iterator[Problem]:
    """Everything that is wrong across the entries of a file whose single values are right."""
    plan = file.plan
    if plan.ends_on < plan.starts_on:
        yield Problem(("plan", "ends_on"), gettext("Planen kan ikke slutte, før den begynder."))
        return
    if plan.predecessor == plan.slug:
        yield Problem(("plan", "predecessor"), gettext("En plan kan ikke afløse sig selv."))
    known = _Known(
        Period(plan.starts_on.year, plan.ends_on.year),
        # of two with one number, which is a problem of its own, the first
        {area.number: area for area in reversed(file.areas)},
        {goal.key: len(goal.indicators) for goal in file.goals},
        has_predecessor=plan.predecessor is not None,
    )
    found = (
        (("areas",), _area_problems(file)),
        (("goals",), _goal_problems(file, known)),
        (("rounds",), _round_problems(file, known)),
        (("key_figures",), _key_figure_problems(file, known)),
        (("budget_tables",), _budget_problems(file, known)),
        (("decisions",), _decision_problems(file)),
    )
    for location, problems in found:
        yield from (problem.under(location) for problem in problems)


def _once(position: int, first: int, field: str) -> Problem:
    return Problem(
        (position, field),
        gettext("Det samme står allerede i nummer [%(first)d]; her skal stå noget andet.") % {"first": first},
    )


def _no_area(location: Location, number: int, known: _Known) -> Iterator[Problem]:
    if number not in known.areas:
        numbers = ", ".join(str(area) for area in sorted(known.areas)) or gettext("ingen")
        yield Problem(
            location,
            gettext("Der er intet indsatsområde %(number)d i filen; der er %(numbers)s.")
            % {"number": number, "numbers": numbers},
            looks_into="areas",
        )


def _no_goal(location: Location, key: str, known: _Known) -> Iterator[Problem]:
    if key not in known.indicators:
        yield Problem(
            location,
            gettext("Der er intet mål med nøglen %(key)s i filen.") % {"key": key},
            looks_into="goals",
        )


def _area_problems(file: PlanFile) -> Iterator[Problem]:
    for position, first in repeated(area.number for area in file.areas):
        yield _once(position, first, "number")
    for position, area in enumerate(file.areas):
        for heading, first in repeated(heading.text for heading in area.headings):
            yield _once(heading, first, "text").under((position, "headings"))
        for number, _ in repeated(area.levels):
            yield Problem((position, "levels", number), gettext("Niveauet står der allerede."))


def _goal_problems(file: PlanFile, known: _Known) -> Iterator[Problem]:
    for position, first in repeated(goal.key for goal in file.goals):
        yield _once(position, first, "key")
    for position, goal in enumerate(file.goals):
        problems = chain(
            _goal_reference_problems(goal, known),
            (
                problem.under(("indicators", number))
                for number, indicator in enumerate(goal.indicators)
                for problem in indicator_problems(indicator, known.years)
            ),
        )
        yield from (problem.under((position,)) for problem in problems)


def _goal_reference_problems(goal: GoalEntry, known: _Known) -> Iterator[Problem]:
    for number, area in enumerate(goal.areas):
        yield from _no_area(("areas", number), area, known)
    for number, _ in repeated(goal.areas):
        yield Problem(("areas", number), gettext("Området står der allerede."))
    lead = known.areas.get(goal.areas[0])
    if lead and goal.heading and goal.heading not in {heading.text for heading in lead.headings}:
        yield Problem(
            ("heading",),
            gettext("Der er ingen sådan overskrift i område %(number)d (headings).")
            % {"number": lead.number},
            looks_into="areas",
        )
    if goal.predecessor and not known.has_predecessor:
        yield Problem(
            ("predecessor",),
            gettext("Skriv også, hvilken plan denne afløser (plan.predecessor)."),
            looks_into="plan",
        )
    if goal.withdrawn_from and goal.withdrawn_from not in known.years:
        yield Problem(
            ("withdrawn_from",),
            gettext("Året skal ligge i planens år, %(years)s.") % {"years": known.years},
        )
    for number, first in repeated(wording.place for wording in goal.wordings):
        yield _once(number, first, "place").under(("wordings",))


def _round_problems(file: PlanFile, known: _Known) -> Iterator[Problem]:
    for position, first in repeated((entry.years, entry.as_of) for entry in file.rounds):
        yield _once(position, first, "as_of")
    for position, entry in enumerate(file.rounds):
        if entry.years.first not in known.years or entry.years.last not in known.years:
            yield Problem(
                (position, "years"),
                gettext("Årene skal ligge i planens år, %(years)s.") % {"years": known.years},
            )
        problems = chain(
            _submission_problems(entry, known), _report_problems(entry.report, known) if entry.report else ()
        )
        yield from (problem.under((position,)) for problem in problems)


def _submission_problems(entry: RoundEntry, known: _Known) -> Iterator[Problem]:
    for number, first in repeated(submission.goal for submission in entry.submissions):
        yield _once(number, first, "goal").under(("submissions",))
    for number, submission in enumerate(entry.submissions):
        yield from _no_goal(("submissions", number, "goal"), submission.goal, known)


def _report_problems(report: ReportEntry, known: _Known) -> Iterator[Problem]:
    table_of: dict[str, str] = {}
    for number, table in enumerate(report.tables):
        for position, row in enumerate(table.rows):
            location = ("report", "tables", number, "rows", position, "goal")
            yield from _no_goal(location, row.goal, known)
            if row.goal in table_of:
                yield Problem(
                    location,
                    gettext("Målet står allerede i %(table)s; det afrapporteres én gang.")
                    % {"table": table_of[row.goal]},
                )
            table_of.setdefault(row.goal, table.label)


def _key_figure_problems(file: PlanFile, known: _Known) -> Iterator[Problem]:
    for position, entry in enumerate(file.key_figures):
        problems = chain(
            _no_area(("area",), entry.area, known) if entry.area else (),
            _no_indicator(entry, known),
            parts_problems(entry.value, [part.value for part in entry.parts if part.adds_up]),
        )
        yield from (problem.under((position,)) for problem in problems)
        if entry.starts_on and entry.ends_on and entry.ends_on < entry.starts_on:
            yield Problem((position, "ends_on"), gettext("Den sidste dag kan ikke ligge før den første."))


def _no_indicator(entry: KeyFigureEntry, known: _Known) -> Iterator[Problem]:
    if entry.indicator is None:
        return
    goal, order = entry.indicator.goal, entry.indicator.order
    yield from _no_goal(("indicator", "goal"), goal, known)
    if known.indicators.get(goal, order) < order:
        yield Problem(
            ("indicator", "order"),
            gettext("Målet %(key)s har %(count)d indikatorer.")
            % {"key": goal, "count": known.indicators[goal]},
            looks_into="goals",
        )


def _budget_problems(file: PlanFile, known: _Known) -> Iterator[Problem]:
    for position, table in enumerate(file.budget_tables):
        yield from (problem.under((position, "lines")) for problem in _line_problems(table, known))


def _line_problems(table: BudgetTableEntry, known: _Known) -> Iterator[Problem]:
    for number, line in enumerate(table.lines):
        if line.area is not None:
            yield from _no_area((number, "area"), line.area, known)
        elif not line.category:
            yield Problem((number,), gettext("Her skal stå et område (area) eller en post (category)."))


def _decision_problems(file: PlanFile) -> Iterator[Problem]:
    identities = (
        (entry.committee, entry.decided_on, entry.case_number, entry.item_number, entry.title)
        for entry in file.decisions
    )
    for position, first in repeated(identities):
        yield _once(position, first, "title")
