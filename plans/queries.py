"""Which rows answer which question? Rows in, plain values out; none of these grows with the rows it reads."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from plans.domain.values import Figure, Period, TargetValue
from plans.enums import Status, Unmeasurable
from plans.models import (
    ActionPlan,
    Change,
    EffortArea,
    Indicator,
    Measurement,
    Report,
    ReportingRound,
    ReportRow,
    Responsibility,
    ResultGoal,
    StatusWord,
    Submission,
    Target,
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


def plan_rows(plans: Collection[ActionPlan], first_year: int, last_year: int) -> PlanRows:
    """What the years `first_year` to `last_year` of `plans` need; as many queries however many plans."""
    ids = [plan.pk for plan in plans]
    indicators = list(Indicator.objects.filter(goal__plan__in=ids).order_by("goal_id", "order"))
    targets = _targets(ids, first_year, last_year)
    # A target for the whole plan is judged on everything since the plan's start.
    since_start = [
        indicator for indicator, values in targets.items() if any(value.year is None for value in values)
    ]
    rounds = list(ReportingRound.objects.filter(plan__in=ids).order_by())
    goals = ResultGoal.objects.filter(plan__in=ids).select_related("heading").order_by("plan_id", "order")
    return PlanRows(
        words=_grouped(StatusWord.objects.filter(plan__in=ids), "plan_id"),
        areas={area.pk: area for area in EffortArea.objects.filter(plan__in=ids).order_by()},
        goals=_grouped(goals, "plan_id"),
        further_areas=_further_areas(ids),
        indicators=_grouped(indicators, "goal_id"),
        targets=targets,
        figures=_figures(ids, since_start, first_year, last_year),
        rounds=_grouped(rounds, "plan_id"),
        submissions={
            (submission.round_id, submission.goal_id): submission
            for submission in Submission.objects.filter(
                round__in=[round_.pk for round_ in rounds if round_.last_year >= first_year]
            ).order_by()
        },
        report_rows=_report_rows(rounds),
    )


def all_plans() -> list[ActionPlan]:
    """Every plan, the newest first."""
    return list(ActionPlan.objects.all())


def latest_periods(plans: Collection[ActionPlan]) -> dict[int, Period]:
    """For each plan that has a round, the period that was reported last, or is being reported."""
    rounds = ReportingRound.objects.filter(plan__in=[plan.pk for plan in plans])
    return {round_.plan_id: round_.period for round_ in rounds.order_by("last_year", "-first_year", "as_of")}


def report_of(round_: ReportingRound) -> Report | None:
    """The round's report with its tables and rows in order, or None."""
    reports = Report.objects.filter(round=round_)
    return reports.prefetch_related("tables__rows").first()


def plan_by_slug(slug: str) -> ActionPlan | None:
    """The plan at this address, or None."""
    return ActionPlan.objects.filter(slug=slug).first()


def rounds_of(plan: ActionPlan) -> list[ReportingRound]:
    """The plan's rounds, the latest period first."""
    return list(plan.rounds.order_by("-last_year", "-first_year", "-as_of"))


def round_for(plan: ActionPlan, period: Period) -> ReportingRound | None:
    """The latest round that reports exactly this period."""
    rounds = plan.rounds.filter(first_year=period.first, last_year=period.last)
    return rounds.order_by("-as_of").first()


def areas_given_to(user_id: int, on: date) -> frozenset[int]:
    """The areas whose figures the person enters on that day."""
    given = Responsibility.objects.filter(user_id=user_id, starts_on__lte=on)
    given = given.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    return frozenset(given.values_list("area_id", flat=True))


def figures_given(plan: ActionPlan, on: date) -> dict[tuple[int, int | None], Measurement]:
    """The figures as of `on`, by indicator and year (None for the whole plan), with their exclusions."""
    rows = Measurement.objects.filter(indicator__goal__plan=plan, as_of=on)
    return {(row.indicator_id, row.year): row for row in rows.prefetch_related("exclusions")}


def figures_before(plan: ActionPlan, on: date, *, last_year: int) -> dict[int, list[Figure]]:
    """The figures for years up to `last_year`, and for the whole plan, from before `on`, by indicator."""
    rows = Measurement.objects.filter(indicator__goal__plan=plan, as_of__lt=on).order_by("as_of")
    return _by_indicator(rows.exclude(year__gt=last_year))


def measurement_of(indicator: Indicator, figure: Figure) -> Measurement | None:
    """The row of a figure, with its exclusions."""
    rows = indicator.measurements.filter(year=figure.year, as_of=figure.as_of)
    return rows.prefetch_related("exclusions").first()


def indicator_of(plan: ActionPlan, indicator_id: int) -> Indicator | None:
    """The plan's indicator with its goal, or None."""
    indicators = Indicator.objects.select_related("goal__plan")
    return indicators.filter(goal__plan=plan, pk=indicator_id).first()


def latest_change(kind: str, object_id: int) -> Change | None:
    """The latest entry in an object's history, with who made it."""
    changes = Change.objects.filter(kind=kind, object_id=object_id)
    return changes.select_related("who").order_by("pk").last()


def _grouped(rows: Iterable[object], key: str) -> dict[int, list]:  # type: ignore[type-arg]  # of whatever comes in
    groups = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return dict(groups)


def _further_areas(plan_ids: list[int]) -> dict[int, list[int]]:
    pairs = ResultGoal.further_areas.through.objects.filter(resultgoal__plan__in=plan_ids)
    groups = defaultdict(list)
    for goal, area in pairs.order_by("effortarea__number").values_list("resultgoal_id", "effortarea_id"):
        groups[goal].append(area)
    return dict(groups)


def _targets(plan_ids: list[int], first_year: int, last_year: int) -> dict[int, list[TargetValue]]:
    groups = defaultdict(list)
    rows = Target.objects.filter(indicator__goal__plan__in=plan_ids).order_by()
    rows = rows.filter(Q(year__isnull=True) | Q(year__gte=first_year, year__lte=last_year))
    for indicator, year, value, text in rows.values_list("indicator_id", "year", "value", "text"):
        groups[indicator].append(TargetValue(year, value, text))
    return dict(groups)


def _figures(
    plan_ids: list[int], since_start: list[int], first_year: int, last_year: int
) -> dict[int, list[Figure]]:
    rows: QuerySet[Measurement] = Measurement.objects.filter(indicator__goal__plan__in=plan_ids)
    in_period = Q(year__isnull=True) | Q(year__gte=first_year) | Q(indicator__in=since_start)
    return _by_indicator(rows.filter(in_period).exclude(year__gt=last_year).order_by())


def _by_indicator(rows: "QuerySet[Measurement]") -> dict[int, list[Figure]]:
    """Figures as the rule reads them, in the order of `rows`; plain columns, since a plan has thousands."""
    groups = defaultdict(list)
    for (
        indicator,
        year,
        as_of,
        value,
        numerator,
        denominator,
        percentage,
        judged,
        unmeasurable,
        pending,
        interim,
    ) in rows.values_list(
        "indicator_id",
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
    ):
        groups[indicator].append(
            Figure(
                year,
                as_of,
                value,
                numerator,
                denominator,
                percentage,
                Status(judged) if judged else None,
                Unmeasurable(unmeasurable) if unmeasurable else None,
                pending,
                interim,
            )
        )
    return dict(groups)


def _report_rows(rounds: Collection[ReportingRound]) -> dict[int, list[ReportRow]]:
    rows = ReportRow.objects.filter(table__report__round__in=[round_.pk for round_ in rounds])
    groups = defaultdict(list)
    for row in rows.select_related("table__report").order_by("table__order", "order"):
        groups[row.table.report.round_id].append(row)
    return dict(groups)
