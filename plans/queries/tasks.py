"""What do open rounds ask for, of whom, and how many goals wait? For tasks, reminders and the main menu."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, ExtractYear

from plans.enums import Role, RoundState, SubmissionState
from plans.models import (
    Change,
    Exclusion,
    Measurement,
    ReportingRound,
    Responsibility,
    ResultGoal,
    Submission,
)

HANDED_IN = (SubmissionState.SUBMITTED, SubmissionState.APPROVED)


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


def open_rounds() -> list[ReportingRound]:
    """Every open round with its plan; first the one whose deadline comes first, then those without any."""
    rounds = ReportingRound.objects.filter(state=RoundState.OPEN).select_related("plan")
    return list(rounds.order_by(F("deadline").asc(nulls_last=True), "-plan__starts_on", "first_year", "pk"))


def round_days(plans: Collection[int]) -> list[tuple[int, int, date]]:
    """Plan, last year and day of every round of these plans."""
    rounds = ReportingRound.objects.filter(plan__in=plans).order_by()
    return list(rounds.values_list("plan_id", "last_year", "as_of"))


def responsibilities_on(day: date, plans: Collection[int]) -> list[Responsibility]:
    """Who has which areas of these plans on that day, by name; the deactivated are among them."""
    rows = _given_on(day).filter(area__plan__in=plans).select_related("user", "area")
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
    """How many goals of the person's areas open rounds still wait for."""
    given = _given_on(today).filter(user_id=user_id).values("area_id")
    handed_in = Submission.objects.filter(
        goal=OuterRef("pk"), round=OuterRef("in_round"), state__in=HANDED_IN
    )
    return _goals_of_open_rounds().filter(_in(given)).exclude(Exists(handed_in)).count()


def goals_to_approve() -> int:
    """How many goals of open rounds wait for approval."""
    submitted = Submission.objects.filter(
        goal=OuterRef("pk"), round=OuterRef("in_round"), state=SubmissionState.SUBMITTED
    )
    return _goals_of_open_rounds().filter(Exists(submitted)).count()


def goals_of_nobody(today: date) -> int:
    """How many goals of open rounds nobody enters figures for today."""
    covered = (
        _given_on(today)
        .filter(user__is_active=True, user__role=Role.CONTRIBUTOR)
        .order_by()
        .values("area_id")
    )
    return _goals_of_open_rounds().exclude(_in(covered)).count()


def _in(areas: QuerySet[Responsibility, Any]) -> Q:
    """That one of a goal's areas is among these."""
    shared = ResultGoal.further_areas.through.objects.filter(
        resultgoal_id=OuterRef("pk"), effortarea_id__in=areas
    )
    return Q(area__in=areas) | Q(Exists(shared))


def _given_on(day: date) -> QuerySet[Responsibility]:
    given = Responsibility.objects.filter(starts_on__lte=day)
    return given.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def _goals_of_open_rounds() -> QuerySet[ResultGoal]:
    """Goals that open rounds ask for, once for each such round, as `status_report` has them."""
    # Annotated, so that all that follows speaks of the same round and joins no other.
    goals = ResultGoal.objects.annotate(
        in_round=F("plan__rounds"),
        round_state=F("plan__rounds__state"),
        round_begins=F("plan__rounds__first_year"),
        plan_begins=ExtractYear("plan__starts_on"),
    )
    still_there = Q(withdrawn_from__gt=F("round_begins")) & Q(withdrawn_from__gt=F("plan_begins"))
    is_asked = Q(withdrawn_from__isnull=True) | still_there
    return goals.filter(is_asked, round_state=RoundState.OPEN).order_by()
