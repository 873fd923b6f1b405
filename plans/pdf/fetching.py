"""What may WeasyPrint fetch? The font files, and nothing else on the machine or the network."""

from collections.abc import Iterable, Mapping
from typing import Any

from weasyprint.urls import URLFetcher


class ClosedFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Gives WeasyPrint the named addresses; every other one is refused, logged and left out of the PDF.

    A text that names an image or a stylesheet can thus neither read the server's files nor call its network.
    """

    def __init__(self, allowed: Iterable[str]) -> None:
        super().__init__(allowed_protocols={"file"}, allow_redirects=False)
        self.allowed = frozenset(allowed)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
        """Open an allowed address; raises ValueError for any other."""
        if url not in self.allowed:
            raise ValueError(f"The annex may not fetch {url}")
        return super().fetch(url, headers)
