"""Which rows answer which question? Rows in, plain values out; none of these grows with the rows it reads."""

from plans.queries.drafts import draft_of
from plans.queries.history import latest_change
from plans.queries.plan_rows import PlanRows, plan_rows
from plans.queries.plans import all_plans, latest_periods, plan_by_slug, report_of
from plans.queries.rounds import (
    areas_given_to,
    excluded_in_round,
    figures_of_round,
    indicator_of,
    measurement_of,
)

__all__ = [
    "PlanRows",
    "all_plans",
    "areas_given_to",
    "draft_of",
    "excluded_in_round",
    "figures_of_round",
    "indicator_of",
    "latest_change",
    "latest_periods",
    "measurement_of",
    "plan_by_slug",
    "plan_rows",
    "report_of",
]
