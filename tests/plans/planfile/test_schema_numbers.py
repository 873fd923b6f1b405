"""Does the JSON Schema take the numbers that the import takes, and refuse those that can be read in two ways?

A program that checks a file by the schema meets numbers, not their digits, and divides them in binary. So the
schema is read here both as its standard says, exactly, and as such programs do.
"""

import json
import re
from collections.abc import Callable
from fractions import Fraction
from io import StringIO
from typing import Any

import pytest
import yaml
from django.core.management import call_command

from plans.actions.plan_import import import_plan
from plans.models import ActionPlan
from plans.planfile.problems import InvalidPlanFileError
from plans.planfile.reading import read_plan_file
from plans.planfile.writing import export_plan

Multiple = Callable[[float, float], bool]


def exactly(value: float, of: float) -> bool:
    return (Fraction(str(value)) / Fraction(str(of))).denominator == 1


def in_binary(value: float, of: float) -> bool:
    return (value / of).is_integer()


OF_TEXTS: dict[str, Callable[[str, Any], bool]] = {
    "pattern": lambda text, constraint: re.search(constraint, text) is not None,
    "enum": lambda text, constraint: text in constraint,
}
OF_NUMBERS: dict[str, Callable[[float, Any], bool]] = {
    "minimum": lambda value, constraint: value >= constraint,
    "maximum": lambda value, constraint: value <= constraint,
    "exclusiveMinimum": lambda value, constraint: value > constraint,
    "exclusiveMaximum": lambda value, constraint: value < constraint,
}
SAY_NOTHING = {"title", "description", "default"}


def fits(value: str | float, schema: dict[str, Any], is_multiple: Multiple) -> bool:
    """Whether `value` is valid by the keywords that the schema of a number uses."""
    of_schemas: dict[str, Callable[[Any], bool]] = {
        "anyOf": lambda constraint: any(fits(value, each, is_multiple) for each in constraint),
        "allOf": lambda constraint: all(fits(value, each, is_multiple) for each in constraint),
        "not": lambda constraint: not fits(value, constraint, is_multiple),
        "type": lambda constraint: isinstance(value, str) is (constraint == "string"),
    }

    def holds(keyword: str, constraint: Any) -> bool:
        if keyword in of_schemas:
            return of_schemas[keyword](constraint)
        if isinstance(value, str):
            return keyword not in OF_TEXTS or OF_TEXTS[keyword](value, constraint)
        if keyword == "multipleOf":
            return is_multiple(value, constraint)
        return keyword in OF_TEXTS or OF_NUMBERS[keyword](value, constraint)

    return all(holds(*each) for each in schema.items() if each[0] not in SAY_NOTHING)


@pytest.fixture(scope="module")
def definitions() -> Any:
    out = StringIO()
    call_command("plan_schema", stdout=out)
    return json.loads(out.getvalue())["$defs"]


@pytest.fixture(params=[exactly, in_binary])
def is_multiple(request: pytest.FixtureRequest) -> Multiple:
    found: Multiple = request.param
    return found


def number_of(definitions: Any, entry: str, field: str) -> dict[str, Any]:
    """The schema of a field, without its being left out."""
    schema = definitions[entry]["properties"][field]
    choices = [each for each in schema.get("anyOf", [schema]) if each.get("type") != "null"]
    return {"anyOf": choices}


@pytest.mark.parametrize("value", [3.071, 1.362, 2.345, 999.999, 70.125])
def test_a_number_with_three_decimals_is_refused(
    definitions: Any, is_multiple: Multiple, value: float
) -> None:
    for entry, field in (("MeasurementEntry", "value"), ("TargetEntry", "value")):
        assert not fits(value, number_of(definitions, entry, field), is_multiple)


@pytest.mark.parametrize(
    "value", [0, 1, 70, 14.5, 2.3, 1.11, 4.15, 62.5, 0.071, 3.0712, 1000.125, 12345.678, "3.0710", "999.9990"]
)
def test_every_other_number_is_taken(definitions: Any, is_multiple: Multiple, value: str | float) -> None:
    assert fits(value, number_of(definitions, "MeasurementEntry", "value"), is_multiple)


@pytest.mark.slow
def test_no_number_of_two_decimals_is_refused_by_a_program_that_divides_in_binary(definitions: Any) -> None:
    schema = number_of(definitions, "MeasurementEntry", "value")

    assert [k / 100 for k in range(100_000) if not fits(k / 100, schema, in_binary)] == []


@pytest.mark.parametrize("value", ["3.071", "12.500x", "3.07", "-1.3620", "03.0710"])
def test_a_text_is_a_number_only_with_its_fourth_decimal(definitions: Any, value: str) -> None:
    assert not fits(value, number_of(definitions, "MeasurementEntry", "value"), exactly)


PLAN = """
plan: {{slug: tal, title: Tal, starts_on: 2024-01-01, ends_on: 2024-12-31}}
areas: [{{number: 1, title: Område}}]
goals:
  - key: a
    wording: Tal
    areas: [1]
    indicators:
      - {{measure: count, accumulation: sum, targets: {{2024: 5}},
         measurements: [{{year: 2024, as_of: 2025-01-15, value: {value}}}]}}
"""


def test_the_error_says_how_to_write_it() -> None:
    with pytest.raises(InvalidPlanFileError) as caught:
        read_plan_file(PLAN.format(value="3.071").encode())

    assert "3.071 kan læses på to måder. Skriv 3071 eller 3.0710." in str(caught.value)


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["3.0710", '"3.0710"'])
def test_an_exported_number_is_valid_by_the_schema_and_the_same_again(definitions: Any, value: str) -> None:
    import_plan(plan_file=read_plan_file(PLAN.format(value=value).encode()), why="")

    exported = export_plan(ActionPlan.objects.get(slug="tal"))

    assert "value: '3.0710'" in exported
    read_back = yaml.safe_load(exported)["goals"][0]["indicators"][0]["measurements"][0]["value"]
    assert fits(read_back, number_of(definitions, "MeasurementEntry", "value"), in_binary)
    (measurement,) = read_plan_file(exported.encode()).goals[0].indicators[0].measurements
    assert str(measurement.value) in {"3.0710", "3.071"}
