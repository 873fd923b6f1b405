"""Which rows answer which question? Rows in, plain values out; none of these grows with the rows it reads."""

from plans.queries.drafts import draft_of
from plans.queries.history import latest_change
from plans.queries.plan_rows import PlanRows, plan_rows
from plans.queries.plans import all_plans, last_report_of, latest_periods, plan_by_slug, report_of
from plans.queries.publications import (
    PUBLISHED_FILES,
    connectable_decisions,
    every_publication,
    has_newer,
    latest_publication,
    newer_share,
    publication_of,
    publications_of,
    redacted_places,
    shared_by,
    stored_file,
)
from plans.queries.rounds import (
    areas_given_to,
    excluded_in_round,
    figures_of_round,
    indicator_of,
    indicators_of,
    measurement_of,
)
from plans.queries.tasks import (
    PastExclusion,
    became,
    exclusions_with_return,
    goals_of_nobody,
    goals_to_approve,
    goals_to_hand_in,
    open_rounds,
    responsibilities_on,
    round_days,
)

__all__ = [
    "PUBLISHED_FILES",
    "PastExclusion",
    "PlanRows",
    "all_plans",
    "areas_given_to",
    "became",
    "connectable_decisions",
    "draft_of",
    "every_publication",
    "excluded_in_round",
    "exclusions_with_return",
    "figures_of_round",
    "goals_of_nobody",
    "goals_to_approve",
    "goals_to_hand_in",
    "has_newer",
    "indicator_of",
    "indicators_of",
    "last_report_of",
    "latest_change",
    "latest_periods",
    "latest_publication",
    "measurement_of",
    "newer_share",
    "open_rounds",
    "plan_by_slug",
    "plan_rows",
    "publication_of",
    "publications_of",
    "redacted_places",
    "report_of",
    "responsibilities_on",
    "round_days",
    "shared_by",
    "stored_file",
]
