"""What keeps the trail as it was? Triggers (`table_guard`): only what is old is deleted."""

from plans.domain.lifetimes import TRAIL_FEWEST_DAYS
from plans.table_guard import TableGuard

GUARD = TableGuard(
    table="plans_trailentry",
    refusal="the trail is added to, never altered, and deleted only once it is old",
    installed_by=("plans", "0017_trail_guard"),
    check_id="plans.E003",
    kept_days=TRAIL_FEWEST_DAYS,
)
