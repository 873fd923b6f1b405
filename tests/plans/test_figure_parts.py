"""Numbers within a figure ("heraf"): recorded, checked, kept in the history, and put back from there."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from plans.actions.measurements import record_figure, retract_figure
from plans.actions.restoring import restore
from plans.enums import Measure, PartOf
from plans.figures.checks import check_figure
from plans.figures.input import FigureInput, PartInput
from plans.figures.lists import parts_from, parts_text
from plans.models import Change, Measurement, MeasurementPart
from tests.plans.entry_plan import EntryPlan, entry_plan

TODAY = date(2020, 1, 20)
FIFTEEN = FigureInput(value=Decimal(15))
HOUSING = PartInput("i udsatte boligområder", Decimal(12))


def adding(*values: int, of: PartOf = PartOf.FIGURE) -> tuple[PartInput, ...]:
    return tuple(PartInput(f"del {value}", Decimal(value), of, adds_up=True) for value in values)


def record(there: EntryPlan, figure: FigureInput, version: int | None = None) -> Measurement:
    return record_figure(
        by=there.karin,
        round=there.round,
        indicator=there.dialogue,
        year=2019,
        figure=figure,
        version=version,
        today=TODAY,
    )


@pytest.mark.django_db
def test_parts_are_recorded_changed_and_kept_in_the_history() -> None:
    """15 dialogue activities, 12 of them in exposed housing areas (Bilag 1 for 2019, table 1)."""
    there = entry_plan()
    first = record(there, replace(FIFTEEN, parts=(HOUSING,)))
    same = record(there, replace(FIFTEEN, parts=(HOUSING,)), version=None)
    second = record(there, replace(FIFTEEN, parts=adding(10, 5)), version=first.version)

    assert (same.version, second.version) == (1, 2)
    assert FigureInput.of(second).parts == adding(10, 5)
    assert list(Change.objects.filter(field="parts").values_list("old", "new")) == [
        ("", "i udsatte boligområder; 12; figure; false"),
        ("i udsatte boligområder; 12; figure; false", "del 10; 10; figure; true\ndel 5; 5; figure; true"),
    ]


@pytest.mark.django_db
def test_parts_come_back_with_a_figure_that_was_taken_back() -> None:
    there = entry_plan()
    recorded = record(there, replace(FIFTEEN, parts=(HOUSING,)))
    retract_figure(
        by=there.karin, round=there.round, indicator=there.dialogue, year=2019, version=1, today=TODAY
    )
    assert not MeasurementPart.objects.exists()

    gone = Change.objects.get(object_id=recorded.pk, field="parts", new="")  # the first of what went together
    back = restore(by=there.karin, round=there.round, change=gone, version=None, today=TODAY)

    assert isinstance(back, Measurement)
    assert FigureInput.of(back).parts == (HOUSING,)


def test_the_history_is_read_as_it_was_written() -> None:
    parts = (
        PartInput("a; 3; figure; true\nb\\n", Decimal("1.25"), PartOf.DENOMINATOR, adds_up=True),
        HOUSING,
    )

    assert parts_from(parts_text(parts)) == parts
    assert parts_from("") == parts_from("no part") == ()


@pytest.mark.parametrize(
    ("figure", "measure", "sentence"),
    [
        (replace(FIFTEEN, parts=adding(10, 4)), Measure.COUNT, "Delene giver 14 tilsammen, ikke 15."),
        (
            FigureInput(numerator=7, denominator=15, parts=adding(8, of=PartOf.DENOMINATOR)),
            Measure.SHARE,
            "Delene giver 8 tilsammen, ikke 15.",
        ),
        (
            FigureInput(percentage=Decimal(47), parts=adding(7)),
            Measure.SHARE,
            "Der er intet antal, som delene kan give tilsammen.",
        ),
        (
            replace(FIFTEEN, parts=(PartInput(" ", Decimal(1)),)),
            Measure.COUNT,
            "Hver del (»heraf«) skal have et navn på højst 300 tegn.",
        ),
        (
            replace(FIFTEEN, parts=(PartInput("x", Decimal(-1)),)),
            Measure.COUNT,
            "En del skal være et tal mellem 0 og 99.999.999.999.",
        ),
    ],
)
def test_what_does_not_add_up_is_refused(figure: FigureInput, measure: Measure, sentence: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        check_figure(figure, measure, counts_people=True, as_of=TODAY)

    assert refusal.value.message_dict == {"parts": [sentence]}


@pytest.mark.parametrize(
    ("figure", "measure"),
    [
        (replace(FIFTEEN, parts=(HOUSING, *adding(10, 5))), Measure.COUNT),
        (
            FigureInput(numerator=7, denominator=15, parts=adding(3, 4) + adding(15, of=PartOf.DENOMINATOR)),
            Measure.SHARE,
        ),
    ],
)
def test_parts_that_make_the_whole_are_kept(figure: FigureInput, measure: Measure) -> None:
    check_figure(figure, measure, counts_people=True, as_of=TODAY)
