"""Is a plan's short name what people call it, and never that of two plans? Titles and their short forms."""

import pytest

from plans.wording.plan_names import short_title


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("VINK-programmet: to-årigt pilotprojekt fra 17. september 2009", "VINK-programmet"),
        ("Handleplan 2016-17: VINK – Styrket indsats mod radikalisering", "Handleplan 2016-17"),
        (
            "VINK’s handleplan 2018-19 for helhedsorienteret forebyggelse af ekstremisme",
            "VINK’s handleplan 2018-19",
        ),
        # without its years it would be called as the plan before it
        ("Handleplan mod radikalisering 2022-2025", "Handleplan mod radikalisering 2022-2025"),
        ("Handleplan – trygge byer", "Handleplan"),
        # too short to be a name
        ("VINK: handleplan", "VINK: handleplan"),
        ("Handleplan", "Handleplan"),
    ],
)
def test_the_name_stands_before_what_the_plan_is_for(title: str, short: str) -> None:
    assert short_title(title) == short
