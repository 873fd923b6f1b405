"""Which numbers are read in a Danish text, which contradict the table, and which tell of few people?

Tests the reading of shares, percentages and small numbers in commentaries.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from plans.disclosure.numbers_in_text import numbers_in_text, percents_in_text, shares_in_text
from plans.disclosure.small_numbers import small_numbers_in
from plans.domain.values import Assessment, Figure, IndicatorFacts, Period, Reason, TargetValue, Tolerance
from plans.enums import Accumulation, Direction, Measure, ReasonCode, Status
from plans.findings.contradictions import contradictions
from plans.status_report import GoalStatus, IndicatorStatus

ON = date(2019, 12, 31)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 ud af 4 borgere", [(3, 4)]),
        ("Tre ud af fire", [(3, 4)]),
        ("7 af de 15", [(7, 15)]),
        ("7 af i alt 15", [(7, 15)]),
        ("1.362 af 1.830 unge", [(1362, 1830)]),
        ("10 af dialogaktiviteterne", []),
        ("3 af 2019-forløbene", []),
        ("de første 4 af 2019", []),  # a year
        ("15. januar af 12 grunde", []),
    ],
)
def test_shares_are_read_in_figures_and_words(text: str, expected: list[tuple[int, int]]) -> None:
    assert [(share.part, share.whole) for share in shares_in_text(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("75 pct. af alle", ["75"]),
        ("75% og 12,5 procent", ["75", "12.5"]),
        ("23 procentpoint under", []),
        ("23 pct.-point under", []),
        ("15 borgere", []),
    ],
)
def test_percentages_are_read(text: str, expected: list[str]) -> None:
    assert [str(each.percent) for each in percents_in_text(text)] == expected


def test_whole_numbers_are_read_and_no_parts_of_dates_ranges_and_decimals() -> None:
    assert numbers_in_text("15. januar 2020, 1-1 forløb i 2016-17, 0,5 mio., 1.362 unge og fire møder") == {
        2020,
        1362,
        4,
    }


def goal(*parts: IndicatorStatus) -> GoalStatus:
    """A goal as the checks read it: nothing counts but its parts."""
    return GoalStatus(
        id=1,
        key="arbejde",
        wording="Mål",
        reported_wording="Mål",
        heading="",
        heading_footnote="",
        footnote="",
        areas=(),
        table=1,
        position=1,
        plan_position=(1, 1),
        indicators=parts,
        assessment=parts[0].assessment,
        override=None,
        submission=None,
        period=Period(2019, 2019),
    )


def part(
    measure: Measure, figure: Figure, *, target: int, unit: str = "", earlier: tuple[Figure, ...] = ()
) -> IndicatorStatus:
    facts = IndicatorFacts(
        measure=measure,
        direction=Direction.AT_LEAST,
        accumulation=Accumulation.LATEST,
        tolerance=Tolerance(15),
        targets=[TargetValue(2019, Decimal(target))],
        figures=[figure, *earlier],
    )
    assert figure.actual is not None
    assessment = Assessment(
        Status.NOT_ACHIEVED,
        Reason(ReasonCode.BEYOND_TOLERANCE),
        figure.actual,
        Fraction(target),
        deviation=100 * (target - figure.actual) / target,
        numerator=figure.numerator,
        denominator=figure.denominator,
        pending=figure.pending,
    )
    return IndicatorStatus(1, "", unit, measure is Measure.SHARE, facts, assessment, "", "")


# 7 of 15 = 46.7 %, against 70 %; the year before 11 of 14 = 78.6 %
SHARE = part(
    Measure.SHARE,
    Figure(2019, ON, numerator=7, denominator=15),
    target=70,
    earlier=(Figure(2018, ON.replace(year=2018), numerator=11, denominator=14),),
)
PERCENTAGE = part(Measure.SHARE, Figure(2019, ON, percentage=Decimal(75)), target=80)
COUNT = part(Measure.COUNT, Figure(2019, ON, value=Decimal(12)), target=10, unit="aktiviteter")


@pytest.mark.parametrize(
    ("of", "text", "written"),
    [
        # a share
        (SHARE, "75 pct. er i arbejde.", ["75 pct."]),
        (SHARE, "47 pct. er i arbejde (7 ud af 15).", []),
        (SHARE, "46,7 pct. er i arbejde.", []),
        (SHARE, "46 pct. er i arbejde.", ["46 pct."]),  # 46.7 is 47 rounded
        (SHARE, "Knap 50 pct. er i arbejde.", []),
        (SHARE, "Ca. 60 pct. er i arbejde.", ["Ca. 60 pct."]),
        (SHARE, "Over 60 pct. er i arbejde.", ["Over 60 pct."]),
        (SHARE, "Over 40 pct. er i arbejde.", []),
        (SHARE, "Under 70 pct. er i arbejde.", []),
        (SHARE, "Målet på 70 pct. er ikke nået.", []),
        (SHARE, "53 pct. er ikke i arbejde.", []),  # 100 − 46.7 = 53.3
        (SHARE, "Faldet er fra 79 pct. året før.", []),
        (SHARE, "Afvigelsen er 33 pct.", []),  # (70 − 46.7) / 70 = 33.3 %
        (SHARE, "47 pct. er i arbejde, heraf 60 pct. kvinder.", []),
        (SHARE, "3 ud af 4 er i arbejde.", ["3 ud af 4"]),
        (SHARE, "75 pct. er i arbejde (3 ud af 4).", ["3 ud af 4", "75 pct."]),
        (SHARE, "7 ud af 15 er i arbejde, 3 ud af 4 kvinder.", []),
        (SHARE, "8 af de 15 er ikke.", []),
        (SHARE, "Året før var det 11 ud af 14.", []),
        (SHARE, "Otte ud af tolv er i arbejde.", ["Otte ud af tolv"]),
        (SHARE, "Der var 100 sager.", []),
        # a percentage without counts
        (PERCENTAGE, "3 ud af 4 er enige.", []),
        (PERCENTAGE, "2 ud af 3 er enige.", ["2 ud af 3"]),
        # a count
        (COUNT, "Der er afholdt 12 aktiviteter.", []),
        (COUNT, "Der er afholdt 15 dialogaktiviteter.", ["15 dialogaktiviteter"]),
        (COUNT, "Målet var 10 aktiviteter.", []),
        (COUNT, "Tolv blev afholdt, deraf 8 aktiviteter for unge.", []),
        (COUNT, "Der kom 75 pct. flere.", []),
    ],
)
def test_a_text_contradicts_the_table_or_not(of: IndicatorStatus, text: str, written: list[str]) -> None:
    assert [each.written for each in contradictions(goal(of), text, {})] == written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 ud af 4 borgere er i arbejde", ["3 ud af 4 borgere"]),
        ("tre ud af fire", ["tre ud af fire"]),
        ("12 ud af 15", ["12 ud af 15"]),  # 15 − 12 = 3
        ("40 ud af 50", []),
        ("én borger er flyttet", ["én borger"]),
        ("en borger, der søger hjælp", []),
        ("to af de borgere, der er tilbudt forløb", ["to af de borgere"]),
        ("To af disse forløb", ["To af disse"]),
        ("de tre sidste har arbejde", ["de tre sidste"]),
        ("4 aktive forældrecoachforløb", ["4 aktive forældrecoachforløb"]),
        ("en er fængslet", ["en er"]),
        ("2 mentees faldt fra", ["2 mentees"]),  # the goal's own unit
        ("i 1-1 forløb", []),
        ("efter 3 og 6 måneder", []),
        ("4 fyraftensmøder og 2 heldagsmøder", []),
        ("I 2. halvår kom 19 borgere", []),
    ],
)
def test_few_people_are_read_in_a_text(text: str, expected: list[str]) -> None:
    assert small_numbers_in(text, "mentees") == expected
