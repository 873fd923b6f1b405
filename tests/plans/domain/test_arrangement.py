"""Do goals and tables stand where they were moved to, each goal once and none lost?

Tests `plans.domain.arrangement`: the order of a report's tables and goals, and every move of it.
"""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.domain.arrangement import (
    Arrangement,
    NotThere,
    TablePlace,
    goal_down,
    goal_up,
    joined,
    split_at,
    table_moved,
    with_goal,
    with_table,
    without_goal,
    without_table,
)

# Tables 10, 20 and 30; 30 has no goals.
START: Arrangement = (TablePlace(10, (1, 2, 3)), TablePlace(20, (4, 5)), TablePlace(30))


def as_lists(arrangement: Arrangement) -> list[tuple[int | None, list[int]]]:
    return [(table.table, list(table.goals)) for table in arrangement]


@pytest.mark.parametrize(
    ("move", "expected"),
    [
        (lambda a: goal_up(a, 2), [[2, 1, 3], [4, 5], []]),
        (lambda a: goal_up(a, 1), [[1, 2, 3], [4, 5], []]),
        (lambda a: goal_up(a, 4), [[1, 2, 3, 4], [5], []]),
        (lambda a: goal_down(a, 2), [[1, 3, 2], [4, 5], []]),
        (lambda a: goal_down(a, 3), [[1, 2], [3, 4, 5], []]),
        (lambda a: goal_down(a, 5), [[1, 2, 3], [4], [5]]),
        (lambda a: goal_down(goal_down(a, 5), 5), [[1, 2, 3], [4], [5]]),
        (lambda a: with_goal(a, 1, table=20), [[2, 3], [4, 5, 1], []]),
        (lambda a: with_goal(a, 1, table=20, before=5), [[2, 3], [4, 1, 5], []]),
        (lambda a: with_goal(a, 3, table=10, before=1), [[3, 1, 2], [4, 5], []]),
        (lambda a: with_goal(a, 3, table=10, before=3), [[1, 2, 3], [4, 5], []]),
        (lambda a: with_goal(a, 6, table=30), [[1, 2, 3], [4, 5], [6]]),
        (lambda a: without_goal(a, 4), [[1, 2, 3], [5], []]),
        (lambda a: without_goal(a, 6), [[1, 2, 3], [4, 5], []]),
    ],
)
def test_a_goal_stands_where_it_was_moved(
    move: Callable[[Arrangement], Arrangement], expected: list[list[int]]
) -> None:
    assert [list(table.goals) for table in move(START)] == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda a: split_at(a, 2), [(10, [1]), (None, [2, 3]), (20, [4, 5]), (30, [])]),
        (lambda a: joined(a, 20), [(10, [1, 2, 3, 4, 5]), (30, [])]),
        (lambda a: joined(a, 10), as_lists(START)),
        (with_table, [*as_lists(START), (None, [])]),
        (lambda a: without_table(a, 30), [(10, [1, 2, 3]), (20, [4, 5])]),
        (lambda a: table_moved(a, 30, to=0), [(30, []), (10, [1, 2, 3]), (20, [4, 5])]),
        (lambda a: table_moved(a, 10, to=1), [(20, [4, 5]), (10, [1, 2, 3]), (30, [])]),
        (lambda a: table_moved(a, 10, to=-1), as_lists(START)),
        (lambda a: table_moved(a, 30, to=9), as_lists(START)),
    ],
)
def test_tables_are_parted_joined_and_moved(
    change: Callable[[Arrangement], Arrangement], expected: list[tuple[int | None, list[int]]]
) -> None:
    assert as_lists(change(START)) == expected


@pytest.mark.parametrize(
    "move",
    [
        lambda a: goal_up(a, 6),
        lambda a: goal_down(a, 6),
        lambda a: split_at(a, 6),
        lambda a: with_goal(a, 1, table=40),
        lambda a: with_goal(a, 1, table=20, before=2),
        lambda a: joined(a, 40),
        lambda a: table_moved(a, 40, to=0),
        lambda a: without_table(a, 40),
    ],
)
def test_what_is_not_there_is_not_moved(move: Callable[[Arrangement], Arrangement]) -> None:
    with pytest.raises(NotThere):
        move(START)


@given(st.lists(st.tuples(st.sampled_from(["up", "down", "split", "to"]), st.integers(1, 5)), max_size=20))
def test_no_goal_is_ever_lost_or_stands_twice(moves: list[tuple[str, int]]) -> None:
    now = START
    for move, goal in moves:
        match move:
            case "up":
                now = goal_up(now, goal)
            case "down":
                now = goal_down(now, goal)
            case "split":
                now = split_at(now, goal)
            case _:
                now = with_goal(now, goal, table=20)

        assert sorted(goal for table in now for goal in table.goals) == [1, 2, 3, 4, 5]
