"""Where does a text's first sentence end? Not after "ca.", and never in the middle of a word."""

import pytest

from reporting.first_sentence import first_sentence, shortened


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("", ""),
        ("<p></p>", ""),
        ("Afholdt.", "Afholdt."),
        ("<p>Ét møde er holdt. Det andet ikke.</p>", "Ét møde er holdt."),
        ("<p>Ca. 15 pct. Mere end sidst! Godt.</p>", "Ca. 15 pct. Mere end sidst!"),
        ("<p>Bl.a. Jysk og f.eks. Ældresagen kom. 12 deltog.</p>", "Bl.a. Jysk og f.eks. Ældresagen kom."),
        ("<p>I 2019. Derefter ikke.</p>", "I 2019."),
        ("<ul><li>Første punkt</li><li>Andet</li></ul>", "Første punkt"),
        ("<p>Uden punktum</p><p>Nyt afsnit.</p>", "Uden punktum"),
        ("<p>Kom 7 ud af 15? Ja.</p>", "Kom 7 ud af 15?"),
    ],
)
def test_the_first_sentence(text: str, first: str) -> None:
    assert first_sentence(text, 100) == first


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("Målrettede dialogmøder", 22, "Målrettede dialogmøder"),
        ("Målrettede dialogmøder", 21, "Målrettede …"),
        ("Dialogmøder", 6, "Dial …"),  # one word alone is parted after all
    ],
)
def test_what_is_too_long_is_parted_between_words(text: str, most: int, short: str) -> None:
    assert shortened(text, most) == short
    assert len(short) <= most
