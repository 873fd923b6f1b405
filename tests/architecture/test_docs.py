"""Do the pages for people name files that are there? Every path in backticks, and every link."""

import re
from pathlib import Path

import pytest

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
