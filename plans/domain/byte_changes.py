"""Which bytes of a file were replaced? As ranges of the file as it was, counted from 1."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import accumulate

# Lines are compared one by one up to so many; a longer file is told as one range.
_MOST_LINES = 20_000


def replaced_bytes(old: bytes, new: bytes) -> str:
    """ "812–838, 1204–1230": every byte outside of these is in `new` as it was in `old`.

    A place where something was put in and nothing taken out is told as the byte before it.
    """
    return ", ".join(_range(start, end) for start, end in _changes(old, new))


def _range(start: int, end: int) -> str:
    return f"{start + 1}–{end}" if end > start + 1 else str(max(end, start))


def _changes(old: bytes, new: bytes) -> Iterator[tuple[int, int]]:
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if max(len(before), len(after)) > _MOST_LINES or b"\0" in old:
        before, after = [old], [new]
    at = list(accumulate((len(line) for line in before), initial=0))
    for tag, first, last, new_first, new_last in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if tag != "equal":
            gone, come = b"".join(before[first:last]), b"".join(after[new_first:new_last])
            start = _alike(gone, come)
            end = len(gone) - _alike(gone[start:][::-1], come[start:][::-1])
            yield at[first] + start, at[first] + end


def _alike(one: bytes, other: bytes) -> int:
    """How many bytes both begin with."""
    shorter = min(len(one), len(other))
    return next((index for index in range(shorter) if one[index] != other[index]), shorter)
