"""What may a single value in a plan file look like? Every scalar arrives as text and is typed here, strictly.

Values that already have their type (a plan read from the database) pass the same limits.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, NoReturn, TypeAlias

from django.utils.translation import gettext
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from plans.domain.values import Period
from plans.models.fields import LARGEST_COUNT, LONGEST_TEXT
from plans.richtext import clean

Schema: TypeAlias = dict[str, Any]

FIRST_YEAR, LAST_YEAR = 1900, 2999
LARGEST_FIGURE = Decimal("99999999999.9999")
_FIGURE = re.compile(r"-?[0-9]{1,11}(\.[0-9]{1,4})?")
# "2.100" is two thousand one hundred to a Danish reader and 2.1 to a computer.
PERHAPS_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
_DASHES = {"-", "–", "—"}

# The same for the JSON Schema, which meets numbers and cannot see how they were written: those from 1 to 1000
# with exactly three decimals. The second divisor of each pair is the first one divided by 3 and by 21: most
# programs divide in binary, where 2.3 is no multiple of 0.01, but one of 0.01 / 21.
_THREE_DECIMALS = [{"multipleOf": 0.001}, {"multipleOf": 0.001 / 3}]
_TWO_DECIMALS = [{"multipleOf": 0.01}, {"multipleOf": 0.01 / 21}]
_AMBIGUOUS: Schema = {
    "allOf": [
        {
            "anyOf": [
                {"minimum": 1, "exclusiveMaximum": 1000},
                {"exclusiveMinimum": -1000, "maximum": -1},
            ]
        },
        {"anyOf": _THREE_DECIMALS},
        {"not": {"anyOf": _TWO_DECIMALS}},
    ]
}


def number_schemas(written: str = r"[1-9][0-9]{0,2}\.[0-9]{3}", **limits: float) -> list[Schema]:
    """The JSON Schemas of a number: a text with a fourth decimal ("3.0710"), or a number of one meaning."""
    return [
        {"type": "string", "pattern": f"^{written}0$"},
        {"type": "number", **limits, "not": _AMBIGUOUS},
    ]


def refuse(sentence: str) -> NoReturn:
    """Stop at a value with a `sentence` that says what is expected."""
    # pydantic fills {braces} in a message; the sentence is finished already
    raise PydanticCustomError("plan_file", "{sentence}", {"sentence": sentence})


def _only_text(value: object) -> str:
    if not isinstance(value, str):
        refuse(gettext("Her skal stå en tekst."))
    if "\0" in value:
        refuse(gettext("Teksten indeholder et NUL-tegn, som ikke kan gemmes."))
    return value


def _cleaned(html: str) -> str:
    # A sign that the annex cannot show comes in, too: what was stored once is not lost. The checks name it.
    return clean(html)


def _text(value: object) -> str:
    text = _only_text(value)
    if not text:  # as most texts of a plan with many figures
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip(" \t") for line in lines).strip("\n")


def _line(value: object) -> str:
    text = _text(value).strip(" \t")
    if "\n" in text:
        refuse(gettext("Teksten skal stå på én linje."))
    return text


def _whole_number(low: int, high: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if isinstance(value, str) and re.fullmatch(r"[0-9]{1,13}", value):
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            refuse(gettext("Her skal stå et helt tal fra %(low)d til %(high)d.") % {"low": low, "high": high})
        return value

    return read


def _figure(low: Decimal, high: Decimal) -> Callable[[object], Decimal]:
    def read(value: object) -> Decimal:
        if isinstance(value, str):
            if PERHAPS_THOUSANDS.fullmatch(value):
                refuse(
                    gettext("%(text)s kan læses på to måder. Skriv %(thousands)s eller %(decimals)s.")
                    % {"text": value, "thousands": value.replace(".", ""), "decimals": f"{value}0"}
                )
            if not _FIGURE.fullmatch(value):
                refuse(gettext("Her skal stå et tal med højst 11 cifre, punktum og højst 4 decimaler: 14.5."))
            value = Decimal(value)
        if not isinstance(value, Decimal) or not low <= value <= high:
            refuse(gettext("Her skal stå et tal fra %(low)s til %(high)s.") % {"low": low, "high": high})
        return value

    return read


def _hundredths(value: Decimal) -> Decimal:
    if value != value.quantize(Decimal("0.01")):
        refuse(gettext("Tallet må højst have 2 decimaler."))
    return value


def _amount(value: object) -> Decimal | None:
    if value is None or (isinstance(value, str) and value in _DASHES):
        return None
    return _figure(-LARGEST_FIGURE, LARGEST_FIGURE)(value)


def _date(value: object) -> date:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    refuse(gettext("Her skal stå en dato, der findes, som år-måned-dag: 2019-12-31."))


def _truth(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if value not in {"true", "false"}:
        refuse(gettext("Her skal stå true eller false."))
    return value == "true"


def _period(value: object) -> Period:
    if isinstance(value, Period):
        return value
    try:
        period = Period.parse(value if isinstance(value, str) else "")
    except ValueError:
        period = None
    if period is None or not (FIRST_YEAR <= period.first <= period.last <= LAST_YEAR):
        refuse(gettext("Her skal stå et år eller det første og det sidste år: 2019 eller 2016-2017."))
    return period


Line = Annotated[str, BeforeValidator(_line)]
# a text that may look like a number, such as an EAN
Code = Annotated[
    str, BeforeValidator(_line), Field(max_length=60), WithJsonSchema({"type": ["string", "integer"]})
]
Text = Annotated[str, BeforeValidator(_text), Field(max_length=LONGEST_TEXT)]
RichText = Annotated[str, BeforeValidator(_text), Field(max_length=LONGEST_TEXT), AfterValidator(_cleaned)]
Word = Annotated[str, BeforeValidator(_line), Field(min_length=1, max_length=60)]
Slug = Annotated[str, BeforeValidator(_line), Field(min_length=1, pattern=r"^[-a-zA-Z0-9_]+$")]
Truth = Annotated[bool, BeforeValidator(_truth), WithJsonSchema({"type": "boolean"})]
Day = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
Year = Annotated[
    int,
    BeforeValidator(_whole_number(FIRST_YEAR, LAST_YEAR)),
    WithJsonSchema({"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}),
]
Years = Annotated[
    Period,
    BeforeValidator(_period),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
                {"type": "string", "pattern": "^[12][0-9]{3}-[12][0-9]{3}$"},
            ]
        }
    ),
]
Count = Annotated[
    int,
    BeforeValidator(_whole_number(0, LARGEST_COUNT)),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": LARGEST_COUNT}),
]
CountFromOne = Annotated[
    int,
    BeforeValidator(_whole_number(1, LARGEST_COUNT)),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": LARGEST_COUNT}),
]
Number = Annotated[
    int,
    BeforeValidator(_whole_number(1, 9999)),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 9999}),
]
Votes = Annotated[
    int,
    BeforeValidator(_whole_number(0, 9999)),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 9999}),
]
Figure = Annotated[
    Decimal,
    BeforeValidator(_figure(-LARGEST_FIGURE, LARGEST_FIGURE)),
    WithJsonSchema({"anyOf": number_schemas(PERHAPS_THOUSANDS.pattern)}),
]
FigureFromZero = Annotated[
    Decimal,
    BeforeValidator(_figure(Decimal(0), LARGEST_FIGURE)),
    WithJsonSchema({"anyOf": number_schemas(minimum=0)}),
]
Percentage = Annotated[
    Decimal,
    BeforeValidator(_figure(Decimal(0), Decimal(100))),
    WithJsonSchema({"anyOf": number_schemas(r"[1-9][0-9]?\.[0-9]{3}", minimum=0, maximum=100)}),
]
TolerancePercent = Annotated[
    Decimal,
    BeforeValidator(_figure(Decimal(0), Decimal(100))),
    AfterValidator(_hundredths),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100, "allOf": [{"anyOf": _TWO_DECIMALS}]}),
]
FullTimeEquivalents = Annotated[
    Decimal,
    BeforeValidator(_figure(Decimal(0), Decimal("999999.99"))),
    AfterValidator(_hundredths),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 999999.99, "not": _AMBIGUOUS}),
]
Amount = Annotated[
    Decimal | None,
    BeforeValidator(_amount),
    WithJsonSchema(
        {"anyOf": [*number_schemas(PERHAPS_THOUSANDS.pattern), {"type": "string", "enum": ["-"]}]}
    ),
]
