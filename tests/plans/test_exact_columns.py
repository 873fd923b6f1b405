"""Does a column keep a number exactly or refuse it, SQLite and PostgreSQL alike, and never round it?

Tests the decimal columns: they store a number exactly or refuse it.
"""

from decimal import Decimal

import pytest
from django.db import DataError, transaction
from django.db.models import F

from plans.actions import history
from plans.models import Change, Measurement
from tests.factories import ActionPlanFactory, MeasurementFactory

pytestmark = pytest.mark.django_db

LARGEST = Decimal("99999999999.9999")


@pytest.mark.parametrize("figure", [Decimal(0), Decimal("0.0001"), LARGEST, 1362, "33.3333", Decimal("1E+3")])
def test_a_figure_is_kept_exactly(figure: Decimal | int | str) -> None:
    stored = MeasurementFactory.create(value=figure)

    assert Measurement.objects.get(pk=stored.pk).value == Decimal(figure)


@pytest.mark.parametrize(
    "figure",
    [
        # SQLite would round the first to 1.0000, PostgreSQL to 1.0001
        Decimal("1.00005"),
        "1.00005",
        Decimal("0.00001"),
        LARGEST + Decimal("0.0001"),
        10**11,
        Decimal("1E+30"),
        Decimal("0." + "3" * 40),
    ],
)
def test_a_figure_with_too_many_digits_is_refused(figure: Decimal | int | str) -> None:
    stored = MeasurementFactory.create(value=Decimal(10))

    with pytest.raises(DataError, match="value holds 15 digits, 4 of them decimals"), transaction.atomic():
        MeasurementFactory.create(value=figure)
    with pytest.raises(DataError), transaction.atomic():
        Measurement.objects.update(value=figure)
    with pytest.raises(DataError), transaction.atomic():
        Measurement.objects.bulk_create([Measurement(indicator=stored.indicator, value=figure)])

    assert Measurement.objects.get().value == Decimal(10)


def test_history_never_tells_of_a_figure_that_was_not_kept() -> None:
    stored = MeasurementFactory.create(value=Decimal(10))

    with pytest.raises(DataError), transaction.atomic():
        history.change(stored, {"value": Decimal("1.00005")}, version=1, by=None, plan=None)

    assert Change.objects.count() == 0


def test_a_tolerance_has_two_decimals() -> None:
    plan = ActionPlanFactory.create(tolerance_percent=Decimal("12.25"))

    with pytest.raises(DataError), transaction.atomic():
        ActionPlanFactory.create(tolerance_percent=Decimal("12.255"))

    plan.refresh_from_db()
    assert plan.tolerance.percent == Decimal("12.25")


def test_what_the_database_works_out_is_left_to_it() -> None:
    MeasurementFactory.create(value=Decimal(10))

    Measurement.objects.update(value=F("value") + 5)

    assert Measurement.objects.get().value == Decimal(15)
