"""Does the program know which letters its font has?

Tests `missing_characters` and `normalise` of `plans.typeface`.
"""

import pytest

from plans.typeface import missing_characters, normalise

pytestmark = pytest.mark.slow


def test_what_danish_is_written_with_is_there() -> None:
    text = "Årets æble: 10 % af 1.234,5 – »ca.« ”én” ’to’ • 47−60 ≥ ≤ ± × ½ € § …\t\r\n\xa0\xad"

    assert missing_characters(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("☃ og ☃", ["☃ (U+2603)"]),
        ("漢字", ["漢 (U+6F22)", "字 (U+5B57)"]),
        ("👍🏽", ["👍 (U+1F44D)", "🏽 (U+1F3FD)"]),
        ("a\x00b\x1b", ["U+0000", "U+001B"]),  # nothing to see: the number alone
        ("", []),
    ],
)
def test_a_missing_character_is_named_once_in_its_order(text: str, expected: list[str]) -> None:
    assert missing_characters(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1\u20111-forløb", "1-1-forløb"),
        ("1\u202f362", "1\xa0362"),
        ("ord\u200bdeling\ufeff", "orddeling"),
        ("\u2009tynd\u2003bred", " tynd bred"),
        ("☒ ja ☐ nej ☑ ✔", "× ja [ ] nej ✓ ✓"),
        ("\uf0b7 punkt ◦ punkt", "• punkt • punkt"),
        ("A\u030arhus og A\u030alborg", "Århus og Ålborg"),
        ("<p>\u0338</p>", "<p>\u0338</p>"),  # no "≯" out of a tag's end
    ],
)
def test_a_character_gives_way_to_its_twin(text: str, expected: str) -> None:
    assert normalise(text) == expected
