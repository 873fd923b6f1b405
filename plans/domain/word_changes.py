"""Which words differ between two wordings of the same? The text in runs: kept, removed, added."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# A word or a mark, with the space after it; "1.000" and "1-1" are one word.
_WORDS = re.compile(r"\s*(?:\w+(?:[-.,:/’']\w+)*|[^\w\s])\s*")
# The time that a comparison takes grows with the square of the words; no goal is worded in as many.
MOST_WORDS = 1_500


class WordChange(StrEnum):
    """What happened to a run of words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row to which the same happened."""

    change: WordChange
    text: str


def word_changes(before: str, after: str) -> tuple[Run, ...]:
    """The runs that lead from `before` to `after`, what is removed before what is added in its place.

    Kept and removed runs make `before`, kept and added ones `after`, but for how much space there is between
    words. A text of more than `MOST_WORDS` words is one run.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return _runs((WordChange.REMOVED, before), (WordChange.ADDED, after))
    runs: list[tuple[WordChange, str]] = []
    matcher = SequenceMatcher(None, _bare(old), _bare(new), autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        removed, added = old[old_from:old_to], new[new_from:new_to]
        if kind == "equal":
            # The last word may stand before a space in one text and end the other.
            kept = (max(pair, key=len) for pair in zip(removed, added, strict=True))
            runs.append((WordChange.KEPT, "".join(kept)))
        else:
            runs += [(WordChange.REMOVED, "".join(removed)), (WordChange.ADDED, "".join(added))]
    return _runs(*runs)


def _runs(*runs: tuple[WordChange, str]) -> tuple[Run, ...]:
    return tuple(Run(change, text) for change, text in runs if text.strip())


def _bare(words: Sequence[str]) -> list[str]:
    return [word.strip() for word in words]


def are_same_words(one: str, other: str) -> bool:
    """Whether two wordings differ in nothing but their spaces."""
    return one.split() == other.split()
