"""Are amounts in kroner told in the reader's language? Tests units alone and with an amount."""

import pytest
from django.utils import translation

from plans.wording import money


@pytest.mark.parametrize(
    ("unit", "danish", "english"),
    [
        ("mio. kr.", ("mio. kr.", "3,2 mio. kr."), ("DKK million", "DKK 3,2 million")),
        ("mia. kr.", ("mia. kr.", "3,2 mia. kr."), ("DKK billion", "DKK 3,2 billion")),
        ("kr.", ("kr.", "3,2 kr."), ("DKK", "DKK 3,2")),
        ("euro", ("euro", "3,2 euro"), ("euro", "3,2 euro")),
        ("", ("", "3,2"), ("", "3,2")),
    ],
)
def test_kroner_are_told_in_the_readers_language(
    unit: str, danish: tuple[str, str], english: tuple[str, str]
) -> None:
    assert (money.unit(unit), money.in_unit("3,2", unit)) == danish
    with translation.override("en"):
        assert (money.unit(unit), money.in_unit("3,2", unit)) == english
