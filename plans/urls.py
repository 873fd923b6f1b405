"""Which address leads to which page of the plans?"""

from django.urls import URLPattern, URLResolver, path, register_converter

from plans.converters import PeriodConverter
from plans.domain.slots import Slot
from plans.views.entry import entry
from plans.views.figure import figure


class SlotConverter:
    """A year, or "whole" for the whole plan."""

    regex = "[0-9]{4}|whole"

    def to_python(self, value: str) -> Slot:
        return None if value == "whole" else int(value)

    def to_url(self, value: Slot) -> str:
        return "whole" if value is None else str(value)


# reporting.urls registers the same converter as "period", and Django wants each name once.
register_converter(PeriodConverter, "years")
register_converter(SlotConverter, "slot")

urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/<slug:slug>/entry/<years:period>/", entry, name="entry"),
    path(
        "plans/<slug:slug>/entry/<years:period>/<int:indicator>/<slot:slot>/",
        figure,
        name="figure",
    ),
]
