"""What keeps a publication as it was? Triggers that refuse to update, replace, delete or truncate its table.

One module installs and removes them: the migration installs, a test's clean-up removes and installs again,
and a system check says so when they are gone (SQLite drops them when a later migration rebuilds the table).
Whoever owns the database can drop a trigger; `verify_publications` compares the files with their hashes.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.recorder import MigrationRecorder

TABLE = "plans_publication"
INSTALLED_BY = ("plans", "0002_publication_guard")
REFUSAL = "a publication is never changed or deleted; publish a new version"

_POSTGRESQL_INSTALL = (
    f"""CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"""CREATE OR REPLACE TRIGGER {TABLE}_keep_row BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()""",
    f"""CREATE OR REPLACE TRIGGER {TABLE}_keep_table BEFORE TRUNCATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse()""",
)
_POSTGRESQL_REMOVE = (
    f"DROP TRIGGER IF EXISTS {TABLE}_keep_row ON {TABLE}",
    f"DROP TRIGGER IF EXISTS {TABLE}_keep_table ON {TABLE}",
    f"DROP FUNCTION IF EXISTS {TABLE}_refuse()",
)
_POSTGRESQL_NAMES = "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND tgenabled = 'O'"
_POSTGRESQL_EXPECTED = {f"{TABLE}_keep_row", f"{TABLE}_keep_table"}

# INSERT OR REPLACE deletes the old row without asking the delete trigger: the insert is refused as well.
_SQLITE_EVENTS = {
    "update": "BEFORE UPDATE",
    "delete": "BEFORE DELETE",
    "replace": "BEFORE INSERT",
}
_SQLITE_WHEN = {
    "replace": f"""WHEN EXISTS (SELECT 1 FROM {TABLE}
        WHERE id = NEW.id OR (report_id = NEW.report_id AND number = NEW.number))""",  # noqa: S608  # constant
}
_SQLITE_INSTALL = tuple(
    f"""CREATE TRIGGER IF NOT EXISTS {TABLE}_keep_{name} {event} ON {TABLE} {_SQLITE_WHEN.get(name, "")}
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
    for name, event in _SQLITE_EVENTS.items()
)
_SQLITE_REMOVE = tuple(f"DROP TRIGGER IF EXISTS {TABLE}_keep_{name}" for name in _SQLITE_EVENTS)
_SQLITE_NAMES = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
_SQLITE_EXPECTED = {f"{TABLE}_keep_{name}" for name in _SQLITE_EVENTS}


def install(connection: BaseDatabaseWrapper) -> None:
    """Guard the table; doing it twice does no harm."""
    _run(connection, _POSTGRESQL_INSTALL if connection.vendor == "postgresql" else _SQLITE_INSTALL)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the guard away: for a migration that rebuilds the table, and for tests that empty the database."""
    _run(connection, _POSTGRESQL_REMOVE if connection.vendor == "postgresql" else _SQLITE_REMOVE)


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let what is done within change publications; then the guard stands again, after a failure too.

    `plans.actions.redaction` alone uses it, for what two people have granted. Lifting, change and guard are
    one transaction: nobody else sees the table unguarded, and what fails leaves rows and triggers alone.

    Raises TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("the guard is lifted within a transaction only")
    with transaction.atomic(using=connection.alias):
        if connection.vendor == "postgresql":
            # It drops no trigger of a table while foreign keys are left to check.
            connection.check_constraints()
        remove(connection)
        yield
        install(connection)


def is_installed(connection: BaseDatabaseWrapper) -> bool:
    """Whether every trigger is there."""
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(_POSTGRESQL_NAMES if postgresql else _SQLITE_NAMES, [TABLE])
        names = {row[0] for row in cursor.fetchall()}
    return names >= (_POSTGRESQL_EXPECTED if postgresql else _SQLITE_EXPECTED)


def install_by_migration(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Installs the triggers, as the migration's `RunPython` calls it."""
    install(editor.connection)


def remove_by_migration(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Removes the triggers, as `RunPython` calls it when the migration is undone."""
    remove(editor.connection)


def check_guard(
    app_configs: object,  # noqa: ARG001  # the signature is Django's
    databases: Sequence[str] | None = None,
    **_options: object,
) -> list[CheckMessage]:
    """The system check: each database in which the migration has installed the triggers still has them.

    One that is migrated only half is left alone: the check would keep `migrate` from going on.
    """
    errors: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        migrated = INSTALLED_BY in MigrationRecorder(connection).applied_migrations()
        if migrated and not is_installed(connection):
            errors.append(
                Error(
                    f"The triggers that guard {TABLE} are missing in database {alias!r}.",
                    hint="Find out who removed them; plans.publication_guard.install brings them back.",
                    id="plans.E001",
                )
            )
    return errors


def _run(connection: BaseDatabaseWrapper, statements: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
