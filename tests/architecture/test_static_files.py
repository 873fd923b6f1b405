"""Can a server collect the static files? Every file that a stylesheet names must be there."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.core.management import call_command
from pytest_django import Settings

from vink.static_storage import HashedStorage, with_imports

FONTS = "dkfds/fonts/IBMPlexSans"


class Uncompressed(HashedStorage):
    """The server's storage without what takes its time."""

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str, bool]]:  # noqa: ARG002  # the parent's
        """Compress nothing."""
        return iter(())


@pytest.fixture
def collected(settings: Settings, tmp_path: Path) -> Path:
    """Collect as on a server, but without compressing each file twice."""
    settings.STATIC_ROOT = tmp_path
    assert f"{HashedStorage.__module__}.{HashedStorage.__qualname__}" == settings.MANIFEST_STORAGE
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": f"{__name__}.Uncompressed"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_no_two_scripts_of_a_page_give_something_the_same_name() -> None:
    """What a classic script declares at its outermost level is every script's: the last one would win."""
    declared = re.compile(r"^(?:async )?(?:function|const|let|class|var)\*? +(\w+)", re.MULTILINE)
    owners: dict[str, list[str]] = {}
    for script in sorted(Path("static/js").rglob("*.js")):
        if script.parent.name != "pasted":  # modules, whose names are their own
            for name in declared.findall(script.read_text()):
                owners.setdefault(name, []).append(script.name)
    assert {name: files for name, files in owners.items() if len(files) > 1} == {}
    assert owners["focusWhereNeeded"] == ["focus.js"]


def test_every_file_that_a_stylesheet_names_is_collected(collected: Path) -> None:
    design = hashed(collected, "dkfds/css/dkfds.min.css").read_text()

    assert "../img/svg-icons/check.svg" not in design  # it names the hashed file instead
    assert f"../img/svg-icons/{hashed(collected, 'dkfds/img/svg-icons/check.svg').name}" in design


def test_a_stylesheet_is_collected_in_one_piece(collected: Path) -> None:
    shell, page = (hashed(collected, f"css/{name}.css").read_text() for name in ("site", "reporting/status"))

    design = hashed(collected, "dkfds/css/dkfds.min.css").name
    assert re.findall(r"@import .*", shell) == [f'@import url("../dkfds/css/{design}") layer(fds);']
    assert (
        shell.index("@import")
        < shell.index("--brand: ")
        < shell.index(".site-main {")
        < shell.index(".alert {")
    )
    font = hashed(collected, f"{FONTS}/split/woff2/IBMPlexSans-Regular-Latin1.woff2").name
    assert f'url("../{FONTS}/split/woff2/{font}")' in shell
    assert "@import" not in page
    assert page.index(".status {") < page.index(".data-table tbody {") < page.index(".one-case {")


def test_what_an_imported_stylesheet_names_is_named_from_where_it_is_read() -> None:
    held = InMemoryStorage()
    texts = {
        "css/page.css": '@import url("parts/card.css");\nb {}\n',
        "css/parts/card.css": 'a { src: url("../../fonts/a.woff2"), url("data:,x") }\n',
    }
    for name, text in texts.items():
        held.save(name, ContentFile(text))

    joined = with_imports("css/page.css", {name: (held, name) for name in texts})
    assert joined == 'a { src: url("../fonts/a.woff2"), url("data:,x") }\nb {}\n'


def test_every_script_that_a_script_imports_is_collected(collected: Path) -> None:
    imported = [
        (script, name)
        for script in (collected / "js").rglob("*.js")
        for name in re.findall(r'\bfrom "(\.[^"]+)"', script.read_text())
    ]

    assert "signs" in {Path(name).name.split(".")[0] for _script, name in imported}
    assert [name for script, name in imported if not (script.parent / name).is_file()] == []


def hashed(folder: Path, name: str) -> Path:
    """Give the file that a page gets for a static file's name."""
    return folder / staticfiles_storage.url(name).removeprefix("/static/")


@pytest.mark.parametrize("cut", ["Regular", "Italic", "Bold", "BoldItalic"])
def test_the_fonts_of_the_screen_and_of_the_pdf_are_there(cut: str) -> None:
    assert finders.find(f"{FONTS}/complete/ttf/IBMPlexSans-{cut}.ttf")
    assert finders.find(f"{FONTS}/split/woff2/IBMPlexSans-{cut}-Latin1.woff2")


def test_the_editor_of_the_texts_is_there() -> None:
    assert finders.find("django_prose_editor/editor.js")


@pytest.mark.parametrize(
    "path",
    [
        "dkfds/js/dkfds.js",  # there, but not allowed
        "dkfds/css/dkfds-virkdk.min.css",
        "dkfds/css/missing.css",
        "dkfds",
        "axe-core/axe.min.js",
        "django_prose_editor/default.js",
    ],
)
def test_nothing_else_of_the_packages_is_served(path: str) -> None:
    assert not finders.find(path)
    assert finders.find(path, find_all=True) == []
