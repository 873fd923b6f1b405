"""What has somebody answered for in a report, and which rows behind its figures do the checks need?

Reads a report's acknowledgements (an approver answers for what a check found), what is done about small
numbers, and the exclusions and parts of figures.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from plans.models import Acknowledgement, Exclusion, MeasurementPart, Report

FigureKey = tuple[int, int | None, date]  # the indicator, the year or the whole plan, and as of when


def acknowledgements_of(report: Report) -> dict[tuple[str, str], Acknowledgement]:
    """The report's acknowledgements with who gave them, by check and place."""
    rows = Acknowledgement.objects.filter(report=report).select_related("acknowledged_by")
    return {(row.check_code, row.place): row for row in rows}


def acknowledgements_in(plans: Collection[int], checks: Collection[str]) -> list[Acknowledgement]:
    """The answers to these checks in the rounds of these plans, each with its round; the oldest first."""
    rows = Acknowledgement.objects.filter(report__round__plan__in=plans, check_code__in=checks)
    return list(rows.select_related("report__round").order_by("pk"))


def exclusions_of(indicators: Collection[int]) -> Mapping[FigureKey, list[Exclusion]]:
    """The exclusions of these indicators' figures, in order; figures without any are not in it."""
    rows = Exclusion.objects.filter(measurement__indicator__in=indicators).select_related("measurement")
    groups: dict[FigureKey, list[Exclusion]] = defaultdict(list)
    for row in rows:
        figure = row.measurement
        groups[figure.indicator_id, figure.year, figure.as_of].append(row)
    return dict(groups)


def parts_of(indicators: Collection[int]) -> Mapping[FigureKey, list[MeasurementPart]]:
    """The parts of these indicators' figures, in order; figures without any are not in it."""
    rows = MeasurementPart.objects.filter(measurement__indicator__in=indicators).select_related("measurement")
    groups: dict[FigureKey, list[MeasurementPart]] = defaultdict(list)
    for row in rows:
        figure = row.measurement
        groups[figure.indicator_id, figure.year, figure.as_of].append(row)
    return dict(groups)
