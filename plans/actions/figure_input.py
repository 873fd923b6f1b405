"""What can a person say of one figure? The plain values that a page or a file hands to an action."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

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


@dataclass(frozen=True, slots=True)
class FigureInput:
    """Everything a person can say of one figure. Exactly one of the five ways to give it is filled in."""

    value: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    percentage: Decimal | None = None
    judged: Status | None = None
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
        said = {
            field.name: getattr(measurement, field.name) for field in fields(cls) if field.name not in LISTS
        }
        said["judged"] = Status(measurement.judged) if measurement.judged else None
        said["unmeasurable"] = Unmeasurable(measurement.unmeasurable) if measurement.unmeasurable else None
        exclusions = [ExclusionInput(e.count, e.reason, e.due_on) for e in measurement.exclusions.all()]
        parts = [PartInput(p.label, p.value, PartOf(p.part_of), p.adds_up) for p in measurement.parts.all()]
        return cls(**said, exclusions=tuple(exclusions), parts=tuple(parts))

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
            unmeasurable=self.unmeasurable,
            pending=self.pending,
            provisional=self.provisional,
            qualifier=self.qualifier,
        )

    @property
    def columns(self) -> dict[str, object]:
        """The figure as columns of a measurement."""
        said = {field.name: getattr(self, field.name) for field in fields(self) if field.name not in LISTS}
        said["judged"] = self.judged or ""
        said["unmeasurable"] = self.unmeasurable or ""
        # Somebody has stated the figure: it is no longer worked out from others.
        return {**said, "derived": False}
