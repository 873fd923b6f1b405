"""Which files of other people's packages does a visitor get? Those named here, and nothing else of them."""

from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import get_files
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage

_FONT = "fonts/IBMPlexSans"


def _of_python(package: str) -> Path:
    """The static files that a Python package brings, whether or not its Django app is installed."""
    found = find_spec(package)
    folder = Path(found.origin).parent if found and found.origin else Path(package)
    return folder / "static" / package


# The folder under the static files → the folder of the package and what is taken from it.
PACKAGES: dict[str, tuple[Path, tuple[str, ...]]] = {
    # the editor of the texts: its script alone, for Vink has a field and a widget of its own
    "django_prose_editor": (_of_python("django_prose_editor"), ("editor.js", "editor.js.map")),
    "dkfds": (
        settings.NODE_MODULES / "dkfds/dist",
        (
            "css/dkfds.min.css",
            "img/all-svg-icons.svg",
            # the screen's font: one small file for Danish and English
            f"{_FONT}/split/woff2/*-Latin1.woff2",
            # the PDF's font
            f"{_FONT}/complete/ttf/IBMPlexSans-Regular.ttf",
            f"{_FONT}/complete/ttf/IBMPlexSans-Italic.ttf",
            f"{_FONT}/complete/ttf/IBMPlexSans-Bold.ttf",
            f"{_FONT}/complete/ttf/IBMPlexSans-BoldItalic.ttf",
            # named by dkfds.min.css: a stylesheet that names a missing file cannot be collected
            "css/dkfds.min.css.map",
            "img/*.png",
            "img/svg-icons/*.svg",
            f"{_FONT}/complete/woff2/*.woff2",
            f"{_FONT}/complete/woff/*.woff",
            f"{_FONT}/complete/eot/IBMPlexSans-Regular.eot",
        ),
    ),
}


class PackagesFinder(BaseFinder):
    """Finds the files that `PACKAGES` allows; STATICFILES_DIRS could only take whole folders."""

    def __init__(self, *_args: object) -> None:
        self.storages: dict[str, FileSystemStorage] = {}
        for prefix, (folder, _) in PACKAGES.items():
            storage = FileSystemStorage(location=folder)
            storage.prefix = prefix  # type: ignore[attr-defined]  # how collectstatic learns the target folder
            self.storages[prefix] = storage

    def check(self, **_kwargs: Any) -> list[CheckMessage]:
        """Name each package that is not installed, instead of serving pages without a design."""
        return [
            Error(f"The package at {storage.location} is missing.", hint="Run `make setup`.", id="vink.E001")
            for storage in self.storages.values()
            if not storage.exists("")
        ]

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:
        """Give the absolute path of an allowed static file, in a list where all are asked for; else []."""
        prefix, _, name = path.partition("/")
        storage = self.storages.get(prefix)
        if storage is None or not _is_allowed(prefix, name) or not storage.exists(name):
            return []
        return [storage.path(name)] if find_all else storage.path(name)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """Give every allowed file with the storage that holds it."""
        for prefix, storage in self.storages.items():
            for name in get_files(storage, list(ignore_patterns or [])):
                if _is_allowed(prefix, name):
                    yield name, storage


def _is_allowed(prefix: str, name: str) -> bool:
    _, patterns = PACKAGES[prefix]
    return any(fnmatch(name, pattern) for pattern in patterns)
