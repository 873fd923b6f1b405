"""Which parts of an indicator, a key figure and a goal must agree with one another? Each rule told once."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from plans.domain.measures import traits
from plans.enums import Measure

FULL_SHARE = 100


class TargetProblem(StrEnum):
    """Why a target cannot be judged by."""

    NOTHING = "nothing"
    VALUE_MISSING = "value_missing"
    NEGATIVE = "negative"
    ABOVE_FULL_SHARE = "above_full_share"


def target_problem(measure: Measure, value: Decimal | None, text: str) -> TargetProblem | None:
    """Why the target cannot be judged by; None where it can. Shares are in percent."""
    if value is None and not text:
        return TargetProblem.NOTHING
    if value is None:
        return None if traits(measure).is_judged else TargetProblem.VALUE_MISSING
    if value < 0:
        return TargetProblem.NEGATIVE
    if traits(measure).in_percent and value > FULL_SHARE:
        return TargetProblem.ABOVE_FULL_SHARE
    return None


def mixes_years_and_whole_plan(years: Collection[int | None]) -> bool:
    """Whether there is a target for the whole plan (None) beside one for a year."""
    return None in years and any(year is not None for year in years)


def parts_make_the_whole(whole: Decimal | int | None, adding: Sequence[Decimal]) -> bool:
    """Whether the parts that are said to add up come to the whole; without such parts nothing is said."""
    return not adding or sum(adding) == whole


def is_part_of_a_person(value: Decimal | None, *, counts_people: bool) -> bool:
    """Whether a count of people is no whole number."""
    return counts_people and value is not None and value % 1 != 0


def is_due_too_early(due_on: date | None, as_of: date) -> bool:
    """Whether cases that are left out of a figure as known on `as_of` were due no later than that."""
    return due_on is not None and due_on <= as_of
