"""What does a server lack that starts all the same? `manage.py check --deploy` says so."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning  # noqa: A004  # Django's name


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
