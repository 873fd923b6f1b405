"""What do all tests share? Quick passwords, a watch for repeated queries, an own folder and database."""

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from typing import Any, Protocol, TypeVar

import hypothesis
import pytest
import zeal.apps
from django.conf import settings
from django.db import transaction
from django.test import TransactionTestCase
from factory.base import BaseFactory
from pytest_django import DjangoDbBlocker

from tests import databases, live_requests
from tests.patience import PATIENCE

OWN_FOLDER = pytest.StashKey[str]()
FIRST_NUMBER_OF_SHARED_ROWS = 1000  # a test's own rows count from 0

Rows = TypeVar("Rows")


def pytest_configure(config: pytest.Config) -> None:
    """Change what differs under test, before any test asks for it."""
    _take_a_folder(config)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # The watch takes its time of every query: a benchmark measures without it.
    if not any("benchmarks" in argument for argument in config.args):
        _watch_for_repeated_queries()
    TransactionTestCase._fixture_teardown = lambda _test: databases.empty_tables()  # type: ignore[attr-defined]
    live_requests.watch()
    _check_properties_the_same_way_each_time()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take the run's own folder away."""
    tempfile.tempdir = None
    shutil.rmtree(config.stash[OWN_FOLDER], ignore_errors=True)


def _take_a_folder(config: pytest.Config) -> None:
    """Give each process temporary files of its own, the lock of the PDF process among them.

    A process that this one starts, be it of xdist's, makes its folder within this one's.
    """
    folder = tempfile.mkdtemp(prefix="vink-")
    config.stash[OWN_FOLDER] = folder
    os.environ["TMPDIR"] = tempfile.tempdir = folder


def _watch_for_repeated_queries() -> None:
    """Make a request fail that repeats a query for each row (N+1). The site itself knows nothing of zeal."""
    zeal.apps.ZealConfig("zeal", zeal).ready()
    settings.MIDDLEWARE = ["tests.repeated_queries.watch", *settings.MIDDLEWARE]


def _check_properties_the_same_way_each_time() -> None:
    """Draw the same examples in every run, and blame none for being slow: the computer may be busy."""
    hypothesis.settings.register_profile(
        "vink",
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[hypothesis.HealthCheck.too_slow],
    )
    hypothesis.settings.load_profile("vink")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that ask the run's database: where there are two, these run on both, the others once."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        asks = item.get_closest_marker("django_db") or "django_db_setup" in fixtures
        if asks and not item.get_closest_marker("own_database"):
            item.add_marker(pytest.mark.database)


def pytest_collection_finish() -> None:
    """Leave what is there before the first test out of every later search for garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def numbers_from_the_start() -> None:
    """Let the factories count from the start, so that no test depends on those before it."""
    _count_from(0)


def _count_from(number: int) -> None:
    for factory in _factories(BaseFactory):
        factory.reset_sequence(number, force=True)  # type: ignore[no-untyped-call]  # factory-boy's


def _factories(base: type[BaseFactory[Any]]) -> Iterator[type[BaseFactory[Any]]]:
    for factory in base.__subclasses__():
        if factory._meta.model is not None:
            yield factory
        yield from _factories(factory)


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
        database["OPTIONS"]["timeout"] = PATIENCE


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Give the run a copy of the migrated database."""
    with django_db_blocker.unblock(), databases.own_database(), django_db_blocker.block():
        yield


class Once(Protocol):
    def __call__(self, build: Callable[[], Rows]) -> Rows: ...


@pytest.fixture(scope="module")
def once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Once]:
    """Make rows once for all tests of a module: `once(build)` calls `build` and gives what it returns.

    A test's own changes are undone as always, so that the next finds the rows as they were made. What `build`
    returns is the same for all of them: a test that changes it needs a `deepcopy`. Not for tests that commit.
    """

    def call(build: Callable[[], Rows]) -> Rows:
        _count_from(FIRST_NUMBER_OF_SHARED_ROWS)
        with django_db_blocker.unblock():
            return build()

    with django_db_blocker.unblock(), transaction.atomic():
        with django_db_blocker.block():
            yield call
        transaction.set_rollback(True)
