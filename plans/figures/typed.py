"""Which figure has a person typed into a row? What the details say besides is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.core.exceptions import ValidationError

from plans.domain.measures import traits
from plans.domain.numbers import NumberError, parse_number, parse_share
from plans.enums import Measure, Status, Unmeasurable
from plans.figures.input import FigureInput, judgement
from plans.versions import version_of
from plans.wording import problems


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields of a row. Undoing also gives back why something could not be measured."""

    figure: str = ""
    judged: str = ""
    basis: str = ""
    unmeasurable: str = ""
    reason: str = ""
    version: int | None = None

    @classmethod
    def of(cls, posted: Mapping[str, str]) -> Self:
        """What was posted; a field that is missing is empty."""
        return cls(
            figure=posted.get("figure", ""),
            judged=posted.get("judged", ""),
            # browsers send a text's line ends as two characters
            basis=posted.get("basis", "").replace("\r\n", "\n"),
            unmeasurable=posted.get("unmeasurable", ""),
            reason=posted.get("reason", ""),
            version=version_of(posted.get("version", "")),
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed at all."""
        return not (self.figure.strip() or self.judged or self.basis.strip() or self.unmeasurable)


def typed_figure(
    typed: Typed, measure: Measure, *, name: str, stored: FigureInput | None, stored_text: str
) -> FigureInput | None:
    """The figure to record; None where nothing was typed and nothing stands there, or it is to go.

    `name` is what the field is called, `stored_text` how the stored figure reads. Raises ValidationError
    where the field was emptied and more was said of the figure than the field shows.
    """
    if typed.is_empty:
        if stored is not None and not stored.unmeasurable and says_more(stored):
            raise ValidationError({"figure": problems.figure_stays(name, stored_text)})
        return None
    return (stored or FigureInput()).given_anew(**_way(typed, measure, name))


def says_more(figure: FigureInput) -> bool:
    """Whether anything is said besides the figure itself: who was left out, a reservation, a method."""
    basis = "" if figure.judged or figure.under_way else figure.basis
    return figure.given_anew(basis=basis) != FigureInput()


def _way(typed: Typed, measure: Measure, name: str) -> dict[str, Any]:
    """The columns that the typed figure fills."""
    if typed.unmeasurable in set(Unmeasurable):
        return {"unmeasurable": Unmeasurable(typed.unmeasurable), "reason": typed.reason}
    if traits(measure).is_judged:
        if typed.judged not in set(Status):
            raise ValidationError({"figure": problems.judgement_missing(name)})
        return {**judgement(Status(typed.judged)), "basis": typed.basis}
    return read_figure(typed.figure, measure, name)


def read_figure(text: str, measure: Measure, name: str) -> dict[str, Any]:
    """A count or a share as columns. Raises ValidationError with a sentence on the field `name`."""
    try:
        if not traits(measure).of_a_whole:
            return {"value": parse_number(text)}
        share = parse_share(text)
    except NumberError as error:
        raise ValidationError(
            {"figure": problems.number_problem(error, name, problems.example(measure))}
        ) from error
    return {
        "numerator": share.numerator,
        "denominator": share.denominator,
        "percentage": share.percentage,
    }
