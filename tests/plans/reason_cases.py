"""Which facts make the rule give each reason, and what is said then?

For each reason code of the rule, the facts that lead to it and the Danish sentence that explains it.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.domain.values import IndicatorFacts, Period, Tolerance
from plans.enums import Accumulation, Basis, Direction, ReasonCode, Status, Unmeasurable
from tests.plans.domain.facts import (
    BOTH_YEARS,
    MIDWAY,
    REPORTED_ON,
    WHOLE_PLAN,
    count_indicator,
    counted,
    judged,
    judged_indicator,
    percentage,
    share_indicator,
    shared,
    unmeasured,
)

ONE_YEAR = Period(2017, 2017)
AT_MOST = Direction.AT_MOST
POINTS = Tolerance(15, Basis.POINTS)
INCLUSIVE = Tolerance(20, inclusive=True)


@dataclass(frozen=True)
class Case:
    """Facts that make the rule give the reason, and what is said then."""

    code: ReasonCode
    facts: IndicatorFacts
    sentence: str
    period: Period = BOTH_YEARS
    as_of: date = REPORTED_ON


CASES = [
    Case(
        ReasonCode.TARGET_MET, count_indicator({2017: 15}, counted(2017, 20)), "Måltallet er nået.", ONE_YEAR
    ),
    Case(
        ReasonCode.TARGET_MET,
        count_indicator({2017: 5}, counted(2017, 5), direction=AT_MOST),
        "Måltallet er overholdt.",
        ONE_YEAR,
    ),
    # 90 of 100: 10 %
    Case(
        ReasonCode.WITHIN_TOLERANCE,
        count_indicator({WHOLE_PLAN: 100}, counted(WHOLE_PLAN, 90)),
        "Afvigelsen er 10 pct., inden for tolerancen (mindre end 15 pct.).",
    ),
    # 80 of 100: 20 %, just within
    Case(
        ReasonCode.WITHIN_TOLERANCE,
        count_indicator({2017: 100}, counted(2017, 80), tolerance=INCLUSIVE),
        "Afvigelsen er 20 pct., inden for tolerancen (højst 20 pct.).",
        ONE_YEAR,
    ),
    # 8.504 of 10.000: 14.96 %, which is not 15
    Case(
        ReasonCode.WITHIN_TOLERANCE,
        count_indicator({2017: 10000}, counted(2017, 8504)),
        "Afvigelsen er 14,96 pct., inden for tolerancen (mindre end 15 pct.).",
        ONE_YEAR,
    ),
    # 8.500.001 of 10.000.000: 14.99999 %, which four decimals would round to 15
    Case(
        ReasonCode.WITHIN_TOLERANCE,
        count_indicator({2017: 10_000_000}, counted(2017, 8_500_001)),
        "Afvigelsen er 14,9999 pct., inden for tolerancen (mindre end 15 pct.).",
        ONE_YEAR,
    ),
    # 56 of 70: 14 points
    Case(
        ReasonCode.WITHIN_TOLERANCE,
        share_indicator({2017: 70}, shared(2017, 56, 100), tolerance=POINTS),
        "Afvigelsen er 14 procentpoint, inden for tolerancen (mindre end 15 procentpoint).",
        ONE_YEAR,
    ),
    # 7 of 15 = 46.67 % of 70 %: 33.3 %
    Case(
        ReasonCode.BEYOND_TOLERANCE,
        share_indicator({2017: 70}, shared(2017, 7, 15)),
        "Afvigelsen er 33 pct.; den skal være under 15 pct. for »delvist nået«.",
        ONE_YEAR,
    ),
    # 85 of 100: exactly 15 %
    Case(
        ReasonCode.BEYOND_TOLERANCE,
        count_indicator({2017: 100}, counted(2017, 85)),
        "Afvigelsen er 15 pct., ikke mindre end tolerancen (15 pct.).",
        ONE_YEAR,
    ),
    # 79.6 of 100: 20.4 %
    Case(
        ReasonCode.BEYOND_TOLERANCE,
        count_indicator({2017: 100}, counted(2017, "79.6"), tolerance=INCLUSIVE),
        "Afvigelsen er 20,4 pct.; den må højst være 20 pct. for »delvist nået«.",
        ONE_YEAR,
    ),
    # 87 of 100: 13 %, which is more than 12.5
    Case(
        ReasonCode.BEYOND_TOLERANCE,
        count_indicator({2017: 100}, counted(2017, 87), tolerance=Tolerance(Decimal("12.5"))),
        "Afvigelsen er 13 pct.; den skal være under 12,5 pct. for »delvist nået«.",
        ONE_YEAR,
    ),
    # 99 of 100: a plan that tolerates nothing
    Case(
        ReasonCode.BEYOND_TOLERANCE,
        count_indicator({2017: 100}, counted(2017, 99), tolerance=Tolerance(0)),
        "Afvigelsen er 1 pct.; planen har ingen tolerance.",
        ONE_YEAR,
    ),
    Case(
        ReasonCode.TARGET_OF_ZERO_EXCEEDED,
        count_indicator({2017: 0}, counted(2017, 1), direction=AT_MOST),
        "Måltallet er 0 og blev overskredet.",
        ONE_YEAR,
    ),
    Case(
        ReasonCode.JUDGED,
        judged_indicator([WHOLE_PLAN], judged(WHOLE_PLAN, Status.ACHIEVED)),
        "Målet er vurderet; der er intet tal at regne på.",
    ),
    Case(
        ReasonCode.REACHED_EARLY,
        count_indicator({2016: 10, 2017: 10}, counted(2016, 25)),
        "Måltallet er allerede nået.",
        as_of=MIDWAY,
    ),
    # 7 of at most 5: 40 % over
    Case(
        ReasonCode.EXCEEDED_EARLY,
        count_indicator({WHOLE_PLAN: 5}, counted(2016, 7), direction=AT_MOST),
        "Måltallet er allerede overskredet, mere end tolerancen tillader.",
        as_of=MIDWAY,
    ),
    Case(
        ReasonCode.EXCEEDED_EARLY,
        count_indicator({WHOLE_PLAN: 5}, counted(2016, 6), direction=AT_MOST, tolerance=Tolerance(0)),
        "Måltallet er allerede overskredet.",
        as_of=MIDWAY,
    ),
    # 8 of 20 = 40 %
    Case(
        ReasonCode.IN_PROGRESS,
        count_indicator({2016: 10, 2017: 10}, counted(2016, 8)),
        "12 af 24 måneder er gået; 40 pct. af måltallet er nået."
        " Årets eget måltal blev ikke nået i 2016 (8 mod 10).",
        as_of=MIDWAY,
    ),
    # 1.997 of 2.000 = 99.85 %, which is not 100
    Case(
        ReasonCode.IN_PROGRESS,
        count_indicator({WHOLE_PLAN: 2000}, counted(2016, 1997)),
        "12 af 24 måneder er gået; 99,9 pct. af måltallet er nået.",
        as_of=MIDWAY,
    ),
    # 4 of at most 5 = 80 %
    Case(
        ReasonCode.IN_PROGRESS,
        count_indicator({WHOLE_PLAN: 5}, counted(2016, 4), direction=AT_MOST),
        "12 af 24 måneder er gået; 80 pct. af det højeste tal er brugt.",
        as_of=MIDWAY,
    ),
    # a pay gap of 11 pct. against at most 5 is not a use of it, nor is a level of 4 against at most 5
    Case(
        ReasonCode.IN_PROGRESS,
        share_indicator(
            {WHOLE_PLAN: 5}, percentage(2016, 11), direction=AT_MOST, accumulation=Accumulation.LATEST
        ),
        "12 af 24 måneder er gået. Procenten er opgivet uden antal.",
        as_of=MIDWAY,
    ),
    Case(
        ReasonCode.IN_PROGRESS,
        count_indicator(
            {WHOLE_PLAN: 5}, counted(2016, 4), direction=AT_MOST, accumulation=Accumulation.LATEST
        ),
        "12 af 24 måneder er gået.",
        as_of=MIDWAY,
    ),
    # without a figure there is no share of the target either
    Case(
        ReasonCode.IN_PROGRESS,
        count_indicator({WHOLE_PLAN: 5}),
        "6 af 24 måneder er gået.",
        as_of=date(2016, 6, 30),
    ),
    Case(ReasonCode.FIGURE_MISSING, count_indicator({2017: 5}), "Tallet for 2017 mangler.", ONE_YEAR),
    Case(
        ReasonCode.YEARS_MISSING,
        count_indicator({2016: 5, 2017: 5}),
        "Der mangler tal for 2016 og 2017.",
    ),
    Case(
        ReasonCode.COUNTS_MISSING,
        share_indicator({2016: 70, 2017: 70}, shared(2016, 7, 10), percentage(2017, 70)),
        "Procenten for 2017 har ingen antal og kan ikke lægges sammen med andre år."
        " Procenten er opgivet uden antal.",
    ),
    Case(
        ReasonCode.WHOLE_PERIOD_FIGURE_MISSING,
        share_indicator({2016: 70, 2017: 70}, shared(2016, 7, 10), carries_over=True),
        "De samme borgere indgår i flere år: der skal et tal for hele perioden til.",
    ),
    Case(
        ReasonCode.TARGETS_DIFFER,
        share_indicator({2016: 60, 2017: 70}, shared(WHOLE_PLAN, 7, 10)),
        "Årene har forskellige måltal: der skal et tal for hvert år til.",
    ),
    Case(
        ReasonCode.NO_TARGET,
        count_indicator({}, counted(2017, 5)),
        "Der er intet måltal for perioden.",
        ONE_YEAR,
    ),
    Case(
        ReasonCode.NOT_MEASURABLE,
        share_indicator({2017: 70}, unmeasured(2017, Unmeasurable.TOO_RECENT)),
        "Kan ikke opgøres: for nyt til at kunne måles.",
        ONE_YEAR,
    ),
    Case(
        ReasonCode.NOBODY_IN_TARGET_GROUP,
        share_indicator({2017: 70}, shared(2017, 0, 0)),
        "Der er ingen i målgruppen.",
        ONE_YEAR,
    ),
    Case(
        ReasonCode.YEARS_LEFT_OUT,
        count_indicator({2016: 10, 2017: 10}, unmeasured(2016), counted(2017, 10)),
        "Måltallet er nået. 2016 kunne ikke opgøres og er holdt ude, måltallet med.",
    ),
    Case(
        ReasonCode.YEARS_WITHOUT_TARGET,
        count_indicator({2017: 10}, counted(2016, 4), counted(2017, 10)),
        "Måltallet er nået. 2016 har intet måltal og er holdt ude.",
    ),
    # 18 of 20 = 10 % below
    Case(
        ReasonCode.YEARS_MISSED,
        count_indicator({2016: 10, 2017: 10}, counted(2016, 9), counted(2017, 9)),
        "Afvigelsen er 10 pct., inden for tolerancen (mindre end 15 pct.)."
        " Årets eget måltal blev ikke nået i 2016 (9 mod 10) og 2017 (9 mod 10).",
    ),
    # 87/125 = 69.6 % of 70 %; together 187 of 225 = 83.1 %
    Case(
        ReasonCode.YEARS_MISSED,
        share_indicator({2016: 70, 2017: 70}, shared(2016, 87, 125), shared(2017, 100, 100)),
        "Måltallet er nået. Årets eget måltal blev ikke nået i 2016 (69,6 pct. mod 70 pct.).",
    ),
    # 62 of 100 against 62.5, as adopted; together 162 of 200 = 81 %
    Case(
        ReasonCode.YEARS_MISSED,
        share_indicator({2016: "62.5", 2017: "62.5"}, shared(2016, 62, 100), shared(2017, 100, 100)),
        "Måltallet er nået. Årets eget måltal blev ikke nået i 2016 (62 pct. mod 62,5 pct.).",
    ),
    # 69.6 and 69.96 of 70, given without counts, keep their decimals
    Case(
        ReasonCode.YEARS_MISSED,
        share_indicator({2016: 70, 2017: 70}, percentage(2016, "69.96"), percentage(2017, 70)),
        "Procenten for 2016 og 2017 har ingen antal og kan ikke lægges sammen med andre år."
        " Årets eget måltal blev ikke nået i 2016 (69,96 pct. mod 70 pct.)."
        " Procenten er opgivet uden antal.",
    ),
    # 7 and 1 of at most 5 and 5
    Case(
        ReasonCode.YEARS_MISSED,
        count_indicator({2016: 5, 2017: 5}, counted(2016, 7), counted(2017, 1), direction=AT_MOST),
        "Måltallet er overholdt. Årets eget måltal blev ikke overholdt i 2016 (7 mod 5).",
    ),
    Case(
        ReasonCode.PERCENTAGE_AS_GIVEN,
        share_indicator({2017: 70}, percentage(2017, 79)),
        "Måltallet er nået. Procenten er opgivet uden antal.",
        ONE_YEAR,
    ),
    Case(
        ReasonCode.PROVISIONAL,
        count_indicator({2017: 10}, counted(2017, 12, date(2018, 1, 15), provisional=True)),
        "Måltallet er nået. Tallet er foreløbigt, opgjort 15. januar 2018.",
        ONE_YEAR,
    ),
    Case(
        ReasonCode.JUDGED_SO_FAR,
        judged_indicator([WHOLE_PLAN], judged(2016, Status.PARTLY_ACHIEVED)),
        "12 af 24 måneder er gået. Foreløbig vurdering: delvist nået.",
        as_of=MIDWAY,
    ),
]
OF_GOALS = {
    ReasonCode.WORST_PART_DECIDES: (
        "Den dårligste del afgør: møder er ikke nået.",
        [
            ("møder", count_indicator({2017: 6}, counted(2017, 4))),
            ("høringer", count_indicator({2017: 2}, counted(2017, 2))),
        ],
    ),
    ReasonCode.ALL_PARTS_ACHIEVED: (
        "Alle dele er nået.",
        [
            ("møder", count_indicator({2017: 6}, counted(2017, 6))),
            ("høringer", count_indicator({2017: 2}, counted(2017, 2))),
        ],
    ),
    ReasonCode.PARTS_NOT_MEASURABLE: (
        "Alle dele er nået. Møder og høringer kan ikke opgøres.",
        [
            ("møder", count_indicator({2017: 6}, unmeasured(2017))),
            ("høringer", count_indicator({2017: 2}, unmeasured(2017))),
            ("kurser", count_indicator({2017: 2}, counted(2017, 2))),
        ],
    ),
}
# 7 of 15, and 1 answer awaited: against 40 pct. every one counts
ONE_CASE = {
    # 6/15 = 40 %, 8/15 = 53.3 %
    ReasonCode.ONE_FEWER: "Én færre i mål: 6 af 15 = 40 pct., nået.",
    ReasonCode.ONE_MORE: "Én mere i mål: 8 af 15 = 53 pct., nået.",
    ReasonCode.NONE_OF_PENDING: "Hvis ingen af de afventende kommer i mål: 7 af 15 = 47 pct., nået.",
    ReasonCode.ALL_OF_PENDING: "Hvis alle de afventende kommer i mål: 8 af 15 = 53 pct., nået.",
}
