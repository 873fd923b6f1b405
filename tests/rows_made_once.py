"""How do the tests of a module share rows that take long to make? Made once, they are copied for each test.

The fixture `once` of tests/conftest.py makes them in a transaction of the module, and what a test changes is
undone as always, so that the next one finds the rows as they were made. Not for tests that commit.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from factory.base import BaseFactory

Rows = TypeVar("Rows")
Factory = type[BaseFactory[Any]]


@dataclass(frozen=True)
class MadeOnce(Generic[Rows]):
    """The rows as they were made, and the number that each factory had come to."""

    rows: Rows
    numbers: dict[Factory, int]

    @classmethod
    def by(cls, build: Callable[[], Rows]) -> "MadeOnce[Rows]":
        """Call `build`, which counts from the start, and keep what it returns."""
        count_from_the_start()
        rows = build()

        numbers = {each: each._meta.next_sequence() for each in _factories()}  # type: ignore[no-untyped-call]
        return cls(rows, numbers)

    def copy(self) -> Rows:
        """Return rows that the test may change; what it makes besides is numbered on from them."""
        for factory, number in self.numbers.items():
            factory.reset_sequence(number, force=True)  # type: ignore[no-untyped-call]  # factory-boy's
        return deepcopy(self.rows)


class Once(Protocol):
    def __call__(self, build: Callable[[], Rows]) -> MadeOnce[Rows]: ...


def count_from_the_start() -> None:
    """Let every factory count from 0."""
    for factory in _factories():
        factory.reset_sequence(0, force=True)  # type: ignore[no-untyped-call]  # factory-boy's


def _factories(base: Factory = BaseFactory) -> Iterator[Factory]:
    for factory in base.__subclasses__():
        if factory._meta.model is not None:
            yield factory
        yield from _factories(factory)
