"""Has every question its sentence, and its answers? In Danish as asked, and in English too."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from plans.domain.questions import (
    AskedFigure,
    Question,
    QuestionKind,
    question_of,
    question_of_deadline,
    question_of_number_alone,
    question_of_spending,
)
from plans.domain.spending import Tally
from plans.domain.text_questions import TextFigure, question_of_text
from plans.domain.values import Figure
from plans.enums import Measure
from plans.wording.questions import confirm_text, offers_of, question_text

AS_OF = date(2020, 1, 15)


def count(value: str, target: str, *earlier: tuple[int, str], unit: str = "unge") -> Question | None:
    figures = [Figure(year, AS_OF, value=Decimal(number)) for year, number in [*earlier, (2019, value)]]
    about = AskedFigure(
        figure=figures[-1], measure=Measure.COUNT, unit=unit, target=Decimal(target), earlier=figures[:-1]
    )
    return question_of(about)


def share(numerator: int, denominator: int) -> Question | None:
    before = Figure(2018, AS_OF, numerator=7, denominator=15)
    now = Figure(2019, AS_OF, numerator=numerator, denominator=denominator)
    return question_of(AskedFigure(figure=now, measure=Measure.SHARE, target=Decimal(70), earlier=[before]))


def percent(typed: str) -> Question | None:
    figure = Figure(2019, AS_OF, percentage=Decimal(typed))
    return question_of(AskedFigure(figure=figure, measure=Measure.SHARE, target=Decimal(95)))


def text(words: str) -> Question | None:
    return question_of_text(words, [TextFigure(figure=Figure(2019, AS_OF, value=Decimal(201)))], [])


CASES = [
    (count("12.5", "10"), "Er 12,5 rigtigt? Der tælles ellers i hele tal.", ["Ja, 12,5 er rigtigt"]),
    (
        count("18700", "200", (2018, "187")),
        "Er 18.700 rigtigt? Målet er 200, og sidste år var tallet 187.",
        ["Ret til 187", "Ja, 18.700 er rigtigt"],
    ),
    (
        count("18700", "200", (2016, "150")),
        "Er 18.700 rigtigt? Målet er 200, og i 2016 var tallet 150.",
        ["Ret til 187", "Ja, 18.700 er rigtigt"],
    ),
    (
        count("2.3", "2000000", unit="kr."),
        "Er 2,3 rigtigt? Målet er 2.000.000.",
        ["Ret til 2.300.000", "Ja, 2,3 er rigtigt"],
    ),
    (
        percent("0.98"),
        "Mente du 98 pct.? Der står 0,98 pct.",
        ["Ret til 98 pct.", "Ja, 0,98 pct. er rigtigt"],
    ),
    (
        share(47, 100),
        "Mente du 47 pct.? Der står 47 af 100.",
        ["Ret til 47 pct.", "Ja, 47 af 100 er rigtigt"],
    ),
    (
        share(7, 1500),
        "Er 7 af 1.500 rigtigt? Sidst indgik der 15 i alt.",
        ["Ja, 7 af 1.500 er rigtigt"],
    ),
    (
        question_of_number_alone("100", Measure.SHARE),
        "Mener du 100 pct.? Er det antal, så skriv fx 7 af 15.",
        ["100 pct."],
    ),
    (
        text("187 unge deltog."),
        "Teksten siger 187, men tallet er 201. Er det rigtigt?",
        ["Ja, det er rigtigt"],
    ),
    (
        question_of_spending(Tally(Decimal(1), Decimal(-1))),
        "Beløbet er under 0. Er der kommet penge retur?",
        ["Ja, det er rigtigt"],
    ),
    (
        question_of_spending(Tally(Decimal("1.8"), Decimal(1_800_000))),
        "Beløbet er mange gange budgettet. Er det skrevet i mio. kr.?",
        ["Ret til 1,8", "Ja, det er rigtigt"],
    ),
    (
        question_of_deadline(date(2020, 1, 1), AS_OF),
        "Fristen, 1. januar 2020, er allerede gået. Er det rigtigt?",
        ["Ja, det er rigtigt"],
    ),
]


@pytest.mark.parametrize(("question", "sentence", "answers"), CASES)
def test_what_is_asked_and_answered(question: Question | None, sentence: str, answers: list[str]) -> None:
    assert question is not None
    given = [offer.label for offer in offers_of(question)]

    assert question_text(question, unit="mio. kr.") == sentence
    assert [*given, *filter(None, [confirm_text(question)])] == answers


def test_every_kind_is_asked_in_both_languages() -> None:
    questions = [question for question, _sentence, _answers in CASES if question is not None]

    assert {question.kind for question in questions} == set(QuestionKind)
    with translation.override("en"):
        english = [question_text(question, unit="mio. kr.") for question in questions]
    assert not {sentence for _question, sentence, _answers in CASES} & set(english)
