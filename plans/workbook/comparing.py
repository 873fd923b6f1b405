"""What would a returned workbook change? Cell by cell, against what is stored; nothing is written here."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from hashlib import sha256

from django.utils.translation import gettext as _

from plans.figures.input import FigureInput
from plans.models.fields import LONGEST_TEXT
from plans.richtext import unknown_signs
from plans.wording import problems
from plans.workbook.columns import ENTRY_COLUMNS, FIGURE_COLUMNS, TEXT_COLUMNS
from plans.workbook.figures_of_rows import UnsureRow, WrongRow, figure_of
from plans.workbook.lines import (
    GoalText,
    Line,
    Words,
    asked_columns,
    figure_mark,
    figure_texts,
    plainly,
    text_mark,
    text_texts,
)
from plans.workbook.plain_paragraphs import has_formatting, html_of
from plans.workbook.reading import Problem, ReadRow

LONGEST_SUB_HEADING = 200
_HEADINGS = {column.key: column.heading for column in ENTRY_COLUMNS}
_FIGURE_KEYS = [column.key for column in FIGURE_COLUMNS]
_TEXT_KEYS = [column.key for column in TEXT_COLUMNS]


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell: where it is, its heading, and what it says before and after; either may be empty."""

    sheet: str
    cell: str
    heading: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure to be recorded, and the cells that say so."""

    line: Line
    figure: FigureInput
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class TextChange:
    """A goal's text to be saved; `loses_formatting` where bold or italic goes with it."""

    line: Line
    text: GoalText
    cells: tuple[CellChange, ...]
    loses_formatting: bool


@dataclass(frozen=True, slots=True)
class Overtaken:
    """What is left out, since somebody else has changed or locked it: the file's, and what is stored."""

    line: Line
    sheet: str
    cell: str
    label: str
    downloaded: str
    stored: str
    mine: str
    because: str


@dataclass(slots=True)
class Comparison:
    """What the workbook would change, what is left out, and what must be corrected first."""

    figures: list[FigureChange] = field(default_factory=list)
    texts: list[TextChange] = field(default_factory=list)
    overtaken: list[Overtaken] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unsure: list[Problem] = field(default_factory=list)  # what may mean two things, and is not read
    unchanged: int = 0  # rows that say what is stored already

    @property
    def changes(self) -> int:
        """How many figures and texts would be written."""
        return len(self.figures) + len(self.texts)

    @property
    def fingerprint(self) -> str:
        """A mark of exactly this: another one where anybody has changed anything that it is about."""
        lines = [
            *(f"{each.line.key}{each.line.version}{each.figure}" for each in self.figures),
            *(f"{each.line.key}{each.line.text}{each.text}" for each in self.texts),
            *(f"{each.line.key}{each.stored}{each.mine}" for each in self.overtaken),
            *map(str, [*self.problems, *self.unsure]),
        ]
        return sha256("\n".join(lines).encode()).hexdigest()


def compare(rows: Iterable[ReadRow], lines: Iterable[Line], words: Words, as_of: date) -> Comparison:
    """What `rows` would change of `lines`, which are those that the person enters as they are stored now."""
    now = {line.key: line for line in lines}
    found = Comparison()
    for row in rows:
        mark = row.mark
        line = now.get((mark.goal, mark.indicator, mark.slot))
        if line is None:
            text = _("Du indberetter ikke dette tal. Det er givet til andre eller er gået ud af runden.")
            found.problems.append(Problem(row.sheet, row.cell("figure"), text))
            continue
        strange = _cells_not_asked(row, line)
        found.problems += [Problem(row.sheet, row.cell(key), _not_of_the_row()) for key in strange]
        _compare_row(found, _without(row, strange), line, words, as_of)
    return found


def _compare_row(found: Comparison, row: ReadRow, line: Line, words: Words, as_of: date) -> None:
    if row.figure_changed:
        _compare_figure(found, row, line, words, as_of)
    if row.text_changed:
        _compare_text(found, row, line)


def _without(row: ReadRow, columns: Collection[str]) -> ReadRow:
    """The row with the cells of `columns` told to be of no use."""
    if not columns:
        return row
    texts = {key: text for key, text in row.texts.items() if key not in columns}
    return replace(row, texts=texts, wrong=[*row.wrong, *columns])


def _cells_not_asked(row: ReadRow, line: Line) -> list[str]:
    """The columns whose cells are filled in although the row does not ask for them."""
    expected = {column.key for column in asked_columns(line)}
    return [key for key in row.texts if key not in expected]


def _not_of_the_row() -> str:
    return _("Cellen hører ikke til rækken. Slet det, der står i den.")


def _compare_figure(found: Comparison, row: ReadRow, line: Line, words: Words, as_of: date) -> None:
    if line.measure is None:
        return
    unsure = _unsure_percentage(row, line, words)
    if unsure:
        found.unsure.append(Problem(row.sheet, row.cell("percentage"), unsure))
    try:
        figure = figure_of(row.texts, line, words, as_of)
    except WrongRow as wrong:
        listed = found.unsure if isinstance(wrong, UnsureRow) and not row.wrong else found.problems
        # What seems to be missing may stand in a cell that is of no use.
        errors = {key: text for key, text in wrong.errors.items() if key in row.texts or not row.wrong}
        if unsure:
            errors.pop("percentage", None)  # which is asked about instead
        listed += [Problem(row.sheet, row.cell(key), text) for key, text in errors.items()]
        return
    if unsure or row.wrong:
        return
    if figure is None or figure == line.stored:
        found.unchanged += 1
        return
    stored = figure_texts(line, line.stored, words)
    cells = _changed(row, _FIGURE_KEYS, stored, figure_texts(line, figure, words))
    if line.locked or figure_mark(stored) != row.mark.figure:
        mine = "; ".join(each.after for each in cells if each.after)
        at = cells[0].cell if cells else row.cell("figure")
        found.overtaken.append(
            Overtaken(line, row.sheet, at, line.name, row.mark.told, line.figure_text, mine, line.locked)
        )
    else:
        found.figures.append(FigureChange(line, figure, cells))


def _unsure_percentage(row: ReadRow, line: Line, words: Words) -> str:
    """A question where a percentage is a number alone of at most 1: 47 % pasted as a value is 0.47."""
    text = row.texts.get("percentage", "")
    if not row.percent_unsaid or text == figure_texts(line, line.stored, words).get("percentage"):
        return ""
    try:
        share = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return ""
    return problems.share_or_percentage(share, _HEADINGS["percentage"]) if 0 < share <= 1 else ""


def _compare_text(found: Comparison, row: ReadRow, line: Line) -> None:
    if line.text is None:
        return
    stored = text_texts(line.text)
    texts = {key: row.texts.get(key) or stored.get(key, "") for key in _TEXT_KEYS}
    problems = list(_text_problems(row, texts, line.text))
    found.problems += problems
    cells = _changed(row, _TEXT_KEYS, stored, texts)
    if problems or not cells:
        found.unchanged += not problems
        return
    if line.locked or text_mark(stored) != row.mark.text:
        for each in cells:
            found.overtaken.append(
                Overtaken(line, row.sheet, each.cell, each.heading, "", each.before, each.after, line.locked)
            )
        return
    commentary = line.text.commentary
    changes_commentary = any(each.heading == _HEADINGS["commentary"] for each in cells)
    text = GoalText(
        texts["sub_heading"],
        html_of(texts["commentary"]) if changes_commentary else commentary,
        line.text.footnote,
        line.text.version,
    )
    found.texts.append(TextChange(line, text, cells, changes_commentary and has_formatting(commentary)))


def _text_problems(row: ReadRow, texts: Mapping[str, str], stored: GoalText) -> Iterator[Problem]:
    for key, most in (("sub_heading", LONGEST_SUB_HEADING), ("commentary", LONGEST_TEXT)):
        length = len(html_of(texts[key])) if key == "commentary" else len(texts[key])
        if length > most:
            yield Problem(row.sheet, row.cell(key), problems.text_too_long(_HEADINGS[key], most))
        for sign in unknown_signs(html_of(texts[key]), getattr(stored, key)):
            yield Problem(row.sheet, row.cell(key), problems.unknown_sign(sign, _HEADINGS[key]))
    if "\n" in texts["sub_heading"]:
        yield Problem(
            row.sheet, row.cell("sub_heading"), _("En underoverskrift er én linje. Slet linjeskiftet.")
        )


def _changed(
    row: ReadRow, keys: Iterable[str], before: Mapping[str, str], after: Mapping[str, str]
) -> tuple[CellChange, ...]:
    return tuple(
        CellChange(row.sheet, row.cell(key), _HEADINGS[key], before.get(key, ""), after.get(key, ""))
        for key in keys
        if plainly(before.get(key, "")) != plainly(after.get(key, ""))
    )
