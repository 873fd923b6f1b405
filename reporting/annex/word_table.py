"""How is one table of the annex set in Word? Its caption, a row for each goal, and the notes under it."""

import re
from collections.abc import Iterator

from plans.office.text import one_line
from plans.office.word_prose import plain_paragraphs, rich_paragraphs
from plans.office.word_xml import (
    MILLIMETRE,
    Xml,
    bookmarked,
    cell,
    field,
    link_within,
    paragraph,
    row,
    run,
    table,
)
from reporting.annex.memo import AnnexRow, AnnexTable, Note
from reporting.templatetags.annex_rows import is_long

# The goal's column and the report's: 138 mm together, as wide as the text.
WIDTHS = (round(52 * MILLIMETRE), round(86 * MILLIMETRE))
_COUNTED = re.compile(r"Tabel (\d+)")


class NoteLinks:
    """Leads from the mark at a judgement to its note, and back to the first mark."""

    def __init__(self) -> None:
        self._marked: set[int] = set()
        self._noted: set[int] = set()

    def call(self, number: int) -> list[Xml]:
        """The mark at a judgement."""
        mark = link_within(f"note_{number}", self._mark(number), hint=f"Note {number}")
        if number in self._marked:
            return [mark]
        self._marked.add(number)
        return bookmarked(2 * number, f"henvisning_{number}", mark)

    def note(self, number: int) -> list[Xml]:
        """The number before a note."""
        if number not in self._marked:
            return [self._mark(number)]
        mark = link_within(f"henvisning_{number}", self._mark(number), hint="Tilbage til målet")
        if number in self._noted:
            return [mark]
        self._noted.add(number)
        return bookmarked(2 * number + 1, f"note_{number}", mark)

    def _mark(self, number: int) -> Xml:
        return run(str(number), style="Notehenvisning")


def table_blocks(annexed: AnnexTable, number: int, links: NoteLinks) -> Iterator[Xml]:
    """Everything of one table, in the order in which it is read; it is the annex's table number `number`."""
    title = f"{annexed.label}. {annexed.title}"
    yield paragraph("Heading2", *_caption(annexed, number))
    if annexed.rows:
        yield table("Bilagstabel", WIDTHS, one_line(title), _rows(annexed, links))
    else:
        yield paragraph("", run("Tabellen har ingen resultatmål."))
    for note in annexed.notes:
        yield _note(note, links)
    yield from plain_paragraphs(annexed.remarks, "Tabelnote")


def _caption(annexed: AnnexTable, number: int) -> list[Xml]:
    """The caption; a number that is the next one counts on when somebody puts a table in before it."""
    counted = _COUNTED.fullmatch(annexed.label)
    if counted is None or int(counted[1]) != number:
        return [run(one_line(f"{annexed.label}. {annexed.title}"))]
    counter = field("SEQ Tabel \\* ARABIC", counted[1])
    return [run("Tabel "), counter, run(f". {one_line(annexed.title)}")]


def _rows(annexed: AnnexTable, links: NoteLinks) -> Iterator[Xml]:
    headings = (annexed.goal_heading, annexed.report_heading)
    yield row(
        (
            cell(width, [paragraph("Kolonneoverskrift", run(one_line(heading)))])
            for width, heading in zip(WIDTHS, headings, strict=True)
        ),
        keep_together=True,
        heads=True,
    )
    for goal in annexed.rows:
        cells = zip(WIDTHS, (_goal(goal), _report(goal, links)), strict=True)
        yield row((cell(width, paragraphs) for width, paragraphs in cells), keep_together=not is_long(goal))


def _goal(goal: AnnexRow) -> list[Xml]:
    heading = one_line(goal.heading)
    above = [paragraph("MaalOgStatus", run(heading))] if heading else []
    return [*above, paragraph("", run(one_line(goal.wording)))]


def _report(goal: AnnexRow, links: NoteLinks) -> list[Xml]:
    made: list[Xml] = []
    if goal.sentence or goal.note_number is not None:
        call = [] if goal.note_number is None else links.call(goal.note_number)
        made.append(paragraph("MaalOgStatus", run(one_line(goal.sentence)), *call))
    if goal.sub_heading:
        made.append(paragraph("Heading3", run(one_line(goal.sub_heading))))
    made += rich_paragraphs(goal.commentary)
    if goal.footnote:
        made.append(paragraph("Tabelnote", run(one_line(goal.footnote))))
    return made


def _note(note: Note, links: NoteLinks) -> Xml:
    return paragraph("Tabelnote", *links.note(note.number), run(f" {one_line(note.text)}"))
