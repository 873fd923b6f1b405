"""Do the figures in the plan files give every judgement that was published, by the rule alone?

Tests the rule on the three VINK plan files, against the judgements that the municipality published.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from plans.domain.values import Period
from plans.enums import Measure, ReasonCode, Status
from tests.plans.vink_files import (
    EARLIER,
    LATER,
    ONLY_2019,
    PILOT,
    WHOLE_2016_17,
    WHOLE_PILOT,
    goal,
    judge,
    judged_in_report,
    published,
    read,
    word,
)


@pytest.mark.parametrize(
    ("slug", "period", "count"),
    [("vink-2016-17", WHOLE_2016_17, 14), ("vink-2018-19", ONLY_2019, 7)],
)
def test_the_published_judgements_come_out_in_the_annexes_order(
    slug: str, period: Period, count: int
) -> None:
    plan = read(slug)
    judged = [
        (table, position, word(plan, goal(plan, key), assessment.status))
        for table, position, key, assessment in judged_in_report(plan, period)
    ]
    assert judged == published(slug)
    assert len(judged) == count


@pytest.mark.parametrize("slug", ["vink-2016-17", "vink-2018-19"])
def test_no_judgement_is_stored_or_overridden(slug: str) -> None:
    plan = read(slug)
    assert {indicator.measure for goal in plan.goals for indicator in goal.indicators} == {
        Measure.COUNT,
        Measure.SHARE,
    }
    assert not [m for g in plan.goals for i in g.indicators for m in i.measurements if m.judged]
    assert not [s for round_ in plan.rounds for s in round_.submissions if s.override]


def test_deviations_and_figures_behind_the_judgements_of_2016_17() -> None:
    earlier = read(EARLIER)
    judged = {key: found for _, _, key, found in judged_in_report(earlier, WHOLE_2016_17)}
    accepted = judged["tager-imod-tilbud"]
    # 10 of 19 = 52.63 %; (60 − 52.63) / 60 = 12.28 %
    assert (accepted.numerator, accepted.denominator, accepted.pending) == (10, 19, 2)
    assert accepted.actual is not None
    assert round(accepted.actual) == 53
    assert accepted.deviation is not None
    assert round(accepted.deviation, 2) == Decimal("12.28")
    assert judged["temadage"].deviation == Decimal("12.5")  # (80 − 70) / 80
    assert judged["foraeldre-oplaeg"].deviation == 10  # (100 − 90) / 100
    assert judged["uddannelse-beskaeftigelse"].actual == 100 * Fraction(11, 14)
    assert judged["frontmedarbejdere"].actual == 2100
    assert judged["moeder-og-hoeringer"].reason.code is ReasonCode.WORST_PART_DECIDES
    assert judged["moeder-og-hoeringer"].reason.values["parts"] == (
        "Møder i medborgerforum",
        "Høringsarrangementer",
    )


def test_one_citizen_fewer_would_have_missed_the_goal_of_2019() -> None:
    later = read(LATER)
    judged = {key: found for _, _, key, found in judged_in_report(later, ONLY_2019)}
    assert judged["uddannelse-beskaeftigelse"].deviation == Fraction(100, 3)  # (70 − 46.67) / 70
    not_at_risk = judged["ikke-radikaliseringstruet"]
    fewer = next(case for case in not_at_risk.one_case if case.code is ReasonCode.ONE_FEWER)
    assert (fewer.numerator, fewer.denominator, fewer.status) == (2, 4, Status.NOT_ACHIEVED)


def test_in_2010_everything_is_in_progress_after_14_of_24_months() -> None:
    pilot = read(PILOT)
    judged = judged_in_report(pilot, WHOLE_PILOT)
    assert [assessment.status for *_, assessment in judged] == [Status.IN_PROGRESS] * 8
    time = judged[0][3].reason.values
    assert (time["months_passed"], time["months"]) == (14, 24)
    figures = {
        key: (assessment.actual, assessment.target)
        for _, _, key, assessment in judged
        if assessment.actual is not None
    }
    assert figures == {
        "ressourcepanel": (Fraction(11), Fraction(15)),
        "opmaerksomhedsoplaeg": (Fraction(5), Fraction(7)),
        "temadage": (Fraction(4), Fraction(5)),
        "dialogmoeder": (Fraction(2), Fraction(3)),
        "efteruddannelse": (Fraction(40), Fraction(150)),
    }


def test_figures_of_august_2017_stand_before_the_final_ones() -> None:
    earlier = read(EARLIER)
    first_reported = {
        goal.key: (figures[0].value, figures[1].value)
        for goal in earlier.goals
        for indicator in goal.indicators
        if (figures := indicator.measurements)[0].as_of == date(2017, 8, 31)
    }
    assert first_reported == {
        "frontmedarbejdere": (Decimal(1883), Decimal(2100)),
        "foraeldre-oplaeg": (Decimal(80), Decimal(90)),
        "skoleelever-unge": (Decimal(133), Decimal(574)),
        "moeder-og-hoeringer": (Decimal(4), Decimal(4)),
        "lokale-aktoerer": (Decimal(20), Decimal(20)),
    }
    in_august = judge(earlier, goal(earlier, "foraeldre-oplaeg"), WHOLE_2016_17, date(2017, 8, 31))
    assert (in_august.status, in_august.actual) == (Status.IN_PROGRESS, Fraction(80))
