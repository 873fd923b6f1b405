"""What is asked beside the field of a figure or a text that looks odd? Nobody has to answer it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from desk.round.sheet import EntrySheet
from plans.domain.measures import traits
from plans.domain.questions import (
    AskedFigure,
    Question,
    pair_key,
    pair_of_key,
    question_of,
    question_of_number_alone,
    slot_key,
)
from plans.domain.slots import Slot, slot_text
from plans.domain.text_questions import TextFigure, numbers_of, question_of_text
from plans.domain.values import Figure, Number, Yardstick
from plans.enums import Measure
from plans.figures.input import FigureInput
from plans.queries.answers import Answered
from plans.status_report import GoalStatus, IndicatorStatus
from plans.web.rich_text import in_plain_lines
from plans.wording.questions import (
    Offer,
    confirm_text,
    confirmed_by,
    offers_of,
    question_text,
    text_confirmed,
)


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question beside a field, of the value that `key` names; it may stand where there is `confirm`."""

    id: str
    text: str
    key: str
    confirm: str
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a value that looks odd, or else who has confirmed it; neither where nothing is odd."""

    question: QuestionView | None = None
    confirmed: str = ""  # "Bekræftet af Karin Holm, 15. januar 2020 kl. 10.42"


NOTHING_ASKED = Asked()


def asked_of_figure(
    sheet: EntrySheet, part: IndicatorStatus, slot: Slot, figure: Figure, against: Yardstick | None
) -> Asked:
    """What to ask of a figure, stored or typed, or who has let the same value stand."""
    question = question_of(
        AskedFigure(
            figure=figure,
            measure=part.facts.measure,
            unit=part.unit,
            target=against.target if against else None,
            earlier=_earlier(sheet, part.id, slot),
        )
    )
    if question is None:
        return NOTHING_ASKED
    answer = sheet.answered.get(part.id, {}).get(slot_key(slot, question.key))
    if answer is not None:
        return Asked(confirmed=confirmed_by(answer.who, answer.when))
    return Asked(question_view(question, f"figure-{part.id}-{slot_text(slot)}"))


def number_alone(element_id: str, typed: str, measure: Measure) -> QuestionView | None:
    """What to offer for a number alone where a share is asked for; it is not known to be one."""
    question = question_of_number_alone(typed, measure)
    return None if question is None else question_view(question, element_id)


def question_view(question: Question, element_id: str, *, unit: str = "") -> QuestionView:
    """The question in words, for the field or row of this id."""
    return QuestionView(
        id=f"{element_id}-question",
        text=question_text(question, unit=unit),
        key=question.key,
        confirm=confirm_text(question),
        offers=tuple(offers_of(question)),
    )


def _earlier(sheet: EntrySheet, indicator: int, slot: Slot) -> list[Figure]:
    """The figures known before of the same kind; those of years are not held against the whole plan's."""
    known = sheet.known_before.get(indicator, ())
    return [each for each in known if (each.year is None) == (slot is None)]


def asked_of_text(
    sheet: EntrySheet,
    goal: GoalStatus,
    text: str,
    figures: Iterable[tuple[IndicatorStatus, Slot, FigureInput]],
) -> Asked:
    """What to ask of the plain text of a goal with these figures, or who has let all of it stand."""
    each = list(figures)
    asked = [
        TextFigure(
            figure=given.figure(slot, sheet.report.as_of),
            unit=part.unit,
            in_percent=traits(part.facts.measure).in_percent,
        )
        for part, slot, given in each
    ]
    known = _known_of(sheet, goal, each)
    found = question_of_text(text, asked, known)
    if found is None:
        return NOTHING_ASKED
    answers = _answers_of_text(sheet, goal)
    confirmed: dict[str, str] = {}
    while found is not None and found.key in answers:
        confirmed[found.key] = text_confirmed(found, answers[found.key].who, answers[found.key].when)
        found = question_of_text(text, asked, known, answered=confirmed)
    if found is not None:
        return Asked(question_view(found, "text"))
    return Asked(confirmed=" ".join(confirmed.values()))


def _answers_of_text(sheet: EntrySheet, goal: GoalStatus) -> dict[str, Answered]:
    """Who let which number of the text stand beside which figure, in this round.

    An answer that was kept without the figure holds for one that stood when it was given, and still does.
    """
    prefix = text_key(sheet, "")
    kept = sheet.answered_texts.get(goal.id, {})
    answers = {key.removeprefix(prefix): each for key, each in kept.items() if key.startswith(prefix)}
    for key in [key for key in answers if not pair_of_key(key)[1]]:
        old = answers.pop(key)
        for part, slot in sheet.figures_of(goal):
            stored = sheet.stored(part.id, slot)
            written = sheet.last_written.get(stored.pk) if stored else None
            if stored and written and written <= old.when:
                answers.setdefault(pair_key(key, stored.figure), old)
    return answers


def asked_of_stored_text(sheet: EntrySheet, goal: GoalStatus) -> Asked:
    """What to ask of the text of a goal as it is stored beside its figures, or who has let it stand."""
    if goal.submission is None or not goal.submission.commentary:
        return NOTHING_ASKED
    text = plain_words(goal.submission.sub_heading, goal.submission.commentary)
    asked = [(part, slot) for part, slot in sheet.figures_of(goal) if sheet.stored(part.id, slot)]
    briefly = [(part, slot, FigureInput.beside_lists(sheet.given[part.id, slot])) for part, slot in asked]
    if asked_of_text(sheet, goal, text, briefly) == NOTHING_ASKED:
        return NOTHING_ASKED
    # Its exclusions and parts are read where they may be what the text says, and only there.
    wholly = [(part, slot, FigureInput.of(sheet.with_lists[part.id, slot])) for part, slot in asked]
    return asked_of_text(sheet, goal, text, wholly)


def plain_words(sub_heading: str, commentary: str) -> str:
    """What is said of a goal, as it is read: the heading is a plain text, the commentary a formatted one."""
    return f"{sub_heading}\n{in_plain_lines(commentary)}"


def text_key(sheet: EntrySheet, key: str) -> str:
    """What is answered of a text: "2019: 187 for 201"."""
    return f"{sheet.report.period}: {key}"


def _known_of(
    sheet: EntrySheet, goal: GoalStatus, figures: Iterable[tuple[IndicatorStatus, Slot, FigureInput]]
) -> set[Number]:
    """All other numbers that are said of the goal."""
    known: set[Number] = {*numbers_of(goal.wording), *numbers_of(goal.reported_wording)}
    for part in goal.indicators:
        known |= {target.value for target in part.facts.targets if target.value is not None}
        known |= {each for target in part.facts.targets for each in numbers_of(target.text)}
        earlier = [each for each in part.facts.figures if each.as_of != sheet.report.as_of]
        known |= _counts_of([*earlier, *sheet.known_before.get(part.id, ())])
    values: dict[int, list[Decimal]] = {}
    for part, _slot, given in figures:
        known |= {each.value for each in given.parts} | {each.count for each in given.exclusions}
        known |= {sum(each.count for each in given.exclusions)}
        known |= {each for each in (given.cohort_total, given.ongoing) if each is not None}
        known |= numbers_of(f"{given.basis} {given.reason} {given.method_note}")
        if given.value is not None:
            values.setdefault(part.id, []).append(given.value)
    known |= {sum(of_years, Decimal(0)) for of_years in values.values()}
    return known


def _counts_of(figures: Iterable[Figure]) -> set[Number]:
    numbers = [(each.value, each.numerator, each.denominator, each.percentage) for each in figures]
    return {number for of_one in numbers for number in of_one if number is not None}
