"""How does a test process get an empty database? It is migrated once, and copied for each process."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.db import connection, transaction

from plans import history_guard, publication_guard, trail_guard
from tests import outside_tools
from tests.one_at_a_time import one_at_a_time

CACHE = outside_tools.ROOT / ".cache/test-databases"
_GUARDS = (publication_guard.GUARD, history_guard.GUARD, trail_guard.GUARD)
# What these tables hold follows from the code alone and is the same for every test.
KEPT = {"django_migrations", "django_content_type", "auth_permission"}


@contextmanager
def own_database() -> Iterator[None]:
    """Connect to a migrated, empty database of this process, which is gone afterwards."""
    given = connection.settings_dict["NAME"]
    # with the number of the process in it
    name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]  # not in the stubs
    make, remove = _WAYS[connection.vendor]
    make(name)
    _connect_to(name)
    try:
        yield
    finally:
        _connect_to(given)
        remove(name)


def empty_tables() -> None:
    """Delete what a test has committed."""
    quote = connection.ops.quote_name
    tables = sorted(set(connection.introspection.django_table_names(only_existing=True)) - KEPT)
    filled = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {quote(table)})"  # noqa: S608  # Django's own names
        for table in tables
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(filled)
        # Foreign keys are checked at the end of the transaction, so the order is of no matter.
        found = [table for (table,) in cursor.fetchall()]
        for guard in _GUARDS:
            if guard.table in found:
                guard.remove(connection)
        for table in found:
            cursor.execute(f"DELETE FROM {quote(table)}")  # noqa: S608
    for guard in _GUARDS:
        guard.install(connection)


def _connect_to(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def _migrate(name: str) -> None:
    """Make the database `name` as Django makes one for tests."""
    given, options = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    own, options["NAME"] = options["NAME"], name
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        options["NAME"] = own
        _connect_to(given)


def _digest_of_the_program() -> str:
    """Tell one state of the code from another: a database migrated by another one may differ."""
    digest = hashlib.sha256(django.__version__.encode())
    packages = {name.split(".")[0] for name in settings.INSTALLED_APPS}
    for package in sorted(packages):
        for module in sorted((outside_tools.ROOT / package).rglob("*.py")):
            digest.update(f"{module}\n".encode() + module.read_bytes())
    return digest.hexdigest()[:32]


def _make_on_sqlite(name: str) -> None:
    original = CACHE / f"{_digest_of_the_program()}.sqlite3"
    with one_at_a_time(CACHE):
        if not original.exists():
            for outdated in CACHE.glob("*.sqlite3*"):
                outdated.unlink()
            _migrate(name)  # and close, which brings all that is written into the one file
            unfinished = original.with_suffix(".sqlite3-unfinished")
            shutil.copyfile(name, unfinished)
            unfinished.rename(original)
        shutil.copyfile(original, name)


def lay_migrated(path: Path) -> None:
    """Lay a migrated, empty database there for a server, where this run has one as a file."""
    if connection.vendor == "sqlite":
        _make_on_sqlite(str(path))
        path.chmod(0o600)  # as the program makes it


def _remove_on_sqlite(name: str) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{name}{suffix}").unlink(missing_ok=True)


def _make_on_postgresql(name: str) -> None:
    original, digest = f"test_{connection.settings_dict['NAME']}_original", _digest_of_the_program()
    quote = connection.ops.quote_name
    with one_at_a_time(CACHE), connection._nodb_cursor() as server:
        server.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [original]
        )
        if server.fetchone() != (digest,):
            _migrate(original)
            server.execute(f"COMMENT ON DATABASE {quote(original)} IS '{digest}'")
        server.execute(f"DROP DATABASE IF EXISTS {quote(name)} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {quote(name)} TEMPLATE {quote(original)}")


def _remove_on_postgresql(name: str) -> None:
    with connection._nodb_cursor() as server:  # by force: a live server's thread may still hold on to it
        server.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)} WITH (FORCE)")


_WAYS = {
    "sqlite": (_make_on_sqlite, _remove_on_sqlite),
    "postgresql": (_make_on_postgresql, _remove_on_postgresql),
}
