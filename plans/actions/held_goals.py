"""Goals that one person writes on while everybody else waits: read once, checked, written and judged.

The plan's rounds are locked first; then each kind of row that the checks, the writing and the report after it
need is read once. What is written goes into these rows too, so that nothing has to be read again; when the
transaction ends, they are forgotten.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db import transaction
from django.db.models import Q

from plans import queries
from plans.domain.values import Period, TargetValue
from plans.models import (
    ActionPlan,
    EffortArea,
    Indicator,
    Measurement,
    ReportingRound,
    ReportRow,
    ResultGoal,
    StatusWord,
    Submission,
)
from plans.permissions import Person, check_enter
from plans.status_report import StatusReport, report_of_rows

FigureKey = tuple[int, int | None, date]  # an indicator, a year, and the day


@dataclass
class HeldGoals:
    """Goals of a plan as they are now; whoever else writes on them waits until the transaction ends.

    `by` is who writes on them, on the day `today`.
    """

    by: Person
    today: date
    goals: Collection[ResultGoal]
    rounds: list[ReportingRound]
    is_thrown_away: bool = False
    _indicators: list[Indicator] | None = None

    @cached_property
    def plan(self) -> ActionPlan:
        """The plan of the goals; read with its rounds under the lock, where it has any."""
        return self.rounds[0].plan if self.rounds else next(iter(self.goals)).plan

    @cached_property
    def measurements(self) -> dict[FigureKey, Measurement]:
        """All figures of the goals, with their lists."""
        rows = queries.measurements_of_goals(self._ids)
        return {(row.indicator_id, row.year, row.as_of): row for row in rows}

    @cached_property
    def submissions(self) -> dict[tuple[int, int], Submission]:
        """What was said of the goals in any round, by round and goal."""
        return queries.submissions_of_goals(self._ids)

    @cached_property
    def indicators(self) -> dict[int, Indicator]:
        """The goals' indicators by id, in the order of a report."""
        rows = self._indicators
        if rows is None:
            rows = queries.indicators_of_goals_of(self.goals)
        return {row.pk: row for row in rows}

    @cached_property
    def targets(self) -> Mapping[int, list[TargetValue]]:
        """All targets, by indicator."""
        years = self.plan.period
        return queries.targets_of(Q(indicator__goal__in=self._ids), years.first, years.last)

    @cached_property
    def _areas(self) -> tuple[Mapping[int, EffortArea], Mapping[int, list[int]], frozenset[int]]:
        return queries.areas_for(self.plan, self.by.pk, self.today)

    @cached_property
    def _words(self) -> Mapping[int, list[StatusWord]]:
        return queries.words_of([self.plan.pk])

    @cached_property
    def _report_rows(self) -> Mapping[int, list[ReportRow]]:
        return queries.report_rows_of(self.rounds, self._ids)

    @property
    def _ids(self) -> list[int]:
        return [goal.pk for goal in self.goals]

    def round(self, pk: int) -> ReportingRound | None:
        """The round as it is now; None where it is not one of the plan's."""
        return next((each for each in self.rounds if each.pk == pk), None)

    @property
    def given(self) -> frozenset[int]:
        """The plan's areas whose figures the person enters."""
        _areas, _further, given = self._areas
        return given

    def check_contributor(self, goal: ResultGoal) -> None:
        """Raises PermissionDenied unless the person reports the goal."""
        _areas, further, given = self._areas
        check_enter(self.by, [goal.area_id, *further.get(goal.pk, ())], given)

    def is_for_whole_plan(self, indicator: Indicator) -> bool:
        """Whether the indicator has a target for the whole plan."""
        return any(target.year is None for target in self.targets.get(indicator.pk, ()))

    def put(self, measurement: Measurement, *, left_out: int) -> None:
        """Take in a figure as it has just been stored, from which so many are excluded."""
        measurement.left_out = left_out  # type: ignore[attr-defined]  # as if asked for with it
        self.measurements[measurement.indicator_id, measurement.year, measurement.as_of] = measurement

    def put_submission(self, submission: Submission) -> None:
        """Take in a submission as it has just been stored."""
        self.submissions[submission.round_id, submission.goal_id] = submission

    def forget(self, measurement: Measurement) -> None:
        """Take out a figure that has just been deleted."""
        del self.measurements[measurement.indicator_id, measurement.year, measurement.as_of]

    def throw_away(self) -> None:
        """Let nothing that was written come to be, although no error leaves the transaction."""
        self.is_thrown_away = True

    def report(self, period: Period, *, as_of: date | None = None) -> StatusReport:
        """How these goals stand, made anew from the rows as they are by now; dates as in `status_report`."""
        targets = {
            indicator: [each for each in of_it if each.year is None or each.year in period]
            for indicator, of_it in self.targets.items()
        }
        areas, further, _given = self._areas
        figures = queries.figures_in(
            self.measurements.values(), queries.read_since_start(targets), period.first, period.last
        )
        indicators: dict[int, list[Indicator]] = {}
        for row in self.indicators.values():
            indicators.setdefault(row.goal_id, []).append(row)
        rows = queries.PlanRows(
            words=self._words,
            areas=areas,
            goals={self.plan.pk: sorted(self.goals, key=lambda goal: goal.order)},
            further_areas=further,
            indicators=indicators,
            targets=targets,
            figures=figures,
            rounds={self.plan.pk: self.rounds},
            submissions=self.submissions,
            report_rows=self._report_rows,
            standing=queries.standing_of(self.submissions.values()),
        )
        return report_of_rows(self.plan, period, rows, today=self.today, as_of=as_of)


@contextmanager
def holding(
    slug: str, *, by: Person, today: date, indicator: int | None = None, key: str = ""
) -> Iterator[HeldGoals]:
    """Hold the goal with `indicator`, or with this `key`, in the plan at this address; without one, no goals.

    Its row is read when everybody else already waits: whoever waited themselves sees what was written before.
    Nothing that is written is kept where an exception leaves, or after `throw_away`.
    """
    with transaction.atomic():
        rounds = queries.locked_rounds(slug)
        goals, indicators = queries.goals_with_indicators(slug, indicator=indicator, key=key)
        held = HeldGoals(by=by, today=today, goals=goals, rounds=rounds, _indicators=indicators)
        yield held
        if held.is_thrown_away:
            transaction.set_rollback(True)


@contextmanager
def held_or_holding(
    held: HeldGoals | None, goal: ResultGoal, *, by: Person, today: date
) -> Iterator[HeldGoals]:
    """The goal as it is held already, or else held for as long as this takes."""
    if held is not None:
        yield held
        return
    with transaction.atomic():
        yield HeldGoals(by=by, today=today, goals=[goal], rounds=queries.locked_rounds(goal.plan.slug))
