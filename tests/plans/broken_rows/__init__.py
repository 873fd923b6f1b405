"""Which rows break which constraint of `plans.models`? Each case breaks one constraint and no other."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db import models
from factory.django import DjangoModelFactory

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that the constraint refuses, and why it is wrong; unique columns go by "Model.field"."""

    constraint: str
    why: str
    write: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Allowed:
    """A row at the edge of a constraint, which still permits it."""

    constraint: str
    why: str
    write: Callable[[], object]


def twice(factory: type[DjangoModelFactory[Row]], *fields: str, **values: object) -> Callable[[], object]:
    """Write two rows of the factory that agree in `fields`; both have `values`."""

    def write() -> None:
        first = factory.create(**values)
        factory.create(**{**values, **{field: getattr(first, field) for field in fields}})

    return write


def two(factory: type[DjangoModelFactory[Row]], *fields: str, **differing: object) -> Callable[[], object]:
    """Write a row, and a second that agrees in `fields` and has the values `differing`."""

    def write() -> None:
        first = factory.create()
        factory.create(**{field: getattr(first, field) for field in fields}, **differing)

    return write
