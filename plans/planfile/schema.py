"""What is a plan file? One plan with its areas, goals, figures, rounds, reports, money and decisions."""

from decimal import Decimal

from django.utils.translation import gettext_noop
from pydantic import Field

from plans.enums import PreventionLevel, Status
from plans.planfile.scalars import Day, Line, Number, Slug, Text, Word, Year
from plans.planfile.schema_base import MOST_ROWS, Entry, SourcedEntry, ToleranceEntry
from plans.planfile.schema_goals import GoalEntry
from plans.planfile.schema_money import BudgetTableEntry, DecisionEntry, KeyFigureEntry
from plans.planfile.schema_rounds import RoundEntry

STANDARD_TOLERANCE = ToleranceEntry(percent=Decimal(15))


class PlanHead(SourcedEntry):
    """The plan itself: its address, title, days, own rule and own words."""

    slug: Slug = Field(
        max_length=80,
        description=gettext_noop("Planens adresse: bogstaver a-z, cifre og bindestreger. Ændres aldrig."),
    )
    title: Line = Field(min_length=1, max_length=300, description=gettext_noop("Planens titel."))
    starts_on: Day = Field(description=gettext_noop("Planens første dag; årene følger af dagene."))
    ends_on: Day = Field(description=gettext_noop("Planens sidste dag."))
    aims: Text = Field("", description=gettext_noop("Hvad planen vil opnå."))
    introduction: Text = Field("", description=gettext_noop("Planens indledning."))
    predecessor: Slug | None = Field(
        None, max_length=80, description=gettext_noop("Adressen på den plan, som denne afløser.")
    )
    tolerance: ToleranceEntry = Field(
        STANDARD_TOLERANCE, description=gettext_noop("Hvornår et mål, der ikke er nået, er delvist nået.")
    )
    words: dict[Status, Word] = Field({}, description=gettext_noop("Planens egne ord for en status."))
    words_for_shares: dict[Status, Word] = Field(
        {}, description=gettext_noop("Egne ord, der kun gælder andele (measure: share).")
    )
    words_for_counts: dict[Status, Word] = Field(
        {}, description=gettext_noop("Egne ord, der kun gælder antal (measure: count).")
    )
    words_for_judgements: dict[Status, Word] = Field(
        {}, description=gettext_noop("Egne ord, der kun gælder vurderinger (measure: judgement).")
    )


class EffortEntry(SourcedEntry):
    """One of the things done in an area."""

    title: Line = Field(min_length=1, max_length=300, description=gettext_noop("Indsatsens titel."))
    description: Text = Field("", description=gettext_noop("Hvad indsatsen går ud på."))


class HeadingEntry(SourcedEntry):
    """A heading over some of an area's goals."""

    text: Line = Field(min_length=1, max_length=300, description=gettext_noop("Overskriften."))
    footnote: Text = Field("", description=gettext_noop("Fodnoten til overskriften."))


class AreaEntry(SourcedEntry):
    """One of the plan's numbered effort areas."""

    number: Number = Field(description=gettext_noop("Områdets nummer i planen."))
    title: Line = Field(min_length=1, max_length=300, description=gettext_noop("Områdets titel."))
    levels: tuple[PreventionLevel, ...] = Field(
        (), max_length=3, description=gettext_noop("Niveauer i forebyggelsestrekanten.")
    )
    introduction: Text = Field("", description=gettext_noop("Områdets indledning."))
    purpose: Text = Field("", description=gettext_noop("Formålet med indsatsen."))
    content: Text = Field("", description=gettext_noop("Indsatsens indhold."))
    target_group: Text = Field("", description=gettext_noop("Indsatsens målgruppe."))
    effect: Text = Field("", description=gettext_noop("Den forventede effekt."))
    started_year: Year | None = Field(None, description=gettext_noop("Året, da indsatsen gik i gang."))
    lead: Line = Field("", max_length=200, description=gettext_noop("Den ansvarlige enhed eller rolle."))
    efforts: tuple[EffortEntry, ...] = Field(
        (), max_length=MOST_ROWS, description=gettext_noop("Områdets indsatser i planens rækkefølge.")
    )
    headings: tuple[HeadingEntry, ...] = Field(
        (), max_length=MOST_ROWS, description=gettext_noop("Overskrifter, som mål kan stå under.")
    )


class PlanFile(Entry):
    """A whole plan. Lists are in the order of the documents."""

    plan: PlanHead = Field(description=gettext_noop("Selve handleplanen."))
    areas: tuple[AreaEntry, ...] = Field(
        (), max_length=MOST_ROWS, description=gettext_noop("Planens indsatsområder.")
    )
    goals: tuple[GoalEntry, ...] = Field(
        (), max_length=MOST_ROWS, description=gettext_noop("Planens resultatmål i planens rækkefølge.")
    )
    rounds: tuple[RoundEntry, ...] = Field(
        (), max_length=MOST_ROWS, description=gettext_noop("Indberetningsrunder med deres afrapportering.")
    )
    key_figures: tuple[KeyFigureEntry, ...] = Field(
        (), max_length=MOST_ROWS, description=gettext_noop("Nøgletal.")
    )
    budget_tables: tuple[BudgetTableEntry, ...] = Field(
        (), max_length=MOST_ROWS, description=gettext_noop("Budget- og regnskabstabeller.")
    )
    decisions: tuple[DecisionEntry, ...] = Field(
        (), max_length=MOST_ROWS, description=gettext_noop("Udvalgets beslutninger om planen.")
    )
