"""What keeps the rows of a table as they were? Triggers that refuse to change, replace, delete or truncate.

A guard installs and removes its triggers: a migration installs, a test's clean-up removes and installs again,
and a system check says so when they are gone (SQLite drops them when a later migration rebuilds the table).
Whoever owns the database can drop a trigger; docs/trail.md tells how the program is run by somebody who does
not, and what finds a change all the same.

One way leads past a guard, for `plans.actions.redaction`: `rewrite` puts words in place of others in a row.
On PostgreSQL it is a function with its owner's rights, which does that much and no more: the program's role
needs no right to drop a trigger or to update the table.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.recorder import MigrationRecorder

_POSTGRESQL_NAMES = "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND tgenabled = 'O'"
_SQLITE_NAMES = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
# INSERT OR REPLACE deletes the old row without asking the delete trigger: the insert is refused as well.
_SQLITE_EVENTS = {"update": "BEFORE UPDATE", "delete": "BEFORE DELETE", "replace": "BEFORE INSERT"}


@dataclass(frozen=True, slots=True)
class TableGuard:
    """The triggers of one table.

    `same_row` says in SQL, of a new row NEW, which row it would replace. `kind` is the table's name in
    `RedactedPlace`, and `rewritten` are the columns that a redaction may write. `also` are further statements
    of PostgreSQL's, to install and to remove. A row may be deleted once it is so many `kept_days` old.
    """

    table: str
    refusal: str
    installed_by: tuple[str, str]
    check_id: str
    same_row: str = "id = NEW.id"
    kind: str = ""
    rewritten: tuple[str, ...] = ()
    also: tuple[tuple[str, str], ...] = ()
    kept_days: int | None = None

    def install(self, connection: BaseDatabaseWrapper) -> None:
        """Guard the table; doing it twice does no harm."""
        if connection.vendor == "postgresql":
            _run(connection, self._postgresql_statements(_schema(connection)))
        else:
            _run(connection, self._sqlite_statements())

    def remove(self, connection: BaseDatabaseWrapper) -> None:
        """Take the guard away: for a migration that rebuilds the table, and for tests' clean-up."""
        if connection.vendor == "postgresql":
            expected = self._expected(connection)
            triggers = [f"DROP TRIGGER IF EXISTS {name} ON {self.table}" for name in expected]
            functions = [
                f"DROP FUNCTION IF EXISTS {self.table}_refuse()",
                f"DROP FUNCTION IF EXISTS {self.table}_rewrite(bigint, jsonb)",
                *(drop for _create, drop in self.also),
            ]
            _run(connection, [*triggers, *functions])
        else:
            _run(connection, [f"DROP TRIGGER IF EXISTS {name}" for name in self._expected(connection)])

    @contextmanager
    def lifted(self, connection: BaseDatabaseWrapper) -> Iterator[None]:
        """Let what is done within change the table; then the guard stands again, after a failure too.

        Lifting, change and guard are one transaction: nobody else sees the table unguarded, and what fails
        leaves rows and triggers alone. Raises TransactionManagementError outside a transaction.
        """
        if not connection.in_atomic_block:
            raise transaction.TransactionManagementError("the guard is lifted within a transaction only")
        with transaction.atomic(using=connection.alias):
            if connection.vendor == "postgresql":
                # It drops no trigger of a table while foreign keys are left to check.
                connection.check_constraints()
            self.remove(connection)
            yield
            self.install(connection)

    def rewrite(self, connection: BaseDatabaseWrapper, key: int, values: Mapping[str, Any]) -> None:
        """Put other words into a row, for what two people have granted. `plans.actions.redaction` alone does.

        The redaction must have listed the row by then. Raises TransactionManagementError outside a
        transaction.
        """
        if not connection.in_atomic_block:
            raise transaction.TransactionManagementError("the guard is lifted within a transaction only")
        if connection.vendor == "postgresql":
            written = {name: _as_json(value) for name, value in values.items()}
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT {self.table}_rewrite(%s, %s::jsonb)", [key, json.dumps(written)])
            return
        columns = ", ".join(f'"{name}" = %s' for name in values if name in self.rewritten)
        with self.lifted(connection), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {self.table} SET {columns} WHERE id = %s", [*values.values(), key])  # noqa: S608  # own names

    def is_installed(self, connection: BaseDatabaseWrapper) -> bool:
        """Whether every trigger is there."""
        with connection.cursor() as cursor:
            names = _POSTGRESQL_NAMES if connection.vendor == "postgresql" else _SQLITE_NAMES
            cursor.execute(names, [self.table])
            found = {row[0] for row in cursor.fetchall()}
        return found >= set(self._expected(connection))

    def install_by_migration(self, _apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        """Installs the triggers, as the migration's `RunPython` calls it."""
        self.install(editor.connection)

    def remove_by_migration(self, _apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        """Removes the triggers, as `RunPython` calls it when the migration is undone."""
        self.remove(editor.connection)

    def check(
        self,
        app_configs: object,  # noqa: ARG002  # the signature is Django's
        databases: Sequence[str] | None = None,
        **_options: object,
    ) -> list[CheckMessage]:
        """The system check: each database in which the migration has installed the triggers still has them.

        One that is migrated only half is left alone: the check would keep `migrate` from going on.
        """
        errors: list[CheckMessage] = []
        for alias in databases or ():
            connection = connections[alias]
            migrated = self.installed_by in MigrationRecorder(connection).applied_migrations()
            if migrated and not self.is_installed(connection):
                errors.append(
                    Error(
                        f"The triggers that guard {self.table} are missing in database {alias!r}.",
                        hint="Find out who removed them; the guard's `install` brings them back.",
                        id=self.check_id,
                    )
                )
        return errors

    def _expected(self, connection: BaseDatabaseWrapper) -> list[str]:
        names = ("row", "table") if connection.vendor == "postgresql" else tuple(_SQLITE_EVENTS)
        return [f"{self.table}_keep_{name}" for name in names]

    @property
    def _sqlite_kept(self) -> str:
        if self.kept_days is None:
            return ""
        return f"""WHEN julianday('now') - julianday(OLD."when") < {self.kept_days}"""

    def _sqlite_statements(self) -> Iterator[str]:
        for name, event in _SQLITE_EVENTS.items():
            same = f"WHEN EXISTS (SELECT 1 FROM {self.table} WHERE {self.same_row})"  # noqa: S608  # own names
            when = {"replace": same, "delete": self._sqlite_kept}.get(name, "")
            yield f"""CREATE TRIGGER IF NOT EXISTS {self.table}_keep_{name} {event} ON {self.table} {when}
                BEGIN SELECT RAISE(ABORT, '{self.refusal}'); END"""

    @property
    def _postgresql_old(self) -> str:
        if self.kept_days is None:
            return ""
        return f"""IF TG_OP = 'DELETE' THEN
                IF OLD."when" < now() - interval '{self.kept_days} days' THEN RETURN OLD; END IF; END IF;"""

    def _postgresql_statements(self, schema: str) -> Iterator[str]:
        table = self.table
        # Within `…_rewrite` the current user is the owner; anybody else may say so and is refused.
        yield f"""CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF TG_OP = 'UPDATE' AND current_setting('vink.rewritten', true) = TG_TABLE_NAME
                AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID)
            THEN RETURN NEW; END IF;
            {self._postgresql_old}
            RAISE EXCEPTION '{self.refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""  # noqa: S608
        yield f"""CREATE OR REPLACE TRIGGER {table}_keep_row BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"""
        yield f"""CREATE OR REPLACE TRIGGER {table}_keep_table BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"""
        if self.rewritten:
            columns = ", ".join(f"'{name}'" for name in self.rewritten)
            yield f"""CREATE OR REPLACE FUNCTION {table}_rewrite(key bigint, words jsonb) RETURNS void
                LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, {schema}, pg_temp AS $$
                DECLARE assignments text; BEGIN
                IF NOT EXISTS (SELECT 1 FROM plans_redactedplace
                        WHERE kind = '{self.kind}' AND object_id = key)
                    OR EXISTS (SELECT 1 FROM jsonb_object_keys(words) AS name
                        WHERE name <> ALL (ARRAY[{columns}]))
                THEN RAISE EXCEPTION '{self.refusal}' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                SELECT string_agg(format('%1$I = written.%1$I', name), ', ') INTO assignments
                    FROM jsonb_object_keys(words) AS name;
                PERFORM set_config('vink.rewritten', '{table}', true);
                EXECUTE 'UPDATE {table} SET ' || assignments
                    || ' FROM jsonb_populate_record(NULL::{table}, $1) AS written WHERE {table}.id = $2'
                    USING words, key;
                PERFORM set_config('vink.rewritten', '', true); END $$"""  # noqa: S608  # own names
            yield f"REVOKE ALL ON FUNCTION {table}_rewrite(bigint, jsonb) FROM PUBLIC"
        yield from (create for create, _drop in self.also)


def _schema(connection: BaseDatabaseWrapper) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        return str(cursor.fetchone()[0])


def _as_json(value: Any) -> Any:
    """A value as PostgreSQL reads it out of JSON: bytes in its hexadecimal form."""
    return f"\\x{bytes(value).hex()}" if isinstance(value, bytes | memoryview) else value


def _run(connection: BaseDatabaseWrapper, statements: Iterator[str] | Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
