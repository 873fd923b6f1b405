"""How does the history keep the lists beside a figure, and how are they read from it again? A line each."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from plans.enums import PartOf
from plans.figures.input import ExclusionInput, PartInput
from plans.models.change import as_text

_BETWEEN = "; "
_PART = re.compile(
    r"(?P<label>.*); (?P<value>[0-9]+(?:\.[0-9]+)?); (?P<part_of>figure|denominator); (?P<adds_up>true|false)"
)
_EXCLUSION = re.compile(r"(?P<count>[0-9]+); (?P<reason>.*); (?P<due_on>[0-9]{4}-[0-9]{2}-[0-9]{2})?")


def exclusions_text(exclusions: Iterable[ExclusionInput]) -> str:
    """The cases left out: "2; fraflyttet; 2020-07-01", count, reason and when they are due."""
    return "\n".join(
        _BETWEEN.join([str(each.count), _on_one_line(each.reason), as_text(each.due_on)])
        for each in exclusions
    )


def exclusions_from(text: str) -> tuple[ExclusionInput, ...]:
    """What `exclusions_text` wrote; a line that it cannot have written is left out."""
    found = (_EXCLUSION.fullmatch(line) for line in text.split("\n"))
    return tuple(
        ExclusionInput(
            int(each["count"]),
            _as_it_was(each["reason"]),
            date.fromisoformat(each["due_on"]) if each["due_on"] else None,
        )
        for each in found
        if each is not None
    )


def parts_text(parts: Iterable[PartInput]) -> str:
    """The numbers within the figure: "heraf i udsatte boligområder; 12; figure; true"."""
    return "\n".join(
        _BETWEEN.join([_on_one_line(each.label), as_text(each.value), each.part_of, as_text(each.adds_up)])
        for each in parts
    )


def parts_from(text: str) -> tuple[PartInput, ...]:
    """What `parts_text` wrote; a line that it cannot have written is left out."""
    found = (_PART.fullmatch(line) for line in text.split("\n"))
    return tuple(
        PartInput(
            _as_it_was(each["label"]),
            Decimal(each["value"]),
            PartOf(each["part_of"]),
            adds_up=each["adds_up"] == "true",
        )
        for each in found
        if each is not None
    )


def _on_one_line(text: str) -> str:
    return text.replace("\\", r"\\").replace("\r\n", "\n").replace("\r", "\n").replace("\n", r"\n")


def _as_it_was(text: str) -> str:
    return re.sub(r"\\(n|\\)", lambda found: "\n" if found[1] == "n" else "\\", text)
