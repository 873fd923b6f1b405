"""Which round is a workbook of, and what stood in its rows when it was made? Signed, so that it is true."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from typing import Any, Self

from django.core import signing

from plans.domain.slots import Slot

_SALT = "plans.workbook"
_FORM = 1  # of what is signed; a workbook of another one is refused


@dataclass(frozen=True, slots=True)
class RowMark:
    """One row as it was made: which figure, and marks of what stood in its cells."""

    goal: int
    indicator: int | None
    slot: Slot
    version: int | None  # of the stored figure
    known: str
    figure: str
    text: str  # empty where the row has no text
    told: str  # the figure in words


@dataclass(frozen=True, slots=True)
class Token:
    """What a workbook keeps of itself: the round, when it was made, its sheets, and its rows by number."""

    round: int
    downloaded: str  # ISO 8601
    sheets: tuple[str, ...]
    rows: Mapping[str, RowMark]

    def signed(self) -> str:
        """The token as a text that cannot be altered."""
        rows = {number: astuple(row) for number, row in self.rows.items()}
        payload = [_FORM, self.round, self.downloaded, self.sheets, rows]
        return signing.dumps(payload, salt=_SALT, compress=True)

    @classmethod
    def read(cls, signed: str) -> Self | None:
        """The token of a workbook; None where it is not one that Vink has written."""
        try:
            form, round_, downloaded, sheets, rows = _loaded(signed)
        except (signing.BadSignature, ValueError):
            return None
        if form != _FORM:
            return None
        marks = {number: RowMark(*row) for number, row in rows.items()}
        return cls(round_, downloaded, tuple(sheets), marks)


def _loaded(signed: str) -> Any:
    """The content of a signed text. Raises BadSignature unless Vink signed it."""
    return signing.loads(signed, salt=_SALT)
