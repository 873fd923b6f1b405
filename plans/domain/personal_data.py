"""Does a text hold what looks like a CPR number? It warns who writes; it proves and refuses nothing."""

import re
from datetime import date

# Ten digits on their own, with at most a dash between blanks before the last four.
_TEN_DIGITS = re.compile(
    r"(?<!\d)(?<!\d[.,-])(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d\d)"
    r"[ \u00a0]?[-\u2010\u2011\u2012\u2013\u2212]?[ \u00a0]?(?P<number>\d{4})(?!\d)(?![.,-]\d)"
)
# A number that stands in for a person's own has 60 added to the day.
_REPLACEMENT = 60
_CENTURIES = (1800, 1900, 2000)


def cpr_like(text: str) -> list[str]:
    """What in `text` looks like a CPR number, as written, in order and each once.

    That is ddmmyy-xxxx with a real date, with a dash, a space or nothing between. The check digit is
    not asked for: numbers given since 2007 need not have it (CPR-kontoret: "Personnumre uden kontrolciffer").
    """
    found = [match.group() for match in _TEN_DIGITS.finditer(text) if _has_date(match)]
    return list(dict.fromkeys(found))


def _has_date(match: re.Match[str]) -> bool:
    day, month, year = (int(match[part]) for part in ("day", "month", "year"))
    if day > _REPLACEMENT:
        day -= _REPLACEMENT
    return any(_is_day(century + year, month, day) for century in _CENTURIES)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
