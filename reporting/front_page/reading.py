"""Which rows do the front page's news need? Those that were changed, by the keys that the history names."""

from collections.abc import Collection

from plans.models import Indicator, Measurement, Submission


def figures_by_key(keys: Collection[int]) -> dict[int, tuple[int, int | None]]:
    """The indicator and the year of each of these measurements that is still there."""
    rows = Measurement.objects.filter(pk__in=keys).values_list("pk", "indicator", "year")
    return {pk: (indicator, year) for pk, indicator, year in rows}


def indicators_by_key(keys: Collection[int]) -> dict[int, Indicator]:
    """These indicators with their goals and plans."""
    return {row.pk: row for row in Indicator.objects.filter(pk__in=keys).select_related("goal__plan")}


def submissions_by_key(keys: Collection[int]) -> list[Submission]:
    """These submissions with their goals, plans and rounds."""
    return list(Submission.objects.filter(pk__in=keys).select_related("goal__plan", "round"))
