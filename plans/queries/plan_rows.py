"""Everything that status reports of some plans are made of, in nine queries however many plans."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from django.db.models import Exists, F, Q

from plans.domain.basis import JudgementBasis
from plans.domain.basis_text import UnknownForm, read
from plans.domain.values import Figure, IndicatorFacts, TargetValue
from plans.enums import Status, SubmissionState, Unmeasurable
from plans.models import (
    ActionPlan,
    Approval,
    EffortArea,
    Indicator,
    Measurement,
    ReportingRound,
    ReportRow,
    ResultGoal,
    StatusWord,
    Submission,
    Target,
)

APPROVED = SubmissionState.APPROVED

# In the order of the fields of `Figure`.
_FIGURE_COLUMNS = (
    "year",
    "as_of",
    "value",
    "numerator",
    "denominator",
    "percentage",
    "judged",
    "unmeasurable",
    "pending",
    "provisional",
    "qualifier",
    "under_way",
)


@dataclass(frozen=True, slots=True)
class PlanRows:
    """Everything that status reports of some plans are made of, by plan, goal or indicator."""

    words: Mapping[int, list[StatusWord]]
    areas: Mapping[int, EffortArea]
    goals: Mapping[int, list[ResultGoal]]
    further_areas: Mapping[int, list[int]]
    indicators: Mapping[int, list[Indicator]]
    targets: Mapping[int, list[TargetValue]]
    figures: Mapping[int, list[Figure]]
    rounds: Mapping[int, list[ReportingRound]]
    submissions: Mapping[tuple[int, int], Submission]  # by round and goal
    report_rows: Mapping[int, list[ReportRow]]  # by round
    standing: Mapping[int, JudgementBasis]  # what stands as approved although the rows differ, by submission
    # What the rule is told of each indicator: made by the first report that asks, and read by all others.
    facts: dict[int, IndicatorFacts] = field(default_factory=dict)


def plan_rows(
    plans: Collection[ActionPlan], first_year: int, last_year: int, goals: Collection[int] | None = None
) -> PlanRows:
    """What the years `first_year` to `last_year` of `plans` need; as many queries however many plans.

    `goals` are the ids of those that are needed; all are without it.
    """
    ids = [plan.pk for plan in plans]
    of_indicator = _of_goals("indicator__goal", goals) & Q(indicator__goal__plan__in=ids)
    indicators = Indicator.objects.filter(_of_goals("goal", goals), goal__plan__in=ids)
    targets = targets_of(of_indicator, first_year, last_year)
    since_start = read_since_start(targets)
    rounds = list(ReportingRound.objects.filter(plan__in=ids).order_by())
    areas, further_areas = areas_of(ids)
    rows = ResultGoal.objects.filter(_of_goals("pk", goals), plan__in=ids).select_related("heading")
    submissions = {
        (submission.round_id, submission.goal_id): submission
        for submission in Submission.objects.filter(
            _of_goals("goal", goals),
            round__in=[round_.pk for round_ in rounds if round_.last_year >= first_year],
        ).order_by()
    }
    return PlanRows(
        words=words_of(ids),
        areas=areas,
        goals=_grouped(rows.order_by("plan_id", "order"), "plan_id"),
        further_areas=further_areas,
        indicators=_grouped(indicators.order_by("goal_id", "order"), "goal_id"),
        targets=targets,
        figures=_figures(of_indicator, since_start, first_year, last_year),
        rounds=_grouped(rounds, "plan_id"),
        submissions=submissions,
        report_rows=report_rows_of(rounds, goals),
        standing=standing_of(submissions.values()),
    )


def words_of(plans: Collection[int]) -> dict[int, list[StatusWord]]:
    """The plans' own words for the statuses, by plan."""
    return _grouped(StatusWord.objects.filter(plan__in=plans), "plan_id")


def standing_of(submissions: Iterable[Submission]) -> dict[int, JudgementBasis]:
    """What was approved of those that stand so although the plan has changed; mostly none, and no query."""
    standing = [each.pk for each in submissions if each.stands_since and each.state == APPROVED]
    if not standing:
        return {}
    kept = Approval.objects.filter(submission__in=standing).order_by("pk")
    texts = dict(kept.values_list("submission_id", "basis"))  # the latest of each
    found = {}
    for submission, text in texts.items():
        with suppress(UnknownForm):  # then it is judged as the plan is now, and the checks say so
            found[submission] = read(text)
    return found


def _grouped(rows: Iterable[object], key: str) -> dict[int, list]:  # type: ignore[type-arg]  # of whatever comes in
    groups = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return dict(groups)


def areas_of(
    plan_ids: Collection[int], **besides: Exists
) -> tuple[dict[int, EffortArea], dict[int, list[int]]]:
    """The areas, and for each goal that several share, those besides its lead area; by id.

    What is asked `besides` of each area is one of its attributes.
    """
    areas: dict[int, EffortArea] = {}
    further = defaultdict(list)
    rows = EffortArea.objects.filter(plan__in=plan_ids).annotate(**besides)
    rows = rows.annotate(shared_goal=F("shared_goals"))
    for area in rows.order_by("number"):
        areas[area.pk] = area
        if area.shared_goal is not None:
            further[area.shared_goal].append(area.pk)
    return areas, dict(further)


def _of_goals(path: str, goals: Collection[int] | None) -> Q:
    """That what `path` leads to is one of `goals`; no condition without them."""
    return Q() if goals is None else Q((f"{path}__in", goals))


def read_since_start(targets: Mapping[int, Collection[TargetValue]]) -> list[int]:
    """The indicators with a target for the whole plan: judged on everything since the plan's start."""
    return [indicator for indicator, values in targets.items() if any(value.year is None for value in values)]


def targets_of(of_indicator: Q, first_year: int, last_year: int) -> dict[int, list[TargetValue]]:
    """The targets for these years and for the whole plan, by indicator."""
    groups = defaultdict(list)
    rows = Target.objects.filter(of_indicator).order_by()
    rows = rows.filter(Q(year__isnull=True) | Q(year__gte=first_year, year__lte=last_year))
    for indicator, year, value, text in rows.values_list("indicator_id", "year", "value", "text"):
        groups[indicator].append(TargetValue(year, value, text))
    return dict(groups)


def _figures(
    of_indicator: Q, since_start: list[int], first_year: int, last_year: int
) -> dict[int, list[Figure]]:
    """Figures as the rule reads them; plain columns, since a plan has thousands."""
    in_period = Q(year__isnull=True) | Q(year__gte=first_year) | Q(indicator__in=since_start)
    rows = Measurement.objects.filter(of_indicator, in_period).exclude(year__gt=last_year).order_by()
    groups = defaultdict(list)
    judged, unmeasurable = _FIGURE_COLUMNS.index("judged"), _FIGURE_COLUMNS.index("unmeasurable")
    for indicator, *values in rows.values_list("indicator_id", *_FIGURE_COLUMNS):
        values[judged] = Status(values[judged]) if values[judged] else None
        values[unmeasurable] = Unmeasurable(values[unmeasurable]) if values[unmeasurable] else None
        groups[indicator].append(Figure(*values))
    return dict(groups)


def report_rows_of(
    rounds: Collection[ReportingRound], goals: Collection[int] | None
) -> dict[int, list[ReportRow]]:
    """Where the reports of these rounds tell of the goals, by round."""
    rows = ReportRow.objects.filter(
        _of_goals("goal", goals), table__report__round__in=[round_.pk for round_ in rounds]
    )
    groups = defaultdict(list)
    for row in rows.select_related("table__report").order_by("table__order", "order"):
        groups[row.table.report.round_id].append(row)
    return dict(groups)
