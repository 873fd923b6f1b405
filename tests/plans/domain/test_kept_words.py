"""Are a plan's statuses, figures and own words kept, and is personal data blanked all the same?

Tests `KeptWords`: which passages may not be blanked, because they are a plan's status words, figures or own
text.
"""

from decimal import Decimal

import pytest

from plans.domain.kept_words import Kept, KeptWords

WORDING = "47 pct. af 1.883 borgere på Holmbladsgade kommer i job inden 3 måneder"
KEPT = KeptWords(
    statuses=frozenset({"nået", "ikke nået", "kan ikke opgøres i procent"}),
    figures=frozenset({Decimal(15), Decimal(1883), Decimal("14.5"), Decimal(12345678)}),
    texts=frozenset({WORDING, "Målet er ikke nået.", "Antal afholdte dialogaktiviteter", "unge"}),
)


@pytest.mark.parametrize(
    ("passage", "why", "words"),
    [
        ("ikke nået", Kept.STATUS, "ikke nået"),
        ("Ikke nået", Kept.STATUS, "ikke nået"),
        ("nået. VINK afholdt", Kept.STATUS, "nået"),
        ("Sørine har ikke nået sit mål", Kept.STATUS, "ikke nået"),
        ("ikke nå", Kept.OWN, "Målet er ikke nået."),
        ("Målet er", Kept.OWN, "Målet er ikke nået."),
        ("47 pct.", Kept.FIGURE, "47 pct."),
        ("47 %", Kept.FIGURE, "47 %"),
        ("i alt 12,5 procent", Kept.FIGURE, "12,5 procent"),
        ("7 af 15", Kept.FIGURE, "7 af 15"),
        ("7 ud af 22 borgere", Kept.FIGURE, "7 ud af 22"),
        ("2 mio. kr.", Kept.FIGURE, "2 mio."),
        ("15 dialogaktiviteter", Kept.FIGURE, "15"),
        ("15 unge fra Holbæk", Kept.FIGURE, "15"),
        ("Ali og 15 nye unge", Kept.FIGURE, "15"),
        ("VINK holdt 15 afholdte dialogaktiviteter", Kept.FIGURE, "15"),
        ("15 på Holmbladsgade", Kept.FIGURE, "15"),  # no word that the plan does not say
        ("i alt 15", Kept.FIGURE, "15"),
        ("Sørine var en af 7 af 15", Kept.FIGURE, "7 af 15"),
        ("Sørine fik 47 pct.", Kept.FIGURE, "47 pct."),
        ("1.883 borgere", Kept.FIGURE, "1.883"),
        ("1883 borgere", Kept.FIGURE, "1883"),
        ("ca. 14,5", Kept.FIGURE, "14,5"),
        ("2019", Kept.FIGURE, "2019"),
        ("1.234", Kept.FIGURE, "1.234"),
        ("12.345.678", Kept.FIGURE, "12.345.678"),
        ("Holm", Kept.OWN, WORDING),
        ("i job", Kept.OWN, WORDING),
    ],
)
def test_what_the_plan_says_is_kept(passage: str, why: Kept, words: str) -> None:
    assert KEPT.kept_in(passage) == (why, words)


@pytest.mark.parametrize(
    "passage",
    [
        "Karin Holm",
        "010190-1234",
        "0101901234",
        "Sørine Æblegård & søn, 010190-1234",
        "12 34 56 78",
        "tlf. 12345678",
        "+45 12 34 56 78",
        "født 15. marts 1990",
        "15.03.1990",
        "Enghavevej 7, 2200 København N",
        "Mor til to drenge",
        "Nørregade 15",
        "Nørregade 15, 2. tv.",
        "den 15-årige dreng",
        "Ali (15 år)",
        "Ali på 15",
        "15. klasse",
        "opnået",  # another word
        "0015-1883 1234567",  # an account
    ],
)
def test_personal_data_may_go(passage: str) -> None:
    assert KEPT.kept_in(passage) is None


def test_a_cpr_number_goes_from_the_plans_own_words_too() -> None:
    kept = KeptWords(frozenset(), frozenset(), frozenset({"Støtte til 010190-1234"}))

    assert kept.kept_in("010190-1234") is None
    assert kept.touched_by("<h2>Støtte til 010190-1234</h2>", "010190-1234") == ""
    assert kept.kept_in("til 010190-1234") == (Kept.OWN, "Støtte til 010190-1234")


@pytest.mark.parametrize(
    ("markup", "passage", "touched"),
    [
        ("<p>Målet er ikke nået.</p><p>VINK afholdt</p>", "ået. VINK", "Målet er ikke nået."),
        (
            "<p><strong>Målet er ikke nået.</strong><sup>1</sup></p><p>VINK</p>",
            "ået.1 VINK",
            "Målet er ikke nået.1",
        ),
        (
            "<w:p><w:t>Målet er ikke nået.</w:t></w:p><w:p><w:t>VINK</w:t></w:p>",
            "ået. VINK",
            "Målet er ikke nået.",
        ),
        ("<p>Målet er ikke nået.</p><p>VINK afholdt</p>", "VINK afholdt", ""),
        ("<p>Det er målet, og Målet er ikke nået.</p>", "og Målet", ""),  # somebody's own sentence
    ],
)
def test_no_passage_takes_a_part_of_the_plans_words_with_it(markup: str, passage: str, touched: str) -> None:
    assert KEPT.touched_by(markup, passage) == touched
