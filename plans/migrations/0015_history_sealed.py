"""Seals the history that is there, each plan's entries over one another, and guards the table from then on."""

from collections.abc import Iterator
from datetime import UTC
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from plans import history_guard, publication_guard
from plans.domain.history_seals import TEXTS, Entry, sealed
from plans.models import history_keys

_AT_ONCE = 5_000
_COLUMNS = ("plan_id", "kind", "object_id", "field", "who_id", "when")
_WRITTEN = ("old_digest", "new_digest", "why_digest", "seal")
_ON_POSTGRESQL = f"""UPDATE plans_change SET {", ".join(f"{name} = done.{name}" for name in _WRITTEN)}
    FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::bigint[])
    AS done ({", ".join(_WRITTEN)}, id) WHERE plans_change.id = done.id"""
_ON_SQLITE = f"UPDATE plans_change SET {', '.join(f'{name} = %s' for name in _WRITTEN)} WHERE id = %s"


def seal_history(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Seal every entry, in order."""
    rows = apps.get_model("plans", "Change")._base_manager.using(editor.connection.alias)
    key = history_keys.key()
    for plan in rows.order_by("plan_id").values_list("plan_id", flat=True).distinct():
        previous = ""
        for read in _read(rows.filter(plan_id=plan).order_by("pk")):
            done = []
            for pk, *texts, plan_id, kind, object_id, field, who, when in read:
                at = when.astimezone(UTC).isoformat(timespec="microseconds")
                entry = Entry(plan_id, kind, object_id, field, who, at)
                of_it = sealed(key, entry, dict(zip(TEXTS, texts, strict=True)), previous)
                done.append((*(of_it.digests[name] for name in TEXTS), of_it.seal, pk))
                previous = of_it.seal
            with editor.connection.cursor() as cursor:
                if editor.connection.vendor == "postgresql":
                    cursor.execute(_ON_POSTGRESQL, [list(column) for column in zip(*done, strict=True)])
                else:
                    cursor.executemany(_ON_SQLITE, done)


def guard(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Guard the history, and bring the guard of publications to what it is by now."""
    history_guard.GUARD.install(editor.connection)
    publication_guard.GUARD.install(editor.connection)


def unguard(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the guard of the history away, as the migration is undone."""
    history_guard.GUARD.remove(editor.connection)


def _read(rows: Any) -> Iterator[list[Any]]:
    """The entries in parts: nobody reads on in a table that is being written."""
    last = 0
    while read := list(rows.filter(pk__gt=last).values_list("pk", *TEXTS, *_COLUMNS)[:_AT_ONCE]):
        yield read
        last = read[-1][0]


class Migration(migrations.Migration):
    dependencies = [("plans", "0014_history_seals")]

    operations = [
        migrations.RunPython(seal_history, migrations.RunPython.noop),
        migrations.RunPython(guard, unguard),
    ]
