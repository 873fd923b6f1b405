"""By what was somebody signed in? The browser and the system in the words by which people know them.

Nothing else of what a browser says of itself is kept, and of an address only the part that tells a town hall
from a home.
"""

from dataclasses import dataclass
from ipaddress import IPv6Network, ip_address, ip_network

# The first that is found: each of them names several of those below.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)
_KEPT_OF_IPV6 = 48


@dataclass(frozen=True, slots=True)
class Device:
    """A browser and its system; empty where they are unknown."""

    browser: str
    system: str


def device_of(user_agent: str) -> Device:
    """What the header `User-Agent` says, in a word each."""
    return Device(browser=_first(user_agent, _BROWSERS), system=_first(user_agent, _SYSTEMS))


def shortened(address: str) -> str:
    """An address without what tells one computer from its neighbours: "192.0.2.x", "2001:db8:1::x"."""
    try:
        network = ip_network(address, strict=False)
        if isinstance(network, IPv6Network):
            wide = ip_network((network.network_address, _KEPT_OF_IPV6), strict=False)
            return f"{wide.network_address}x"
        return ".".join([*str(ip_address(address)).split(".")[:3], "x"])
    except ValueError:
        return ""


def _first(text: str, marks: tuple[tuple[str, str], ...]) -> str:
    return next((word for mark, word in marks if mark in text), "")
