"""Is the basis of a judgement kept whole and in one form, and is everything in it that differs named?

Tests the basis of a judgement (targets, figures, tolerance, words): how it is made, written as text, read
back, and compared.
"""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plans.domain.basis import (
    Beside,
    IndicatorBasis,
    JudgementBasis,
    LeftOut,
    Measured,
    When,
    Within,
    basis_of,
)
from plans.domain.basis_changes import basis_changes
from plans.domain.basis_text import FORM, UnknownForm, read, written
from plans.domain.values import Figure, IndicatorFacts, Period, Span, TargetValue, Tolerance
from plans.enums import Accumulation, Basis, BasisPart, Direction, Measure, PartOf, Status, Unmeasurable

PLAN = Span(date(2018, 1, 1), date(2019, 12, 31))
YEAR = Period(2019, 2019)
AS_OF = date(2019, 12, 31)
FACTS = IndicatorFacts(
    measure=Measure.COUNT,
    direction=Direction.AT_LEAST,
    accumulation=Accumulation.SUM,
    tolerance=Tolerance(Decimal("15.00")),
    targets=[TargetValue(2018, Decimal(8)), TargetValue(2019, Decimal("10.0000"))],
    figures=[
        Figure(2018, date(2018, 12, 31), value=Decimal(12)),
        Figure(2019, date(2019, 6, 30), value=Decimal(7)),
        Figure(2019, AS_OF, value=Decimal(15), qualifier="ca."),
        Figure(2019, date(2020, 6, 30), value=Decimal(16)),  # known later
    ],
)


def basis(facts: IndicatorFacts = FACTS, **goal: Any) -> JudgementBasis:
    beside = {
        (7, 2019, AS_OF): Beside(
            (LeftOut(4, "flyttet »væk«", date(2020, 5, 1)),), (Within("heraf unge", Decimal(6)),)
        )
    }
    usual = {"wording": "10 dialoger", "word": "indfriet", "own": None, "when": When(YEAR, PLAN, AS_OF)}
    measured = [Measured(id=7, label="", unit="dialoger", facts=facts)]
    return basis_of(**{**usual, "measured": measured, "beside": beside, **goal})


def with_indicator(made: JudgementBasis, **values: Any) -> JudgementBasis:
    [indicator] = made.indicators
    return replace(made, indicators=(replace(indicator, **values),))


def test_only_what_counts_for_the_period_on_the_day_is_in_it() -> None:
    [indicator] = basis().indicators

    assert [(each.year, each.value) for each in indicator.targets] == [(2019, Decimal(10))]
    assert [each.figure.value for each in indicator.figures] == [Decimal(15)]
    assert indicator.span == Span(date(2019, 1, 1), date(2019, 12, 31))


def test_a_later_figure_and_another_years_target_leave_it_as_it_is() -> None:
    more = replace(
        FACTS,
        targets=[TargetValue(2018, Decimal(80)), *FACTS.targets[1:]],
        figures=[*FACTS.figures, Figure(2019, date(2021, 1, 1), value=Decimal(1))],
    )

    assert written(basis(more)) == written(basis())


def test_a_tolerance_that_is_not_used_is_not_in_it() -> None:
    judged = replace(FACTS, measure=Measure.JUDGEMENT, targets=[TargetValue(2019, None, "Al sparring")])
    counted = replace(FACTS, tolerance=Tolerance(Decimal(15), Basis.POINTS))

    assert basis(judged).indicators[0].tolerance is None
    assert basis(counted).indicators[0].tolerance == Tolerance(Decimal(15), Basis.RELATIVE)


def test_its_form_is_pinned() -> None:
    """What is approved is never written anew: another text here needs another `FORM`."""
    assert FORM == 1
    assert json.loads(written(basis())) == {
        "form": 1,
        "wording": "10 dialoger",
        "word": "indfriet",
        "own": None,
        "period": [2019, 2019],
        "as_of": "2019-12-31",
        "plan": ["2018-01-01", "2019-12-31"],
        "indicators": [
            {
                "id": 7,
                "label": "",
                "unit": "dialoger",
                "counted": "",
                "among": "",
                "measure": "count",
                "direction": "at_least",
                "accumulation": "sum",
                "carries_over": False,
                "tolerance": {"percent": "15", "basis": "relative", "inclusive": False},
                "span": ["2019-01-01", "2019-12-31"],
                "targets": [{"year": 2019, "value": "10", "text": ""}],
                "figures": [
                    {
                        "year": 2019,
                        "as_of": "2019-12-31",
                        "value": "15",
                        "numerator": None,
                        "denominator": None,
                        "percentage": None,
                        "judged": None,
                        "unmeasurable": None,
                        "pending": 0,
                        "provisional": False,
                        "under_way": False,
                        "qualifier": "ca.",
                        "left_out": [{"count": 4, "reason": "flyttet »væk«", "due_on": "2020-05-01"}],
                        "parts": [
                            {"label": "heraf unge", "value": "6", "part_of": "figure", "adds_up": False}
                        ],
                    }
                ],
            }
        ],
    }


@pytest.mark.parametrize(
    "made",
    [
        basis(),
        basis(own=(Status.PARTLY_ACHIEVED, Status.ACHIEVED)),
        basis(replace(FACTS, targets=[TargetValue(None, Decimal("0.5"))], carries_over=True)),
        basis(replace(FACTS, figures=[Figure(2019, AS_OF, unmeasurable=Unmeasurable.NO_DATA)])),
        basis(replace(FACTS, measure=Measure.JUDGEMENT, figures=[Figure(2019, AS_OF, under_way=True)])),
        basis(replace(FACTS, measure=Measure.SHARE, figures=[Figure(None, AS_OF, None, 7, 15, pending=2)])),
        basis(
            replace(FACTS, measure=Measure.SHARE, figures=[Figure(2019, AS_OF, percentage=Decimal("47.5"))])
        ),
        basis(
            replace(
                FACTS,
                measure=Measure.JUDGEMENT,
                targets=[TargetValue(2019, None, 'Al "sparring"')],
                figures=[Figure(2019, AS_OF, judged=Status.ACHIEVED)],
            )
        ),
        basis(replace(FACTS, targets=[])),
        basis(measured=[]),
    ],
)
def test_what_is_kept_is_read_as_it_was(made: JudgementBasis) -> None:
    assert read(written(made)) == made
    assert basis_changes(made, read(written(made))) == ()


def test_the_same_number_is_the_same_text() -> None:
    tens = [Decimal(10), Decimal("10.0000"), Decimal("1E+1")]

    texts = {written(basis(replace(FACTS, targets=[TargetValue(2019, ten)]))) for ten in tens}

    assert len(texts) == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"form":2}', '{"form":1}', "47"])
def test_what_is_no_basis_of_this_form_is_refused(text: str) -> None:
    with pytest.raises(UnknownForm):
        read(text)


GOAL_CHANGES: dict[BasisPart, dict[str, Any]] = {
    BasisPart.WORDING: {"wording": "100 dialoger"},
    BasisPart.PERIOD: {"period": Period(2018, 2018)},
    BasisPart.AS_OF: {"as_of": date(2020, 1, 15)},
    BasisPart.WORD: {"word": "nået"},
    BasisPart.OWN_JUDGEMENT: {"own": Status.ACHIEVED},
    BasisPart.REPLACED: {"replaced": Status.ACHIEVED},
    BasisPart.INDICATOR: {"indicators": ()},
}
[_KEPT] = basis().indicators
[_READ] = _KEPT.figures
INDICATOR_CHANGES: dict[BasisPart, dict[str, Any]] = {
    BasisPart.LABEL: {"label": "Dialoger"},
    BasisPart.UNIT: {"unit": "møder"},
    BasisPart.COUNTED: {"counted": "i job"},
    BasisPart.AMONG: {"among": "alle"},
    BasisPart.MEASURE: {"measure": Measure.SHARE},
    BasisPart.DIRECTION: {"direction": Direction.AT_MOST},
    BasisPart.ACCUMULATION: {"accumulation": Accumulation.LATEST},
    BasisPart.CARRIES_OVER: {"carries_over": True},
    BasisPart.TOLERANCE: {"tolerance": Tolerance(Decimal(60))},
    BasisPart.SPAN: {"span": PLAN},
    BasisPart.TARGET: {"targets": (TargetValue(2019, Decimal(100)),)},
    BasisPart.FIGURE: {"figures": (replace(_READ, figure=Figure(2019, AS_OF, value=Decimal(9))),)},
    BasisPart.LEFT_OUT: {"figures": (replace(_READ, beside=replace(_READ.beside, left_out=())),)},
    BasisPart.PARTS: {
        "figures": (
            replace(
                _READ,
                beside=replace(
                    _READ.beside, parts=(Within("heraf unge", Decimal(6), PartOf.FIGURE, adds_up=True),)
                ),
            ),
        )
    },
}


def test_every_part_is_changed_by_a_case_below() -> None:
    assert {*GOAL_CHANGES, *INDICATOR_CHANGES} == set(BasisPart)


@pytest.mark.parametrize("part", BasisPart)
def test_what_differs_is_named_alone(part: BasisPart) -> None:
    before = basis(own=(Status.PARTLY_ACHIEVED, Status.NOT_ACHIEVED))
    now = (
        replace(before, **GOAL_CHANGES[part])
        if part in GOAL_CHANGES
        else with_indicator(before, **INDICATOR_CHANGES[part])
    )

    assert [change.part for change in basis_changes(before, now)] == [part]
    assert written(before) != written(now)


def test_a_target_that_is_new_and_one_that_is_gone_are_named_by_their_years() -> None:
    before = basis()
    now = with_indicator(before, targets=(TargetValue(None, Decimal(100)),), span=PLAN)

    changes = [(change.part, change.year, change.before, change.now) for change in basis_changes(before, now)]

    assert changes == [
        (BasisPart.TARGET, 2019, TargetValue(2019, Decimal(10)), None),
        (BasisPart.TARGET, None, None, TargetValue(None, Decimal(100))),
    ]


def test_the_kept_facts_are_judged_as_the_rows_were() -> None:
    """What stands as approved is judged by the one rule, from what was kept."""
    [indicator] = read(written(basis())).indicators

    assert isinstance(indicator, IndicatorBasis)
    assert indicator.facts == replace(
        FACTS,
        targets=(TargetValue(2019, Decimal(10)),),
        figures=(Figure(2019, AS_OF, value=Decimal(15), qualifier="ca."),),
    )
