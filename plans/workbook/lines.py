"""What does a row of the workbook stand for? One figure of a round, with its goal's text on the first."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from plans import richtext
from plans.domain.slots import Slot
from plans.enums import Measure, Status, Unmeasurable
from plans.figures.input import FigureInput
from plans.wording import figures
from plans.workbook.cell_text import LONGEST_TEXT, allowed
from plans.workbook.columns import ENTRY_COLUMNS, FIGURE_COLUMNS, TEXT_COLUMNS, Column

FigureKey = tuple[int, Slot]  # indicator and slot

# How Excel keeps a line end that was two characters.
_LINE_ENDS = (("_x000D_", ""), ("\r\n", "\n"), ("\r", "\n"))


@dataclass(frozen=True, slots=True)
class GoalText:
    """What is said of a goal in the round, and the submission's version; None where there is none yet."""

    sub_heading: str = ""
    commentary: str = ""  # as stored, with its formatting
    footnote: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row: a figure that the round asks for; a goal without figures has one row for its text alone."""

    goal: int
    area: str
    wording: str
    indicator: int | None
    slot: Slot = None
    measure: Measure | None = None
    counts_people: bool = False
    can_be_under_way: bool = False  # it is judged, and its time is not over
    name: str = ""  # "Tallet for 2019", with what tells it from the goal's other figures
    target: str = ""
    before: str = ""
    figure_text: str = ""  # the stored figure in words
    stored: FigureInput | None = None
    version: int | None = None
    text: GoalText | None = None  # on the goal's first row
    locked: str = ""  # why it cannot be filled in

    @property
    def key(self) -> tuple[int, int | None, Slot]:
        """What tells the row from every other."""
        return self.goal, self.indicator, self.slot


@dataclass(frozen=True, slots=True)
class Words:
    """What the choices of the lists are called, in Danish as the workbook is."""

    judged: Mapping[Status, str]
    unmeasurable: Mapping[Unmeasurable, str]


@dataclass(frozen=True, slots=True)
class RoundBook:
    """Everything that a workbook of a round is made of."""

    round: int
    plan: str
    years: str
    as_of: date
    deadline: date | None
    person: str
    downloaded: datetime
    words: Words
    lines: Sequence[Line] = field(repr=False)


def plainly(text: str) -> str:
    """A text as it comes back from any spreadsheet: one kind of line end, no spaces at the ends of lines."""
    for found, instead in _LINE_ENDS:
        text = text.replace(found, instead)
    return "\n".join(line.rstrip() for line in allowed(text).split("\n")).strip()[:LONGEST_TEXT]


def cell_texts(line: Line, words: Words) -> dict[str, str]:
    """What stands in the cells of a row that are filled in, by column; an empty cell is left out."""
    return figure_texts(line, line.stored, words) | text_texts(line.text)


def _judged(figure: FigureInput, words: Words) -> str:
    judged = Status.IN_PROGRESS if figure.under_way else figure.judged
    return words.judged[judged] if judged else ""


def figure_texts(line: Line, figure: FigureInput | None, words: Words) -> dict[str, str]:
    """What the cells of the row's figure say when it is `figure`."""
    if figure is None or line.measure is None:
        return {}
    texts = {
        "value": _number(figure.value),
        "numerator": _number(figure.numerator),
        "denominator": _number(figure.denominator),
        "percentage": _number(figure.percentage),
        "pending": _number(figure.pending or None),
        "judged": _judged(figure, words),
        "basis": figure.basis,
        "unmeasurable": words.unmeasurable[figure.unmeasurable] if figure.unmeasurable else "",
        "reason": figure.reason,
    }
    return _filled(
        {column.key: texts[column.key] for column in FIGURE_COLUMNS if line.measure in column.measures}
    )


def text_texts(text: GoalText | None) -> dict[str, str]:
    """What the cells of a goal's text say."""
    if text is None:
        return {}
    commentary = richtext.plain_text(text.commentary) if text.commentary else ""
    return _filled({"sub_heading": text.sub_heading, "commentary": commentary})


def _filled(texts: Mapping[str, str]) -> dict[str, str]:
    plain = {key: plainly(text) for key, text in texts.items() if text}
    return {key: text for key, text in plain.items() if text}


def known_texts(line: Line) -> tuple[str, str]:
    """What names the row in the sheet: the goal, and which of its figures."""
    return plainly(line.wording), plainly(line.name)


def figure_mark(texts: Mapping[str, str]) -> str:
    """A short mark of a row's cells of the figure, by which a changed one is known."""
    return _mark(texts.get(column.key, "") for column in FIGURE_COLUMNS)


def text_mark(texts: Mapping[str, str]) -> str:
    """The mark of the cells of the goal's text."""
    return _mark(texts.get(column.key, "") for column in TEXT_COLUMNS)


def known_mark(texts: Collection[str]) -> str:
    """The mark of the cells that name the row."""
    return _mark(texts)


def asked_columns(line: Line) -> list[Column]:
    """The columns that are filled in on this row, whether or not it is locked."""
    return [c for c in ENTRY_COLUMNS if c.is_asked(line.measure, first_of_goal=line.text is not None)]


def _mark(texts: Iterable[str]) -> str:
    return sha256("\0".join(texts).encode()).hexdigest()[:16]


def _number(value: object) -> str:
    match value:
        case None:
            return ""
        case int():
            return str(value)
        case _:
            return figures.plain_number(value)  # type: ignore[arg-type]  # a Decimal
