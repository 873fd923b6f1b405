"""May a goal be written on in a round? It is locked meanwhile, with those that read the same figure."""

from collections.abc import Collection, Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from plans.actions import history
from plans.actions.held_goals import HeldGoals
from plans.enums import RoundState, SubmissionState
from plans.models import ActionPlan, Indicator, ReportingRound, Submission
from plans.models.history_chain import hold_history
from plans.permissions import Person
from plans.wording import figures

# Kept in Danish and shown in the reader's language: a reason that the program itself gives.
FIGURE_CHANGED = gettext_noop("Et tal blev ændret efter indsendelsen. Målet skal indsendes igen.")
TEXT_CHANGED = gettext_noop("Teksten blev ændret efter indsendelsen. Målet skal indsendes igen.")
JUDGEMENT_CHANGED = gettext_noop("Vurderingen blev ændret efter indsendelsen. Målet skal indsendes igen.")


def lock_round(round_: ReportingRound, field: str) -> ReportingRound:
    """The round as it is now, locked until the transaction ends. Raises ValidationError unless it is open."""
    hold_history(round_.plan_id)
    current = ReportingRound.objects.select_for_update(of=("self",)).select_related("plan").get(pk=round_.pk)
    return open_round(current, [current], field)


def open_round(round_: ReportingRound, locked: Collection[ReportingRound], field: str) -> ReportingRound:
    """The round as it is among those that are locked. Raises ValidationError at `field` unless it is open."""
    for each in locked:
        if each.pk == round_.pk and each.state == RoundState.OPEN:
            return each
    raise ValidationError({field: _("Runden er lukket. Intet kan ændres, før den åbnes igen.")})


def check_figure_open(
    held: HeldGoals, round_: ReportingRound, indicator: Indicator, year: int | None
) -> list[Submission]:
    """The goal's submissions in the rounds that read this round's figure for `year`.

    Two rounds of one day share their figures, and a later round reads an earlier one's where it was given
    none itself: what is approved or closed there would change unseen. Raises ValidationError by field.
    """
    goal = indicator.goal
    current = held.round(round_.pk)
    if round_.plan_id != goal.plan_id:
        raise ValidationError({"figure": _("Målet hører ikke til rundens handleplan.")})
    if current is None or current.as_of != round_.as_of:
        raise ValidationError({"figure": _("Runden er ændret imens. Genindlæs siden.")})
    if current.state != RoundState.OPEN:
        raise ValidationError({"figure": _("Runden er lukket; tallet kan ikke ændres.")})
    if year is not None and (year not in current.period or year not in goal.plan.period):
        raise ValidationError({"figure": _("Runden omfatter ikke %(year)s.") % {"year": year}})
    reading = [current, *_reading(held, current, indicator, year)]
    found = [held.submissions.get((each.pk, goal.pk)) for each in reading]
    submissions = [each for each in found if each is not None]
    approved = {each.round_id for each in submissions if each.state == SubmissionState.APPROVED}
    if current.pk in approved:
        raise ValidationError({"figure": _("Målet er godkendt; tallet er låst, til det bliver genåbnet.")})
    for other in reading[1:]:
        _check_untouched(other, is_approved=other.pk in approved)
    return sorted(submissions, key=lambda each: each.pk)


def _reading(
    held: HeldGoals, current: ReportingRound, indicator: Indicator, year: int | None
) -> Iterator[ReportingRound]:
    """Those of the other rounds whose reports read the figure that this round gives for `year`."""
    others = [each for each in held.rounds if each.pk != current.pk and each.as_of >= current.as_of]
    if not others:
        return
    newer = [
        as_of
        for pk, of_year, as_of in held.measurements
        if (pk, of_year) == (indicator.pk, year) and as_of > current.as_of
    ]
    since_start = held.is_for_whole_plan(indicator)
    for other in others:
        is_of_it = year is None or year in other.period or (since_start and year < other.first_year)
        if is_of_it and not any(as_of <= other.as_of for as_of in newer):
            yield other


def _check_untouched(other: ReportingRound, *, is_approved: bool) -> None:
    values = {"years": figures.years(other.period), "day": figures.day(other.as_of)}
    if other.state != RoundState.OPEN:
        closed = _(
            "Tallet indgår også i runden %(years)s, opgjort %(day)s, som er lukket. Det kan først ændres, når"
            " den runde åbnes igen."
        )
        raise ValidationError({"figure": closed % values})
    if is_approved:
        locked = _(
            "Tallet indgår også i runden %(years)s, opgjort %(day)s, hvor målet er godkendt. Det kan først"
            " ændres, når en godkender genåbner målet dér."
        )
        raise ValidationError({"figure": locked % values})


def back_to_draft(
    held: HeldGoals, submissions: Collection[Submission], *, by: Person, plan: ActionPlan, why: str
) -> None:
    """Take what is submitted back to draft, so that nobody approves what they did not see."""
    for each in submissions:
        if each.state == SubmissionState.SUBMITTED:
            draft = {"state": SubmissionState.DRAFT.value}
            held.put_submission(
                history.change(each, draft, version=each.version, by=by, plan=plan, why=why, is_held=True)
            )
