"""What keeps the history as it was? Triggers (`table_guard`); `verify_history` reckons its seals."""

from plans.table_guard import TableGuard

# Waits until nobody else writes to the plan's history, and then reads the last seal: a statement of its own
# within a volatile function sees what was committed meanwhile. The plan's row stays free for foreign keys.
_HOLD = """CREATE OR REPLACE FUNCTION plans_change_hold(plan bigint) RETURNS text
    LANGUAGE plpgsql VOLATILE AS $$ DECLARE found text; BEGIN
    IF plan IS NULL THEN
        PERFORM pg_advisory_xact_lock(hashtext('plans_change without a plan'));
        SELECT seal INTO found FROM plans_change WHERE plan_id IS NULL ORDER BY id DESC LIMIT 1;
    ELSE
        PERFORM 1 FROM plans_actionplan WHERE id = plan FOR NO KEY UPDATE;
        SELECT seal INTO found FROM plans_change WHERE plan_id = plan ORDER BY id DESC LIMIT 1;
    END IF;
    RETURN coalesce(found, ''); END $$"""

GUARD = TableGuard(
    table="plans_change",
    refusal="history is added to, never altered or deleted",
    installed_by=("plans", "0015_history_sealed"),
    check_id="plans.E002",
    kind="change",
    rewritten=("old", "new", "why"),
    also=((_HOLD, "DROP FUNCTION IF EXISTS plans_change_hold(bigint)"),),
)
