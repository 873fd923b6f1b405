"""What was measured?

Factories of measurements with their parts and exclusions.
"""
# factory-boy types what a factory makes, not its declarations
# mypy: disable-error-code="no-untyped-call"

from datetime import date
from decimal import Decimal

from factory.declarations import LazyAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from plans.models import (
    Exclusion,
    Measurement,
    MeasurementPart,
)
from tests.factories.goals import IndicatorFactory


class MeasurementFactory(DjangoModelFactory[Measurement]):
    """15 in 2019, as of its last day; the 15 gives way to any other way of giving the figure."""

    class Meta:
        model = Measurement

    indicator = SubFactory(IndicatorFactory)
    year = 2019
    as_of = date(2019, 12, 31)
    numerator = None
    denominator = None
    percentage = None
    judged = ""
    under_way = False
    unmeasurable = ""
    value = LazyAttribute(
        lambda figure: (
            None
            if figure.denominator is not None
            or figure.percentage is not None
            or figure.judged
            or figure.under_way
            or figure.unmeasurable
            else Decimal(15)
        )
    )
    reason = LazyAttribute(lambda figure: "Ikke afholdt" if figure.unmeasurable else "")


class MeasurementPartFactory(DjangoModelFactory[MeasurementPart]):
    class Meta:
        model = MeasurementPart

    measurement = SubFactory(MeasurementFactory)
    order = Sequence(lambda n: n + 1)
    label = "heraf i udsatte boligområder"
    value = Decimal(12)


class ExclusionFactory(DjangoModelFactory[Exclusion]):
    class Meta:
        model = Exclusion

    measurement = SubFactory(MeasurementFactory, numerator=3, denominator=4)
    order = Sequence(lambda n: n + 1)
    count = 1
    reason = "fraflyttet"
