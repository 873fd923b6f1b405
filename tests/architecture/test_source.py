"""Is the code laid out as the house style says? Sizes, names, and rules that lean on nothing."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ["vink", "plans", "desk", "reporting"]
LONGEST_MODULE = 300
DRAWERS = {"base", "common", "helper", "helpers", "lib", "misc", "service", "services", "util", "utils"}


def modules() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (path for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts)


def test_modules_are_short_enough_to_read() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in modules()}

    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_module_is_a_drawer_for_everything() -> None:
    named = {path.stem for path in modules()} | {path.parent.name for path in modules()}

    assert named & DRAWERS == set()


@pytest.mark.parametrize("path", sorted((ROOT / "plans/domain").glob("*.py")), ids=lambda path: path.stem)
def test_the_rules_need_only_the_standard_library(path: Path) -> None:
    allowed = sys.stdlib_module_names
    foreign = {
        name
        for name in imported_modules(path)
        if name.split(".")[0] not in allowed and not f"{name}.".startswith(("plans.domain.", "plans.enums."))
    }

    assert foreign == set()


def imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield node.module or ""
