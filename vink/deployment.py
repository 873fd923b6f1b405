"""What does a server lack that starts all the same? `manage.py check --deploy` says so."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning  # noqa: A004  # Django's name
from django.db import DatabaseError, connection


def check_site_url(**_options: Any) -> list[CheckMessage]:
    """A warning where nobody has said to which address the links of mails lead."""
    if settings.SITE_URL_IS_GIVEN:
        return []
    guessed = settings.SITE_URL
    outcome = f"they lead to {guessed}, as ALLOWED_HOSTS begins" if guessed else "no mail with a link is sent"
    return [
        Warning(
            f"SITE_URL is not set: it is where the links of mails lead; without it {outcome}.",
            hint="Set it to where people find Vink, such as https://vink.kommune.dk.",
            id="vink.W001",
        )
    ]


def check_locks_root(**_options: Any) -> list[CheckMessage]:
    """A warning where the folder cannot be written in which processes take turns: then no PDF is made."""
    root = Path(settings.LOCKS_ROOT)
    nearest = next(folder for folder in (root, *root.parents) if folder.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return []
    return [
        Warning(
            f"LOCKS_ROOT is {root}, where the program cannot write: no PDF can be made.",
            hint="Set LOCKS_ROOT to a folder that belongs to the user whom the server runs as.",
            id="vink.W002",
        )
    ]


def check_database_role(**_options: Any) -> list[CheckMessage]:
    """A warning where the program signs in to PostgreSQL as who can drop the triggers of the history.

    A database that cannot be reached says so elsewhere.
    """
    if connection.vendor != "postgresql":
        return []
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_user FROM pg_class WHERE oid = to_regclass('plans_change')"
                " AND pg_has_role(current_user, relowner, 'MEMBER')"
            )
            owner = cursor.fetchone()
    except DatabaseError:
        return []
    if owner is None:
        return []
    return [
        Warning(
            f"The program signs in to the database as {owner[0]}, who owns its tables and can drop the"
            " triggers that keep history and versions.",
            hint="Let one role migrate and another one run the program, as docs/trail.md tells.",
            id="vink.W003",
        )
    ]
