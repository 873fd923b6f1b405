"""How does a page say that a goal belongs to several areas?

`shared_with` writes the numbers of the further areas: "Fælles med område 3".
"""

from collections.abc import Sequence

from django.utils.translation import ngettext

from plans.wording.figures import listed


def shared_with(numbers: Sequence[int]) -> str:
    """ "Fælles med område 3": the further areas of a goal by their numbers; empty without any."""
    if not numbers:
        return ""
    pattern = ngettext("Fælles med område %(numbers)s", "Fælles med område %(numbers)s", len(numbers))
    return pattern % {"numbers": listed([str(number) for number in numbers])}
