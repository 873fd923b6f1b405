"""How are periods and slots written in an address? "2019" or "2016-2017", and a year or "whole"."""

from django.urls import register_converter

from plans.domain.slots import Slot
from plans.domain.values import Period


class PeriodConverter:
    """Turns the part of an address into a `Period` and back; anything else is not found."""

    regex = "[1-9][0-9]{3}(?:-[1-9][0-9]{3})?"

    def to_python(self, value: str) -> Period:
        return Period.parse(value)

    def to_url(self, value: Period | str) -> str:
        return str(value)


class SlotConverter:
    """A year, or "whole" for the whole plan."""

    regex = "[0-9]{4}|whole"

    def to_python(self, value: str) -> Slot:
        return None if value == "whole" else int(value)

    def to_url(self, value: Slot) -> str:
        return "whole" if value is None else str(value)


# Django wants each name once: whoever imports this module has them.
register_converter(PeriodConverter, "period")
register_converter(SlotConverter, "slot")
