"""Does today's program keep and show what an older version kept and showed, save what is meant to differ?

Tests a database that an older version wrote: its rows, pages and files are compared with what that version
recorded of them, and each intended difference must be named.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import pytest
from django.db import connection

from tests.baseline.databases import read_postgresql, read_sqlite
from tests.baseline.versions import Version, versions

pytestmark = pytest.mark.database  # without a fixture's help: it looks for the run's kind of database itself

KINDS = ["rows", "addresses", "commands", "annex", "feed", "downloads", "pages", "promises"]
HELP = "If this is meant: scripts/baseline, and name it as tests/baseline/README.md tells.\n"
_LONGEST = 20_000  # of what a failure prints


@pytest.fixture(scope="module", params=versions(), ids=str)
def version(request: pytest.FixtureRequest) -> Version:
    found: Version = request.param
    return found


@pytest.fixture(scope="module")
def given(version: Version, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What today's program gives, read once a run: the processes of a run share it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    kept = folder / f"baseline-{version}.json"
    with (folder / f"baseline-{version}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_text(json.dumps(_read(version, tmp_path_factory.mktemp("baseline"))))
    found: dict[str, str] = json.loads(kept.read_text())
    return version.comparable(found)


def _read(version: Version, work: Path) -> dict[str, str]:
    if connection.vendor == "postgresql":
        return read_postgresql(version, work, os.environ["DATABASE_URL"])
    return read_sqlite(version, work)


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_kept_and_shown_is_kept_and_shown(
    version: Version, given: dict[str, str], kind: str
) -> None:
    expected = version.expected()
    names = sorted(name for name in expected if name.split("/")[0] == kind)
    assert names

    differences = "".join("".join(_difference(name, expected[name], given.get(name, ""))) for name in names)

    assert differences == "", HELP + differences[:_LONGEST]


def _difference(name: str, expected: str, given: str) -> Iterator[str]:
    before, after = (text.splitlines(keepends=True) for text in (expected, given))
    return unified_diff(before, after, f"expected {name}", f"given {name}", n=1)


def test_every_text_belongs_to_a_kind(version: Version) -> None:
    assert {name.split("/")[0] for name in version.then()} == set(KINDS)


def test_every_row_of_the_version_is_counted(version: Version) -> None:
    lines = version.then()["rows"].splitlines()

    assert len(lines) > 40
    assert [line for line in lines if not line.endswith("rows, all kept")] == []


def test_what_differs_is_named_and_what_is_named_differs(version: Version) -> None:
    assert (version.unnamed(), version.idle()) == ([], []), HELP


def test_the_version_itself_is_never_changed(version: Version) -> None:
    lines = (version.folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    known = {name.removeprefix("./"): digest for digest, name in (line.split("  ", 1) for line in lines)}
    kept = [*(version.folder / "then").rglob("*.txt"), *(path for path in version.folder.glob("*.*"))]

    found = {
        str(path.relative_to(version.folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in kept
    }

    assert found == known
