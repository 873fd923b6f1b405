"""Which small numbers do two versions of a report tell together? Those by which a figure differs.

"43 af 54" in version 1 and "44 af 55" in version 2 tell of one person. Only what an earlier version told
exactly counts: it was published, and stays so.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from plans.disclosure.small_numbers import counts_by_name, counts_of, only_small
from plans.domain.measures import traits
from plans.status_report import GoalStatus, IndicatorStatus


@dataclass(frozen=True, slots=True)
class DifferenceFromVersion:
    """The small differences of a part's counts from those of version `number`, by the counts' names."""

    number: int
    counts: tuple[tuple[str, int], ...]


# By version, goal and part: the counts as they were told, by their names in `Assessment`.
ToldBefore = Mapping[int, Mapping[tuple[str, str], Mapping[str, Any]]]


def told_before(versions: Iterable[tuple[int, bytes]]) -> ToldBefore:
    """The parts' figures that versions told exactly, given by their numbers and JSON files."""
    return {number: dict(_exact_parts(json.loads(record))) for number, record in versions}


def differences_from_versions(
    earlier: ToldBefore, goal: GoalStatus, part: IndicatorStatus
) -> list[DifferenceFromVersion]:
    """The versions, in their order, from which a count of a part that counts people differs by so few."""
    now, found = counts_of(part), []
    for number, parts in sorted(earlier.items()):
        before = _counts_told(part, parts.get((goal.key, part.label), {}))
        differences = {
            name: abs(Fraction(now[name]) - count) for name, count in before.items() if name in now
        }
        if small := only_small(differences):
            found.append(DifferenceFromVersion(number, small))
    return found


def _counts_told(part: IndicatorStatus, record: Mapping[str, Any]) -> dict[str, Fraction | int]:
    value = record.get("actual") if traits(part.facts.measure).counts_things else None
    exact = None if value is None else Fraction(str(value))
    return counts_by_name(
        exact, record.get("numerator"), record.get("denominator"), record.get("pending") or 0
    )


def _exact_parts(record: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], Mapping[str, Any]]]:
    for goal in record.get("goals", ()):
        for part in goal["indicators"]:
            if "treatment" not in part:
                yield (goal["key"], part["label"]), part
