"""Which version of a row did a person see? As a form posts it."""

import re


def version_of(text: str) -> int | None:
    """The version that a person saw; None where there was none, or where it is no number."""
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else None
