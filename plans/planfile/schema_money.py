"""How do key figures, budget tables and decisions stand in a plan file?

The pydantic entries of key figures, budget tables and decisions, with the Danish description of each key.
"""

from django.utils.translation import gettext_noop
from pydantic import Field

from plans.enums import AmountKind, VoteSide
from plans.planfile.scalars import (
    Amount,
    Code,
    Day,
    Figure,
    FullTimeEquivalents,
    Line,
    Number,
    Slug,
    Text,
    Truth,
    Votes,
    Years,
)
from plans.planfile.schema_base import MOST_ROWS, Entry, SourcedEntry


class IndicatorReference(Entry):
    """One indicator of the plan."""

    goal: Slug = Field(max_length=60, description=gettext_noop("Målets nøgle."))
    order: Number = Field(1, description=gettext_noop("Indikatorens nummer i målet, fra 1."))


class KeyFigurePartEntry(Entry):
    """A number within a key figure."""

    label: Line = Field(min_length=1, max_length=300, description=gettext_noop("Hvad tallet tæller."))
    value: Figure = Field(description=gettext_noop("Tallet."))
    adds_up: Truth = Field(False, description=gettext_noop("true: delene giver tilsammen helheden."))


class KeyFigureEntry(SourcedEntry):
    """A figure that describes the work, with the days it covers."""

    label: Line = Field(min_length=1, max_length=300, description=gettext_noop("Hvad tallet tæller."))
    value: Figure = Field(description=gettext_noop("Tallet."))
    unit: Line = Field("", max_length=60, description=gettext_noop("Enhed."))
    qualifier: Line = Field("", max_length=60, description=gettext_noop("Forbehold, fx ca."))
    starts_on: Day | None = Field(None, description=gettext_noop("Den første dag, tallet dækker."))
    ends_on: Day | None = Field(None, description=gettext_noop("Den sidste dag, tallet dækker."))
    area: Number | None = Field(None, description=gettext_noop("Nummeret på området."))
    indicator: IndicatorReference | None = Field(
        None, description=gettext_noop("Den indikator, tallet hører til.")
    )
    parts: tuple[KeyFigurePartEntry, ...] = Field(
        (), max_length=MOST_ROWS, description=gettext_noop("Tal inden for tallet (heraf).")
    )


class BudgetLineEntry(SourcedEntry):
    """An amount of a table, of an area or of a category."""

    area: Number | None = Field(None, description=gettext_noop("Nummeret på området."))
    category: Line = Field("", max_length=300, description=gettext_noop("Posten, som dokumentet kalder den."))
    years: Years = Field(description=gettext_noop("Året eller årene: 2018 eller 2018-2019."))
    funding: Line = Field("", max_length=300, description=gettext_noop("Hvor pengene kommer fra."))
    kind: AmountKind = Field(
        AmountKind.BUDGET,
        description=gettext_noop(
            "budget: afsat. spent: forbrugt. expected: forventet. carried_over: overført."
        ),
    )
    amount: Amount = Field(description=gettext_noop('Beløbet, eller "-", hvor dokumentet har en streg.'))
    stated_total: Truth = Field(
        False, description=gettext_noop("true: dokumentets egen sum, ikke en post for sig.")
    )
    full_time_equivalents: FullTimeEquivalents | None = Field(None, description=gettext_noop("Årsværk."))
    qualifier: Line = Field("", max_length=60, description=gettext_noop("Forbehold, fx ca."))
    footnote: Text = Field("", description=gettext_noop("Fodnoten til beløbet."))


class BudgetTableEntry(SourcedEntry):
    """A table of amounts as its document sets it."""

    title: Line = Field(min_length=1, max_length=300, description=gettext_noop("Tabellens titel."))
    unit: Line = Field("mio. kr.", min_length=1, max_length=30, description=gettext_noop("Beløbenes enhed."))
    within_frame: Truth = Field(
        True, description=gettext_noop("Om pengene ligger inden for planens økonomiske ramme.")
    )
    notes: Text = Field("", description=gettext_noop("Noter under tabellen."))
    lines: tuple[BudgetLineEntry, ...] = Field(
        (), max_length=MOST_ROWS, description=gettext_noop("Tabellens poster.")
    )


class VoteEntry(Entry):
    """How many voted on one side, and which parties."""

    count: Votes = Field(description=gettext_noop("Antal stemmer."))
    parties: Line = Field("", max_length=200, description=gettext_noop("Partiernes bogstaver: A, B, F."))


class RemarkEntry(Entry):
    """What a party had entered in the minutes."""

    party: Line = Field(min_length=1, max_length=60, description=gettext_noop("Partiet."))
    text: Text = Field(min_length=1, description=gettext_noop("Protokolbemærkningen."))


class DecisionEntry(SourcedEntry):
    """What a committee decided on the plan."""

    committee: Line = Field(min_length=1, max_length=200, description=gettext_noop("Udvalget."))
    decided_on: Day = Field(description=gettext_noop("Mødets dato."))
    case_number: Code = Field("", description=gettext_noop("Sagsnummer."))
    item_number: Code = Field("", max_length=30, description=gettext_noop("Punkt på dagsordenen."))
    title: Line = Field(min_length=1, max_length=300, description=gettext_noop("Sagens titel."))
    recommendation: Text = Field("", description=gettext_noop("Indstillingen."))
    outcome: Text = Field("", description=gettext_noop("Hvad der blev besluttet."))
    votes: dict[VoteSide, VoteEntry] = Field(
        {}, description=gettext_noop("Stemmerne: for, against, abstained.")
    )
    remarks: tuple[RemarkEntry, ...] = Field(
        (), max_length=MOST_ROWS, description=gettext_noop("Protokolbemærkninger.")
    )
