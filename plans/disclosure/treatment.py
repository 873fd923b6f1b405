"""Which figures may leave the house? The report as everybody outside is told it, small numbers withheld.

The one place where this is decided. Whatever tells figures of a report to readers outside takes its report
from here: the annex's Excel file, the data of a publication, the feed, the managers' overview. Internal pages
do not. A text of people's own that repeats what is withheld is held back, until an approver lets it stand.
"""

from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext as _

from plans.disclosure.choices import Choices, choices_for
from plans.disclosure.discreet import HIDDEN, DiscreetIndicator
from plans.disclosure.small_numbers import FEWEST, is_small, told_counts
from plans.disclosure.texts import found_in_text, passages_of_few, text_key
from plans.domain.assessment import assess_goal
from plans.domain.rounding import rounded
from plans.domain.values import Reason
from plans.enums import ReasonCode, Treatment
from plans.richtext import plain_text, rich
from plans.status_report import GoalStatus, IndicatorStatus, StatusReport

ROUNDED_TO = 5
RESERVATION = "ca."


def for_outside(status: StatusReport) -> StatusReport:
    """The report, given with its exact figures, as it is told outside the house; one query.

    Statuses and targets are as they were. The choice made for a part's small numbers holds until another is
    made, even where it must be confirmed because other small numbers were found since; it does nothing once
    there are none.
    """
    return all_for_outside([status])[0]


def all_for_outside(reports: Collection[StatusReport]) -> list[StatusReport]:
    """The same for many reports, in their order; one query for all of them."""
    choices = choices_for(reports)
    if not choices.hides_anything:
        return list(reports)
    return [
        replace(report, goals=tuple(_goal(report, goal, choices) for goal in report.goals))
        for report in reports
    ]


def _goal(report: StatusReport, goal: GoalStatus, choices: Choices) -> GoalStatus:
    treatments = choices.treatments(report, goal)
    if not treatments:
        return goal
    indicators = tuple(
        _discreet(part, treatments[part.id]) if part.id in treatments else part for part in goal.indicators
    )
    discreet = _with_texts_held_back(report, replace(goal, indicators=indicators), goal, choices, treatments)
    if len(indicators) != 1:
        # Of several parts only names and statuses are told.
        return discreet
    return replace(discreet, assessment=assess_goal([(part.label, part.assessment) for part in indicators]))


def _with_texts_held_back(
    report: StatusReport,
    discreet: GoalStatus,
    exact: GoalStatus,
    choices: Choices,
    treatments: Collection[int],
) -> GoalStatus:
    """The goal without the texts that repeat its hidden figures, unless an approver let them stand."""

    def outside(name: str, text: str, plain: str) -> str:
        passages = passages_of_few(exact, treatments, plain)
        stands = choices.lets_stand(report, text_key(exact, name), found_in_text(passages))
        if not passages or stands:
            return text
        return _("Teksten er holdt tilbage, fordi den gentager skjulte tal.")

    submission, override = discreet.submission, discreet.override
    if submission is not None:
        commentary = submission.commentary
        submission = replace(
            submission,
            sub_heading=outside("sub_heading", submission.sub_heading, submission.sub_heading),
            commentary=outside("commentary", commentary, plain_text(rich(commentary))),
            footnote=outside("footnote", submission.footnote, submission.footnote),
        )
    if override is not None:
        override = replace(override, reason=outside("override_reason", override.reason, override.reason))
    return replace(discreet, submission=submission, override=override)


def _discreet(indicator: IndicatorStatus, treatment: Treatment) -> DiscreetIndicator:
    """The part without what gives the small numbers away: a percentage of so few, and how far off it is."""
    assessment = indicator.assessment
    hidden = {}
    if assessment.actual is not None:
        hidden["actual"] = HIDDEN
    if assessment.deviation is not None:
        hidden["deviation"] = HIDDEN
    rounded_counts: dict[str, int] = {}
    for name, count in told_counts(indicator).items():
        if treatment is Treatment.ROUND:
            rounded_counts[name] = _rounded(count)
            hidden.pop(name, None)
        else:
            hidden[name] = f"<{FEWEST}" if is_small(count) else HIDDEN
    actual = rounded_counts.get("actual")
    discreet = replace(
        assessment,
        actual=None if actual is None else Fraction(actual),
        deviation=None,
        numerator=rounded_counts.get("numerator"),
        denominator=rounded_counts.get("denominator"),
        pending=rounded_counts.get("pending", 0),
        qualifier=RESERVATION if rounded_counts else "",
        reason=_without_figures(assessment.reason),
        notes=tuple(note for note in assessment.notes if note.code is not ReasonCode.YEARS_MISSED),
        one_case=(),
    )
    return DiscreetIndicator(
        id=indicator.id,
        label=indicator.label,
        unit=indicator.unit,
        counts_people=indicator.counts_people,
        facts=replace(indicator.facts, figures=()),
        assessment=discreet,
        counted=indicator.counted,
        among=indicator.among,
        treatment=treatment,
        withheld=hidden,
    )


def _without_figures(reason: Reason) -> Reason:
    """The reason without how far off the figure is."""
    values = {
        name: None if name in {"deviation", "share_of_target"} else value
        for name, value in reason.values.items()
    }
    return Reason(reason.code, values)


def _rounded(count: Fraction) -> int:
    return int(rounded(count / ROUNDED_TO)) * ROUNDED_TO
