"""How do journeys get static files as a server gives them? They are collected once, for all that use them.

Each has a hash in its name, and a stylesheet is in one piece: loose ones, as in development, are some fifty
requests a page, and half of a journey's time.
"""

import hashlib
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.test import override_settings

from tests import outside_tools
from tests.one_at_a_time import one_at_a_time

CACHE = outside_tools.ROOT / ".cache/test-static"


def as_on_a_server() -> dict[str, Any]:
    """Return the settings by which pages name the collected files, and WhiteNoise serves them."""
    folder = CACHE / _digest_of_the_files()
    with one_at_a_time(CACHE):
        if not folder.exists():
            for outdated in CACHE.glob("*/"):
                shutil.rmtree(outdated)
            unfinished = folder.with_suffix(".unfinished")
            with override_settings(**_stored_in(unfinished)):
                call_command("collectstatic", interactive=False, verbosity=0)
            unfinished.rename(folder)
    return _stored_in(folder)


def _stored_in(folder: Path) -> dict[str, Any]:
    return {
        "STATIC_ROOT": str(folder),
        "STORAGES": {**settings.STORAGES, "staticfiles": {"BACKEND": settings.MANIFEST_STORAGE}},
        "WHITENOISE_AUTOREFRESH": False,
        "WHITENOISE_USE_FINDERS": False,
    }


def _digest_of_the_files() -> str:
    """Tell one state of the files from another, and of the module that stores them."""
    digest = hashlib.sha256((outside_tools.ROOT / "vink/static_storage.py").read_bytes())
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path)).stat()
            digest.update(f"{path} {file.st_size} {file.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:32]
