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


def modules_and_tests() -> Iterator[Path]:
    yield from modules()
    yield from (ROOT / "tests").rglob("*.py")


def test_modules_are_short_enough_to_read() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in modules()}

    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_module_is_a_drawer_for_everything() -> None:
    named = {path.stem for path in modules()} | {path.parent.name for path in modules()}

    assert named & DRAWERS == set()


def test_a_module_says_in_a_sentence_what_it_holds() -> None:
    """A question may open the docstring; what answers it, or what the module holds, must follow."""
    docstrings = {path: ast.get_docstring(ast.parse(path.read_text())) or "" for path in modules_and_tests()}

    assert [str(path.relative_to(ROOT)) for path, text in docstrings.items() if text.endswith("?")] == []


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


SPOKEN_WORDS = {
    "told",
    "place",
    "said",
    "shown",
    "what",
    "which",
    "whom",
    "whose",
    "thing",
    "things",
    "these",
    "those",
    "here",
}
# What is stored or posted under such a name keeps it.
KEPT_NAMES = {
    ("plans/models/goal.py", "place"): "the column of where a wording stands",
    ("plans/models/redaction.py", "place"): "the column that leads to what was blanked",
    ("plans/models/report.py", "place"): "the column that names the finding",
    ("plans/actions/acknowledgements.py", "place"): "the column of `Acknowledgement`",
    ("plans/queries/acknowledgements.py", "place"): "the column of `Acknowledgement`",
    ("plans/disclosure/choices.py", "place"): "the column of `Acknowledgement`",
    ("plans/actions/redaction.py", "place"): "the column of `SealedOriginal`",
    ("plans/actions/redaction_undo.py", "place"): "the column of `SealedOriginal`",
    ("reporting/goal_page/wordings.py", "place"): "the column of `GoalWording`",
    ("plans/planfile/schema_goals.py", "place"): "a key of plan files",
    ("plans/planfile/plan_checks.py", "place"): "a key of plan files",
    ("reporting/checks/forms.py", "place"): "a field that the page of checks posts",
    ("plans/workbook/token.py", "told"): "drafts keep an uploaded workbook's rows under this key",
    ("plans/workbook/comparing.py", "told"): "the same key",
    ("plans/templatetags/components.py", "what"): "a variable in the Danish sentence of a conflict",
    ("tests/verapdf/__init__.py", "which"): "`shutil.which`",
    ("tests/factories/goals.py", "place"): "the column of `GoalWording`",
    ("tests/factories/publications.py", "place"): "the column of `Acknowledgement`",
    ("tests/factories/redactions.py", "place"): "the column of `SealedOriginal`",
    ("tests/plans/test_vink_plans.py", "place"): "the column of `GoalWording`",
    ("tests/reporting/test_checks.py", "place"): "the column of `Acknowledgement`",
    ("tests/reporting/test_checks_page.py", "place"): "the column of `Acknowledgement`",
    ("tests/reporting/test_disclosure.py", "place"): "the column of `Acknowledgement`",
    ("tests/reporting/test_goal_page.py", "place"): "the column of `GoalWording`",
    ("tests/reporting/test_redaction_undo.py", "place"): "the column of `SealedOriginal`",
}


def test_a_name_says_what_it_holds() -> None:
    """Variables, parameters, attributes and functions are called after the thing: `message`, `row_id`."""
    found = {
        (str(path.relative_to(ROOT)), name)
        for path in modules_and_tests()
        for name in names_in(ast.parse(path.read_text()))
        if name.lower().strip("_") in SPOKEN_WORDS
    }

    assert found == KEPT_NAMES.keys()


def names_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                yield name
            case ast.keyword(arg=str(name)):
                yield name
            case ast.alias(name=name, asname=asname):
                yield asname or name.rpartition(".")[2]
