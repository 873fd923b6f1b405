"""Which words differ between two wordings of the same? The text in runs: kept, removed, added."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

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

    Kept and removed runs make `before`, kept and added ones `after`, but for the spaces between words. A text
    of more than `MOST_WORDS` words is one run.
    """
    old, new = before.split(), after.split()
    if max(len(old), len(new)) > MOST_WORDS:
        whole = [_run(WordChange.REMOVED, old), _run(WordChange.ADDED, new)]
        return tuple(run for run in whole if run.text)
    runs = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            runs.append(_run(WordChange.KEPT, old[old_from:old_to]))
        else:
            runs.append(_run(WordChange.REMOVED, old[old_from:old_to]))
            runs.append(_run(WordChange.ADDED, new[new_from:new_to]))
    return tuple(run for run in runs if run.text)


def _run(change: WordChange, words: Sequence[str]) -> Run:
    return Run(change, " ".join(words))


def are_same_words(one: str, other: str) -> bool:
    """Whether two wordings differ in nothing but their spaces."""
    return one.split() == other.split()
