"""How are periods written in an address? "2019" or "2016-2017"."""

from django.urls import register_converter

from plans.domain.values import Period


class PeriodConverter:
    """Turns the part of an address into a `Period` and back; anything else is not found."""

    regex = "[1-9][0-9]{3}(?:-[1-9][0-9]{3})?"

    def to_python(self, value: str) -> Period:
        return Period.parse(value)

    def to_url(self, value: Period | str) -> str:
        return str(value)


# Django wants each name once: whoever imports this module has it.
register_converter(PeriodConverter, "period")
