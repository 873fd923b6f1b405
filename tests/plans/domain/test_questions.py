"""Which values look odd, and which do not? Cases with the value named, and what always holds."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.domain.questions import (
    AskedFigure,
    Question,
    QuestionKind,
    key_of,
    pair_of_key,
    question_of,
    question_of_deadline,
    question_of_number_alone,
    question_of_spending,
    slot_key,
)
from plans.domain.spending import Tally
from plans.domain.text_questions import TextFigure, question_of_text
from plans.domain.values import Figure, Number
from plans.enums import Measure

AS_OF = date(2020, 1, 15)


def figure(typed: str, year: int = 2019) -> Figure:
    """ "18700", "7/15" or "0.98%" as a figure."""
    part, of, whole = typed.partition("/")
    if of:
        return Figure(year, AS_OF, numerator=int(part), denominator=int(whole))
    if typed.endswith("%"):
        return Figure(year, AS_OF, percentage=Decimal(typed[:-1]))
    return Figure(year, AS_OF, value=Decimal(typed))


def asked(typed: str, target: str, *earlier: str, unit: str = "") -> Question | None:
    return question_of(
        AskedFigure(
            figure=figure(typed),
            measure=Measure.COUNT if figure(typed).value is not None else Measure.SHARE,
            unit=unit,
            target=Decimal(target) if target else None,
            earlier=[figure(each, 2018) for each in earlier],
        )
    )


@pytest.mark.parametrize(
    ("typed", "target", "earlier", "unit", "kind", "likely"),
    [
        # half an activity, and a decimal comma for the point of thousands
        ("0.5", "10", [], "aktiviteter", QuestionKind.PART_OF_ONE, []),
        ("12.5", "10", ["12"], "aktiviteter", QuestionKind.PART_OF_ONE, []),
        ("1.362", "200", [], "unge", QuestionKind.PART_OF_ONE, ["1362"]),
        ("0.98", "98", [], "", QuestionKind.PART_OF_ONE, ["98"]),
        # 18.700 of 200 is 93.5 times as many; 18700 / 100 = 187
        ("18700", "200", [], "unge", QuestionKind.MANY_TIMES, ["187"]),
        ("18700", "200", ["187"], "unge", QuestionKind.MANY_TIMES, ["187"]),
        ("1362000", "200", ["1362"], "unge", QuestionKind.MANY_TIMES, ["1362"]),
        ("4000", "200", [], "unge", QuestionKind.MANY_TIMES, []),  # exactly 20 times
        # kroner where millions were meant, and the other way round
        ("2300000", "2.3", [], "mio. kr.", QuestionKind.MANY_TIMES, ["2.3"]),
        ("2.3", "2000000", [], "kr.", QuestionKind.FEW, ["2300000"]),
        ("2", "2000", ["1900"], "unge", QuestionKind.FEW, ["2000"]),
        # a share of 1 where percentages are meant
        ("0.98%", "95", [], "", QuestionKind.SHARE_OF_ONE, ["98"]),
        ("1%", "70", [], "", QuestionKind.SHARE_OF_ONE, ["100"]),
        ("0.98", "95", [], "pct.", QuestionKind.SHARE_OF_ONE, ["98"]),
        # percent where people were counted, and a group of a hundred times as many
        ("47/100", "70", ["7/15"], "", QuestionKind.PERCENT_AS_COUNTS, ["47"]),
        ("7/1500", "70", ["7/15"], "", QuestionKind.LARGE_GROUP, []),
    ],
)
def test_what_looks_odd_is_asked_about(
    typed: str, target: str, earlier: list[str], unit: str, kind: QuestionKind, likely: list[str]
) -> None:
    question = asked(typed, target, *earlier, unit=unit)

    assert question is not None
    assert (question.kind, list(question.likely)) == (kind, [Decimal(each) for each in likely])


@pytest.mark.parametrize(
    ("typed", "target", "earlier", "unit"),
    [
        ("1362", "200", [], "unge"),  # real: Bilag 1 for 2019
        ("2100", "1000", ["1883"], "frontmedarbejdere"),  # real: Bilag 1 for 2016–17
        ("3999", "200", [], "unge"),  # not quite 20 times
        ("18700", "200", ["15000"], "unge"),  # about last year's
        ("60", "3", [], "film"),  # many times little
        ("0", "200", ["187"], "unge"),  # zero is a figure
        ("2", "2000", [], "unge"),  # the year has only begun, perhaps
        ("4.5", "5", [], "mio. kr."),
        ("7.5", "8", [], "timer"),
        ("12.5", "10.5", [], "aktiviteter"),  # parts are usual
        ("3.4", "4", ["3.2"], "i snit"),
        ("0.5%", "5", [], ""),
        ("0.98%", "", [], ""),
        ("12.5%", "70", ["68%"], ""),
        ("47/100", "70", [], ""),
        ("47/100", "70", ["70/150"], ""),
        ("7/15", "70", ["9/14"], ""),
        ("18700", "", [], "unge"),  # nothing is known
    ],
)
def test_what_may_well_be_is_not(typed: str, target: str, earlier: list[str], unit: str) -> None:
    assert asked(typed, target, *earlier, unit=unit) is None


@pytest.mark.parametrize(
    ("typed", "likely"),
    [("100", ["100"]), ("79,5", ["79.5"]), ("0,98", ["98", "0.98"]), ("1", ["100", "1"]), ("0", ["0"])],
)
def test_a_number_alone_may_be_a_percentage(typed: str, likely: list[str]) -> None:
    question = question_of_number_alone(typed, Measure.SHARE)

    assert question is not None
    assert list(question.likely) == [Decimal(each) for each in likely]


@pytest.mark.parametrize("typed", ["1830", "7 af 15", "syv", "", "-1"])
def test_what_is_no_percentage_is_not_offered(typed: str) -> None:
    assert question_of_number_alone(typed, Measure.SHARE) is None


def test_a_count_is_a_number_alone_anyway() -> None:
    assert question_of_number_alone("100", Measure.COUNT) is None


@pytest.mark.parametrize(
    ("budget", "spent", "kind", "likely"),
    [
        ("1.8", "-0.2", QuestionKind.REFUND, []),
        (None, "-3", QuestionKind.REFUND, []),
        ("1.8", "1800000", QuestionKind.MANY_BUDGETS, ["1.8"]),
        ("1.8", "1800", QuestionKind.MANY_BUDGETS, ["1.8"]),
        ("1.8", "36", None, []),  # exactly 20 times
        ("1.8", "0", None, []),
        ("1.8", None, None, []),
    ],
)
def test_money(budget: str | None, spent: str | None, kind: QuestionKind | None, likely: list[str]) -> None:
    tally = Tally(Decimal(budget) if budget else None, Decimal(spent) if spent else None)
    question = question_of_spending(tally)

    assert (question.kind if question else None) is kind
    assert list(question.likely if question else ()) == [Decimal(each) for each in likely]


@pytest.mark.parametrize(
    ("deadline", "is_odd"),
    [(date(2020, 2, 1), False), (date(2020, 1, 15), False), (date(2020, 1, 14), True), (None, False)],
)
def test_a_deadline_in_the_past(deadline: date | None, is_odd: bool) -> None:
    assert (question_of_deadline(deadline, today=AS_OF) is not None) is is_odd


def text(words: str, typed: str, *known: Number, unit: str = "unge", answered: tuple[str, ...] = ()) -> str:
    """The number that is asked about; empty for none."""
    in_percent = figure(typed).value is None
    of = TextFigure(figure=figure(typed), unit=unit, in_percent=in_percent)
    question = question_of_text(words, [of], known, answered=answered)
    return pair_of_key(question.key)[0] if question else ""


@pytest.mark.parametrize(
    ("words", "typed", "found"),
    [
        ("I alt 187 unge har deltaget.", "201", "187"),
        ("I 2019 deltog 187 unge.", "201", "187"),
        ("187 har deltaget i workshops.", "201", "187"),
        ("Der kom 18 nye unge.", "201", "18"),  # the unit says that it is of the same
        ("1.800 unge har deltaget.", "201", "1800"),
        ("47 pct. var i uddannelse.", "8/15", "47"),
        ("Det gælder 7 ud af 15 borgere.", "8/16", "7"),
        ("62 pct. er tilfredse.", "60%", "62"),
    ],
)
def test_a_text_that_says_another_figure(words: str, typed: str, found: str) -> None:
    assert text(words, typed) == found


@pytest.mark.parametrize(
    ("words", "typed", "known"),
    [
        ("I alt 201 unge, heraf 187 nye unge.", "201", []),
        ("I alt 187 unge af de 200, der var målet.", "201", [187, 200]),
        ("Fire møder og 12 workshops.", "4", []),
        ("Opgjort den 31. december 2019.", "30", []),
        ("1. kvartal gik med 15. møde.", "15", []),
        ("1. Oplæg\n2. Møder", "3", []),
        ("Forløb for 15-årige i 2018-19, 1-1.", "16", []),
        ("Det tog 24 timer og kostede 20 kr.", "22", []),
        ("Kl. 19 i uge 21, se bilag 20 og § 18.", "20", []),
        ("Siden 2016 og i 2019.", "2000", []),
        ("47 pct. var i uddannelse (7 ud af 15 borgere).", "7/15", []),
        ("46,7 pct. var i uddannelse.", "7/15", []),
        ("Alle 48 sager er visiteret indenfor 48 timer.", "100%", []),
        ("Over 180 unge og godt 60 pct. af dem.", "201", []),
        ("Knap 200 unge.", "201", []),
        ("Ingen tal her.", "201", []),
        ("", "201", []),
        ("I alt 187 unge.", "0", []),
    ],
)
def test_a_text_that_may_be_right(words: str, typed: str, known: list[int]) -> None:
    assert text(words, typed, *known) == ""


def test_of_several_numbers_one_is_asked_about_and_the_next_once_that_is_answered() -> None:
    words = "Der kom 187 unge i foråret og 190 unge i efteråret."

    assert text(words, "201") == "187"
    assert text(words, "201", answered=("187 for 201",)) == "190"
    assert text(words, "201", answered=("187 for 201", "190 for 201")) == ""


def test_an_answer_is_of_the_number_beside_that_figure() -> None:
    words = "I alt 187 unge har deltaget."

    assert text(words, "201", answered=("187 for 201",)) == ""
    assert text(words, "250", answered=("187 for 201",)) == "187"
    assert text(words, "201", answered=("187",)) == "187"  # as it was kept before: of no figure
    assert pair_of_key("187") == ("187", "")
    assert pair_of_key("47 for 8/15") == ("47", "8/15")


def test_a_long_text_takes_no_time() -> None:
    assert text("i 2019 var der 12 gange 3 af 4, " * 600, "201") == ""


amounts = st.decimals(0, 10**9, places=4)
counted = st.builds(lambda value: Figure(2018, AS_OF, value=value), amounts)
shares = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(sorted)
any_figure = st.one_of(
    st.builds(lambda value: Figure(2019, AS_OF, value=value), amounts),
    st.builds(lambda each: Figure(2019, AS_OF, numerator=each[0], denominator=each[1]), shares),
    st.builds(lambda value: Figure(2019, AS_OF, percentage=value), st.decimals(0, 100, places=4)),
)


@given(
    figure=any_figure,
    measure=st.sampled_from(Measure),
    unit=st.sampled_from(["", "unge", "mio. kr.", "pct."]),
    target=st.none() | amounts,
    earlier=st.lists(any_figure, max_size=3),
)
def test_at_most_one_is_asked_and_never_again_of_the_same_value(
    figure: Figure, measure: Measure, unit: str, target: Decimal | None, earlier: list[Figure]
) -> None:
    about = AskedFigure(figure=figure, measure=measure, unit=unit, target=target, earlier=earlier)
    question = question_of(about)

    # An answer keeps this key, and the pages ask no more of what has it.
    if question is not None:
        assert question.key == key_of(figure) != ""
        assert all(each == round(each, 4) for each in question.likely)


@given(one=any_figure, other=any_figure)
def test_only_the_same_value_has_the_same_key(one: Figure, other: Figure) -> None:
    def numbers(figure: Figure) -> tuple[object, ...]:
        return figure.value, figure.numerator, figure.denominator, figure.percentage

    assert (key_of(one) == key_of(other)) is (numbers(one) == numbers(other))


def test_an_answer_is_of_its_year() -> None:
    assert slot_key(2019, "18700") == "2019: 18700"
    assert slot_key(None, "0.98%") == "whole: 0.98%"
