"""What can a person say of one figure? The plain values that a page or a file hands to an action."""

from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from plans.domain.measures import GIVEN_IN, WAY_OF, Way
from plans.domain.values import Figure
from plans.enums import PartOf, Status, Unmeasurable
from plans.models import Measurement


@dataclass(frozen=True, slots=True)
class ExclusionInput:
    """Cases to be left outside the denominator."""

    count: int
    reason: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class PartInput:
    """A number within the figure ("heraf 12 i udsatte boligområder"); those that add up make the whole."""

    label: str
    value: Decimal
    part_of: PartOf = PartOf.FIGURE
    adds_up: bool = False


# Told beside the row: each is a table of its own.
LISTS = ("exclusions", "parts")
# What gives a figure, and why there is none: a new one goes instead of all of it.
NO_WAY: dict[str, Any] = {**dict.fromkeys(GIVEN_IN), "under_way": False, "reason": ""}


@dataclass(frozen=True, slots=True)
class FigureInput:
    """Everything a person can say of one figure. Exactly one of the six ways to give it is filled in."""

    value: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    percentage: Decimal | None = None
    judged: Status | None = None
    under_way: bool = False
    unmeasurable: Unmeasurable | None = None
    basis: str = ""
    reason: str = ""
    pending: int = 0
    cohort_total: int | None = None
    ongoing: int | None = None
    qualifier: str = ""
    provisional: bool = False
    method_note: str = ""
    exclusions: tuple[ExclusionInput, ...] = ()
    parts: tuple[PartInput, ...] = ()

    @classmethod
    def of(cls, measurement: Measurement) -> "FigureInput":
        """What a stored measurement says."""
        exclusions = [ExclusionInput(e.count, e.reason, e.due_on) for e in measurement.exclusions.all()]
        parts = [PartInput(p.label, p.value, PartOf(p.part_of), p.adds_up) for p in measurement.parts.all()]
        return replace(cls.beside_lists(measurement), exclusions=tuple(exclusions), parts=tuple(parts))

    @classmethod
    def beside_lists(cls, row: object) -> "FigureInput":
        """What a row with fields of the same names says, without its lists."""
        values = {name: getattr(row, name) for name in _COLUMNS}
        values["judged"] = Status(values["judged"]) if values["judged"] else None
        values["unmeasurable"] = Unmeasurable(values["unmeasurable"]) if values["unmeasurable"] else None
        return cls(**values)

    def given_anew(self, **values: Any) -> "FigureInput":
        """The figure given as `values`, instead of the way in which it was given; the rest stays."""
        return replace(self, **{**NO_WAY, **values})

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways in which it is given: one, unless something is wrong with it."""
        values = {name: getattr(self, name) for name in GIVEN_IN}
        # Zero is a figure; what is not under way is none.
        filled = [name for name, value in values.items() if value is not None and value is not False]
        return tuple(dict.fromkeys(WAY_OF[name] for name in filled))

    def figure(self, year: int | None, as_of: date) -> Figure:
        """The figure as the rule reads it, of `year` or of the whole plan (None), as known on `as_of`."""
        return Figure(
            year=year,
            as_of=as_of,
            value=self.value,
            numerator=self.numerator,
            denominator=self.denominator,
            percentage=self.percentage,
            judged=self.judged,
            under_way=self.under_way,
            unmeasurable=self.unmeasurable,
            pending=self.pending,
            provisional=self.provisional,
            qualifier=self.qualifier,
        )

    @property
    def columns(self) -> dict[str, object]:
        """The figure as columns of a measurement."""
        values = {name: getattr(self, name) for name in _COLUMNS}
        values["judged"] = self.judged or ""
        values["unmeasurable"] = self.unmeasurable or ""
        # Somebody has stated the figure: it is no longer worked out from others.
        return {**values, "derived": False}


_COLUMNS = tuple(field.name for field in fields(FigureInput) if field.name not in LISTS)


def judgement(status: Status) -> dict[str, Any]:
    """A chosen judgement as columns: one that something is in progress is no verdict."""
    return {"under_way": True} if status is Status.IN_PROGRESS else {"judged": status}


def judged_as(measurement: Measurement) -> str:
    """The judgement that a stored figure was chosen as; empty where it is none."""
    return Status.IN_PROGRESS.value if measurement.under_way else measurement.judged
