"""Does a figure that no table can keep get a sentence at its field, whoever calls the action?

Tests `check_figure`, the rule for what a figure may hold.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from plans.enums import Measure, Status, Unmeasurable
from plans.figures.checks import check_figure
from plans.figures.input import ExclusionInput, FigureInput

AS_OF = date(2020, 1, 15)
FIFTEEN = FigureInput(value=Decimal(15))
SHARE = FigureInput(numerator=7, denominator=15)
TOO_EXACT = "Tallet skal være mellem 0 og 99.999.999.999 med højst fire decimaler."
NO_COUNT = "Et antal skal være et helt tal mellem 0 og 1.000.000.000.000."


@pytest.mark.parametrize(
    ("figure", "measure", "field", "sentence"),
    [
        (FigureInput(), Measure.COUNT, "figure", "Opgiv tallet på én måde."),
        (replace(FIFTEEN, percentage=Decimal(15)), Measure.SHARE, "figure", "Opgiv tallet på én måde."),
        (FIFTEEN, Measure.SHARE, "figure", "Tallet passer ikke til målet."),
        (FigureInput(value=Decimal(-3)), Measure.COUNT, "figure", TOO_EXACT),
        (FigureInput(value=Decimal("0.12345")), Measure.COUNT, "figure", TOO_EXACT),
        (FigureInput(value=Decimal(10**11)), Measure.COUNT, "figure", TOO_EXACT),
        (FigureInput(percentage=Decimal("100.1")), Measure.SHARE, "figure", "En procent kan højst være 100."),
        (FigureInput(numerator=7), Measure.SHARE, "figure", "Opgiv begge tal, fx 7 af 15."),
        (
            FigureInput(numerator=7, denominator=5),
            Measure.SHARE,
            "figure",
            "7 af 5: det første tal må ikke være større.",
        ),
        (FigureInput(numerator=-1, denominator=5), Measure.SHARE, "figure", NO_COUNT),
        (FigureInput(numerator=1, denominator=10**12 + 1), Measure.SHARE, "figure", NO_COUNT),
        (
            replace(SHARE, pending=9),
            Measure.SHARE,
            "pending",
            "7 i mål og 9 afventende er flere end de 15 i alt.",
        ),
        (replace(SHARE, pending=-1), Measure.SHARE, "pending", NO_COUNT),
        (replace(SHARE, ongoing=-1), Measure.SHARE, "ongoing", NO_COUNT),
        (
            replace(SHARE, cohort_total=18, exclusions=(ExclusionInput(2, "fraflyttet"),)),
            Measure.SHARE,
            "cohort_total",
            "15 talt med og 2 frafald giver 17, ikke 18.",
        ),
        (
            replace(SHARE, exclusions=(ExclusionInput(0, "fraflyttet"),)),
            Measure.SHARE,
            "exclusions",
            "Hvert frafald skal have et antal på mindst 1 og en årsag.",
        ),
        (
            replace(SHARE, exclusions=(ExclusionInput(2, "fraflyttet", AS_OF),)),
            Measure.SHARE,
            "exclusions",
            "Skulle indgå fra 2020-01-15, før tallet blev opgjort (2020-01-15).",
        ),
        (
            replace(FIFTEEN, qualifier="c" * 61),
            Measure.COUNT,
            "qualifier",
            "Teksten er for lang; højst 60 tegn.",
        ),
        (
            replace(FIFTEEN, method_note="a\x00b"),
            Measure.COUNT,
            "method_note",
            "Teksten indeholder et tegn, der ikke kan gemmes (NUL).",
        ),
        (
            FigureInput(unmeasurable=Unmeasurable.NO_DATA, reason="  "),
            Measure.COUNT,
            "reason",
            "Skriv, hvorfor tallet ikke kan opgøres.",
        ),
        (
            FigureInput(judged=Status.IN_PROGRESS),
            Measure.JUDGEMENT,
            "figure",
            "Vælg nået, delvist nået eller ikke nået.",
        ),
    ],
)
def test_what_cannot_be_kept_is_told_at_its_field(
    figure: FigureInput, measure: Measure, field: str, sentence: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        check_figure(figure, measure, counts_people=False, as_of=AS_OF)

    assert refused.value.message_dict[field] == [sentence]


@pytest.mark.parametrize(
    ("figure", "measure"),
    [
        (FigureInput(value=Decimal(0)), Measure.COUNT),  # zero is a figure
        (FigureInput(value=Decimal("99999999999.9999")), Measure.COUNT),
        (FigureInput(numerator=0, denominator=0), Measure.SHARE),  # nobody in the target group
        (FigureInput(percentage=Decimal(100)), Measure.SHARE),
        (replace(SHARE, pending=8), Measure.SHARE),
        (replace(SHARE, cohort_total=17, exclusions=(ExclusionInput(2, "fraflyttet"),)), Measure.SHARE),
        (replace(SHARE, exclusions=(ExclusionInput(2, "fraflyttet", date(2020, 1, 16)),)), Measure.SHARE),
        (FigureInput(judged=Status.PARTLY_ACHIEVED), Measure.JUDGEMENT),
        (FigureInput(unmeasurable=Unmeasurable.NOT_HELD, reason="ingen kurser"), Measure.SHARE),
    ],
)
def test_what_can_be_kept_is_kept(figure: FigureInput, measure: Measure) -> None:
    check_figure(figure, measure, counts_people=False, as_of=AS_OF)


def test_people_are_whole() -> None:
    half = FigureInput(value=Decimal("14.5"))

    with pytest.raises(ValidationError) as refused:
        check_figure(half, Measure.COUNT, counts_people=True, as_of=AS_OF)

    assert refused.value.message_dict == {
        "figure": ["Der tælles personer. Skriv et helt tal uden decimaler, fx 15."]
    }
    check_figure(half, Measure.COUNT, counts_people=False, as_of=AS_OF)
    check_figure(replace(half, value=Decimal("14.0000")), Measure.COUNT, counts_people=True, as_of=AS_OF)
