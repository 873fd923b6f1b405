"""What stands in the way of a text, a judgement, a submission or an approval? Told by field."""

from collections.abc import Collection, Mapping
from datetime import date
from itertools import islice

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from plans.domain.slots import missing_slots
from plans.enums import Status, SubmissionState
from plans.models import ReportingRound, ResultGoal, Submission
from plans.models.fields import LONGEST_TEXT
from plans.richtext import unknown_signs
from plans.status_report import GoalStatus, StatusReport, status_reports
from plans.wording import problems

LONGEST_SUB_HEADING = 200
MOST_SIGNS = 3  # that are named at once


def standing(round_: ReportingRound, goals: Collection[int], today: date) -> StatusReport:
    """How these goals stand in the round as its figures are now; as many queries for many as for one."""
    reports = status_reports(
        [round_.plan], [round_.period], today=today, as_of=round_.as_of, goals=list(goals)
    )
    return reports[round_.plan.pk, round_.period]


def missing_figures(report: StatusReport, goal: GoalStatus) -> list[str]:
    """The figures that the round still asks for: "Tallet for 2019", with the indicator if several."""
    several = len(goal.indicators) > 1
    missing = []
    for part in goal.indicators:
        for slot in missing_slots(part.facts, report.period, plan=report.plan.span, as_of=report.as_of):
            name = problems.figure_name(slot, part.facts.measure)
            missing.append(f"{name} ({part.label})" if several else name)
    return missing


def check_texts(texts: Mapping[str, str]) -> None:
    """Raises ValidationError by field for a text that cannot be kept."""
    errors = {}
    longest = dict.fromkeys(texts, LONGEST_TEXT) | {"sub_heading": LONGEST_SUB_HEADING}
    for name, text in texts.items():
        if "\x00" in text:
            errors[name] = _("Teksten indeholder et tegn, der ikke kan gemmes (NUL).")
        elif len(text) > longest[name]:
            errors[name] = _("Teksten er for lang; højst %(most)s tegn.") % {"most": longest[name]}
    if errors:
        raise ValidationError(errors)


def check_signs(texts: Mapping[str, str], stored: object = None) -> None:
    """Raises ValidationError by field for a text, plain or cleaned, with a sign that nothing can show.

    Those that the field of the same name of the row `stored` has already may stay.
    """
    errors = {}
    for name, text in texts.items():
        new = unknown_signs(text, str(getattr(stored, name, "")))
        messages = [problems.unknown_sign(sign) for sign in islice(new, MOST_SIGNS)]
        if messages:
            errors[name] = messages
    if errors:
        raise ValidationError(errors)


def check_word(because: str, field: str, missing: str) -> str:
    """The word that goes with a decision, without spaces around it. Raises ValidationError without one."""
    check_texts({field: because})
    check_signs({field: because})
    if not because.strip():
        raise ValidationError({field: missing})
    return because.strip()


def check_override(status: Status, computed: Status) -> None:
    """Raises ValidationError by field for a judgement that overrides nothing."""
    if status is Status.NOT_REPORTED:
        raise ValidationError({"override": _("Vælg en vurdering af målet.")})
    if status is computed:
        raise ValidationError(
            {
                "override": _(
                    "Det er allerede den beregnede vurdering. Vælg en anden, eller fjern egen vurdering."
                )
            }
        )


def check_not_approved(stored: Submission | None) -> None:
    """Raises ValidationError where the goal is locked by approval."""
    if stored is not None and stored.state == SubmissionState.APPROVED:
        raise ValidationError(
            {NON_FIELD_ERRORS: _("Målet er godkendt og låst. En godkender kan genåbne det.")}
        )


def check_complete(report: StatusReport, goal: ResultGoal) -> None:
    """Raises ValidationError unless all figures are given, and no judgement waits to be confirmed."""
    status = next((each for each in report.goals if each.id == goal.pk), None)
    if status is None:
        raise ValidationError({NON_FIELD_ERRORS: _("Målet er udgået og skal ikke sendes ind.")})
    missing = missing_figures(report, status)
    if missing:
        raise ValidationError({"figure": [_("%(name)s mangler.") % {"name": name} for name in missing]})
    if status.override and status.override.to_be_confirmed:
        raise ValidationError({"override": to_be_confirmed(report, status)})


def approval_errors(report: StatusReport, goal: GoalStatus) -> list[str]:
    """Why the goal cannot be approved as it stands, each a sentence."""
    errors = [_("%(name)s mangler.") % {"name": name} for name in missing_figures(report, goal)]
    if goal.override and goal.override.to_be_confirmed:
        errors.append(to_be_confirmed(report, goal))
    return errors


def why_not_approved(report: StatusReport, submissions: Collection[Submission]) -> list[str]:
    """Why these submissions cannot be approved as they stand, each with its goal."""
    status = {goal.id: goal for goal in report.goals}
    errors = []
    for each in submissions:
        found = [_("Målet er ikke sendt ind.")] if each.state != SubmissionState.SUBMITTED else []
        if not found and each.goal_id in status:
            found = approval_errors(report, status[each.goal_id])
        errors += [f"»{each.goal.wording}«: {error}" for error in found]
    return errors


def why_left_to_others(own: Collection[Submission], hands: frozenset[int]) -> list[str]:
    """That the person entered these themselves, each with its goal."""
    return [f"»{each.goal.wording}«: {entered_by_oneself(hands)}" for each in own]


def entered_by_oneself(hands: frozenset[int]) -> str:
    """Why somebody does not approve a goal, although approvers do; `hands` as of `permissions.hands_of`."""
    if len(hands) > 1:
        return _(
            "Du eller den, du er stedfortræder for, har indberettet, vurderet eller sendt målet ind. En anden"
            " skal godkende det."
        )
    return _("Du har selv indberettet, vurderet eller sendt målet ind. En anden skal godkende det.")


def to_be_confirmed(report: StatusReport, goal: GoalStatus) -> str:
    """The rule has come to another status than the one that the own judgement replaced."""
    replaced = goal.override.replaced if goal.override else goal.computed_status
    return _("Bekræft egen vurdering: den erstattede »%(before)s«, men målet beregnes nu til »%(now)s«.") % {
        "now": report.words.word(goal.computed_status, goal.measure),
        "before": report.words.word(replaced, goal.measure),
    }
