"""How are static files stored on a server? By names that change with content, stylesheets in one piece."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Without a layer or a medium: the design system stays a file of its own.
_IMPORT = re.compile(r'@import url\("([^":]+)"\);\n')
_ADDRESS = re.compile(r'url\("([^":]+)"\)')
# A file's name → the storage that holds it, and where.
_Paths = Mapping[str, tuple[Storage, str]]


class HashedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise ships no types
    """WhiteNoise's storage. It keeps hashed files only, so a script must name what it imports by its hash."""

    support_js_module_import_aggregation = True
    # Only in the site's own scripts: packages bring some that import what nobody needs and nobody has.
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],  # noqa: SLF001  # Django has no other way
    )

    def post_process(self, paths: _Paths, *args: Any, **options: Any) -> Iterator[Any]:
        """Store what was collected; a stylesheet holds those that it imports, so that a browser asks once."""
        joined = InMemoryStorage()
        own = [name for name in paths if name.startswith("css/")]
        for name in own:
            joined.save(name, ContentFile(with_imports(name, paths)))
        yield from super().post_process({**paths, **{name: (joined, name) for name in own}}, *args, **options)


def with_imports(name: str, paths: _Paths) -> str:
    """Returns a stylesheet's text, with the text of each one that it imports in the place of the import."""
    storage, path = paths[name]
    with storage.open(path) as file:
        text: str = file.read().decode()
    folder = posixpath.dirname(name)

    def imported(found: re.Match[str]) -> str:
        other = posixpath.normpath(posixpath.join(folder, found[1]))
        beside = posixpath.dirname(other)

        def as_seen_from_here(address: re.Match[str]) -> str:
            return f'url("{posixpath.relpath(posixpath.join(beside, address[1]), folder)}")'

        return _ADDRESS.sub(as_seen_from_here, with_imports(other, paths))

    return _IMPORT.sub(imported, text)
