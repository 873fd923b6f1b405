"""What do all tests share? Quick passwords, a watch for repeated queries, an own folder and database."""

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import zeal.apps
from django.conf import settings
from django.db import transaction
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from tests import databases, live_requests
from tests.patience import A_DAY, PATIENCE
from tests.rows_made_once import MadeOnce, Once, Rows, count_from_the_start

SQLITE = "django.db.backends.sqlite3"
RUN_ONCE = ("own_database", "one_database", "further_case")
# Folders in which a second database gets the first case of each matrix, and no long ways. What the plans' own
# tables accept and refuse, and how rows are written, is asked of both in every case.
PAGES = ("desk", "reporting", "vink")
TESTS = Path(__file__).parent
OWN_FOLDER = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Change what differs under test, before any test asks for it."""
    _take_a_folder(config)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.PROVED_FOR = A_DAY
    settings.PDF_AT_ONCE = PATIENCE
    # The watch takes a quarter of a test's time: a benchmark measures without it, and one database is enough,
    # for what repeats a query does so on either.
    is_watched = settings.DATABASES["default"]["ENGINE"] == SQLITE
    if is_watched and not any("benchmarks" in argument for argument in config.args):
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
    os.environ["LOCKS_ROOT"] = settings.LOCKS_ROOT = folder


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
        if asks and _is_further_case(item):
            item.add_marker(pytest.mark.further_case)
        runs_once = any(item.get_closest_marker(name) for name in RUN_ONCE) or _is_long_way(item)
        if asks and not runs_once:
            item.add_marker(pytest.mark.database)


def _is_long_way(item: pytest.Item) -> bool:
    """Whether the test goes through many pages or files that shorter tests ask of both databases.

    What commits, and what is marked so, is asked of both however long it takes.
    """
    database = item.get_closest_marker("django_db")
    commits = "transactional_db" in getattr(item, "fixturenames", ()) or (
        database is not None and database.kwargs.get("transaction", False)
    )
    is_needed = commits or item.get_closest_marker("both_databases")
    is_of_pages = item.path.relative_to(TESTS).parts[0] in PAGES
    return is_of_pages and item.get_closest_marker("slow") is not None and not is_needed


def _is_further_case(item: pytest.Item) -> bool:
    """Whether the test is one of a matrix of pages, and not its first."""
    case = getattr(item, "callspec", None)
    return case is not None and item.path.relative_to(TESTS).parts[0] in PAGES and any(case.indices.values())


def pytest_collection_finish() -> None:
    """Leave what is there before the first test out of every later search for garbage, and search seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)  # a page makes and leaves tens of thousands of objects


@pytest.fixture(autouse=True)
def numbers_from_the_start() -> None:
    """Let the factories count from the start, so that no test depends on those before it."""
    count_from_the_start()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Give each run its own SQLite file, so that two runs in one clone do not meet."""
    database: dict[str, Any] = settings.DATABASES["default"]
    # A browser keeps its connection to the live server open, and the database must be free to be removed.
    database["CONN_MAX_AGE"] = 0
    if database["ENGINE"] == SQLITE:
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        database["OPTIONS"]["timeout"] = PATIENCE


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Give the run a copy of the migrated database."""
    with django_db_blocker.unblock(), databases.own_database(), django_db_blocker.block():
        yield


@pytest.fixture(scope="module")
def once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Once]:
    """Make rows once for a module: a fixture of the module gives `once(build)`, and one of a test a copy."""

    def call(build: Callable[[], Rows]) -> MadeOnce[Rows]:
        with django_db_blocker.unblock():
            return MadeOnce.by(build)

    with django_db_blocker.unblock(), transaction.atomic():
        with django_db_blocker.block():
            yield call
        transaction.set_rollback(True)
