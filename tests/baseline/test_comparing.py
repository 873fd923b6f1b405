"""Would the baseline find what must not happen? Its own parts, without a database."""

from pathlib import Path

import pytest

from tests.baseline.page_text import forms_of, lines_of
from tests.baseline.rows import Rows, kept
from tests.baseline.versions import Version

BEFORE: Rows = {
    "plans_target": {1: {"id": 1, "value": "5"}, 2: {"id": 2, "value": "7"}},
    "django_migrations": {1: {"id": 1, "name": "0001_initial"}},
}


@pytest.fixture
def version(tmp_path: Path) -> Version:
    """A version that showed a page, a command's output and two addresses."""
    for name, text in [("pages/goal", "15 pct.\n"), ("commands/help", "a\n"), ("addresses", "/ a\n/b b\n")]:
        path = tmp_path / "then" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Version(tmp_path)


def name_difference(version: Version, shows_in: str) -> None:
    (version.folder / "differences").mkdir()
    page = f"# More decimals\n\nSince: 0.2.0\nShows in: {shows_in}\n\nWhy: to tell them apart.\n"
    (version.folder / "differences" / "decimals.md").write_text(page)


def test_rows_that_stay_are_counted() -> None:
    assert list(kept(BEFORE, BEFORE)) == [
        "plans_target: 2 rows, all kept",
        "django_migrations: 1 rows, all kept",
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ({1: {"id": 1, "value": "5"}}, "  2: gone"),
        ({1: {"id": 1, "value": "5"}, 2: {"id": 2, "value": "7.0"}}, "  2: value was '7', is '7.0'"),
        ({1: {"id": 1}, 2: {"id": 2, "value": "7"}}, "  1: column value is gone"),
        (BEFORE["plans_target"] | {3: {"id": 3, "value": "9"}}, "  3: new"),
    ],
)
def test_a_row_that_does_not_stay_is_named(rows: dict[int, dict[str, object]], expected: str) -> None:
    assert list(kept(BEFORE, BEFORE | {"plans_target": rows}))[:2] == ["plans_target: 2 rows", expected]


def test_a_table_that_is_gone_is_named() -> None:
    assert next(kept(BEFORE, {})) == "plans_target: 2 rows, the table is gone"


def test_new_columns_and_django_s_own_rows_are_no_difference() -> None:
    wider = {key: {**row, "note": ""} for key, row in BEFORE["plans_target"].items()}
    migrated = BEFORE["django_migrations"] | {2: {"id": 2, "name": "0002_more"}}

    assert list(kept(BEFORE, {"plans_target": wider, "django_migrations": migrated})) == list(
        kept(BEFORE, BEFORE)
    )


def test_what_is_different_by_intention_is_kept_beside_what_was(version: Version) -> None:
    given = {"pages/goal": "14,96 pct.\n", "commands/help": "a\n", "addresses": "/ a\n/b b\n"}

    assert version.write_now(given) == ["pages/goal"]

    assert version.then()["pages/goal"] == "15 pct.\n"
    assert version.expected() == given
    assert version.unnamed() == ["pages/goal"]


def test_what_is_as_it_was_again_is_kept_no_more(version: Version) -> None:
    version.write_now({**version.then(), "pages/goal": "14,96 pct.\n"})

    assert version.write_now(version.then()) == ["pages/goal"]
    assert version.now() == {}


def test_a_difference_is_named_by_a_page_about_it(version: Version) -> None:
    version.write_now({**version.then(), "pages/goal": "14,96 pct.\n"})
    name_difference(version, "commands/*, `pages/*`")

    assert (version.unnamed(), version.idle()) == ([], [])


def test_a_page_about_what_does_not_differ_is_idle(version: Version) -> None:
    version.write_now({**version.then(), "pages/goal": "14,96 pct.\n"})
    name_difference(version, "commands/*")

    assert (version.unnamed(), version.idle()) == (["pages/goal"], ["decimals.md"])


def test_a_new_address_is_no_difference_and_a_lost_one_is(version: Version) -> None:
    more = {**version.then(), "addresses": "/ a\n/b b\n/c c\n", "pages/new": "more\n"}
    fewer = {**version.then(), "addresses": "/ a\n/c c\n"}

    assert version.comparable(more) == version.expected()
    assert version.comparable(fewer)["addresses"] == "/ a\n"


def test_a_page_is_read_with_its_links_and_fields() -> None:
    page = """<body><p>Frame</p><main><h1>Mål</h1><p>Se <a href="/a/">målet</a>.</p>
        <form method="post" action="/b/" id="f"><input type="hidden" name="csrfmiddlewaretoken" value="x">
        <label>Tal <input name="figure" value="5"></label><select name="word"><option value="yes">Ja
        <option value="no" selected>Nej</select><textarea name="note">
To</textarea><button>Gem</button><button name="do" value="more">Mere</button></form>
        <input type="checkbox" form="f" name="chosen" value="7"></main></body>"""

    [form] = forms_of(page)

    assert lines_of(page) == [
        "Mål",
        "Se målet </a/>.",
        "[post /b/]",
        "Tal ‹figure=5› ‹word=no of yes no› ‹note=To› Gem ‹button do=more› Mere",
        "‹chosen=7 ☐›",
    ]
    assert (form.action, form.buttons) == ("/b/", [("", ""), ("do", "more")])
    assert form.fields[1:] == [("figure", "5"), ("word", "no"), ("note", "To")]
    assert ("chosen", "7") in form.offered
