"""Where do two plans differ?

`differences` gives the locations at which two plan files have unequal values.
"""

from collections.abc import Iterator
from typing import Any

from plans.planfile.problems import Location
from plans.planfile.schema import PlanFile


def differences(one: PlanFile, other: PlanFile) -> list[Location]:
    """The locations at which the two plan files have unequal values."""
    return list(_differences(one.model_dump(), other.model_dump(), ()))


def _differences(one: Any, other: Any, location: Location) -> Iterator[Location]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in one | other:
            yield from _differences(one.get(key), other.get(key), (*location, str(key)))
    elif isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        for position, (first, second) in enumerate(zip(one, other, strict=True)):
            yield from _differences(first, second, (*location, position))
    elif one != other:
        yield location
