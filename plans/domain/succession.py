"""Which targets does a plan take over from the one before? Those of the years in the same place."""

from collections.abc import Sequence
from dataclasses import replace

from plans.domain.values import Period, TargetValue


def targets_in_new_years(targets: Sequence[TargetValue], old: Period, new: Period) -> list[TargetValue]:
    """The targets of an indicator, moved from a plan over the years `old` to one over `new`.

    A target for the whole plan stays one. The first new year takes over from the first old one, and so on;
    new years beyond the old plan's length take over from its last. The same value each year is thus the same
    value each new year.
    """
    whole_plan = [target for target in targets if target.year is None]
    by_year = {target.year: target for target in targets if target.year is not None}
    moved = [
        replace(by_year[source], year=year)
        for year in new.years
        if (source := min(old.first + year - new.first, old.last)) in by_year
    ]
    return [*whole_plan, *moved]
