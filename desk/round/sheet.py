"""Which figures does a round ask for, and which of them have been given? What all rows of a page share."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from django.http import Http404
from django.utils.translation import gettext as _

from desk.round.access import Access, access_of
from plans import queries
from plans.actions.held_goals import HeldGoals
from plans.domain.slots import Slot, missing_slots, slots
from plans.domain.values import Figure, Period
from plans.models import ActionPlan, Measurement, ReportingRound
from plans.permissions import Person
from plans.queries.answers import FIGURE, TEXT, Answered
from plans.status_report import GoalStatus, IndicatorStatus, StatusReport, status_reports
from plans.wording.problems import figure_name


@dataclass(frozen=True)
class EntrySheet:
    """Everything that the rows of a round are made from."""

    report: StatusReport
    access: Access
    given: Mapping[tuple[int, Slot], Measurement] = field(repr=False)  # in this round
    excluded: Mapping[int, int] = field(repr=False)  # from the figures of this round, by measurement
    known_before: Mapping[int, Sequence[Figure]] = field(repr=False)  # the oldest first
    held: HeldGoals | None = field(default=None, repr=False)  # where they are written on

    @cached_property
    def slots_by_indicator(self) -> dict[int, tuple[Slot, ...]]:
        """The slots of each indicator."""
        report = self.report
        return {
            part.id: slots(part.facts, report.period, plan=report.plan.span, as_of=report.as_of)
            for goal in report.goals
            for part in goal.indicators
        }

    @cached_property
    def lacking(self) -> dict[int, tuple[Slot, ...]]:
        """The slots of each indicator that are still missing."""
        report = self.report
        return {
            part.id: missing_slots(part.facts, report.period, plan=report.plan.span, as_of=report.as_of)
            for goal in report.goals
            for part in goal.indicators
        }

    @cached_property
    def answered(self) -> Mapping[int, Mapping[str, Answered]]:
        """Which odd figures somebody has let stand, by indicator; asked for where a figure is odd."""
        return queries.answered(FIGURE, list(self.slots_by_indicator))

    @cached_property
    def answered_texts(self) -> Mapping[int, Mapping[str, Answered]]:
        """Which odd numbers in texts somebody has let stand, by goal; asked for where a text is odd."""
        return queries.answered(TEXT, [goal.id for goal in self.report.goals])

    @cached_property
    def last_written(self) -> Mapping[int, datetime]:
        """When each figure of the round was written last, by row; asked for where an answer is old."""
        return queries.last_written([row.pk for row in self.given.values()])

    @cached_property
    def with_lists(self) -> Mapping[tuple[int, Slot], Measurement]:
        """The figures of the round with their exclusions and parts."""
        queries.with_lists(self.given.values())
        return self.given

    def ask_again(self) -> None:
        """Ask again what was answered, once somebody has just answered."""
        for name in ("answered", "answered_texts"):
            vars(self).pop(name, None)

    @cached_property
    def is_of_one_slot(self) -> bool:
        """Whether all figures are of the same year, or all of the whole plan."""
        return len({slot for each in self.slots_by_indicator.values() for slot in each}) == 1

    def must_name(self, slot: Slot) -> bool:
        """Whether a row must say of which year it is, since the page's heading does not."""
        period = self.report.period
        return slot is None or period.first != period.last

    @property
    def column(self) -> str:
        """What the column of the figures is called."""
        if not self.is_of_one_slot:
            return _("Tal")
        ((slot, *_rest), *_others) = self.slots_by_indicator.values()
        return figure_name(slot)

    def figures_of(self, goal: GoalStatus) -> list[tuple[IndicatorStatus, Slot]]:
        """The figures that the round asks for of a goal."""
        return [(part, slot) for part in goal.indicators for slot in self.slots_by_indicator[part.id]]

    def stored(self, indicator: int, slot: Slot) -> Measurement | None:
        """The figure that was given in this round."""
        return self.given.get((indicator, slot))

    def before(self, indicator: int, slot: Slot) -> Figure | None:
        """The last figure known before: an earlier one for the same, else the latest earlier year's."""
        known = self.known_before.get(indicator, ())
        same = [each for each in known if each.year == slot]
        if same:
            return same[-1]
        earlier = [each for each in known if each.year is not None and (slot is None or each.year < slot)]
        return max(earlier, key=lambda each: (each.year or 0, each.as_of), default=None)

    def knows_before(self, goals: Iterable[GoalStatus]) -> bool:
        """Whether there is an earlier figure beside any of these goals' figures."""
        return any(
            self.before(part.id, slot) is not None for goal in goals for part, slot in self.figures_of(goal)
        )

    def is_missing(self, indicator: int, slot: Slot) -> bool:
        """Whether nobody has given the figure, and none known before will do."""
        return slot in self.lacking[indicator]

    def missing(self, goal: GoalStatus) -> list[tuple[IndicatorStatus, Slot]]:
        """The figures of a goal that are missing."""
        return [(part, slot) for part, slot in self.figures_of(goal) if self.is_missing(part.id, slot)]

    def progress(self, goals: Iterable[GoalStatus]) -> tuple[int, int]:
        """How many of these goals' figures there are, and how many there should be."""
        each = list(goals)
        figures_asked = sum(len(self.figures_of(goal)) for goal in each)
        return figures_asked - sum(len(self.missing(goal)) for goal in each), figures_asked


def entry_sheet(
    report: StatusReport,
    round_: ReportingRound,
    person: Person,
    *,
    today: date,
    goals: Collection[int] | None = None,
) -> EntrySheet:
    """Fetch what `person` sees of a round besides the report; with `goals`, the report is of these alone."""
    return _sheet(report, access_of(person, report, round_, today=today), goals)


def _sheet(report: StatusReport, access: Access, goals: Collection[int] | None) -> EntrySheet:
    rows = queries.figures_of_round(report.plan, report.period, report.as_of, goals)
    given, known_before = _sorted_out(rows, report)
    excluded = queries.excluded_in_round(report.plan, report.as_of, goals)
    return EntrySheet(report, access, given, excluded, known_before)


def _sorted_out(
    rows: Iterable[Measurement], report: StatusReport
) -> tuple[dict[tuple[int, Slot], Measurement], dict[int, list[Figure]]]:
    """The figures that were given in the round, and those known before it; of `rows`, the oldest first."""
    given: dict[tuple[int, Slot], Measurement] = {}
    known_before: dict[int, list[Figure]] = defaultdict(list)
    for row in rows:
        if row.as_of == report.as_of:
            given[row.indicator_id, row.year] = row
        else:
            known_before[row.indicator_id].append(row.figure)
    return given, dict(known_before)


def held_sheet(held: HeldGoals, period: Period) -> EntrySheet:
    """The sheet of goals that are held, as they are by now; not found without goals or a round."""
    if not held.goals or period.first not in held.plan.period or period.last not in held.plan.period:
        raise Http404
    report = held.report(period)
    if report.round is None:
        raise Http404
    rows = [
        row
        for row in sorted(held.measurements.values(), key=lambda row: row.as_of)
        if row.as_of <= report.as_of and (row.year is None or row.year <= period.last)
    ]
    given, known_before = _sorted_out(rows, report)
    left_out = {row.pk: row.left_out for row in given.values()}  # type: ignore[attr-defined]  # asked for with it
    excluded = {pk: count for pk, count in left_out.items() if count}
    in_plan = {area.id for goal in report.goals for area in goal.areas}
    access = Access(held.by, held.given & in_plan, report.round)
    return EntrySheet(report, access, given, excluded, known_before, held)


def sheet_of_goals(
    plan: ActionPlan, period: Period, goals: Collection[int], person: Person, *, today: date
) -> EntrySheet:
    """The sheet of some goals alone, which takes no longer in a large plan; not found without a round."""
    if period.first not in plan.period or period.last not in plan.period:
        raise Http404
    report, round_ = _report_of_goals(plan, period, goals, today)
    return entry_sheet(report, round_, person, today=today, goals=goals)


def sheet_after_writing(sheet: EntrySheet, *, today: date) -> EntrySheet:
    """The goals of `sheet` as they are now; which areas the person enters is not asked again."""
    goals = [goal.id for goal in sheet.report.goals]
    report, round_ = _report_of_goals(sheet.report.plan, sheet.report.period, goals, today)
    return _sheet(report, replace(sheet.access, round=round_), goals)


def _report_of_goals(
    plan: ActionPlan, period: Period, goals: Collection[int], today: date
) -> tuple[StatusReport, ReportingRound]:
    report = status_reports([plan], [period], today=today, goals=goals)[plan.pk, period]
    if report.round is None:
        raise Http404
    return report, report.round


def figure_or_404(sheet: EntrySheet, indicator: int, slot: Slot) -> tuple[GoalStatus, IndicatorStatus]:
    """The goal and the indicator of a figure; not found unless the round asks for it."""
    for goal in sheet.report.goals:
        for part in goal.indicators:
            if part.id == indicator and slot in sheet.slots_by_indicator[part.id]:
                return goal, part
    raise Http404
