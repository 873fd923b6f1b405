"""Does every member of a set that one chooses from have a name?

Tests the Danish names of enum members in choices.
"""

from enum import StrEnum

import pytest
from django.apps import apps

from plans import enums
from plans.wording.choices import CHOICES, labels_of

NOT_CHOSEN = {
    StrEnum,
    enums.BasisPart,
    enums.ReasonCode,
    enums.Role,
}  # told as differences, in sentences, at the user
CHOSEN = [
    enum
    for enum in vars(enums).values()
    if isinstance(enum, type) and issubclass(enum, StrEnum) and enum not in NOT_CHOSEN
]


@pytest.mark.parametrize("enum", CHOSEN)
def test_every_member_has_a_name_of_its_own(enum: type[StrEnum]) -> None:
    names = [str(CHOICES[enum][member]) for member in enum]

    assert len(set(names)) == len(enum)
    assert all(names)


def test_every_column_with_choices_has_names() -> None:
    for model in apps.get_app_config("plans").get_models():
        for field in model._meta.concrete_fields:
            values = frozenset(str(value) for value, _label in field.choices or [])
            if values:
                assert set(labels_of(values)) == values - {""}, f"{model.__name__}.{field.name}"
