"""Do the pages for people name files and tests that are there? Every path in backticks, and every link."""

import re
from collections import Counter
from functools import cache
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
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
DEFINED = re.compile(r"^\s*def (test_\w+)\(", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
# docs/asvs.md: a line or several of the standard with their answer, and the sums of a chapter
ANSWERS = ("met", "open", "the municipality's", "not applicable")
LINE = re.compile(
    rf"^\| (V\d+\.\d+)\.(\d+)(?:–(\d+))? \| [^|]+ \| ({'|'.join(ANSWERS)}) \| ([^|]*) \|$", re.MULTILINE
)
SUM = re.compile(r"^\| (V\d+) [^|]+ \| (\d+ \| \d+ \| \d+ \| \d+) \|$", re.MULTILINE)
LINES_OF_THE_STANDARD = 253  # of its levels 1 and 2, in version 5.0.0


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_page_names_files_that_are_there(page: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")

    named = [path.partition("::")[0] for path in PATH.findall(text)]
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_page_names_tests_that_are_there(page: Path) -> None:
    named = TEST.findall((ROOT / page).read_text(encoding="utf-8"))

    assert [f"{path}::{name}" for path, name in named if name not in defined_in(path)] == []


@cache
def defined_in(path: str) -> frozenset[str]:
    """The names of the tests in a file; none where there is no such file."""
    file = ROOT / path
    return frozenset(DEFINED.findall(file.read_text(encoding="utf-8"))) if file.is_file() else frozenset()


def test_each_line_of_the_standard_has_an_answer_and_the_sums_are_right() -> None:
    text = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
    numbers: list[str] = []
    sums: dict[str, Counter[str]] = {}
    for section, first, last, answer, reason in LINE.findall(text):
        for number in range(int(first), int(last or first) + 1):
            numbers.append(f"{section}.{number}")
            sums.setdefault(section.partition(".")[0], Counter())[answer] += 1
        # what is met names the test, file or page that shows it, and all else says why
        is_named = PATH.search(reason) or LINK.search(reason)
        assert is_named if answer == "met" else reason.strip(), f"{section}.{first}"
    written = {chapter: [int(each) for each in row.split("|")] for chapter, row in SUM.findall(text)}

    assert len(numbers) == len(set(numbers)) == LINES_OF_THE_STANDARD
    assert written == {chapter: [count[each] for each in ANSWERS] for chapter, count in sums.items()}
    assert f"{sum(count['open'] for count in sums.values())} open of {LINES_OF_THE_STANDARD}" in text


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
