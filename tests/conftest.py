"""What do all tests share? A quick password hash, a watch for repeated queries, their own database."""

from typing import Any

import pytest
import zeal.apps
from django.conf import settings


def pytest_configure() -> None:
    """Change the few settings that differ under test, before any test asks for them."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    _watch_for_repeated_queries()


def _watch_for_repeated_queries() -> None:
    """Make a request fail that repeats a query for each row (N+1). The site itself knows nothing of zeal."""
    zeal.apps.ZealConfig("zeal", zeal).ready()
    settings.MIDDLEWARE = ["zeal.middleware.zeal_middleware", *settings.MIDDLEWARE]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Give each run its own SQLite file, so that two runs in one clone do not meet."""
    database: dict[str, Any] = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
