"""Do the pages for people name files that are there? Every path in backticks, and every link."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted(
    path.relative_to(ROOT)
    for pattern in ["*.md", "docs/**/*.md", "tests/baseline/*.md"]
    for path in ROOT.glob(pattern)
)
FOLDERS = sorted(path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith("."))
PATH = re.compile(rf"`((?:{'|'.join(FOLDERS)})/[^`\s*]*)`")
LINK = re.compile(r"\]\(([^)#\s]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_page_names_files_that_are_there(page: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")

    assert [path for path in PATH.findall(text) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_page_links_to_pages_that_are_there(page: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = [link for link in LINK.findall(text) if "://" not in link]

    assert [link for link in links if not (ROOT / page.parent / link).exists()] == []


def test_the_index_of_decisions_names_each_page_once() -> None:
    folder = ROOT / "docs" / "decisions"
    pages = sorted(path.name for path in folder.glob("0*.md"))

    assert LINK.findall((folder / "README.md").read_text(encoding="utf-8")) == pages


def own_options(command: str, app: str) -> set[str]:
    """What the command takes besides what Django gives to every command."""
    django = {
        option for each in BaseCommand().create_parser("", "")._actions for option in each.option_strings
    }
    actions = load_command_class(app, command).create_parser("manage.py", command)._actions
    return {option for each in actions for option in each.option_strings if option not in django}


def test_the_page_of_commands_names_each_command_with_its_options() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    own = {name: app for name, app in get_commands().items() if app.split(".")[0] in FOLDERS}

    lines = {name: " ".join(re.findall(rf"^\| `{name}\b[^`]*`", page, re.MULTILINE)) for name in own}
    missing = {
        name: sorted(option for option in own_options(name, app) if option not in lines[name])
        for name, app in own.items()
    }

    assert [name for name, line in lines.items() if not line] == []
    assert {name: options for name, options in missing.items() if options} == {}
