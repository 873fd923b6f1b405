"""What do open rounds ask for, of whom, and how many goals wait? For tasks, reminders and the main menu."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, ExtractYear

from plans.domain.values import Period
from plans.enums import Role, RoundState, SubmissionState
from plans.models import (
    Change,
    EffortArea,
    Exclusion,
    Measurement,
    ReportingRound,
    Responsibility,
    ResultGoal,
    Submission,
)
from plans.queries.rounds import given_on

HANDED_IN = (SubmissionState.SUBMITTED, SubmissionState.APPROVED)
_BY_DEADLINE = (F("deadline").asc(nulls_last=True), "-plan__starts_on", "first_year", "pk")


@dataclass(frozen=True, slots=True)
class PastExclusion:
    """Cases that a figure of `year` (None: the whole plan) as of `as_of` left out, to return on `due_on`.

    `corrected_on` is the day of the next figure for the same year, which says anew who is left out.
    """

    indicator: int
    year: int | None
    as_of: date
    corrected_on: date | None
    count: int
    reason: str
    due_on: date


def open_rounds(plans: Collection[int] | None = None) -> QuerySet[ReportingRound]:
    """Returns the open rounds with their plans, the first deadline first, those without any last.

    With `plans`, ids, only the rounds of these.
    """
    rounds = ReportingRound.objects.filter(state=RoundState.OPEN).select_related("plan")
    if plans is not None:
        rounds = rounds.filter(plan__in=plans)
    return rounds.order_by(*_BY_DEADLINE)


def with_waiting_first(rounds: QuerySet[ReportingRound]) -> QuerySet[ReportingRound]:
    """Returns these rounds, first those in which a goal waits for approval, each kind by its deadline."""
    submitted = Submission.objects.filter(round=OuterRef("pk"), state=SubmissionState.SUBMITTED)
    return rounds.order_by(Exists(submitted).desc(), *_BY_DEADLINE)


def rounds_to_remind_of(today: date, first_warning: int) -> QuerySet[ReportingRound]:
    """Returns the open rounds that anybody can be reminded of; `first_warning` is in days before a deadline.

    Those are the rounds in which a goal was sent in or sent back, those whose deadline is near or past and of
    which somebody has an area, and those of which somebody has an area who may not enter figures.
    """
    moved = Submission.objects.filter(
        round=OuterRef("pk"), state__in=(SubmissionState.SUBMITTED, SubmissionState.RETURNED)
    )
    responsibilities = given_on(today).filter(area__plan=OuterRef("plan"))
    cannot_enter = responsibilities.exclude(user__is_active=True, user__role=Role.CONTRIBUTOR)
    is_near = Q(deadline__lte=today + timedelta(days=first_warning))
    return open_rounds().filter(Exists(moved) | (is_near & Exists(responsibilities)) | Exists(cannot_enter))


def round_days(plans: Collection[int]) -> list[tuple[int, int, date]]:
    """Plan, last year and day of every round of these plans."""
    rounds = ReportingRound.objects.filter(plan__in=plans).order_by()
    return list(rounds.values_list("plan_id", "last_year", "as_of"))


def responsibilities_on(day: date, plans: Collection[int]) -> list[Responsibility]:
    """Who has which areas of these plans on that day, by name; the deactivated are among them."""
    rows = given_on(day).filter(area__plan__in=plans).select_related("user", "area")
    return list(rows.order_by("user__first_name", "user__last_name", "user__username", "area__number"))


def exclusions_with_return(plans: Collection[int]) -> list[PastExclusion]:
    """What figures of these plans left out and is to return, the first to return first."""
    next_figure = (
        Measurement.objects.filter(
            indicator=OuterRef("measurement__indicator"), as_of__gt=OuterRef("measurement__as_of")
        )
        .annotate(slot=Coalesce("year", 0))
        .filter(slot=Coalesce(OuterRef("measurement__year"), 0))
        .order_by()
        .values("indicator")
        .annotate(day=Min("as_of"))
        .values("day")
    )
    rows = Exclusion.objects.filter(measurement__indicator__goal__plan__in=plans, due_on__isnull=False)
    columns = (
        rows.annotate(corrected_on=Subquery(next_figure))
        .order_by("due_on", "pk")
        .values_list(
            "measurement__indicator_id",
            "measurement__year",
            "measurement__as_of",
            "corrected_on",
            "count",
            "reason",
            "due_on",
        )
    )
    return [PastExclusion(*row) for row in columns]  # type: ignore[arg-type]  # none without its day is read


def latest_turns(states: Collection[SubmissionState], submissions: Collection[int]) -> dict[int, datetime]:
    """When these submissions last got one of the states, by their ids; none without history of it."""
    turns = Change.objects.filter(
        kind="submission", object_id__in=submissions, field="state", new__in=[state.value for state in states]
    )
    latest = turns.order_by().values("object_id").annotate(at=Max("when"))
    return dict(latest.values_list("object_id", "at"))


def goals_to_hand_in(user_id: int, today: date) -> int:
    """Returns how many goals of the person's areas open rounds still wait for."""
    responsibilities = given_on(today).filter(user_id=user_id).order_by().values("area_id")
    handed_in = Submission.objects.filter(
        goal=OuterRef("pk"), round=OuterRef("in_round"), state__in=HANDED_IN
    )
    return _goals_of_open_rounds().filter(_in(responsibilities)).exclude(Exists(handed_in)).count()


def submitted_and_touched(
    people: Collection[int], plan: int | None = None, period: Period | None = None
) -> tuple[int, int]:
    """Returns how many goals of open rounds wait for approval, and in how many these may have a hand.

    These are more than the ones that they entered: an earlier figure that no longer counts is one too.
    """
    found = _submitted().filter(round__state=RoundState.OPEN)
    if plan is not None:
        found = found.filter(round__plan=plan)
    if period is not None:
        found = found.filter(round__first_year=period.first, round__last_year=period.last)
    by_person = Change.objects.filter(who__in=people)
    reported = by_person.filter(kind="submission", object_id=OuterRef("pk"))
    figures = Measurement.objects.filter(indicator__goal=OuterRef(OuterRef("goal_id"))).values("pk")
    measured = by_person.filter(kind="measurement", object_id__in=figures)
    counted = found.aggregate(
        waiting=Count("pk"), touched=Count("pk", filter=Exists(reported) | Exists(measured))
    )
    return counted["waiting"], counted["touched"]


def _submitted() -> QuerySet[Submission]:
    submitted = Submission.objects.filter(state=SubmissionState.SUBMITTED)
    return submitted.filter(_is_asked(goal="goal__", round_="round__")).order_by()


def goals_of_nobody(today: date) -> int:
    """Returns how many goals of open rounds nobody enters figures for today."""
    covered = (
        given_on(today).filter(user__is_active=True, user__role=Role.CONTRIBUTOR).order_by().values("area_id")
    )
    # Few areas are without anybody: the search begins with them, not with every goal.
    open_plans = ReportingRound.objects.filter(state=RoundState.OPEN).order_by().values("plan_id")
    uncovered = EffortArea.objects.filter(plan__in=open_plans).exclude(pk__in=covered).order_by().values("pk")
    return _goals_of_open_rounds().filter(area__in=uncovered).exclude(_in(covered)).count()


def _in(areas: QuerySet[Any, Any]) -> Q:
    """Holds of a goal that has one of these areas. A union, since no index serves an OR across two tables."""
    led = ResultGoal.objects.filter(area__in=areas).order_by().values("pk")
    shared = ResultGoal.further_areas.through.objects.filter(effortarea_id__in=areas)
    return Q(pk__in=led.union(shared.values("resultgoal_id")))


def _goals_of_open_rounds() -> QuerySet[ResultGoal]:
    """Returns the goals that open rounds ask for, once for each such round, as `status_report` has them."""
    # Annotated, so that all that follows speaks of the same round and joins no other.
    goals = ResultGoal.objects.annotate(in_round=F("plan__rounds"), round_state=F("plan__rounds__state"))
    goals = goals.annotate(round_begins=F("plan__rounds__first_year"))
    return goals.filter(_is_asked(begins="round_begins"), round_state=RoundState.OPEN).order_by()


def _is_asked(*, goal: str = "", round_: str = "", begins: str = "") -> Q:
    """Holds of a goal that was not withdrawn before the round, or before its plan began."""
    still_there = Q(**{f"{goal}withdrawn_from__gt": F(begins or f"{round_}first_year")}) & Q(
        **{f"{goal}withdrawn_from__gt": ExtractYear(f"{goal}plan__starts_on")}
    )
    return Q(**{f"{goal}withdrawn_from__isnull": True}) | still_there
