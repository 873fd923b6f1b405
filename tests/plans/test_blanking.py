"""Is a passage found wherever a person reads it, and is everything else left as it was?

Tests `plans.domain.blanking`, which finds a passage in texts, HTML, JSON and Word files and blanks it.
"""

import pytest

from plans.domain.blanking import (
    MARK,
    Seen,
    as_passage,
    blanked,
    blanked_markup,
    blanked_values,
    holds,
    seen_in,
    texts_of,
)

NAME = "Jens Jensen"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Far er Jens Jensen.", f"Far er {MARK}."),
        ("Jens Jensen og Jens Jensen", f"{MARK} og {MARK}"),
        ("Jens\u00a0Jensen", MARK),
        ("Jens\nJensen", MARK),
        (r"1; Jens\nJensen; ", f"1; {MARK}; "),  # a list's line in the history
        ("Jens Jen\u00adsen", MARK),
        ("<Jens Jensen>", f"<{MARK}>"),  # plain, however it looks
        ("<p>Jens Jensen</p>", f"<p>{MARK}</p>"),
        ("<p>Je<strong>ns</strong> Jensen.</p>", f"<p>{MARK}<strong></strong>.</p>"),
        ("<p>a &lt; Jens&nbsp;Jensen &amp; b</p>", f"<p>a &lt; {MARK} &amp; b</p>"),
        ("<p>Jens</p>\n<p>Jensen</p>", f"<p>{MARK}</p><p></p>"),
        ("<ul>\n<li>Jens<br>Jensen</li>\n</ul>", f"<ul>\n<li>{MARK}<br></li>\n</ul>"),
        ("<p>&#74;ens Jensen</p>", f"<p>{MARK}</p>"),
        ('<td data-label="Jens Jensen">Jens</td>', f'<td data-label="{MARK}">Jens</td>'),
        ('<p><a href="https://x.dk/Jens Jensen">x</a></p>', '<p><a href="about:blank">x</a></p>'),
    ],
)
def test_the_passage_goes_and_the_rest_stays(text: str, left: str) -> None:
    assert blanked(text, NAME) == left
    assert holds(text, NAME)
    assert blanked(left, NAME) == left


@pytest.mark.parametrize(
    "text",
    [
        "",
        "jens jensen",
        "JENS JENSEN",
        "Jens  J. Jensen",
        "JensJensen",
        "<p>Jens</p><style>Jens Jensen</style>",
        '<p class="Jens Jensen">x</p>',
        "<p>Jens <strong>og</strong> Jensen</p>",
    ],
)
def test_what_only_resembles_it_stays(text: str) -> None:
    assert blanked(text, NAME) == text


@pytest.mark.parametrize(
    ("text", "passage", "left"),
    [
        ("er 47 pct.", "er 4", "er 47 pct."),
        ("er 1.883 borgere", "er 1", "er 1.883 borgere"),
        ("er 4. Vi", "er 4", f"{MARK}. Vi"),
        ("147 pct.", "47 pct", "147 pct."),
        ("1,47 pct.", "47 pct", "1,47 pct."),
        ("0101901234, 20101901234", "0101901234", f"{MARK}, 20101901234"),
    ],
)
def test_a_number_goes_whole_or_not_at_all(text: str, passage: str, left: str) -> None:
    assert blanked(text, passage) == left
    assert not holds(text, NAME)


def test_a_letter_with_a_ring_is_the_same_in_one_piece_and_in_two() -> None:
    assert as_passage("  A\u030ase\n Holm\u200b ") == "Åse Holm"
    assert blanked("A\u030ase Holm", "Åse Holm") == MARK
    assert blanked("Åse Holm", as_passage("A\u030ase Holm")) == MARK


def test_the_letters_of_a_pattern_are_only_letters() -> None:
    assert blanked("abc a.c (a|b)* a.c", "a.c") == f"abc {MARK} (a|b)* {MARK}"
    assert blanked("x (a|b)* y", "(a|b)*") == f"x {MARK} y"


def test_a_word_file_keeps_its_runs() -> None:
    paragraph = (
        '<w:p><w:r><w:t xml:space="preserve">Far: Jens </w:t></w:r>'
        "<w:r><w:rPr><w:b/></w:rPr><w:t>Jensen</w:t></w:r></w:p>"
    )
    left = (
        f'<w:p><w:r><w:t xml:space="preserve">Far: {MARK}</w:t></w:r>'
        "<w:r><w:rPr><w:b/></w:rPr><w:t></w:t></w:r></w:p>"
    )
    assert blanked_markup(paragraph, NAME) == left
    # two cells are two texts, of which a line's end may lie between the words
    cells = (
        "<w:tc><w:p><w:r><w:t>Jens</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>en</w:t></w:r></w:p></w:tc>"
    )
    assert blanked_markup(cells, "Jensen") == cells


def test_what_json_holds_is_blanked_in_its_texts_alone() -> None:
    values = {"key": NAME, "told": [NAME, 7, None, {"note": f"<p>{NAME}</p>"}]}

    left = blanked_values(values, NAME, but=lambda name: name == "key")

    assert left == {"key": NAME, "told": [MARK, 7, None, {"note": f"<p>{MARK}</p>"}]}
    assert list(texts_of(values, but=lambda name: name == "key")) == [NAME, f"<p>{NAME}</p>"]
    assert list(texts_of(left)) == [NAME, MARK, f"<p>{MARK}</p>"]


def test_each_place_is_shown_with_what_is_read_around_it() -> None:
    text = "<p>Her står <strong>Jens</strong> Jensen, og senere:</p><p>Jens Jensen</p>"

    assert seen_in(text, NAME, around=12) == [
        Seen("Her står ", "Jens Jensen", ", og senere:…"),
        Seen("… og senere: ", "Jens Jensen", " "),
    ]
