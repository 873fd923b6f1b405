"""What may a sheet of Excel be called? At most 31 characters, some of them forbidden, none twice."""

import re
from collections.abc import Iterable

LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED = {"history"}


def sheet_names(titles: Iterable[str], *, taken: Iterable[str] = ()) -> list[str]:
    """A name for each title, in their order; two that Excel takes for the same are numbered."""
    used = {name.casefold() for name in taken} | _RESERVED
    names = []
    for title in titles:
        clean = " ".join(_FORBIDDEN.sub(" ", title).split()).strip("' ") or "Ark"
        name, number = clean[:LONGEST_NAME].strip("' "), 1
        while name.casefold() in used:
            number += 1
            tail = f" ({number})"
            name = f"{clean[: LONGEST_NAME - len(tail)].strip()}{tail}"
        used.add(name.casefold())
        names.append(name)
    return names
