"""How is one stored figure told, and what stands beside it? For whoever enters or compares figures."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.domain.values import Figure, Yardstick
from plans.enums import Status
from plans.models import Measurement
from plans.wording import figures
from plans.wording.reasons import unmeasurable
from plans.wording.statuses import PlanWords, capitalised


def figure_text(
    figure: Figure, words: PlanWords, against: Yardstick | None = None, also: Sequence[Yardstick] = ()
) -> str:
    """The figure in short: "1.883", "7 af 15 (47 pct.)", "47 pct.", "Nået", "I gang", "Kan ikke opgøres".

    `against` is the target that the figure is read beside, where there is one, and `also` what it stands
    against elsewhere.
    """
    if figure.value is not None:
        return figures.number(figure.value)
    if figure.numerator is not None and figure.denominator is not None:
        counts = figures.counts(figure.numerator, figure.denominator)
        if figure.actual is None:
            return counts
        share = figures.share_of_counts(figure.actual, against, also)
        return f"{counts} ({share})"
    if figure.percentage is not None:
        return figures.given_percent(figure.percentage)
    judged = Status.IN_PROGRESS if figure.under_way else figure.judged
    if judged is not None:
        return capitalised(words.judgement(judged))
    return capitalised(words.word(Status.NOT_MEASURABLE))


def side_notes(measurement: Measurement, *, excluded: int) -> list[str]:
    """What a stored figure says besides the figure, in short; `excluded` of the group are not counted."""
    pending, ongoing = measurement.pending, measurement.ongoing
    sentences = [
        _("Forbehold: %(qualifier)s") % {"qualifier": measurement.qualifier} if measurement.qualifier else "",
        ngettext("%(n)s afventer svar", "%(n)s afventer svar", pending) % {"n": figures.number(pending)}
        if pending
        else "",
        _("%(n)s frafald") % {"n": figures.number(excluded)} if excluded else "",
        _("%(n)s i gang, ikke talt med") % {"n": figures.number(ongoing)} if ongoing else "",
        _("Foreløbigt tal") if measurement.provisional else "",
        _("Udledt af andre tal") if measurement.derived else "",
    ]
    if measurement.figure.unmeasurable is not None:
        sentences.insert(0, not_measured(measurement))
    return [sentence for sentence in sentences if sentence]


def not_measured(measurement: Measurement) -> str:
    """Why there is no figure: "Kan ikke opgøres: ingen i målgruppen. Kurset blev aflyst."."""
    kind = measurement.figure.unmeasurable
    why = unmeasurable(kind) if kind else ""
    return _("Kan ikke opgøres: %(why)s. %(reason)s") % {"why": why, "reason": measurement.reason}
