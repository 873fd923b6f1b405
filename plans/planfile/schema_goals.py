"""How do a goal, what is measured for it, its targets and its figures stand in a plan file?

The pydantic entries of goals, indicators, targets and measurements, with the Danish description of each key.
"""

import re
from typing import Annotated, Any

from django.utils.translation import gettext, gettext_noop
from pydantic import AfterValidator, BeforeValidator, Field, GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema

from plans.enums import Accumulation, Direction, Measure, PartOf, Status, Unmeasurable
from plans.models.measurement import JUDGED
from plans.planfile.scalars import (
    Count,
    CountFromOne,
    Day,
    FigureFromZero,
    Line,
    Number,
    Percentage,
    Slug,
    Text,
    Truth,
    Year,
    number_schemas,
    refuse,
)
from plans.planfile.schema_base import MOST_ROWS, Entry, SourcedEntry, ToleranceEntry

WHOLE_PLAN = "plan"


class WordingEntry(SourcedEntry):
    """The goal as it is worded in another document or table."""

    place: Line = Field(
        min_length=1, max_length=200, description=gettext_noop("Hvor målet er skrevet sådan.")
    )
    text: Text = Field(min_length=1, description=gettext_noop("Ordlyden dér."))


class TargetEntry(SourcedEntry):
    """The target; a number alone is short for `{value: number}`."""

    value: FigureFromZero | None = Field(None, description=gettext_noop("Måltallet; andele i procent."))
    text: Text = Field("", description=gettext_noop("Målet i ord, for vurderinger."))


class ExclusionEntry(Entry):
    """Cases that are left out of the denominator, with the reason."""

    count: CountFromOne = Field(description=gettext_noop("Hvor mange der ikke indgår."))
    reason: Text = Field(min_length=1, description=gettext_noop("Hvorfor de ikke indgår."))
    due_on: Day | None = Field(None, description=gettext_noop("Hvornår de indgår, hvis de gør det senere."))


class PartEntry(Entry):
    """A number within the figure ("heraf")."""

    label: Line = Field(min_length=1, max_length=300, description=gettext_noop("Hvad tallet tæller."))
    value: FigureFromZero = Field(description=gettext_noop("Tallet."))
    part_of: PartOf = Field(
        PartOf.FIGURE, description=gettext_noop("Om det er en del af tallet (tælleren) eller af nævneren.")
    )
    adds_up: Truth = Field(
        False, description=gettext_noop("true: delene af denne slags giver tilsammen helheden.")
    )


def _judgement(value: object) -> object:
    if value not in JUDGED:
        refuse(gettext("Her skal stå en af disse: %(values)s.") % {"values": ", ".join(JUDGED)})
    return value


Judged = Annotated[
    Status,
    BeforeValidator(_judgement),
    WithJsonSchema({"type": "string", "enum": [status.value for status in JUDGED]}),
]


class MeasurementEntry(SourcedEntry):
    """A figure as known on a date, given in exactly one of six ways."""

    year: Year | None = Field(None, description=gettext_noop("Året; udeladt gælder tallet hele planen."))
    as_of: Day = Field(description=gettext_noop("Dagen, tallet er opgjort."))
    value: FigureFromZero | None = Field(None, description=gettext_noop("Antallet (measure: count)."))
    numerator: Count | None = Field(None, description=gettext_noop("Tælleren (measure: share)."))
    denominator: Count | None = Field(None, description=gettext_noop("Nævneren (measure: share)."))
    percentage: Percentage | None = Field(
        None, description=gettext_noop("Procenten, når tæller og nævner ikke er kendt (measure: share).")
    )
    judged: Judged | None = Field(
        None,
        description=gettext_noop(
            "Vurderingen (measure: judgement): achieved, partly_achieved eller not_achieved."
        ),
    )
    under_way: Truth = Field(
        False,
        description=gettext_noop(
            "true: målet er i gang og kan endnu ikke vurderes (measure: judgement), mens perioden løber."
        ),
    )
    basis: Text = Field("", description=gettext_noop("Hvad vurderingen bygger på."))
    unmeasurable: Unmeasurable | None = Field(
        None,
        description=gettext_noop(
            "Hvorfor der intet tal er: no_cohort (ingen i gruppen), too_recent (for nyt),"
            " no_data (ingen data), not_held (ikke afholdt)."
        ),
    )
    reason: Text = Field("", description=gettext_noop("Samme i ord."))
    pending: Count = Field(0, description=gettext_noop("Afventer svar: i nævneren, endnu ikke i tælleren."))
    exclusions: tuple[ExclusionEntry, ...] = Field(
        (), max_length=MOST_ROWS, description=gettext_noop("Dem, der ikke indgår i nævneren.")
    )
    cohort_total: Count | None = Field(
        None, description=gettext_noop("Alle i gruppen: nævneren og dem, der ikke indgår.")
    )
    ongoing: Count | None = Field(None, description=gettext_noop("Begyndt, men ikke talt med."))
    qualifier: Line = Field("", max_length=60, description=gettext_noop("Forbehold, fx ca."))
    parts: tuple[PartEntry, ...] = Field(
        (), max_length=MOST_ROWS, description=gettext_noop("Tal inden for tallet (heraf).")
    )
    derived: Truth = Field(
        False, description=gettext_noop("true: tallet er udledt, det står ikke i dokumentet.")
    )
    provisional: Truth = Field(False, description=gettext_noop("true: tallet er foreløbigt."))
    method_note: Text = Field("", description=gettext_noop("Hvordan tallet er opgjort."))


def _bare_number(value: Any) -> Any:
    return {"value": value} if value is None or isinstance(value, str) else value


class _OrBareNumber:
    """Adds to the JSON Schema that a number alone is accepted."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [*number_schemas(minimum=0), handler(schema)]}


def _year_or_plan(key: str) -> str:
    if not re.fullmatch(rf"{WHOLE_PLAN}|[12][0-9]{{3}}", key):
        refuse(gettext("Her skal stå et år eller ordet plan (hele planen)."))
    return key


TargetKey = Annotated[str, AfterValidator(_year_or_plan)]


class IndicatorEntry(SourcedEntry):
    """What is measured for a goal, and how its figures are to be read."""

    label: Line = Field(
        "", max_length=300, description=gettext_noop("Navn; kun nødvendigt, når målet har flere indikatorer.")
    )
    measure: Measure = Field(
        description=gettext_noop("count: antal. share: andel i procent. judgement: vurdering uden regning.")
    )
    unit: Line = Field("", max_length=60, description=gettext_noop("Enhed, fx møder."))
    numerator: Text = Field("", description=gettext_noop("Hvem der tælles i tælleren."))
    denominator: Text = Field("", description=gettext_noop("Hvem der tælles i nævneren."))
    data_source: Text = Field("", description=gettext_noop("Hvor tallene kommer fra."))
    direction: Direction = Field(
        Direction.AT_LEAST, description=gettext_noop("at_least: mindst måltallet. at_most: højst.")
    )
    accumulation: Accumulation = Field(
        description=gettext_noop(
            "Flere år: sum lægges sammen (kun antal), pooled lægger tællere og nævnere sammen (kun andele),"
            " latest er det seneste år."
        )
    )
    carries_over: Truth = Field(
        False, description=gettext_noop("true: de samme borgere kan indgå i flere år.")
    )
    counts_people: Truth = Field(False, description=gettext_noop("true: det er personer, der tælles."))
    tolerance: ToleranceEntry | None = Field(
        None, description=gettext_noop("Egen tolerance; ellers gælder planens.")
    )
    targets: dict[TargetKey, Annotated[TargetEntry, BeforeValidator(_bare_number), _OrBareNumber()]] = Field(
        {},
        json_schema_extra={"propertyNames": {"pattern": f"^({WHOLE_PLAN}|[12][0-9]{{3}})$"}},
        description=gettext_noop("Måltal for hvert år, eller ét for hele planen (plan), aldrig begge dele."),
    )
    measurements: tuple[MeasurementEntry, ...] = Field(
        (), max_length=MOST_ROWS, description=gettext_noop("Tallene, ældste først.")
    )


class GoalEntry(SourcedEntry):
    """A goal as adopted."""

    key: Slug = Field(max_length=60, description=gettext_noop("Målets nøgle i planen. Ændres aldrig."))
    wording: Text = Field(min_length=1, description=gettext_noop("Ordlyden, som den er vedtaget."))
    areas: tuple[Number, ...] = Field(
        min_length=1,
        max_length=MOST_ROWS,
        description=gettext_noop("Numrene på målets områder; det første er det ledende."),
    )
    heading: Line | None = Field(
        None, max_length=300, description=gettext_noop("En af det ledende områdes overskrifter.")
    )
    footnote: Text = Field("", description=gettext_noop("Fodnoten til målet."))
    predecessor: Slug | None = Field(
        None,
        max_length=60,
        description=gettext_noop("Nøglen på det mål i den afløste plan, som dette følger."),
    )
    withdrawn_from: Year | None = Field(None, description=gettext_noop("Året, fra hvilket målet er udgået."))
    wordings: tuple[WordingEntry, ...] = Field(
        (), max_length=MOST_ROWS, description=gettext_noop("Samme mål, som andre steder skriver det.")
    )
    indicators: tuple[IndicatorEntry, ...] = Field(
        (), max_length=MOST_ROWS, description=gettext_noop("Hvad der måles; oftest én.")
    )
