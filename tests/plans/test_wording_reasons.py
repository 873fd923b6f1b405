"""Has every reason that the rule gives its sentence, with the values that the rule really puts into it?

Tests the sentences of `plans.wording.reasons`, for every reason code.
"""

from datetime import date

import pytest

from plans.domain.assessment import assess_goal
from plans.domain.values import Assessment, IndicatorFacts, Period, Reason
from plans.enums import Accumulation, Direction, Measure, ReasonCode, Status, Unmeasurable
from plans.wording.reasons import explanation, one_case_sentence, sentence, unmeasurable
from plans.wording.statuses import PlanWords
from tests.marked_english import marked_english
from tests.plans.domain.facts import (
    BOTH_YEARS,
    MIDWAY,
    REPORTED_ON,
    WHOLE_PLAN,
    count_indicator,
    counted,
    judge,
    judged,
    judged_indicator,
    share_indicator,
    shared,
)
from tests.plans.reason_cases import CASES, OF_GOALS, ONE_CASE, ONE_YEAR, Case

USUAL = PlanWords()


def explained(
    facts: IndicatorFacts, period: Period = BOTH_YEARS, *, as_of: date = REPORTED_ON, words: PlanWords = USUAL
) -> str:
    """All that is said of the indicator's assessment."""
    assessment = judge(facts, period, as_of=as_of)
    return explanation(assessment, measure=facts.measure, direction=facts.direction, words=words)


def goal_explained(*parts: tuple[str, IndicatorFacts], words: PlanWords = USUAL) -> str:
    assessment = assess_goal([(label, judge(facts)) for label, facts in parts])
    return explanation(assessment, measure=None, direction=None, words=words)


def test_every_reason_is_told_by_a_case_of_the_rule() -> None:
    assert {case.code for case in CASES} | OF_GOALS.keys() | ONE_CASE.keys() == set(ReasonCode)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}: {case.sentence}")
def test_a_reason_is_told(case: Case) -> None:
    assessment = judge(case.facts, case.period, as_of=case.as_of)

    assert case.code in {assessment.reason.code, *(note.code for note in assessment.notes)}
    assert explained(case.facts, case.period, as_of=case.as_of) == case.sentence


@pytest.mark.parametrize("code", OF_GOALS)
def test_a_reason_of_a_goal_is_told(code: ReasonCode) -> None:
    expected, parts = OF_GOALS[code]
    assessment = assess_goal([(label, judge(facts)) for label, facts in parts])

    assert code in {assessment.reason.code, *(note.code for note in assessment.notes)}
    assert goal_explained(*parts) == expected


def test_one_case_more_or_fewer_is_told() -> None:
    facts = share_indicator({2017: 40}, shared(2017, 7, 15, pending=1))
    assessment = judge(facts, ONE_YEAR)

    assert {
        case.code: one_case_sentence(case, USUAL, assessment, facts) for case in assessment.one_case
    } == ONE_CASE


def test_one_case_fewer_does_not_look_like_the_target_it_misses() -> None:
    # 349/500 = 69.8 % of 70 %: 0.3 % off
    facts = share_indicator({2017: 70}, shared(2017, 350, 500))
    assessment = judge(facts, ONE_YEAR)
    fewer, _ = assessment.one_case

    text = one_case_sentence(fewer, USUAL, assessment, facts)

    assert text == "Én færre i mål: 349 af 500 = 69,8 pct., delvist nået."


def test_one_case_fewer_comes_to_the_status_that_is_told_of_it() -> None:
    # 119/200 = 59.5 % of 70 %: exactly 15 % off, which is not achieved; 60 of 70 would be 14 %
    facts = share_indicator({2017: 70}, shared(2017, 120, 200))
    assessment = judge(facts, ONE_YEAR)
    fewer, _ = assessment.one_case

    text = one_case_sentence(fewer, USUAL, assessment, facts)

    assert text == "Én færre i mål: 119 af 200 = 59,5 pct., ikke nået."


def test_the_plans_own_words_are_used_in_reasons() -> None:
    words = PlanWords({(Status.PARTLY_ACHIEVED, ""): "delvist indfriet", (Status.ACHIEVED, "share"): "i mål"})
    so_far = judged_indicator([WHOLE_PLAN], judged(2016, Status.PARTLY_ACHIEVED))
    facts = share_indicator({2017: 40}, shared(2017, 7, 15))
    assessment = judge(facts, ONE_YEAR)

    assert "Foreløbig vurdering: delvist indfriet." in explained(so_far, as_of=MIDWAY, words=words)
    met = count_indicator({2017: 2}, counted(2017, 2))
    words_of_2016 = PlanWords({(Status.ACHIEVED, ""): "indfriet"})
    assert goal_explained(("møder", met), ("høringer", met), words=words_of_2016) == "Alle dele er indfriet."
    case = one_case_sentence(assessment.one_case[0], words, assessment, facts)
    assert case == "Én færre i mål: 6 af 15 = 40 pct., i mål."


def test_every_way_of_not_being_measurable_is_told() -> None:
    assert {kind: unmeasurable(kind) for kind in Unmeasurable} == {
        Unmeasurable.NO_COHORT: "ingen i målgruppen",
        Unmeasurable.TOO_RECENT: "for nyt til at kunne måles",
        Unmeasurable.NO_DATA: "der findes ingen data",
        Unmeasurable.NOT_HELD: "aktiviteten er ikke afholdt",
    }


def test_latest_years_figure_is_told_without_the_earlier_ones() -> None:
    facts = share_indicator(
        {2016: 70, 2017: 80}, shared(2016, 1, 10), shared(2017, 9, 10), accumulation=Accumulation.LATEST
    )

    assert explained(facts) == "Måltallet er nået."


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}: {case.sentence}")
def test_every_sentence_has_its_place_in_the_catalogue(case: Case) -> None:
    with marked_english():
        text = explained(case.facts, case.period, as_of=case.as_of)

    # Nothing is said outside the marks: every word can be translated.
    assert (text[0], text[-1]) == ("«", "»")
    assert text.count("«") == text.count("»")


def test_a_month_is_told_as_one() -> None:
    passed = {"share_of_target": None, "months_passed": 0, "months": 1, "share_of_time": 0}
    reason = Reason(ReasonCode.IN_PROGRESS, passed)

    text = sentence(reason, measure=Measure.COUNT, direction=Direction.AT_LEAST, words=USUAL)

    assert text == "0 af 1 måned er gået."


def test_an_assessment_is_told_by_its_reason_and_all_its_notes() -> None:
    notes = (Reason(ReasonCode.YEARS_LEFT_OUT, {"years": (2016,)}), Reason(ReasonCode.PERCENTAGE_AS_GIVEN))
    assessment = Assessment(Status.ACHIEVED, Reason(ReasonCode.TARGET_MET), notes=notes)

    assert explanation(assessment, measure=Measure.SHARE, direction=None, words=USUAL) == (
        "Måltallet er nået. 2016 kunne ikke opgøres og er holdt ude, måltallet med."
        " Procenten er opgivet uden antal."
    )
