"""What does a number format of Excel make of a number? Whether it multiplies by hundred, and shows "%"."""

import re
from typing import NamedTuple

# What stands in a format for itself: quoted, after a backslash, as padding, as a colour or a currency.
_LITERAL = re.compile(r'"[^"]*"?|\\.|[_*].|\[[^\]]*\]?')
_LITERAL_PERCENT = "\0"


class PercentFormat(NamedTuple):
    """How a number is shown: how often it is multiplied by hundred, and whether with a percent sign."""

    hundreds: int
    says_percent: bool


def percent_format(number_format: str, number: float) -> PercentFormat:
    """What the format shows of the number; "0%" shows 0.47 as 47 %, and `0.0\\%` shows 0.5 as 0.5 %.

    ECMA-376 part 1, § 18.8.31: the sections are for positive and negative numbers and for zero.
    """
    sections = _LITERAL.sub(_literal, number_format).split(";")
    index = 1 if number < 0 else 2 if number == 0 else 0
    section = sections[index] if index < len(sections) else sections[0]
    hundreds = section.count("%")
    return PercentFormat(hundreds, says_percent=hundreds > 0 or _LITERAL_PERCENT in section)


def _literal(literal: re.Match[str]) -> str:
    is_shown = not literal[0].startswith("_") and (literal[0][0] != "[" or literal[0].startswith("[$"))
    return _LITERAL_PERCENT if is_shown and "%" in literal[0] else ""
