"""How does somebody get Vink's figures into Power BI or Excel? The addresses, and what a row holds."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from reporting.feed.shapes import GoalRow
from reporting.feed.words import MEANINGS


@dataclass(frozen=True, slots=True)
class FeedAddress:
    """An address of the feed; `url` leads to it, unless it is a pattern."""

    address: str
    url: str
    description: str


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the flat rows."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class FeedPage:
    """The feed as people read of it."""

    rows_address: str
    addresses: tuple[FeedAddress, ...]
    fields: tuple[Field, ...]


def feed_page(root: str) -> FeedPage:
    """The page; `root` is the site's address, "https://vink.example"."""
    descriptions = {
        "feed_goals": _("Rækker til Power BI og Excel, en plan ad gangen"),
        "feed_plans": _("Handleplanerne og deres perioder"),
        "feed_publications": _("Fastlåste versioner af Bilag 1"),
        "feed_description": _("Beskrivelsen til programmer (OpenAPI 3.1)"),
    }
    addresses = [
        FeedAddress(root + reverse(name), reverse(name), text) for name, text in descriptions.items()
    ]
    pattern = f"{root}{reverse('feed_plans')}<plan>/status/<periode>/"
    addresses.insert(2, FeedAddress(pattern, "", _("En plans status i en periode")))
    return FeedPage(
        rows_address=root + reverse("feed_goals"),
        addresses=tuple(addresses),
        fields=tuple(Field(name, str(MEANINGS[name])) for name in GoalRow.model_fields),
    )
