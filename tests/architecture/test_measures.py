"""Is all that a measure is told in one table? Its name is nowhere else but among its words."""

import re
from dataclasses import fields
from pathlib import Path

from plans.domain.measures import DETAILS, GIVEN_IN, Way, given_in, traits
from plans.enums import Measure
from plans.figures.input import FigureInput

ROOT = Path(__file__).parent.parent.parent
NAMED = re.compile(r"\bMeasure\.(?:" + "|".join(measure.name for measure in Measure) + r")\b")
# What a new measure touches besides `plans/enums.py`: the table, and the words.
TOUCHED = {
    "plans/domain/measures.py",
    "plans/planfile/stored.py",
    "plans/wording/choices.py",
    "plans/wording/reasons.py",
    "plans/wording/statuses.py",
    "reporting/plan_page/rule.py",
    "reporting/plan_page/terms.py",
}


def test_a_new_measure_touches_the_table_and_its_words_alone() -> None:
    modules = [
        path.relative_to(ROOT).as_posix()
        for package in ("vink", "plans", "desk", "reporting")
        for path in (ROOT / package).rglob("*.py")
        if NAMED.search(path.read_text())
    ]

    assert set(modules) == TOUCHED


def test_every_measure_can_be_given_in_a_way_of_its_own_and_as_not_measurable() -> None:
    for measure in Measure:
        first, *_others, last = traits(measure).ways
        assert (first is not Way.UNMEASURABLE, last) == (True, Way.UNMEASURABLE)
        assert traits(measure).accumulations
        assert traits(measure).details <= set(DETAILS)
        # it is told as exactly one kind of thing
        assert [traits(measure).in_percent, traits(measure).counts_things, traits(measure).is_judged].count(
            True
        ) == 1
    assert given_in(Way.UNMEASURABLE) == set(Measure)


def test_the_table_speaks_of_fields_that_a_figure_has() -> None:
    names = {field.name for field in fields(FigureInput)}

    assert {*GIVEN_IN, *DETAILS} <= names
