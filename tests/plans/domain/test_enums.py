"""Is every member of every enum handled, and does the rule emit every reason there is?

Tests every member of the enums in `plans.enums`: each reason comes from some facts, each status has its place
in the order, each measure is judged.
"""

from datetime import date
from enum import StrEnum

import pytest

from plans import enums
from plans.domain.assessment import assess_goal
from plans.domain.values import WORST_FIRST, Assessment, IndicatorFacts, Period, Tolerance
from plans.enums import (
    Accumulation,
    Basis,
    Boundary,
    Direction,
    Measure,
    PreventionLevel,
    ReasonCode,
    Role,
    RoundState,
    Status,
    SubmissionState,
    Unmeasurable,
)
from tests.plans.domain.facts import (
    MIDWAY,
    WHOLE_PLAN,
    count_indicator,
    counted,
    judge,
    judged,
    judged_indicator,
    percentage,
    share_indicator,
    shared,
    unmeasured,
)

AT_MOST = Direction.AT_MOST
ACHIEVED = judge(count_indicator({WHOLE_PLAN: 1}, counted(WHOLE_PLAN, 1)))
NOT_ACHIEVED = judge(count_indicator({WHOLE_PLAN: 1}, counted(WHOLE_PLAN, 0)))
UNMEASURED = judge(count_indicator({WHOLE_PLAN: 1}, unmeasured(WHOLE_PLAN)))
PENDING = judge(share_indicator({WHOLE_PLAN: 60}, shared(WHOLE_PLAN, 10, 19, pending=2)))

# One assessment that gives each reason, as its own, as a note or as a case.
GIVEN: dict[ReasonCode, Assessment] = {
    ReasonCode.TARGET_MET: ACHIEVED,
    ReasonCode.WITHIN_TOLERANCE: PENDING,
    ReasonCode.BEYOND_TOLERANCE: NOT_ACHIEVED,
    ReasonCode.TARGET_OF_ZERO_EXCEEDED: judge(
        count_indicator({WHOLE_PLAN: 0}, counted(WHOLE_PLAN, 1), direction=AT_MOST)
    ),
    ReasonCode.JUDGED: judge(judged_indicator([WHOLE_PLAN], judged(WHOLE_PLAN, Status.ACHIEVED))),
    ReasonCode.REACHED_EARLY: judge(count_indicator({WHOLE_PLAN: 1}, counted(2016, 1)), as_of=MIDWAY),
    ReasonCode.EXCEEDED_EARLY: judge(
        count_indicator({WHOLE_PLAN: 1}, counted(2016, 9), direction=AT_MOST), as_of=MIDWAY
    ),
    ReasonCode.IN_PROGRESS: judge(count_indicator({WHOLE_PLAN: 9}, counted(2016, 1)), as_of=MIDWAY),
    ReasonCode.FIGURE_MISSING: judge(count_indicator({2017: 1})),
    ReasonCode.YEARS_MISSING: judge(count_indicator({2016: 1, 2017: 1})),
    ReasonCode.COUNTS_MISSING: judge(
        share_indicator({WHOLE_PLAN: 9}, percentage(2016, 9), shared(2017, 1, 2))
    ),
    ReasonCode.WHOLE_PERIOD_FIGURE_MISSING: judge(
        share_indicator({WHOLE_PLAN: 9}, shared(2016, 1, 2), shared(2017, 1, 2), carries_over=True)
    ),
    ReasonCode.TARGETS_DIFFER: judge(share_indicator({2016: 1, 2017: 2}, shared(WHOLE_PLAN, 1, 2))),
    ReasonCode.NO_TARGET: judge(count_indicator({}, counted(2016, 1))),
    ReasonCode.NOT_MEASURABLE: UNMEASURED,
    ReasonCode.NOBODY_IN_TARGET_GROUP: judge(share_indicator({2017: 1}, shared(2017, 0, 0))),
    ReasonCode.YEARS_LEFT_OUT: judge(count_indicator({2016: 1, 2017: 1}, unmeasured(2016), counted(2017, 1))),
    ReasonCode.YEARS_WITHOUT_TARGET: judge(count_indicator({2017: 1}, counted(2017, 1))),
    ReasonCode.YEARS_MISSED: judge(count_indicator({2016: 1, 2017: 1}, counted(2016, 0), counted(2017, 2))),
    ReasonCode.PERCENTAGE_AS_GIVEN: judge(share_indicator({2017: 1}, percentage(2017, 1))),
    ReasonCode.PROVISIONAL: judge(
        count_indicator({WHOLE_PLAN: 1}, counted(WHOLE_PLAN, 1, date(2017, 8, 31)))
    ),
    ReasonCode.JUDGED_SO_FAR: judge(
        judged_indicator([WHOLE_PLAN], judged(WHOLE_PLAN, Status.ACHIEVED, MIDWAY)), as_of=MIDWAY
    ),
    ReasonCode.WORST_PART_DECIDES: assess_goal([("a", ACHIEVED), ("b", NOT_ACHIEVED)]),
    ReasonCode.ALL_PARTS_ACHIEVED: assess_goal([("a", ACHIEVED), ("b", ACHIEVED)]),
    ReasonCode.PARTS_NOT_MEASURABLE: assess_goal([("a", ACHIEVED), ("b", UNMEASURED)]),
    ReasonCode.ONE_MORE: PENDING,
    ReasonCode.ONE_FEWER: PENDING,
    ReasonCode.NONE_OF_PENDING: PENDING,
    ReasonCode.ALL_OF_PENDING: PENDING,
}


def codes(assessment: Assessment) -> set[ReasonCode]:
    return {
        assessment.reason.code,
        *(reason.code for reason in assessment.notes),
        *(case.code for case in assessment.one_case),
    }


@pytest.mark.parametrize("code", ReasonCode)
def test_the_rule_gives_every_reason(code: ReasonCode) -> None:
    assert code in codes(GIVEN[code])


def test_the_six_statuses_are_the_only_ones() -> None:
    assert [status.value for status in Status] == [
        "achieved",
        "partly_achieved",
        "not_achieved",
        "not_measurable",
        "in_progress",
        "not_reported",
    ]


def test_every_status_has_its_place_in_the_order_of_the_worst_or_is_not_measurable() -> None:
    assert sorted(WORST_FIRST) == sorted(set(Status) - {Status.NOT_MEASURABLE})
    assert len(set(WORST_FIRST)) == len(WORST_FIRST)


@pytest.mark.parametrize("status", Status)
def test_every_status_can_be_given_to_a_goal(status: Status) -> None:
    given = {assessment.status for assessment in GIVEN.values()}
    assert status in given


def indicator(measure: Measure, direction: Direction, accumulation: Accumulation) -> IndicatorFacts:
    """An indicator of two years that reached its targets, with figures as `measure` asks for."""
    if measure is Measure.COUNT:
        return count_indicator(
            {2016: 1, 2017: 1},
            counted(2016, 1),
            counted(2017, 1),
            direction=direction,
            accumulation=accumulation,
        )
    if measure is Measure.SHARE:
        return share_indicator(
            {2016: 100, 2017: 100},
            shared(2016, 1, 1),
            shared(2017, 1, 1),
            direction=direction,
            accumulation=accumulation,
        )
    years = (judged(2016, Status.ACHIEVED), judged(2017, Status.ACHIEVED))
    return judged_indicator([2016, 2017], *years, accumulation=accumulation)


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("accumulation", Accumulation)
@pytest.mark.parametrize("measure", Measure)
def test_every_measure_direction_and_accumulation_is_judged(
    measure: Measure, direction: Direction, accumulation: Accumulation
) -> None:
    # Counts have nothing to pool. The model refuses the pair; the rule asks for numerators and denominators.
    unpoolable = (measure, accumulation) == (Measure.COUNT, Accumulation.POOLED)
    status = judge(indicator(measure, direction, accumulation)).status
    assert status is (Status.NOT_REPORTED if unpoolable else Status.ACHIEVED)


@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize("boundary", Boundary)
def test_every_basis_and_boundary_is_a_tolerance(basis: Basis, boundary: Boundary) -> None:
    # 85 of 100 is exactly 15 % and exactly 15 points short
    tolerance = Tolerance(15, basis, inclusive=boundary is Boundary.INCLUSIVE)
    facts = share_indicator({2017: 100}, shared(2017, 85, 100), tolerance=tolerance)
    expected = {Boundary.STRICT: Status.NOT_ACHIEVED, Boundary.INCLUSIVE: Status.PARTLY_ACHIEVED}
    assert judge(facts, Period(2017, 2017)).status is expected[boundary]


@pytest.mark.parametrize(
    "members",
    [value for value in vars(enums).values() if isinstance(value, type) and issubclass(value, StrEnum)],
)
def test_a_value_is_its_name_in_lower_case(members: type[StrEnum]) -> None:
    assert [member.value for member in members] == [member.name.lower() for member in members]


def test_the_sets_of_the_design() -> None:
    assert [*Measure] == ["count", "share", "judgement"]
    assert [*Direction] == ["at_least", "at_most"]
    assert [*Accumulation] == ["sum", "pooled", "latest"]
    assert [*Basis] == ["relative", "points"]
    assert [*Boundary] == ["strict", "inclusive"]
    assert [*Unmeasurable] == ["no_cohort", "too_recent", "no_data", "not_held"]
    assert [*PreventionLevel] == ["preventive", "anticipatory", "interventive"]
    assert [*RoundState] == ["open", "closed"]
    assert [*SubmissionState] == ["draft", "submitted", "approved", "returned"]
    assert [*Role] == ["reader", "contributor", "approver", "administrator"]
