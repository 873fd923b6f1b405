"""What do all entries of a plan file have in common? Unknown keys are refused, empty is left out."""

from typing import Any

from django.utils.translation import gettext_noop
from pydantic import BaseModel, ConfigDict, Field, model_validator

from plans.enums import Basis, Boundary
from plans.planfile.scalars import Line, Text, TolerancePercent

# more rows than any plan has, fewer than the tables can number
MOST_ROWS = 1000


class Entry(BaseModel):
    """A mapping in a plan file."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=False)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_what_is_empty(cls, data: Any) -> Any:
        if isinstance(data, dict):
            return {key: value for key, value in data.items() if value is not None}
        return data


class SourcedEntry(Entry):
    """A mapping that comes from a document."""

    source_ref: Line = Field(
        "", max_length=200, description=gettext_noop("Hvor det står: dokument og side eller punkt.")
    )
    remark: Text = Field(
        "", description=gettext_noop("Hvad der er at sige om kilden, fx at to dokumenter er uenige.")
    )


class ToleranceEntry(Entry):
    """How far from its target a figure may be and still count as partly achieved."""

    percent: TolerancePercent = Field(description=gettext_noop("Tolerancen, 0-100."))
    basis: Basis = Field(
        Basis.RELATIVE,
        description=gettext_noop("relative: procent af måltallet. points: procentpoint (kun andele)."),
    )
    boundary: Boundary = Field(
        Boundary.STRICT,
        description=gettext_noop("strict: afvigelsen skal være mindre end tolerancen. inclusive: højst den."),
    )
