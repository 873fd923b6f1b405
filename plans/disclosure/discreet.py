"""Which figures does a report not tell outside the house? Those of so few people that they can be recognised.

`plans.disclosure.treatment` decides, by what an approver chose; here is how such a part looks to every file
that tells figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plans.enums import Treatment
from plans.status_report import IndicatorStatus
from plans.wording import figures

HIDDEN = ""  # a figure is withheld, and nothing is said of its size


@dataclass(frozen=True, slots=True)
class DiscreetIndicator(IndicatorStatus):
    """A part of which some figures are withheld or rounded; its status, target and reason stay.

    `withheld` says by the name of a figure in `Assessment` what stands instead: "<5" or `HIDDEN`. What is
    withheld is missing from the assessment, and every single year's figure from the facts.
    """

    treatment: Treatment
    withheld: Mapping[str, str]


def withheld(indicator: IndicatorStatus) -> Mapping[str, str]:
    """The texts instead of the indicator's hidden figures, by figure; empty where none is hidden."""
    return indicator.withheld if isinstance(indicator, DiscreetIndicator) else {}


def treatment_of(indicator: IndicatorStatus) -> Treatment:
    """How small numbers of the indicator are treated: kept, suppressed or rounded."""
    return indicator.treatment if isinstance(indicator, DiscreetIndicator) else Treatment.KEEP


def discretion_note(indicator: IndicatorStatus) -> str:
    """Why figures of the part are missing or not exact; empty where all are told."""
    treatment = treatment_of(indicator)
    if treatment is Treatment.KEEP:
        return ""
    return {
        Treatment.SUPPRESS: _("Tallene er skjult, fordi de er så små, at de kan pege på enkeltpersoner."),
        Treatment.ROUND: _(
            "Antal er afrundet til nærmeste fem og procenter skjult, fordi tallene er så små, at de kan pege"
            " på enkeltpersoner."
        ),
    }[treatment]


def actual_instead(indicator: IndicatorStatus) -> str:
    """What is told instead of the figure that was reached: "<5", "ca. 5 af 15", or that it is hidden."""
    instead = withheld(indicator).get("actual")
    if instead != HIDDEN:
        return instead or ""
    numerator, denominator = indicator.assessment.numerator, indicator.assessment.denominator
    if numerator is None or denominator is None:
        return _("skjult")
    return f"{indicator.assessment.qualifier} {figures.counts(numerator, denominator)}"
