"""What is wrong with a plan file, and where? Every problem has its place and says what is expected."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext

# the keys and list positions that lead to a value: ("goals", 3, "targets", "2018")
Location = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `line` counts from 1, and is None where no text was read.

    `looks_into` names the list that a reference points into ("areas"), where that is what is wrong.
    """

    location: Location
    expected: str
    line: int | None = None
    looks_into: str = ""

    def __str__(self) -> str:
        location = written(self.location) or gettext("filen")
        if self.line is None:
            return f"{location}: {self.expected}"
        return gettext("%(place)s (linje %(line)d): %(expected)s") % {
            "place": location,
            "line": self.line,
            "expected": self.expected,
        }

    def under(self, parent: Location) -> "Problem":
        """The same problem, its place counted from `parent`."""
        return replace(self, location=(*parent, *self.location))


class InvalidPlanFileError(Exception):
    """A plan file cannot be used. `problems` are all that were found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


def written(location: Location) -> str:
    """A place as people write it: goals[3].indicators[0].targets.2018."""
    return "".join(_step(part) for part in location).removeprefix(".")


def _step(part: str | int) -> str:
    if isinstance(part, int):
        return f"[{part}]"
    # a key can be anything that somebody typed
    return f".{part}" if re.fullmatch(r"[\w-]{1,60}", part) else f"[{part[:60]!a}]"
