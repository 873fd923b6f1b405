"""Does a page ask the database in one place? Tables are read in `plans.queries` and in a page's `reading`."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
QUERY = re.compile(r"\b[A-Z]\w+\.(?:objects|_default_manager)\b")
PACKAGES = [
    "desk",
    "reporting",
    "plans/web",
    "plans/wording",
    "plans/findings",
    "plans/disclosure",
    "plans/tasks",
]


def asks_the_database(source: str) -> bool:
    return bool(QUERY.search(source))


@pytest.mark.parametrize("package", PACKAGES)
def test_only_the_reading_of_a_page_asks_for_rows_of_its_own(package: str) -> None:
    modules = [path for path in (ROOT / package).rglob("*.py") if path.stem != "reading"]

    assert modules
    assert [str(path.relative_to(ROOT)) for path in modules if asks_the_database(path.read_text())] == []


def test_the_search_finds_a_query() -> None:
    assert asks_the_database("rows = Measurement.objects.filter(pk=1)")
    assert not asks_the_database("rows = queries.figures_of_round(plan)")
