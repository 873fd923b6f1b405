"""How does a workbook come into a round? Kept until its sender has seen what it would change; then all of it.

What it would change is worked out by `plans.workbook`; the figures and texts themselves are written by the
actions that write them from the screen, so that history, versions and locks are the same.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from plans import queries
from plans.actions.drafts import discard_draft, save_draft
from plans.actions.measurements import record_figure
from plans.actions.submissions import save_text
from plans.models import ReportingRound
from plans.permissions import Person
from plans.workbook.comparing import FigureChange, TextChange
from plans.workbook.reading import ReadBook, ReadRow
from plans.workbook.token import RowMark

# Kept in Danish and shown in the reader's language: a reason that the program itself gives.
IN_EXCEL = gettext_noop("Indberettet i Excel.")
_SALT = "plans.workbook.upload"
_FIELD = "upload"


def upload_key(round_: ReportingRound) -> str:
    """The place of the draft that keeps a person's workbook of the round."""
    return f"workbook:{round_.pk}"


def keep_upload(*, by: Person, round: ReportingRound, name: str, book: ReadBook) -> None:
    """Keep what a workbook says, under the name of its file, until it is confirmed or thrown away.

    Raises ValidationError when it is more than a draft holds.
    """
    book_values = {
        "name": name,
        "downloaded": book.downloaded,
        "unchanged": book.unchanged,
        "unread": list(book.unread_sheets),
        "unread_cells": list(book.unread_cells),
        "rows": [asdict(row) for row in book.rows],
    }
    signed = signing.dumps(book_values, salt=_SALT, compress=True)
    try:
        save_draft(by=by, key=upload_key(round), fields={_FIELD: signed})
    except ValidationError as error:
        raise ValidationError(
            _("Filen ændrer for meget på én gang. Send den ind med nogle af arkene udfyldt ad gangen.")
        ) from error


def kept_upload(fields: dict[str, Any]) -> tuple[str, ReadBook] | None:
    """The file's name and what it says, from a draft's fields; None where there is none to be read."""
    try:
        book_values = signing.loads(str(fields.get(_FIELD, "")), salt=_SALT)
    except signing.BadSignature:
        return None
    rows = [ReadRow(**{**row, "mark": RowMark(**row["mark"])}) for row in book_values["rows"]]
    return book_values["name"], ReadBook(
        book_values["downloaded"],
        rows,
        book_values["unchanged"],
        book_values["unread"],
        book_values.get("unread_cells", ()),
    )


def unpacked(fields: dict[str, Any]) -> dict[str, Any]:
    """A draft's fields with the workbook that it may hold as what it says."""
    try:
        return (
            {**fields, _FIELD: signing.loads(str(fields[_FIELD]), salt=_SALT)} if _FIELD in fields else fields
        )
    except signing.BadSignature:
        return fields


def packed(fields: dict[str, Any]) -> dict[str, Any]:
    """What `unpacked` gave, as a draft keeps it."""
    book_values = fields.get(_FIELD)
    is_workbook = isinstance(book_values, dict)
    return (
        {**fields, _FIELD: signing.dumps(book_values, salt=_SALT, compress=True)} if is_workbook else fields
    )


def discard_upload(*, by: Person, round: ReportingRound) -> None:
    """Throw away what was kept of a workbook; nothing happens where there is nothing."""
    discard_draft(by=by, key=upload_key(round))


@transaction.atomic
def record_workbook(
    *,
    by: Person,
    round: ReportingRound,
    figures: Sequence[FigureChange],
    texts: Sequence[TextChange],
    today: date,
) -> None:
    """Write every figure and text of a workbook as its sender saw it, or none of them.

    Raises PermissionDenied, ValidationError by field, and `history.Conflict` where somebody changed one of
    them meanwhile.
    """
    indicator_ids = [change.line.indicator for change in figures if change.line.indicator is not None]
    indicators = queries.indicators_of(round.plan, indicator_ids)
    goals = queries.goals_by_id(round.plan, [change.line.goal for change in texts])
    # The texts first: a figure takes what is submitted back to draft, which is another version of its text.
    for text in texts:
        save_text(
            by=by,
            round=round,
            goal=goals[text.line.goal],
            sub_heading=text.text.sub_heading,
            commentary=text.text.commentary,
            footnote=text.text.footnote,
            version=text.text.version,
            today=today,
        )
    for change in figures:
        assert change.line.indicator is not None  # noqa: S101  # a figure is of an indicator
        record_figure(
            by=by,
            round=round,
            indicator=indicators[change.line.indicator],
            year=change.line.slot,
            figure=change.figure,
            version=change.line.version,
            today=today,
            why=IN_EXCEL,
        )
    discard_upload(by=by, round=round)
