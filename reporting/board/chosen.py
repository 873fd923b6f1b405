"""What did somebody choose on the board, in words and as an address? Chips, links, one line for a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from reporting.board.filters import PERIOD, SORT, VIEW, BoardFilter

_ALWAYS = (PERIOD, SORT, VIEW)  # they say how goals are shown, and leave none out


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in words; `url` is the board without it."""

    name: str
    value: str
    url: str


@dataclass(frozen=True)
class Chosen:
    """The filters of an address, as the form read them."""

    slug: str  # of the plan
    filter: BoardFilter
    asked: QueryDict

    @property
    def address(self) -> str:
        """The page for the chosen period, without any filter."""
        return reverse("status", args=[self.slug, self.filter.chosen])

    @property
    def query(self) -> QueryDict:
        """The filters and the sorting of the address that are valid and not empty."""
        query = QueryDict(mutable=True)
        for name, value in self.filter.given.items():
            if name in self.asked:
                query.setlist(name, value if isinstance(value, list) else [value])
        return query

    @property
    def chips(self) -> list[Chip]:
        """A chip for everything that leaves goals out."""
        return list(self._chips())

    @property
    def is_filtered(self) -> bool:
        """Whether anything leaves goals out."""
        return any(name not in _ALWAYS for name in self.filter.given)

    @property
    def url(self) -> str:
        """The board as it is shown."""
        return self._at(self.query)

    @property
    def url_without_filters(self) -> str:
        """The board with every goal, in the same order and period."""
        return self.without(*(name for name in self.query if name not in _ALWAYS))

    @property
    def unsorted(self) -> "Chosen":
        """The same goals in no order of their own."""
        asked = self.asked.copy()
        asked.pop(SORT, None)
        return replace(self, asked=asked)

    def without(self, *names: str) -> str:
        """The board's address without these choices."""
        query = self.query
        for name in names:
            query.pop(name, None)
        return self._at(query)

    def with_choice(self, **choices: str) -> str:
        """The board's address with these choices instead of what was chosen there."""
        query = self.query
        for name, value in choices.items():
            query.setlist(name, [value])
        return self._at(query)

    def _chips(self) -> Iterator[Chip]:
        for name, value in self.filter.given.items():
            if name in _ALWAYS:
                continue
            field = self.filter.form.fields[name]
            labels: Mapping[str, Any] = dict(getattr(field, "choices", ()))
            values = value if isinstance(value, list) else [value]
            for each in values:
                query = self.query
                query.setlist(name, [other for other in values if other != each])
                label = str(labels.get(each, each))
                yield Chip(chip_name(name, str(field.label)), label, self._at(query))

    def _at(self, query: QueryDict) -> str:
        """The page with these choices; its path says the period."""
        period = query.pop(PERIOD, [self.filter.chosen])[-1]
        address = reverse("status", args=[self.slug, period])
        return f"{address}?{query.urlencode()}" if any(query.values()) else address


def chip_name(name: str, label: str) -> str:
    """What a filter is called in a chip: its label, but for the search."""
    return _("Søgning") if name == "text" else label
