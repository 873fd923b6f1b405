"""Which measurements, exclusions and parts does the database refuse?

For each constraint a row that breaks it, and rows just within it that are allowed.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from plans.enums import Status
from plans.models.fields import LARGEST_COUNT
from tests.factories import ExclusionFactory, MeasurementFactory, MeasurementPartFactory
from tests.plans.broken_rows import Allowed, Broken, twice, two

TOO_MANY = LARGEST_COUNT + 1
A_LITTLE = Decimal("0.0001")


def _figure(**values: object) -> Callable[[], object]:
    return lambda: MeasurementFactory.create(**values)


def _three_of_four(**values: object) -> Callable[[], object]:
    return _figure(**{"numerator": 3, "denominator": 4, **values})


def _exclusion(**values: object) -> Callable[[], object]:
    return lambda: ExclusionFactory.create(**values)


_SEVERAL_WAYS: list[tuple[str, dict[str, object]]] = [
    ("in no way", {"value": None}),
    ("as a value and as counts", {"value": 15, "numerator": 3, "denominator": 4}),
    ("as a value and a percentage", {"value": 15, "percentage": 75}),
    ("as a value and a judgement", {"value": 15, "judged": Status.ACHIEVED}),
    ("as a value that cannot be measured", {"value": 15, "unmeasurable": "no_data"}),
    ("as counts and a percentage", {"numerator": 3, "denominator": 4, "percentage": 75}),
    ("as counts and a judgement", {"numerator": 3, "denominator": 4, "judged": Status.ACHIEVED}),
    ("as counts that cannot be measured", {"numerator": 3, "denominator": 4, "unmeasurable": "no_data"}),
    ("as a percentage and a judgement", {"percentage": 75, "judged": Status.ACHIEVED}),
    ("as a percentage that cannot be measured", {"percentage": 75, "unmeasurable": "no_data"}),
    ("as a value and under way", {"value": 15, "under_way": True}),
    ("as a judgement and under way", {"judged": Status.ACHIEVED, "under_way": True}),
    ("as a judgement that cannot be measured", {"judged": Status.ACHIEVED, "unmeasurable": "no_data"}),
    ("as a numerator alone", {"value": None, "numerator": 3}),
    ("as a denominator alone", {"denominator": 4}),
    ("as a value and a numerator", {"value": 15, "numerator": 3}),
]

BROKEN = [
    Broken(
        "measurement_once_a_year",
        "two figures of a day",
        twice(MeasurementFactory, "indicator", "year", "as_of"),
    ),
    Broken(
        "measurement_once_a_whole_plan",
        "two figures of a day",
        twice(MeasurementFactory, "indicator", "as_of", year=None),
    ),
    *[Broken("measurement_given_in_one_way", f"given {why}", _figure(**ways)) for why, ways in _SEVERAL_WAYS],
    Broken("measurement_not_negative", "−0.0001", _figure(value=-A_LITTLE)),
    Broken("measurement_percentage", "−0.0001 pct.", _figure(percentage=-A_LITTLE)),
    Broken("measurement_percentage", "100.0001 pct.", _figure(percentage=100 + A_LITTLE)),
    Broken("measurement_numerator", "−1 of 4", _figure(numerator=-1, denominator=4)),
    Broken("measurement_denominator", "too many", _figure(numerator=0, denominator=TOO_MANY)),
    Broken("measurement_pending", "−1", _three_of_four(pending=-1)),
    Broken("measurement_cohort_total", "−1", _three_of_four(cohort_total=-1)),
    Broken("measurement_cohort_total", "too many", _three_of_four(cohort_total=TOO_MANY)),
    Broken("measurement_ongoing", "−1", _figure(ongoing=-1)),
    Broken("measurement_ongoing", "too many", _figure(ongoing=TOO_MANY)),
    Broken("measurement_pending_needs_denominator", "pending of a count", _figure(value=15, pending=1)),
    Broken("measurement_pending_needs_denominator", "of a percentage", _figure(percentage=75, pending=1)),
    Broken("measurement_numerator_within_denominator", "5 of 4", _figure(numerator=5, denominator=4)),
    Broken("measurement_numerator_within_denominator", "3 and 2 pending of 4", _three_of_four(pending=2)),
    Broken("measurement_judged", "no status to judge by", _figure(judged=Status.IN_PROGRESS)),
    Broken("measurement_unmeasurable", "unknown", _figure(unmeasurable="forgotten")),
    Broken(
        "exclusion_order_once_a_measurement",
        "two in one place",
        twice(ExclusionFactory, "measurement", "order"),
    ),
    Broken("exclusion_count", "0", _exclusion(count=0)),
    Broken("exclusion_count", "too many", _exclusion(count=TOO_MANY)),
    Broken("exclusion_reason_given", "an empty reason", _exclusion(reason="")),
    Broken(
        "part_order_once_a_measurement",
        "two in one place",
        twice(MeasurementPartFactory, "measurement", "order"),
    ),
    Broken("part_not_negative", "−0.0001", lambda: MeasurementPartFactory.create(value=-A_LITTLE)),
    Broken("part_of_what", "unknown", lambda: MeasurementPartFactory.create(part_of="numerator")),
]

ALLOWED = [
    Allowed("measurement_once_a_year", "two years", two(MeasurementFactory, "indicator", "as_of", year=2018)),
    Allowed(
        "measurement_once_a_year", "two days", two(MeasurementFactory, "indicator", as_of=date(2019, 6, 30))
    ),
    Allowed(
        "measurement_once_a_whole_plan",
        "a year and the whole plan",
        two(MeasurementFactory, "indicator", "as_of", year=None),
    ),
    Allowed("measurement_once_a_whole_plan", "of two indicators", twice(MeasurementFactory, year=None)),
    Allowed("measurement_given_in_one_way", "a judgement", _figure(judged=Status.NOT_ACHIEVED)),
    Allowed("measurement_given_in_one_way", "under way", _figure(under_way=True)),
    Allowed("measurement_given_in_one_way", "not measurable", _figure(unmeasurable="not_held")),
    Allowed("measurement_not_negative", "0", _figure(value=0)),
    Allowed("measurement_percentage", "0 pct.", _figure(percentage=0)),
    Allowed("measurement_percentage", "100 pct.", _figure(percentage=100)),
    Allowed("measurement_numerator", "0 of 0", _figure(numerator=0, denominator=0)),
    Allowed(
        "measurement_denominator", "the most", _figure(numerator=LARGEST_COUNT, denominator=LARGEST_COUNT)
    ),
    Allowed(
        "measurement_pending", "all", _figure(numerator=0, denominator=LARGEST_COUNT, pending=LARGEST_COUNT)
    ),
    Allowed("measurement_cohort_total", "the most", _three_of_four(cohort_total=LARGEST_COUNT)),
    Allowed("measurement_ongoing", "0", _figure(ongoing=0)),
    Allowed("measurement_numerator_within_denominator", "3 and 1 pending of 4", _three_of_four(pending=1)),
    Allowed("exclusion_count", "1", _exclusion(count=1)),
    Allowed("exclusion_count", "the most", _exclusion(count=LARGEST_COUNT)),
    Allowed("part_not_negative", "0", lambda: MeasurementPartFactory.create(value=0)),
]
