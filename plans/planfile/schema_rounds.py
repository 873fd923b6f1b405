"""How do a reporting round, its submissions and its report stand in a plan file?

The pydantic entries of rounds, submissions, overrides and reports, with the Danish description of each key.
"""

from django.utils.translation import gettext_noop
from pydantic import Field

from plans.enums import RoundState, Status, SubmissionState
from plans.planfile.scalars import Code, Day, Line, RichText, Slug, Text, Years
from plans.planfile.schema_base import MOST_ROWS, Entry, SourcedEntry


class OverrideEntry(Entry):
    """A judgement that goes before the rule's."""

    status: Status = Field(description=gettext_noop("Den egne vurdering."))
    reason: Text = Field(min_length=1, description=gettext_noop("Begrundelsen."))
    replaces: Status = Field(description=gettext_noop("Den beregnede status, som den erstatter."))


class SubmissionEntry(SourcedEntry):
    """A goal's submission in a round: its text, its own judgement if any, and its state."""

    goal: Slug = Field(max_length=60, description=gettext_noop("Målets nøgle."))
    sub_heading: Line = Field("", max_length=200, description=gettext_noop("Underoverskrift over teksten."))
    commentary: RichText = Field(
        "", description=gettext_noop("Teksten som HTML med p, strong, em, ul, li og br; andet fjernes.")
    )
    footnote: Text = Field("", description=gettext_noop("Fodnoten til teksten."))
    override: OverrideEntry | None = Field(
        None, description=gettext_noop("En vurdering, der går forud for den beregnede.")
    )
    state: SubmissionState = Field(
        SubmissionState.DRAFT, description=gettext_noop("Hvor langt indberetningen er.")
    )
    returned_because: Text = Field("", description=gettext_noop("Hvorfor den er sendt tilbage."))


class ReportRowEntry(SourcedEntry):
    """A row of a table: one goal, with heading and wording where they differ from the plan's."""

    goal: Slug = Field(max_length=60, description=gettext_noop("Målets nøgle."))
    heading: Line = Field(
        "",
        max_length=300,
        description=gettext_noop("Overskriften i tabellen, når den er en anden end planens."),
    )
    wording: Text = Field(
        "", description=gettext_noop("Ordlyden i tabellen, når den er en anden end planens.")
    )
    wording_reason: Text = Field(
        "", description=gettext_noop("Hvorfor ordlyden i tabellen er en anden end planens.")
    )


class ReportTableEntry(SourcedEntry):
    """A titled table of the report."""

    label: Line = Field(min_length=1, max_length=60, description=gettext_noop("Tabellens nummer: Tabel 1."))
    title: Line = Field(min_length=1, max_length=300, description=gettext_noop("Tabellens titel."))
    column_heading: Line = Field(
        min_length=1, max_length=100, description=gettext_noop("Overskriften over kolonnen med svarene.")
    )
    notes: Text = Field("", description=gettext_noop("Noter under tabellen."))
    rows: tuple[ReportRowEntry, ...] = Field(
        (), max_length=MOST_ROWS, description=gettext_noop("Målene i tabellens rækkefølge.")
    )


class ReportEntry(SourcedEntry):
    """The memo that reports a round."""

    kind: Line = Field("", max_length=60, description=gettext_noop("Dokumenttype, fx Notat."))
    title: Line = Field(min_length=1, max_length=300, description=gettext_noop("Dokumentets titel."))
    dated_on: Day = Field(description=gettext_noop("Dokumentets dato."))
    case_number: Code = Field("", description=gettext_noop("Sagsnummer."))
    document_number: Code = Field("", description=gettext_noop("Dokumentnummer."))
    case_officer: Line = Field("", max_length=200, description=gettext_noop("Sagsbehandlerens rolle."))
    sender: Text = Field("", description=gettext_noop("Afsenderen, en linje for hver linje."))
    ean: Code = Field("", max_length=30, description=gettext_noop("EAN-nummer."))
    website: Line = Field("", max_length=200, description=gettext_noop("Hjemmeside."))
    intro: Text = Field("", description=gettext_noop("Indledningen."))
    closing: Text = Field("", description=gettext_noop("Afslutningen."))
    tables: tuple[ReportTableEntry, ...] = Field(
        (), max_length=MOST_ROWS, description=gettext_noop("Tabellerne i dokumentets rækkefølge.")
    )


class RoundEntry(SourcedEntry):
    """A period of the plan to be reported, as of one date."""

    years: Years = Field(description=gettext_noop("Året eller årene: 2019 eller 2016-2017."))
    as_of: Day = Field(description=gettext_noop("Dagen, der opgøres pr."))
    deadline: Day | None = Field(None, description=gettext_noop("Frist for indberetning."))
    state: RoundState = Field(RoundState.OPEN, description=gettext_noop("open: åben. closed: lukket."))
    submissions: tuple[SubmissionEntry, ...] = Field(
        (), max_length=MOST_ROWS, description=gettext_noop("Hvad der er indberettet om hvert mål.")
    )
    report: ReportEntry | None = Field(None, description=gettext_noop("Rundens afrapportering."))
