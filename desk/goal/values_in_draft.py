"""What did a person type without saving it? Read from the draft's fields as the forms' own."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

MOST_ROWS = 100


def values_in_draft(form: forms.Form, draft: Mapping[str, str]) -> dict[str, Any]:
    """What stood in the form's fields; a field that the draft has not is empty."""
    return {
        name: field.widget.value_from_datadict(draft, {}, form.add_prefix(name))
        for name, field in form.fields.items()
    }


def rows_in_draft(prefix: str, names: Sequence[str], draft: Mapping[str, str]) -> list[dict[str, Any]]:
    """What stood in a list's rows, in their order; rows without a word are left out."""
    field_name = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,3}})-")
    numbers = sorted({int(found[1]) for name in draft if (found := field_name.match(name))})
    rows = [
        {name: draft.get(f"{prefix}-{number}-{name}", "") for name in names} for number in numbers[:MOST_ROWS]
    ]
    return [row for row in rows if any(row[name] for name in names if name not in {"part_of", "adds_up"})]
