"""Which figure did a row say? Read again from the texts that the history keeps of its fields."""

from collections.abc import Mapping
from decimal import Decimal

from plans.domain.measures import GIVEN_IN
from plans.enums import Status, Unmeasurable
from plans.figures.input import FigureInput
from plans.figures.lists import exclusions_from, parts_from


def figure_from(values: Mapping[str, str]) -> FigureInput | None:
    """The figure that a row said, as the history writes it; None where it said none. Raises ValueError and
    InvalidOperation for what no figure can say.
    """

    def text(name: str) -> str:
        return values.get(name, "")

    def count(name: str) -> int | None:
        return int(text(name)) if text(name) else None

    def number(name: str) -> Decimal | None:
        return Decimal(text(name)) if text(name) else None

    if not any(text(name) not in {"", "false"} for name in GIVEN_IN):
        return None
    return FigureInput(
        value=number("value"),
        numerator=count("numerator"),
        denominator=count("denominator"),
        percentage=number("percentage"),
        judged=Status(text("judged")) if text("judged") else None,
        under_way=text("under_way") == "true",
        unmeasurable=Unmeasurable(text("unmeasurable")) if text("unmeasurable") else None,
        basis=text("basis"),
        reason=text("reason"),
        pending=count("pending") or 0,
        cohort_total=count("cohort_total"),
        ongoing=count("ongoing"),
        qualifier=text("qualifier"),
        provisional=text("provisional") == "true",
        method_note=text("method_note"),
        exclusions=exclusions_from(text("exclusions")),
        parts=parts_from(text("parts")),
    )
