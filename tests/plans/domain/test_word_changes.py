"""Does the difference of two wordings show each word that changed, and no other?

Tests `word_changes`, which marks the words that differ between two wordings.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.domain.word_changes import MOST_WORDS, WordChange, are_same_words, word_changes

KEPT, REMOVED, ADDED = WordChange.KEPT, WordChange.REMOVED, WordChange.ADDED


def runs_of(before: str, after: str) -> list[tuple[WordChange, str]]:
    return [(run.change, run.text) for run in word_changes(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("5 møder", "5 møder", [(KEPT, "5 møder")]),
        (
            "60 % af de unge",
            "60 pct. af de unge",
            [(KEPT, "60 "), (REMOVED, "% "), (ADDED, "pct. "), (KEPT, "af de unge")],
        ),
        (
            "herunder moskeer, ved samarbejde",
            "herunder moskeer",
            [(KEPT, "herunder moskeer"), (REMOVED, ", ved samarbejde")],
        ),
        ("møder", "møder i 2019", [(KEPT, "møder "), (ADDED, "i 2019")]),
        (
            "1-1 forløb med 1.000",
            "en-til-en forløb med 1.500",
            [
                (REMOVED, "1-1 "),
                (ADDED, "en-til-en "),
                (KEPT, "forløb med "),
                (REMOVED, "1.000"),
                (ADDED, "1.500"),
            ],
        ),
        ("", "nyt", [(ADDED, "nyt")]),
        ("", "", []),
    ],
)
def test_what_changed_is_told_by_words(
    before: str, after: str, expected: list[tuple[WordChange, str]]
) -> None:
    assert runs_of(before, after) == expected


words = st.text(alphabet="ab,. \n", max_size=60)


@given(words, words)
def test_the_runs_make_both_texts(before: str, after: str) -> None:
    runs = word_changes(before, after)

    def text(gone: WordChange) -> str:
        return "".join("".join(run.text for run in runs if run.change is not gone).split())

    assert text(ADDED) == "".join(before.split())
    assert text(REMOVED) == "".join(after.split())


def test_a_text_too_long_to_compare_is_one_run() -> None:
    long = "a " * (MOST_WORDS + 1)

    assert runs_of(long, f"{long} b") == [(REMOVED, long), (ADDED, f"{long} b")]


def test_spaces_make_no_other_wording() -> None:
    assert are_same_words("fem  møder\n", "fem møder")
    assert not are_same_words("fem møder", "fem møder.")
