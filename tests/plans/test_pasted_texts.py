"""Does the server read a text from Word, Excel or Google Docs as its author saw it, and in time?

Tests `clean` with HTML as Word, Excel and Google Docs put it on the clipboard.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.richtext import clean, is_clean, plain_text, symbols, unknown_signs
from plans.richtext.numbering import number_text
from tests.pasted import CASES, DEEP, PIECES, Pasted, calls_of

every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@every_case
def test_a_text_of_another_program_is_read_as_its_author_saw_it(case: Pasted) -> None:
    assert clean(case.html) == case.expected


@every_case
def test_what_was_read_once_stays_as_it_is(case: Pasted) -> None:
    assert clean(case.expected) == case.expected
    assert is_clean(case.expected)


@pytest.mark.parametrize(
    "html",
    ["<p>a</p><script>", "<p onclick=x>a</p>", "<ul><li>a</ul>", "a", "<p>a & b</p>", "<p>a</p> <p>b</p>"],
)
def test_more_than_the_house_form_is_told(html: str) -> None:
    assert not is_clean(html)


def test_bold_beside_bold_as_older_versions_stored_it_is_the_house_form() -> None:
    assert is_clean("<p><strong>a</strong><strong>b</strong><br> c&nbsp;&amp; d</p>\n<ul>\n<li>e</li>\n</ul>")


def test_a_sign_that_a_symbol_font_shows_and_the_annex_cannot_is_named_with_its_place() -> None:
    """Wingdings' "M" is a bomb, "(" a telephone; what Windows keeps in its private place has no font here."""
    html = (
        "<p>Fra 10 til 15 møder i alle bydele <span style='font-family:Wingdings'>M</span>"
        " og <span style='font-family:Wingdings'>(</span> \uf0fc</p><p>Slut</p>"
    )

    assert [(sign.name, sign.context) for sign in unknown_signs(clean(html))] == [
        ("U+F04D", "…i alle bydele □ og □ □"),
        ("U+F028", "…i alle bydele □ og □ □"),
        ("U+F0FC", "…alle bydele □ og □ □"),
    ]


def test_what_stands_for_a_lost_character_is_named() -> None:
    assert [sign.name for sign in unknown_signs(clean("<p>Bl\ufffdb\ufffdr &#0;</p>"))] == ["U+FFFD"]


def test_words_bullets_without_their_font_are_bullets() -> None:
    assert clean("<p>\uf0b7 a \uf0a7 b</p>") == "<p>• a • b</p>"


@pytest.mark.parametrize(("font", "pair"), symbols.SYMBOL_FONTS.items())
def test_each_sign_of_a_symbol_font_is_shown(font: str, pair: tuple[str, str]) -> None:
    for character, sign in zip(*pair, strict=True):
        by_windows = f"<p>|<span style='font-family:\"{font}\"'>&#{0xF000 + ord(character)};</span>|</p>"
        assert plain_text(by_windows) == f"|{sign}|"


def test_numbers_are_counted_as_browsers_do() -> None:
    counted = [number_text(number, kind) for kind in "1aAiI" for number in (1, 4, 26, 27, 0)]

    assert counted == [
        *("1", "4", "26", "27", "0"),
        *("a", "d", "z", "aa", "0"),
        *("A", "D", "Z", "AA", "0"),
        *("i", "iv", "xxvi", "xxvii", "0"),
        *("I", "IV", "XXVI", "XXVII", "0"),
    ]
    assert number_text(4000, "I") == "4000"


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_whatever_comes_is_the_house_form_and_stays_it(html: str) -> None:
    assert is_clean(clean(html))
    assert clean(clean(html)) == clean(html)


@pytest.mark.slow
@pytest.mark.parametrize("piece", DEEP.values(), ids=DEEP.keys())
def test_the_work_grows_with_the_length_and_not_with_its_square(piece: str) -> None:
    """Twice as long, at most some more than twice the calls: four times would be the square."""
    times = 20_000 // len(piece)

    once, twice = calls_of(lambda: clean(piece * times)), calls_of(lambda: clean(piece * times * 2))

    assert twice < 2.5 * once + 1_000
    assert once < 40 * 20_000


def test_a_minutes_work_of_nested_lists_is_a_moments() -> None:
    """320 kB took a minute. Sixteen times 20 kB takes sixteen times its calls, and all words are there."""
    nested = "<ul><li>a" * 16_000 + "</li></ul>" * 16_000

    text = plain_text(nested)

    assert text.count("a") == 16_000
