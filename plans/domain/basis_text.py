"""How is the basis of a judgement kept? As JSON in one form only, so that the same basis is the same text."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from plans.domain import blanking
from plans.domain.basis import Beside, FigureRead, IndicatorBasis, JudgementBasis, LeftOut, Within
from plans.domain.values import Figure, Period, Span, TargetValue, Tolerance
from plans.enums import Accumulation, Basis, Direction, Measure, PartOf, Status, Unmeasurable

# The number of the shape below. Whoever changes what is kept, or how it is written, gives it the next number
# and lets `read` know the earlier ones: what was approved before is never written anew.
FORM = 1

# The values in it that programs read and people do not.
KEYS = frozenset(
    {
        "accumulation",
        "as_of",
        "basis",
        "direction",
        "due_on",
        "judged",
        "measure",
        "own",
        "part_of",
        "percent",
        "percentage",
        "plan",
        "span",
        "unmeasurable",
        "value",
    }
)


class UnknownForm(ValueError):
    """A kept basis has a form that this program does not know."""


def written(basis: JudgementBasis) -> str:
    """The basis as it is kept."""
    return as_text(_values(basis))


def texts_in(text: str) -> str:
    """What people wrote in a kept basis, each text on a line of its own."""
    return "\n".join(blanking.texts_of(json.loads(text), but=KEYS.__contains__))


def blanked_basis(text: str, passage: str) -> str:
    """A kept basis with the mark in place of the passage; it is read as before."""
    return as_text(blanking.blanked_values(json.loads(text), passage, but=KEYS.__contains__))


def as_text(values: Mapping[str, Any]) -> str:
    """The values of a basis in the one form in which they are kept."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(text: str) -> JudgementBasis:
    """The basis that `written` wrote. Raises UnknownForm for one of another form, and what is no basis."""
    try:
        values = json.loads(text)
        if values["form"] != FORM:
            raise UnknownForm(f"a basis of form {values['form']}")
        own = values["own"]
        return JudgementBasis(
            wording=values["wording"],
            word=values["word"],
            own=Status(own["status"]) if own else None,
            replaced=Status(own["replaced"]) if own else None,
            period=Period(*values["period"]),
            as_of=date.fromisoformat(values["as_of"]),
            plan=_read_span(values["plan"]),
            indicators=tuple(_read_indicator(each) for each in values["indicators"]),
        )
    except (KeyError, TypeError, ArithmeticError, ValueError) as error:
        if isinstance(error, UnknownForm):
            raise
        raise UnknownForm("no basis") from error


def _values(basis: JudgementBasis) -> dict[str, Any]:
    own = {"status": basis.own, "replaced": basis.replaced} if basis.own else None
    return {
        "form": FORM,
        "wording": basis.wording,
        "word": basis.word,
        "own": own,
        "period": [basis.period.first, basis.period.last],
        "as_of": basis.as_of.isoformat(),
        "plan": _span(basis.plan),
        "indicators": [_indicator_values(each) for each in basis.indicators],
    }


def _indicator_values(basis: IndicatorBasis) -> dict[str, Any]:
    tolerance, span = basis.tolerance, basis.span
    return {
        "id": basis.id,
        "label": basis.label,
        "unit": basis.unit,
        "counted": basis.counted,
        "among": basis.among,
        "measure": basis.measure,
        "direction": basis.direction,
        "accumulation": basis.accumulation,
        "carries_over": basis.carries_over,
        "tolerance": {
            "percent": _text(Decimal(tolerance.percent)),  # type: ignore[arg-type]  # a column's, never a fraction
            "basis": tolerance.basis,
            "inclusive": tolerance.inclusive,
        }
        if tolerance
        else None,
        "span": _span(span) if span else None,
        "targets": [
            {"year": each.year, "value": _text(each.value), "text": each.text} for each in basis.targets
        ],
        "figures": [_figure_values(each) for each in basis.figures],
    }


def _figure_values(read_: FigureRead) -> dict[str, Any]:
    figure = read_.figure
    return {
        "year": figure.year,
        "as_of": figure.as_of.isoformat(),
        "value": _text(figure.value),
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "percentage": _text(figure.percentage),
        "judged": figure.judged,
        "unmeasurable": figure.unmeasurable,
        "pending": figure.pending,
        "provisional": figure.provisional,
        "under_way": figure.under_way,
        "qualifier": figure.qualifier,
        "left_out": [
            {
                "count": each.count,
                "reason": each.reason,
                "due_on": each.due_on.isoformat() if each.due_on else None,
            }
            for each in read_.beside.left_out
        ],
        "parts": [
            {
                "label": each.label,
                "value": _text(each.value),
                "part_of": each.part_of,
                "adds_up": each.adds_up,
            }
            for each in read_.beside.parts
        ],
    }


def _read_indicator(values: Mapping[str, Any]) -> IndicatorBasis:
    tolerance, span = values["tolerance"], values["span"]
    return IndicatorBasis(
        id=values["id"],
        label=values["label"],
        unit=values["unit"],
        counted=values["counted"],
        among=values["among"],
        measure=Measure(values["measure"]),
        direction=Direction(values["direction"]),
        accumulation=Accumulation(values["accumulation"]),
        carries_over=values["carries_over"],
        tolerance=Tolerance(Decimal(tolerance["percent"]), Basis(tolerance["basis"]), tolerance["inclusive"])
        if tolerance
        else None,
        span=_read_span(span) if span else None,
        targets=tuple(
            TargetValue(each["year"], _number(each["value"]), each["text"]) for each in values["targets"]
        ),
        figures=tuple(_read_figure(each) for each in values["figures"]),
    )


def _read_figure(values: Mapping[str, Any]) -> FigureRead:
    figure = Figure(
        year=values["year"],
        as_of=date.fromisoformat(values["as_of"]),
        value=_number(values["value"]),
        numerator=values["numerator"],
        denominator=values["denominator"],
        percentage=_number(values["percentage"]),
        judged=Status(values["judged"]) if values["judged"] else None,
        unmeasurable=Unmeasurable(values["unmeasurable"]) if values["unmeasurable"] else None,
        pending=values["pending"],
        provisional=values["provisional"],
        under_way=values["under_way"],
        qualifier=values["qualifier"],
    )
    left_out = tuple(
        LeftOut(
            each["count"],
            each["reason"],
            date.fromisoformat(each["due_on"]) if each["due_on"] else None,
        )
        for each in values["left_out"]
    )
    parts = tuple(
        Within(each["label"], Decimal(each["value"]), PartOf(each["part_of"]), each["adds_up"])
        for each in values["parts"]
    )
    return FigureRead(figure, Beside(left_out, parts))


def _span(span: Span) -> list[str]:
    return [span.starts_on.isoformat(), span.ends_on.isoformat()]


def _read_span(days: Sequence[str]) -> Span:
    first, last = days
    return Span(date.fromisoformat(first), date.fromisoformat(last))


def _text(value: Decimal | None) -> str | None:
    """A number exactly, in one way only: 10.00 and 1E+1 are both "10"."""
    return None if value is None else format(value.normalize(), "f")


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
