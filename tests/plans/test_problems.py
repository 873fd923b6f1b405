"""Does every problem with a figure have a sentence that names the field and says what is expected?

Tests the Danish sentences for numbers that cannot be read.
"""

from decimal import Decimal

import pytest
from django.utils import translation

from plans.domain.numbers import NumberError, NumberProblem, parse_number, parse_share
from plans.enums import Measure
from plans.wording.problems import example, figure_name, number_problem

VALUES = {
    "most": 4,
    "instead": "14,5",
    "dotted": "1.234",
    "plain": "1234",
    "number": Decimal(47),
    "numerator": 7,
    "denominator": 5,
    "percentage": Decimal("100.5"),
}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("problem", NumberProblem)
def test_every_problem_names_the_field_and_gives_an_example(problem: NumberProblem, language: str) -> None:
    with translation.override(language):
        sentence = number_problem(NumberError(problem, VALUES), "Tallet for 2019", "15 eller 1.234,5")

    assert sentence.startswith("Tallet for 2019 ")
    assert any(example in sentence for example in ["15", "14,25", "14,5", "47 pct.", "1.234 "])
    assert "%(" not in sentence


@pytest.mark.parametrize(
    ("slot", "measure", "name"),
    [
        (2019, Measure.COUNT, "Tallet for 2019"),
        (None, Measure.SHARE, "Tallet for hele planen"),
        (2019, Measure.JUDGEMENT, "Vurderingen for 2019"),
    ],
)
def test_a_field_is_called_by_what_it_takes(slot: int | None, measure: Measure, name: str) -> None:
    assert figure_name(slot, measure) == name


def test_the_examples_can_be_typed() -> None:
    for count in example(Measure.COUNT).split(" eller "):
        parse_number(count)
    for share in example(Measure.SHARE).split(" eller "):
        parse_share(share)
