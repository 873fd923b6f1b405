"""Where in the database does a passage of a plan stand? In every text of every table, read one by one.

Keys, addresses and marks that the program itself reads are no texts. Whoever asks is told of what they may
read and of nothing else: a search that also counted what is hidden would let anybody guess it bit by bit.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from plans import queries
from plans.actions import redaction_unsaved as unsaved
from plans.actions.redaction_unsaved import Occurrence
from plans.domain import blanking
from plans.domain.basis_text import texts_in
from plans.models import (
    Acknowledgement,
    ActionPlan,
    Approval,
    BudgetLine,
    BudgetTable,
    Change,
    Decision,
    DecisionRemark,
    DecisionVote,
    Effort,
    EffortArea,
    Exclusion,
    GoalHeading,
    GoalWording,
    Indicator,
    KeyFigure,
    KeyFigurePart,
    Measurement,
    MeasurementPart,
    OutgoingMail,
    Publication,
    PublicationFiling,
    PublicationShare,
    Redaction,
    Report,
    ReportingRound,
    ReportRow,
    ReportTable,
    ResultGoal,
    StatusWord,
    Submission,
    Target,
)
from plans.permissions import Person, can_administer, can_edit_report


@dataclass(frozen=True, slots=True)
class Table:
    """A table with texts.

    Args:
        paths: how its rows are found from the plan; without one all rows are read, whatever plan they tell of
        subject: where the words stand by which a person knows the row
        kept: columns that are no texts
        owner: the row whose version stands for this one's, if another's does
        of_editors: columns that only those read who set up reports and plans
        unread: columns that no page shows to whoever asks
        addressee: where it says for whom alone a row is
        own: columns with the plan's own words, which are never blanked
        kept_as_json: columns that hold texts among values that programs read
    """

    model: type[models.Model]
    paths: tuple[str, ...]
    subject: str = ""
    kept: frozenset[str] = field(default_factory=frozenset)
    owner: str = ""
    of_editors: frozenset[str] = field(default_factory=frozenset)
    unread: frozenset[str] = field(default_factory=frozenset)
    addressee: str = ""
    own: frozenset[str] = field(default_factory=frozenset)
    kept_as_json: frozenset[str] = field(default_factory=frozenset)

    @property
    def kind(self) -> str:
        """The name under which history keeps the table's rows."""
        return self.model._meta.model_name or ""

    @property
    def columns(self) -> list[str]:
        """The names of its texts."""
        return [
            column.name
            for column in self.model._meta.concrete_fields
            if is_text(column) and column.name not in self.kept
        ]

    def rows(self, plan: ActionPlan) -> "models.QuerySet[models.Model]":
        """The plan's rows."""
        of_plan = Q()
        for path in self.paths:
            of_plan |= Q(**{path: plan.pk})
        return self.model._default_manager.filter(of_plan)

    def columns_for(self, reader: Person) -> list[str]:
        """The names of those texts that the person may read."""
        hidden = self.unread if can_edit_report(reader) else self.unread | self.of_editors
        return [name for name in self.columns if name not in hidden]

    def rows_for(self, reader: Person, plan: ActionPlan) -> "models.QuerySet[models.Model]":
        """Those of the plan's rows that the person may read."""
        rows = self.rows(plan)
        return rows.filter(**{self.addressee: reader.pk}) if self.addressee else rows


_MEASURED = "measurement__indicator__goal"
_PUBLISHED = "publication__report__round__plan"
_SOURCE = frozenset({"source_ref", "remark"})
_SUMS = frozenset({"html_sha256", "pdf_sha256", "docx_sha256", "status_report_sha256", "digest", "sealed"})

TABLES = (
    Table(ActionPlan, ("pk",), own=frozenset({"title"})),
    Table(StatusWord, ("plan",), own=frozenset({"word"})),
    Table(EffortArea, ("plan",), "title", own=frozenset({"title"})),
    Table(Effort, ("area__plan",), "title", own=frozenset({"title"})),
    Table(GoalHeading, ("area__plan",), "text", own=frozenset({"text"})),
    Table(ResultGoal, ("plan",), "wording", own=frozenset({"wording"})),
    Table(GoalWording, ("goal__plan",), "goal__wording", own=frozenset({"text"})),
    Table(Indicator, ("goal__plan",), "goal__wording", own=frozenset({"label", "unit"})),
    Table(
        Target,
        ("indicator__goal__plan",),
        "indicator__goal__wording",
        of_editors=_SOURCE,
        own=frozenset({"text"}),
    ),
    Table(Measurement, ("indicator__goal__plan",), "indicator__goal__wording"),
    Table(Exclusion, (f"{_MEASURED}__plan",), f"{_MEASURED}__wording", owner="measurement"),
    Table(MeasurementPart, (f"{_MEASURED}__plan",), f"{_MEASURED}__wording", owner="measurement"),
    Table(ReportingRound, ("plan",), of_editors=_SOURCE),
    Table(Submission, ("round__plan",), "goal__wording"),
    Table(KeyFigure, ("plan",), "label", own=frozenset({"label", "unit"})),
    Table(
        Approval,
        ("submission__round__plan",),
        "submission__goal__wording",
        frozenset({"figure"}),
        unread=frozenset({"basis"}),
        kept_as_json=frozenset({"basis"}),
    ),
    Table(KeyFigurePart, ("key_figure__plan",), "key_figure__label", owner="key_figure"),
    Table(BudgetTable, ("plan",), "title", own=frozenset({"title", "unit"})),
    Table(BudgetLine, ("table__plan",), "table__title", own=frozenset({"category", "funding"})),
    Table(Decision, ("plans", _PUBLISHED), "title", own=frozenset({"committee", "title"})),
    Table(DecisionVote, ("decision__plans", f"decision__{_PUBLISHED}"), "decision__title", owner="decision"),
    Table(
        DecisionRemark, ("decision__plans", f"decision__{_PUBLISHED}"), "decision__title", owner="decision"
    ),
    Table(Report, ("round__plan",), "title", of_editors=_SOURCE, own=frozenset({"kind", "title"})),
    Table(
        ReportTable,
        ("report__round__plan",),
        "label",
        owner="report",
        of_editors=_SOURCE,
        own=frozenset({"label", "title", "column_heading"}),
    ),
    Table(
        ReportRow,
        ("table__report__round__plan",),
        "goal__wording",
        owner="table__report",
        of_editors=frozenset({"wording_reason"}),
        own=frozenset({"heading", "wording"}),
    ),
    Table(Acknowledgement, ("report__round__plan",), "report__title", frozenset({"check_code", "place"})),
    Table(Publication, ("report__round__plan",), "report__title", _SUMS),
    Table(PublicationFiling, (_PUBLISHED,)),
    Table(PublicationShare, (_PUBLISHED,), kept=_SUMS, of_editors=frozenset({"created_by"})),
    # What somebody else asks to have blanked is told to nobody who does not decide it.
    Table(
        Redaction,
        ("plan",),
        kept=frozenset({"asked_as", "decided_as", "undone_as", "key_name"}),
        unread=frozenset({"passage"}),
    ),
    # A mail tells of several plans, and names none.
    Table(
        OutgoingMail,
        (),
        kept=frozenset({"language", "address"}),
        unread=frozenset({"failure"}),
        addressee="user",
    ),
)
HISTORY, PUBLISHED = "change", "publication"
OF_KIND = {table.kind: table for table in TABLES}


def is_text(column: Any) -> bool:
    """Whether people write what they like into the column."""
    is_words = isinstance(column, models.CharField | models.TextField) and not column.choices
    return is_words and not isinstance(column, models.SlugField)


def occurrences(plan: ActionPlan, passage: str, *, but: int | None = None) -> list[Occurrence]:
    """Every text of the plan in which the passage is read, but not of the redaction `but` itself.

    Drafts, mails and history without a plan belong to no plan; all of them are read. This is for whoever
    decides: everybody else searches with `places_for`.
    """
    in_tables = (
        occurrence for table in TABLES for occurrence in _texts(table, table.rows(plan), table.columns)
    )
    history = Change.objects.filter(Q(plan=plan) | Q(plan=None))
    found = chain(in_tables, _history(history), _published(plan), unsaved.drafts())
    return [
        occurrence
        for occurrence in found
        if blanking.holds(occurrence.text, passage)
        and (occurrence.kind, occurrence.object_id) != ("redaction", but)
    ]


def occurrences_for(reader: Person, plan: ActionPlan, passage: str) -> list[Occurrence]:
    """Every text of the plan that the person may read and in which the passage is read.

    Those are the plan and its publications, the history that its pages tell, the person's own drafts, and
    mails to them; for administrators also the rest of the history, which they read in the administration.
    """
    in_tables = (
        occurrence
        for table in TABLES
        for occurrence in _texts(table, table.rows_for(reader, plan), table.columns_for(reader))
    )
    history = queries.history_on_pages(plan.pk)
    if can_administer(reader):
        history = Change.objects.filter(Q(plan=plan) | Q(plan=None))
    found = chain(in_tables, _history(history), _published(plan), unsaved.drafts(of=reader.pk))
    return [occurrence for occurrence in found if blanking.holds(occurrence.text, passage)]


def _texts(table: Table, rows: "models.QuerySet[models.Model]", columns: list[str]) -> Iterator[Occurrence]:
    names = ["pk", *columns, *([table.subject] if table.subject else [])]
    read: set[int] = set()
    for row in rows.values_list(*names).iterator():
        key, texts = row[0], dict(zip(columns, row[1:], strict=False))
        if key in read:  # a decision on two plans
            continue
        read.add(key)
        subject = str(row[-1]) if table.subject else ""
        for name, text in texts.items():
            if text:
                readable = texts_in(text) if name in table.kept_as_json else text
                yield Occurrence(table.kind, key, name, readable, subject, stored_as=text)


def _history(rows: "models.QuerySet[Change]") -> Iterator[Occurrence]:
    """What was said before and after, and why."""
    for key, kind, name, old, new, why in rows.values_list(
        "pk", "kind", "field", "old", "new", "why"
    ).iterator():
        values = {"old": old, "new": new} if _holds_texts(kind, name) else {}
        for column, text in {**values, "why": why}.items():
            if text:
                yield Occurrence(HISTORY, key, column, text, about=(kind, name))


@cache
def _holds_texts(kind: str, name: str) -> bool:
    """Whether the history of this field keeps words: no number, day or key, which the program reads again."""
    tables = {table._meta.model_name: table for table in apps.get_models()}
    columns = {field.name: field for field in tables[kind]._meta.get_fields()} if kind in tables else {}
    column = columns.get(name)
    return not isinstance(column, models.Field) or is_text(column)


def _published(plan: ActionPlan) -> Iterator[Occurrence]:
    rows = Publication.objects.filter(report__round__plan=plan).order_by("pk")
    for key, number, html, record in rows.values_list("pk", "number", "html", "status_report").iterator(
        chunk_size=1
    ):
        yield Occurrence(PUBLISHED, key, "html", bytes(html).decode(errors="replace"), str(number))
        yield Occurrence(PUBLISHED, key, "status_report", _texts_of_record(bytes(record)), str(number))


def _texts_of_record(record: bytes) -> str:
    """The texts of a publication's JSON; the names and keys of the program are left out."""
    try:
        return "\n".join(blanking.texts_of(json.loads(record), but=is_key))
    except ValueError:
        return record.decode(errors="replace")


def is_key(name: str) -> bool:
    """Whether the value of this name in a publication's JSON is one that programs read."""
    return name in {"key", "plan", "status", "computed_status", "code", "measure"}
