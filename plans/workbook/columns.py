"""Which columns does a sheet have? What is known of a figure, and the cells that are filled in."""

from dataclasses import dataclass
from enum import StrEnum

from plans.domain.measures import Way, given_in, with_detail
from plans.enums import Measure

_COUNTS, _EVERY = given_in(Way.COUNTS), frozenset(Measure)


class Kind(StrEnum):
    """What a column holds."""

    KNOWN = "known"  # to be read, not to be changed
    NUMBER = "number"
    COUNT = "count"  # whole
    PERCENTAGE = "percentage"
    JUDGEMENT = "judgement"  # chosen from a list
    UNMEASURABLE = "unmeasurable"  # likewise
    TEXT = "text"


NUMBERS = frozenset({Kind.NUMBER, Kind.COUNT, Kind.PERCENTAGE})
LISTS = frozenset({Kind.JUDGEMENT, Kind.UNMEASURABLE})


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, heading, width in characters, what it holds, and what that means in Danish.

    `measures` are those that it is filled in for; without any it is filled in once a goal.
    """

    key: str
    heading: str
    width: int
    kind: Kind
    meaning: str
    measures: frozenset[Measure] = frozenset()
    example: str = ""

    @property
    def is_of_goal(self) -> bool:
        """Whether it is filled in on a goal's first row alone."""
        return self.kind is not Kind.KNOWN and not self.measures

    def is_asked(self, measure: Measure | None, *, first_of_goal: bool) -> bool:
        """Whether there is anything to fill in for this measure (None: a goal without figures)."""
        if self.kind is Kind.KNOWN:
            return False
        return first_of_goal if self.is_of_goal else measure in self.measures


COLUMNS = (
    Column("goal", "Resultatmål", 46, Kind.KNOWN, "Målet, som bilaget skriver det."),
    Column("figure", "Indberetning", 24, Kind.KNOWN, "Hvilket tal eller hvilken vurdering rækken gælder."),
    Column("target", "Måltal", 16, Kind.KNOWN, "Det, der skal nås."),
    Column("before", "Senest", 16, Kind.KNOWN, "Det seneste tal før denne indberetning."),
    Column("value", "Antal", 11, Kind.NUMBER, "Tallet, fx 15 eller 14,5.", given_in(Way.VALUE), "15"),
    Column("numerator", "I mål", 9, Kind.COUNT, "Hvor mange der nåede målet: 7 i »7 af 15«.", _COUNTS, "7"),
    Column("denominator", "Ud af", 9, Kind.COUNT, "Hvor mange der er i alt: 15 i »7 af 15«.", _COUNTS, "15"),
    Column(
        "percentage",
        "Procent",
        9,
        Kind.PERCENTAGE,
        "Kun når du ikke kender antallene: 47 for 47 pct.",
        given_in(Way.PERCENTAGE),
        "47",
    ),
    Column(
        "pending",
        "Afventer",
        10,
        Kind.COUNT,
        "Hvor mange af »Ud af« der endnu ikke er svar fra.",
        with_detail("pending"),
        "2",
    ),
    Column(
        "judged",
        "Vurdering",
        18,
        Kind.JUDGEMENT,
        "Vælg på listen.",
        given_in(Way.JUDGED),
    ),
    Column(
        "basis",
        "Grundlag",
        30,
        Kind.TEXT,
        "Hvad vurderingen bygger på.",
        with_detail("basis"),
    ),
    Column(
        "unmeasurable",
        "Kan ikke opgøres",
        21,
        Kind.UNMEASURABLE,
        "Vælg på listen i stedet for at skrive et tal.",
        _EVERY,
    ),
    Column("reason", "Hvorfor ikke", 28, Kind.TEXT, "Hvorfor det ikke kan opgøres.", _EVERY),
    Column("sub_heading", "Underoverskrift", 26, Kind.TEXT, "Kort overskrift over teksten. Kan undværes."),
    Column(
        "commentary",
        "Afrapportering",
        56,
        Kind.TEXT,
        "Teksten til bilaget. Ny linje er et nyt afsnit; en linje, der begynder med »• «, er et punkt.",
    ),
    Column("key", "Vink", 8, Kind.KNOWN, "Skjult: rækkens nummer i Vink."),
)
PLACES = {column.key: number for number, column in enumerate(COLUMNS, start=1)}
FIGURE_COLUMNS = tuple(column for column in COLUMNS if column.measures)
TEXT_COLUMNS = tuple(column for column in COLUMNS if column.is_of_goal)
ENTRY_COLUMNS = (*FIGURE_COLUMNS, *TEXT_COLUMNS)

HEADINGS_ROW = 2
FIRST_ROW = 3
GUIDE_SHEET = "Vejledning"
HIDDEN_SHEET = "Vink"
