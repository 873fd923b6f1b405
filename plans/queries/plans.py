"""Which plans are there, which periods of them were reported, and in which report?

Reads plans (all, running, ended, or one by its slug), the periods of their rounds, and the report of a round
or the latest of a plan.
"""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet
from django.db.models.lookups import IsNull

from plans.domain.values import Period
from plans.enums import RoundState
from plans.models import ActionPlan, Report, ReportingRound, Submission


def all_plans() -> list[ActionPlan]:
    """Every plan, the newest first."""
    return list(ActionPlan.objects.all())


def plans_from(first: ActionPlan | None, most: int) -> list[ActionPlan]:
    """Returns at most so many plans, the newest first; from `first` on, where it is given."""
    plans = ActionPlan.objects.order_by("-starts_on", "slug")
    if first is not None:
        same_day = Q(starts_on=first.starts_on, slug__gte=first.slug)
        plans = plans.filter(Q(starts_on__lt=first.starts_on) | same_day)
    return list(plans[:most])


def with_plans_at(plans: Collection[ActionPlan], slugs: Collection[str]) -> list[ActionPlan]:
    """Returns these plans, those at these addresses, and what those follow; the newest first."""
    found = {plan.pk: plan for plan in plans}
    asked = ActionPlan.objects.filter(slug__in=[slug for slug in slugs if "\x00" not in slug])
    found |= {plan.pk: plan for plan in asked}
    before = {plan.predecessor_id for plan in found.values() if plan.slug in slugs} - found.keys()
    found |= {plan.pk: plan for plan in ActionPlan.objects.filter(pk__in=before - {None})}
    by_slug = sorted(found.values(), key=lambda plan: plan.slug)
    return sorted(by_slug, key=lambda plan: plan.starts_on, reverse=True)


def running_plans(today: date) -> QuerySet[ActionPlan]:
    """Returns the plans whose period runs, or that have an open round; the first deadline comes first."""
    is_open = Q(rounds__state=RoundState.OPEN)
    plans = ActionPlan.objects.filter(_runs(today)).annotate(
        begins=Min("rounds__first_year", filter=is_open), deadline=Min("rounds__deadline", filter=is_open)
    )
    # A round without a deadline comes after those with one, and before the plans without a round.
    return plans.order_by(
        F("deadline").asc(nulls_last=True), IsNull(F("begins"), True), "-starts_on", "begins", "slug"
    )


def ended_plans(today: date) -> QuerySet[ActionPlan]:
    """Returns the plans that do not run and have no open round, the newest first."""
    return ActionPlan.objects.exclude(_runs(today))


def _runs(today: date) -> Q:
    is_open = ReportingRound.objects.filter(plan=OuterRef("pk"), state=RoundState.OPEN)
    return Q(starts_on__lte=today, ends_on__gte=today) | Q(Exists(is_open))


def latest_periods(plans: Collection[ActionPlan]) -> dict[int, Period]:
    """For each plan that has a round, the period that was reported last, or is being reported."""
    rounds = ReportingRound.objects.filter(plan__in=[plan.pk for plan in plans])
    return {round_.plan_id: round_.period for round_ in rounds.order_by("last_year", "-first_year", "as_of")}


def reported_periods(plan: ActionPlan) -> list[Period]:
    """The periods of the plan's rounds; the one that was reported last, or is being reported, comes last."""
    rounds = ReportingRound.objects.filter(plan=plan).order_by("last_year", "-first_year", "as_of")
    return [round_.period for round_ in rounds]


def reported_periods_by_plan(plans: Collection[int] | None = None) -> dict[int, list[Period]]:
    """The `reported_periods` of every plan that has a round, by plan; with `plans`, only of these ids."""
    rounds = ReportingRound.objects.order_by("last_year", "-first_year", "as_of")
    if plans is not None:
        rounds = rounds.filter(plan__in=plans)
    found: dict[int, list[Period]] = {}
    for round_ in rounds.only("plan_id", "first_year", "last_year"):
        found.setdefault(round_.plan_id, []).append(round_.period)
    return found


def periods_of_rounds(plans: Collection[int] | None = None) -> list[tuple[int, Period]]:
    """The plan and the period of every round in which anything was reported; a plan's last comes last.

    With `plans`, only the rounds of these ids.
    """
    submissions = Submission.objects.filter(round=OuterRef("pk"))
    rounds = ReportingRound.objects.filter(Exists(submissions)).order_by("last_year", "-first_year", "as_of")
    if plans is not None:
        rounds = rounds.filter(plan__in=plans)
    years = rounds.values_list("plan_id", "first_year", "last_year")
    return [(plan, Period(first, last)) for plan, first, last in years]


def plan_by_slug(slug: str) -> ActionPlan | None:
    """The plan at this address, or None."""
    return ActionPlan.objects.filter(slug=slug).first()


def report_of(round_: ReportingRound) -> Report | None:
    """The round's report with its tables and rows in order, or None."""
    reports = Report.objects.filter(round=round_)
    return reports.prefetch_related("tables__rows").first()


def last_report_of(plan: ActionPlan) -> Report | None:
    """The plan's latest report; where it has none, that of the plan that it follows, or None."""
    current: ActionPlan | None = plan
    seen = set()
    while current is not None and current.pk not in seen:
        report = Report.objects.filter(round__plan=current).order_by("dated_on", "pk").last()
        if report is not None:
            return report
        seen.add(current.pk)
        current = current.predecessor
    return None
