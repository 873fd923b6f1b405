"""In which table of a report does each goal stand, and where? Goals and tables move; no goal stands twice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class TablePlace:
    """A table by its id, None while it is new, with its goals' ids in order."""

    table: int | None
    goals: tuple[int, ...] = ()


Arrangement = tuple[TablePlace, ...]


class NotThere(LookupError):
    """The arrangement has no such table, or no such goal."""


def position_of(arrangement: Arrangement, goal: int) -> tuple[int, int]:
    """The goal's table and its place there, both from 0. Raises NotThere."""
    for number, table in enumerate(arrangement):
        if goal in table.goals:
            return number, table.goals.index(goal)
    raise NotThere(f"no table has goal {goal}")


def number_of(arrangement: Arrangement, table: int) -> int:
    """The table's place, from 0. Raises NotThere."""
    for number, each in enumerate(arrangement):
        if each.table == table:
            return number
    raise NotThere(f"there is no table {table}")


def with_goal(arrangement: Arrangement, goal: int, *, table: int, before: int | None = None) -> Arrangement:
    """The goal stands in `table`, over the goal `before` or last; wherever it stood, it stands there no more.

    Raises NotThere.
    """
    if goal == before:
        return arrangement
    rest = without_goal(arrangement, goal)
    number = number_of(rest, table)
    goals = rest[number].goals
    if before is not None and before not in goals:
        raise NotThere(f"table {table} has no goal {before}")
    at = len(goals) if before is None else goals.index(before)
    return _with_goals(rest, number, (*goals[:at], goal, *goals[at:]))


def without_goal(arrangement: Arrangement, goal: int) -> Arrangement:
    """The goal stands in no table."""
    return tuple(replace(table, goals=_without(table.goals, goal)) for table in arrangement)


def goal_up(arrangement: Arrangement, goal: int) -> Arrangement:
    """The goal stands one place higher; the first of a table becomes the last of the table before.

    The first of all stays. Raises NotThere.
    """
    number, at = position_of(arrangement, goal)
    if at > 0:
        return _with_goals(arrangement, number, _swapped(arrangement[number].goals, at - 1))
    if number == 0:
        return arrangement
    without = without_goal(arrangement, goal)
    return _with_goals(without, number - 1, (*without[number - 1].goals, goal))


def goal_down(arrangement: Arrangement, goal: int) -> Arrangement:
    """The goal stands one place lower; the last of a table becomes the first of the next.

    The last of all stays. Raises NotThere.
    """
    number, at = position_of(arrangement, goal)
    if at < len(arrangement[number].goals) - 1:
        return _with_goals(arrangement, number, _swapped(arrangement[number].goals, at))
    if number == len(arrangement) - 1:
        return arrangement
    without = without_goal(arrangement, goal)
    return _with_goals(without, number + 1, (goal, *without[number + 1].goals))


def split_at(arrangement: Arrangement, goal: int) -> Arrangement:
    """The goal and those under it get a table of their own, next to theirs. Raises NotThere."""
    number, at = position_of(arrangement, goal)
    goals = arrangement[number].goals
    kept = replace(arrangement[number], goals=goals[:at])
    return (*arrangement[:number], kept, TablePlace(None, goals[at:]), *arrangement[number + 1 :])


def joined(arrangement: Arrangement, table: int) -> Arrangement:
    """The table's goals come last in the table before it, and the table goes; the first one stays.

    Raises NotThere.
    """
    number = number_of(arrangement, table)
    if number == 0:
        return arrangement
    before, goes = arrangement[number - 1 : number + 1]
    both = replace(before, goals=(*before.goals, *goes.goals))
    return (*arrangement[: number - 1], both, *arrangement[number + 1 :])


def with_table(arrangement: Arrangement) -> Arrangement:
    """A new table without goals comes last."""
    return (*arrangement, TablePlace(None))


def without_table(arrangement: Arrangement, table: int) -> Arrangement:
    """The table goes, with it all its goals. Raises NotThere."""
    number = number_of(arrangement, table)
    return (*arrangement[:number], *arrangement[number + 1 :])


def table_moved(arrangement: Arrangement, table: int, *, to: int) -> Arrangement:
    """The table stands at the place `to`, from 0; at the nearest one that there is. Raises NotThere."""
    number = number_of(arrangement, table)
    rest = without_table(arrangement, table)
    at = min(max(to, 0), len(rest))
    return (*rest[:at], arrangement[number], *rest[at:])


def _with_goals(arrangement: Arrangement, number: int, goals: tuple[int, ...]) -> Arrangement:
    return (
        *arrangement[:number],
        replace(arrangement[number], goals=goals),
        *arrangement[number + 1 :],
    )


def _swapped(goals: Sequence[int], at: int) -> tuple[int, ...]:
    """The goals with the one at `at` and the next exchanged."""
    return (*goals[:at], goals[at + 1], goals[at], *goals[at + 2 :])


def _without(goals: Sequence[int], goal: int) -> tuple[int, ...]:
    return tuple(each for each in goals if each != goal)
