"""Which rows does a goal's page need? As many queries for a long line of plans as for a short one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from plans import queries
from plans.enums import RoundState
from plans.models import (
    ActionPlan,
    Change,
    EffortArea,
    Indicator,
    Measurement,
    Publication,
    ReportingRound,
    ReportRow,
    ResultGoal,
    StatusWord,
    Submission,
    Target,
)
from plans.queries.answers import ANSWER, FIGURE, TEXT


@dataclass(frozen=True, slots=True)
class GoalReading:
    """A goal with what belongs to it, and the goals before and after it in the line of plans."""

    goal: ResultGoal
    line: tuple[ResultGoal, ...]  # from the oldest to the newest, the goal itself among them
    branches: tuple[ResultGoal, ...]  # successors beside one another, which no single line goes on with
    indicators: dict[int, list[Indicator]]  # by goal of the line
    measurements: dict[int, list[Measurement]]  # by indicator, the oldest first
    submissions: list[Submission]
    report_rows: list[ReportRow]
    areas: dict[int, EffortArea]  # the plan's
    published: dict[int, Publication]  # the newest version of a round's report, by round
    retracted: dict[int, tuple[int, int | None]]  # figures that were taken back: indicator and year, by id

    @property
    def plans(self) -> list[ActionPlan]:
        """The plans of the line, each once."""
        return list({goal.plan_id: goal.plan for goal in self.line}.values())


def read_goal(slug: str, key: str) -> GoalReading | None:
    """The goal with this key in the plan at this address, with all that belongs to it, or None."""
    goals = ResultGoal.objects.select_related("plan", "area", "heading")
    goal = goals.prefetch_related("further_areas", "wordings").filter(plan__slug=slug, key=key).first()
    if goal is None:
        return None
    line, branches = _lineage(goal.pk)
    related = {each.pk: each for each in goals.filter(pk__in=[*line, *branches])}
    indicators = list(Indicator.objects.filter(goal__in=line).order_by("goal_id", "order"))
    by_goal: dict[int, list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        by_goal[indicator.goal_id].append(indicator)
    own_submissions = Submission.objects.filter(goal=goal).select_related("round")
    submissions = list(own_submissions.order_by("-round__last_year", "-round__first_year", "-round__as_of"))
    rows = ReportRow.objects.filter(goal=goal).select_related("table__report__round")
    return GoalReading(
        goal=goal,
        line=tuple(goal if pk == goal.pk else related[pk] for pk in line),
        branches=tuple(related[pk] for pk in branches),
        indicators=dict(by_goal),
        measurements=_measurements(indicators),
        submissions=submissions,
        report_rows=list(rows.order_by("table__report__dated_on")),
        areas={area.pk: area for area in EffortArea.objects.filter(plan=goal.plan_id)},
        published=queries.published_in([row.round_id for row in submissions]),
        retracted=queries.retracted_figures(goal.plan_id, [each.pk for each in by_goal.get(goal.pk, [])]),
    )


def changes_of(reading: GoalReading, limit: int) -> list[Change]:
    """The latest `limit` entries in the history of the goal and all that is measured and said of it."""
    indicators = [indicator.pk for indicator in reading.indicators.get(reading.goal.pk, [])]
    targets = Target.objects.filter(indicator__in=indicators).values("pk")
    measurements = [row.pk for pk in indicators for row in reading.measurements.get(pk, [])]
    measurements += reading.retracted
    about = (
        Q(kind="resultgoal", object_id=reading.goal.pk)
        | Q(kind="indicator", object_id__in=indicators)
        | Q(kind="target", object_id__in=targets)
        | Q(kind="measurement", object_id__in=measurements)
        | Q(kind="submission", object_id__in=[row.pk for row in reading.submissions])
        | Q(kind=ANSWER, field=FIGURE, object_id__in=indicators)
        | Q(kind=ANSWER, field=TEXT, object_id=reading.goal.pk)
    )
    changes = Change.objects.filter(about, plan=reading.goal.plan_id).select_related("who")
    return list(changes.order_by("-pk")[:limit])


def targets_of(indicators: Iterable[Indicator]) -> dict[int, Target]:
    """The targets of these indicators, by id."""
    return {target.pk: target for target in Target.objects.filter(indicator__in=list(indicators))}


def _lineage(goal: int) -> tuple[list[int], list[int]]:
    """The ids of the line that the goal is in, and of the successors where it branches."""
    succession = ResultGoal.objects.filter(predecessor__isnull=False).order_by("plan__starts_on", "order")
    predecessor: dict[int, int] = {}
    successors: dict[int, list[int]] = defaultdict(list)
    for successor, earlier in succession.values_list("pk", "predecessor_id"):
        predecessor[successor] = earlier
        successors[earlier].append(successor)
    line = [goal]
    # Nothing in the database forbids a circle of three.
    while line[0] in predecessor and predecessor[line[0]] not in line:
        line.insert(0, predecessor[line[0]])
    while len(successors[line[-1]]) == 1 and successors[line[-1]][0] not in line:
        line.append(successors[line[-1]][0])
    return line, [pk for pk in successors[line[-1]] if pk not in line]


def _measurements(indicators: Iterable[Indicator]) -> dict[int, list[Measurement]]:
    rows = Measurement.objects.filter(indicator__in=list(indicators)).order_by("as_of", "year")
    groups: dict[int, list[Measurement]] = defaultdict(list)
    for row in rows.prefetch_related("exclusions", "parts"):
        groups[row.indicator_id].append(row)
    return dict(groups)


def words_of(plan: ActionPlan) -> list[StatusWord]:
    """The plan's own words for statuses."""
    return list(StatusWord.objects.filter(plan=plan))


def open_rounds_of(plan: ActionPlan) -> list[ReportingRound]:
    """The plan's rounds in which people report."""
    return list(ReportingRound.objects.filter(plan=plan, state=RoundState.OPEN))
