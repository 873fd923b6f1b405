"""How does each entry of the history follow the one before it? Under the plan row's lock, one chain a plan.

Entries without a plan are one chain of their own. Whoever writes to a plan's history holds its row until the
transaction ends, so that nobody comes in between. An action that locks other rows holds the plan before them
(`hold_history`): everybody locks in the same order, and nobody waits for each other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from django.db import connection, transaction

from plans.domain.history_seals import TEXTS, Entry, sealed
from plans.models import history_keys

if TYPE_CHECKING:
    from plans.models.change import Change

# The function, made by `history_guard`, waits for the lock and reads the last seal after that: one statement
# would read what was there before it waited. SQLite has one writer at a time anyhow.
_OF_PLANS = {
    "postgresql": "SELECT id, plans_change_hold(id) FROM plans_actionplan",
    "sqlite": """SELECT id, (SELECT seal FROM plans_change WHERE plan_id = plan.id ORDER BY id DESC LIMIT 1)
        FROM plans_actionplan AS plan""",
}
_WITHOUT_A_PLAN = {
    "postgresql": "SELECT NULL, plans_change_hold(NULL)",
    "sqlite": "SELECT NULL, (SELECT seal FROM plans_change WHERE plan_id IS NULL ORDER BY id DESC LIMIT 1)",
}


@dataclass(frozen=True, slots=True)
class _Head:
    """The last seal of a plan's chain, as this transaction knows it.

    It is kept among what is done on commit: Django forgets it with the savepoint in which it was written.
    """

    plan: int | None
    seal: str

    def __call__(self) -> None:
        """Nothing is to be done."""


def hold_history(plan: int | None) -> None:
    """Let nobody else write to the plan's history until the transaction ends."""
    _held(plan)


def hold_history_of(slug: str) -> None:
    """As `hold_history`, for the plan at this address; where there is none, nothing is held."""
    for plan, seal in _rows(f"{_OF_PLANS[connection.vendor]} WHERE slug = %s", [slug]):
        if _known(plan) is None:
            transaction.on_commit(_Head(plan, seal))


def seal_entries(entries: Iterable["Change"]) -> None:
    """Seal new entries, in their order, each over the one before it in its plan. Within a transaction."""
    key = history_keys.key()
    heads: dict[int | None, str] = {}
    for entry in entries:
        if entry.plan_id not in heads:
            heads[entry.plan_id] = _held(entry.plan_id)
        texts = {column: str(getattr(entry, column)) for column in TEXTS}
        done = sealed(key, entry_of(entry), texts, heads[entry.plan_id])
        for column, digest in done.digests.items():
            setattr(entry, f"{column}_digest", digest)
        heads[entry.plan_id] = entry.seal = done.seal
    for plan, seal in heads.items():
        transaction.on_commit(_Head(plan, seal))


def entry_of(change: "Change") -> Entry:
    """What is sealed of a row besides its texts."""
    return Entry(
        plan=change.plan_id,
        kind=change.kind,
        object_id=int(change.object_id),
        field=change.field,
        who=change.who_id,
        when=change.when.astimezone(UTC).isoformat(timespec="microseconds"),
    )


def _held(plan: int | None) -> str:
    known = _known(plan)
    if known is not None:
        return known
    if plan is None:
        rows = _rows(_WITHOUT_A_PLAN[connection.vendor], [])
    else:
        rows = _rows(f"{_OF_PLANS[connection.vendor]} WHERE id = %s", [plan])
    seal = rows[0][1] if rows else ""
    transaction.on_commit(_Head(plan, seal))
    return seal


def _known(plan: int | None) -> str | None:
    for done in reversed(connection.run_on_commit):
        kept = done[1]
        if isinstance(kept, _Head) and kept.plan == plan:
            return kept.seal
    return None


def _rows(statement: str, values: list[int | str]) -> list[tuple[int | None, str]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [(plan, seal or "") for plan, seal in cursor.fetchall()]
