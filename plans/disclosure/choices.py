"""What was chosen for a part's small numbers? In its own round, and in those that share years with it.

"43 af 54" for two years less "40 af 50" for the first tells the hidden "3 af 4" of the second. So a choice
made in a round holds in every period that shares a year with it, until that period's own round chooses.
A choice is called for, too, where a figure differs from an earlier version's by so few.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from plans import queries
from plans.disclosure.behind import counting_figures
from plans.disclosure.small_numbers import FEW_PEOPLE, FEW_PEOPLE_IN_TEXT, few_people_key, small_numbers
from plans.disclosure.versions import (
    DifferenceFromVersion,
    ToldBefore,
    differences_from_versions,
    told_before,
)
from plans.domain.assessment import assess_indicator
from plans.domain.values import Period
from plans.enums import Treatment
from plans.models import Acknowledgement
from plans.status_report import GoalStatus, IndicatorStatus, StatusReport


@dataclass(frozen=True)
class Choices:
    """What approvers chose for the small numbers of some plans, and which texts on them they let stand."""

    rows: Sequence[Acknowledgement]
    rounds: Collection[int]

    @property
    def hides_anything(self) -> bool:
        """Whether any number is to be suppressed or rounded."""
        return any(row.treatment != Treatment.KEEP for row in self.rows)

    def treatments(self, report: StatusReport, goal: GoalStatus) -> dict[int, Treatment]:
        """What is done outside the house about the figures of a goal's parts, by indicator.

        A part that is told as it is stands not among them. `report` has its exact figures.
        """
        found = {part.id: self._treatment(report, goal, part) for part in goal.indicators}
        return {pk: treatment for pk, treatment in found.items() if treatment is not Treatment.KEEP}

    def given_away(self, report: StatusReport, goal: GoalStatus, part: IndicatorStatus) -> list[Period]:
        """The other periods whose hidden figures of this part the report would give away, in their order."""
        return sorted(
            {row.report.round.period for row in self._of_other_periods(report, goal, part)},
            key=lambda period: (period.first, period.last),
        )

    def differences(
        self, report: StatusReport, goal: GoalStatus, part: IndicatorStatus
    ) -> list[DifferenceFromVersion]:
        """By how few people this part's counts differ from those that versions of the same round tell."""
        if report.round is None or not part.counts_people:
            return []
        return differences_from_versions(self._told_before.get(report.round.pk, {}), goal, part)

    def lets_stand(self, report: StatusReport, text: str, found: str) -> bool:
        """Whether `text`, a key of the report's texts, may tell `found`, although its figures are hidden."""
        answer = self._of_round(report).get((FEW_PEOPLE_IN_TEXT, text))
        return answer is not None and answer.found == found

    def _treatment(self, report: StatusReport, goal: GoalStatus, part: IndicatorStatus) -> Treatment:
        others = {Treatment(row.treatment) for row in self._of_other_periods(report, goal, part)}
        own = self._of_round(report).get((FEW_PEOPLE, few_people_key(goal, part)))
        if own is None:
            return Treatment.SUPPRESS if Treatment.SUPPRESS in others else next(iter(others), Treatment.KEEP)
        figures = counting_figures(part.facts, goal.period, plan=report.plan.span, as_of=report.as_of)
        small = small_numbers(part, figures).counts
        is_called_for = others or small or self.differences(report, goal, part)
        return Treatment(own.treatment) if is_called_for else Treatment.KEEP

    def _of_other_periods(
        self, report: StatusReport, goal: GoalStatus, part: IndicatorStatus
    ) -> Iterator[Acknowledgement]:
        """The choices to hide the part, made in other periods in which its numbers are still small."""
        for row in self._hiding.get((report.plan.pk, few_people_key(goal, part)), ()):
            round_ = row.report.round
            at = round_.period
            shares_years = at.first <= report.period.last and at.last >= report.period.first
            if at == report.period or not shares_years:
                continue
            plan, as_of = report.plan.span, round_.as_of
            then = replace(part, assessment=assess_indicator(part.facts, at, plan=plan, as_of=as_of))
            if small_numbers(then, counting_figures(part.facts, at, plan=plan, as_of=as_of)).counts:
                yield row

    def _of_round(self, report: StatusReport) -> Mapping[tuple[str, str], Acknowledgement]:
        return self._by_round.get(report.round.pk, {}) if report.round else {}

    @cached_property
    def _told_before(self) -> Mapping[int, ToldBefore]:
        records = queries.records_of_versions(self.rounds)
        return {round_id: told_before(versions) for round_id, versions in records.items()}

    @cached_property
    def _by_round(self) -> Mapping[int, Mapping[tuple[str, str], Acknowledgement]]:
        found: dict[int, dict[tuple[str, str], Acknowledgement]] = {}
        for row in self.rows:
            found.setdefault(row.report.round_id, {})[row.check_code, row.place] = row
        return found

    @cached_property
    def _hiding(self) -> Mapping[tuple[int, str], list[Acknowledgement]]:
        found: dict[tuple[int, str], list[Acknowledgement]] = {}
        for row in self.rows:
            if row.check_code == FEW_PEOPLE and row.treatment != Treatment.KEEP:
                found.setdefault((row.report.round.plan_id, row.place), []).append(row)
        return found


def choices_for(reports: Collection[StatusReport]) -> Choices:
    """What was chosen in the rounds of these reports' plans; one query, later one for their versions."""
    plans = {report.plan.pk for report in reports}
    rounds = {report.round.pk for report in reports if report.round}
    return Choices(queries.acknowledgements_in(plans, (FEW_PEOPLE, FEW_PEOPLE_IN_TEXT)), rounds)
