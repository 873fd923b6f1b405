"""How is somebody asked how long a token or an address shall work? By a choice, a year unless they choose."""

from collections.abc import Mapping
from typing import Any

from django import forms

from plans.domain import lifetimes
from plans.wording import lifetimes as lifetimes_told


class _UsualUnlessChosen(forms.Select):
    """A list in which nothing chosen is a year: scripts of before the upgrade send no lifetime."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return super().value_from_datadict(dict(data.items()), files, name) or lifetimes.USUAL


class LifetimeField(forms.TypedChoiceField):
    """One of the lifetimes, in months; `missing` is said of one that is none of them."""

    def __init__(self, *, label: Any, missing: Any, help_text: Any = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            choices=lifetimes_told.choices,
            coerce=int,
            initial=lifetimes.USUAL,
            widget=_UsualUnlessChosen,
            error_messages={"invalid_choice": missing},
        )
