"""What do all tests share? A quick password hash, a watch for repeated queries, an emptied database."""

from collections.abc import Iterator
from typing import Any

import pytest
import zeal.apps
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from plans import publication_guard


def pytest_configure(config: pytest.Config) -> None:
    """Change what differs under test, before any test asks for it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # The watch takes its time of every query: a benchmark measures without it.
    if not any("benchmarks" in argument for argument in config.args):
        _watch_for_repeated_queries()
    _let_tests_empty_the_publications()


def _watch_for_repeated_queries() -> None:
    """Make a request fail that repeats a query for each row (N+1). The site itself knows nothing of zeal."""
    zeal.apps.ZealConfig("zeal", zeal).ready()
    settings.MIDDLEWARE = ["tests.repeated_queries.watch", *settings.MIDDLEWARE]


def _let_tests_empty_the_publications() -> None:
    """Lift the guard while Django empties the tables after a test that commits, such as a journey."""
    empty_tables = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]  # not in the stubs

    def empty_tables_unguarded(test: TransactionTestCase) -> None:
        publication_guard.remove(connection)
        try:
            empty_tables(test)
        finally:
            publication_guard.install(connection)

    TransactionTestCase._fixture_teardown = empty_tables_unguarded  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Give each run its own SQLite file, so that two runs in one clone do not meet."""
    database: dict[str, Any] = settings.DATABASES["default"]
    # A browser keeps its connection to the live server open, and the database must be free to be removed.
    database["CONN_MAX_AGE"] = 0
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let go of PostgreSQL's test database at the end: a live server's thread may still hold on to it."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
