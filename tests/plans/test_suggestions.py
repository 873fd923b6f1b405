"""Which sentence is suggested? In the style of Bilag 1 for 2019."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from plans.domain.values import Figure, Tolerance, Yardstick
from plans.enums import Direction, Measure, Status, Unmeasurable
from plans.wording.suggestions import SuggestedFigure, suggested_text

AFTER = (
    "70 pct. af alle borgere, der gennemfører 1-1 forløb, vurderes 6 måneder efter endt forløb ikke at være"
    " radikaliseringsstruet"
)
DIALOGUE = "10 målrettede dialogaktiviteter med borgere og lokale aktører"


def suggested(
    measure: Measure, target: int | str | None, *, label: str = "", besides: Any = None, **figure: Any
) -> Any:
    return SuggestedFigure(
        figure=Figure(2019, date(2020, 1, 15), **figure),
        measure=measure,
        against=None if target is None else Yardstick(Decimal(target), Direction.AT_LEAST, Tolerance(15)),
        label=label,
        **(besides or {}),
    )


def share(numerator: int, denominator: int, target: int | None = 70, **more: Any) -> Any:
    return suggested(Measure.SHARE, target, numerator=numerator, denominator=denominator, **more)


def count(value: int | str, target: int | None = 10, **more: Any) -> Any:
    return suggested(Measure.COUNT, target, value=Decimal(value), **more)


@pytest.mark.parametrize(
    ("wording", "figure", "text"),
    [
        (
            AFTER,
            share(3, 4),
            AFTER.replace("70 pct.", "75 pct.") + " (3 ud af 4 borgere).",
        ),
        (
            AFTER,
            suggested(Measure.SHARE, 70, percentage=Decimal("47.5")),
            AFTER.replace("70 pct.", "47,5 pct.") + ".",
        ),
        (DIALOGUE, count(15), "I alt 15 målrettede dialogaktiviteter med borgere og lokale aktører."),
        (
            "Kapacitetsopbygning af 5 lokale institutioner og foreninger, herunder moskeer",
            count(6, 5),
            "Kapacitetsopbygning af 6 lokale institutioner og foreninger, herunder moskeer.",
        ),
        # the target stands twice, or not at all: it is not known which of them is meant
        ("2 møder og 2 høringer", count(3, 2), "I alt 3."),
        ("Sparring", count(1362, 200, besides={"unit": "unge"}), "I alt 1.362 unge."),
        ("Alle sager inden for 48 timer", share(19, 20, 100), "95 pct. (19 ud af 20)."),
        ("1-1 forløb", count(3, 1), "I alt 3."),
        ("1.200 unge deltager", count(1362, 1200), "I alt 1.362 unge deltager."),
        ("200 unge", count(2100, 200, qualifier="ca."), "I alt ca. 2.100 unge."),
        # no share may look equal to a target that it misses
        (
            "70 pct. af alle borgere er i job",
            share(139, 200),
            "69,5 pct. af alle borgere er i job (139 ud af 200 borgere).",
        ),
        # 119 of 200 = 59.5 %: 60 of 70 would be partly achieved
        (
            "70 pct. af alle borgere er i job",
            share(119, 200),
            "59,5 pct. af alle borgere er i job (119 ud af 200 borgere).",
        ),
        ("Højst 5 afbrudte forløb", count(3, 5), "I alt 3 afbrudte forløb."),
        ("Mindst 70 procent får job", share(3, 4), "75 pct. får job (3 ud af 4)."),
        ("Ingen måltal", share(0, 0), ""),
    ],
)
def test_one_figure(wording: str, figure: SuggestedFigure, text: str) -> None:
    assert suggested_text(wording, [figure]) == text


def test_what_is_said_besides_follows() -> None:
    """Bilag 1 for 2019: 3 more ended, 2 of them less than six months ago, 1 has moved."""
    besides = {
        "exclusions": [(2, "Afsluttet for under 6 måneder siden"), (1, "fraflyttet.")],
        "parts": [(Decimal(12), "heraf i udsatte boligområder"), (Decimal(5), "på folkeskoler")],
        "ongoing": 100,
    }

    text = suggested_text("x", [share(3, 4, pending=1, provisional=True, besides=besides)])

    assert text == (
        "75 pct. (3 ud af 4). Heraf 12 i udsatte boligområder og 5 på folkeskoler. 1 afventer svar."
        " Yderligere 3 indgår ikke i opgørelsen: 2 afsluttet for under 6 måneder siden og 1 fraflyttet."
        " 100 er i gang og er ikke talt med. Tallet er foreløbigt."
    )


def test_several_figures_are_told_by_their_labels() -> None:
    text = suggested_text("Møder og høringer", [count(3, 2, label="møder, 2016"), share(1, 2, label="svar")])

    assert text == "Møder, 2016: 3 (måltal 2). Svar: 50 pct. (1 ud af 2, måltal 70 pct.)."


def test_a_target_is_told_as_adopted() -> None:
    half = suggested(Measure.SHARE, "62.5", label="svar", numerator=5, denominator=8)

    assert suggested_text("Svar", [half]) == "Svar: 62,5 pct. (5 ud af 8, måltal 62,5 pct.)."


def test_what_is_no_number_is_told_by_its_own_words() -> None:
    unmeasured = suggested(
        Measure.COUNT, 10, unmeasurable=Unmeasurable.NOT_HELD, besides={"reason": "kurset blev aflyst"}
    )
    judged = suggested(Measure.JUDGEMENT, None, judged=Status.ACHIEVED, besides={"basis": "alle fik svar"})

    assert suggested_text("x", [unmeasured]) == "Kan ikke opgøres: kurset blev aflyst."
    assert suggested_text("x", [judged]) == "Alle fik svar."
    assert suggested_text("x", []) == ""


def test_the_annex_is_danish_on_an_english_screen_too() -> None:
    with override("en"):
        assert suggested_text(DIALOGUE, [count(15)]).startswith("I alt 15 målrettede")
        assert suggested_text("x", [share(3, 4)]) == "75 pct. (3 ud af 4)."
