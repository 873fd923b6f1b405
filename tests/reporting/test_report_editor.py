"""Can a round's report be made and edited on its page, with scripts and without, and is nothing lost?

Tests the page of the report editor: its forms, its buttons, conflicts, and the preview.
"""

import json
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from plans.actions.reports import change_head, change_table, rearrange
from plans.domain import arrangement
from plans.models import Change, EffortArea, Report, ReportRow, ResultGoal
from tests.desk.entry_page import HTMX, Node, read
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    ReportFactory,
    ReportingRoundFactory,
    ReportRowFactory,
    ReportTableFactory,
    UserFactory,
)
from tests.plans.reported_plans import counted_goal
from tests.reporting.docx_reading import WordFile
from vink.accounts.models import User

pytestmark = pytest.mark.django_db

ADDRESS = "/plans/vink/annex/2019/edit/"
CONFLICT, REFUSED = 409, 422


@pytest.fixture
def anne() -> User:
    return UserFactory.create(approver=True, first_name="Anne", last_name="Lund")


@pytest.fixture
def desk(client: Client, anne: User) -> Client:
    client.force_login(anne)
    return client


def there(**head: Any) -> Report:
    """A report whose tables have goals a, b, c and d."""
    plan = ActionPlanFactory.create(slug="vink")
    report = ReportFactory.create(round=ReportingRoundFactory.create(plan=plan), **head)
    area = EffortAreaFactory.create(plan=plan, number=1, title="Forebyggende indsats")
    for order, keys in enumerate(["abc", "d"], start=1):
        table = ReportTableFactory.create(report=report, order=order, label=f"Tabel {order}", title="Indsats")
        for number, key in enumerate(keys, start=1):
            ReportRowFactory.create(table=table, goal=goal(area, key), order=number)
    return report


def goal(area: EffortArea, key: str) -> ResultGoal:
    return counted_goal(area, key, wording=f"Resultatmål nummer {key}")


def id_of(key: str) -> int:
    return ResultGoal.objects.get(key=key).pk


def page(client: Client, query: str = "") -> Node:
    response = client.get(f"{ADDRESS}{query}")
    assert response.status_code == 200
    return read(response.content.decode())


def do(client: Client, asked: str, *, version: int = 1, status: int = 302, **fields: Any) -> Node:
    """Press a button without scripts; the page that it answers or leads to."""
    response = client.post(ADDRESS, {"do": asked, "version": version, **fields})
    assert response.status_code == status
    if status == 302:
        assert response.headers["Location"].startswith(ADDRESS)
        response = client.get(response.headers["Location"])
    return read(response.content.decode())


def tables(on: Node) -> list[tuple[str, list[str]]]:
    """The tables of the editor with their goals' last letters."""
    return [
        (table.one("h3").text, [goal.one("p").text[-1] for goal in table.all("li")])
        for table in on.with_class("report-table")
    ]


def form(on: Node) -> Node:
    (node,) = on.with_class("report-form")
    return node


def typed(on: Node, **fields: str) -> dict[str, Any]:
    """What the open form posts with other words in some of its fields."""
    return {**form(on).fields(), **fields}


def preview(on: Node) -> Node:
    return on.one("article")


# --- Making -----------------------------------------------------------------------------------------------


def test_one_button_makes_the_report_as_the_page_proposes_it(desk: Client) -> None:
    plan = ActionPlanFactory.create(slug="vink")
    ReportingRoundFactory.create(plan=plan)
    first, second = (
        EffortAreaFactory.create(plan=plan, number=number, title=f"Indsats {number}") for number in (1, 2)
    )
    goal(first, "a")
    counted_goal(first, "b", wording="Fælles mål b", further_areas=[second])

    before = page(desk)
    assert [table.text for table in before.all("h3")] == [
        "Tabel 1. Indsats 1",
        "Tabel 2. Indsats 1 og indsats 2",
    ]
    assert before.with_class("report-table") == []

    made = do(desk, "make")

    assert tables(made) == [("Tabel 1. Indsats 1", ["a"]), ("Tabel 2. Indsats 1 og indsats 2", ["b"])]
    assert made.with_class("alert-success")[0].text.endswith(
        "Bilaget er oprettet. Ret det, som det skal være."
    )
    again = do(desk, "make")
    assert "Bilaget var der allerede." in again.text
    assert Report.objects.count() == 1


def test_without_a_round_there_is_nothing_to_report(desk: Client) -> None:
    plan = ActionPlanFactory.create(slug="vink")
    ReportingRoundFactory.create(plan=plan, first_year=2018)

    assert "Der er ingen indberetningsrunde for perioden" in page(desk).text
    assert desk.post(ADDRESS, {"do": "make"}).status_code == 404
    assert [link.text for link in page(desk).all("a", href="/plans/vink/annex/2018/edit/")] == [
        "2018",
        "2018",
    ]


@pytest.mark.parametrize("role", ["reader", "contributor"])
def test_others_neither_see_the_editor_nor_the_way_to_it(client: Client, role: str) -> None:
    there()
    client.force_login(UserFactory.create(contributor=role == "contributor"))

    assert client.get(ADDRESS).status_code == client.post(ADDRESS, {"do": "add_table"}).status_code == 403
    assert ADDRESS not in client.get("/plans/vink/annex/2019/").content.decode()


# --- Texts ------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_head_is_typed_shown_and_taken_back(desk: Client) -> None:
    report = there(title="Bilag 1", case_number="2020-1")
    opened = page(desk, "?edit=head")
    # while a form is open there is nothing else that could be done
    assert opened.with_class("report-buttons") == []

    saved = do(desk, "save", **typed(opened, title="Bilag 1 for 2019", dated_on="2020-02-01"))

    assert preview(saved).with_class("sheet-title")[0].text == "Bilag 1 for 2019"
    assert "1. februar 2020" in preview(saved).text
    assert saved.with_class("undo__text")[0].text == "Notatets hoved er gemt."

    back = do(desk, "undo", version=2)

    assert preview(back).with_class("sheet-title")[0].text == "Bilag 1"
    assert back.with_class("undo__text")[0].text == "Fortrudt: Notatets hoved er gemt."
    report.refresh_from_db()
    assert (report.title, report.version) == ("Bilag 1", 3)


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stands(desk: Client) -> None:
    there(title="Bilag 1")
    opened = page(desk, "?edit=head")

    wrong = do(
        desk,
        "save",
        status=REFUSED,
        **typed(opened, title="", ean="123", dated_on="i går", sender="CF 3. kontor"),
    )

    assert [error.text for error in wrong.with_class("form-error-message")] == [
        "Fejl: Datoen er ingen dato. Skriv fx 15.01.2020."
    ]
    assert form(wrong).fields()["sender"] == "CF 3. kontor"
    assert form(wrong).fields()["dated_on"] == "i går"

    wrong = do(desk, "save", status=REFUSED, **typed(wrong, dated_on="2020-01-15"))

    assert [error.text for error in wrong.with_class("form-error-message")] == [
        "Fejl: Skriv bilagets titel, fx »Bilag 1. Afrapportering for 2019«.",
        "Fejl: Et EAN-nummer har 13 cifre, fx 5798009710581.",
    ]
    assert [link.attributes["href"] for link in wrong.with_class("error-summary")[0].all("a")] == [
        "#head-title",
        "#head-ean",
    ]
    assert form(wrong).fields()["ean"] == "123"
    assert Report.objects.get().version == 1


@pytest.mark.slow
@pytest.mark.parametrize("part", ["intro", "closing"])
def test_a_text_without_scripts_keeps_its_paragraphs_and_bullets(desk: Client, part: str) -> None:
    report = there(**{part: "Nedenfor afrapporteres."})
    opened = page(desk, f"?edit={part}")
    assert form(opened).fields()[part] == "Nedenfor afrapporteres."

    # sent as it stood there: a plain text of a plan file stays one
    unchanged = do(desk, "save", **typed(opened))
    assert unchanged.with_class("undo") == []
    assert not Change.objects.exists()

    do(desk, "save", **typed(opened, **{part: "Nedenfor:\n• første\n• andet <b>"}))

    report.refresh_from_db()
    html = "<p>Nedenfor:</p>\n<ul>\n<li>første</li>\n<li>andet &lt;b&gt;</li>\n</ul>"
    assert getattr(report, part) == html


@pytest.mark.slow
def test_hostile_words_are_words(desk: Client) -> None:
    there()
    bad = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    opened = page(desk, "?edit=intro")

    saved = do(desk, "save", **typed(opened, intro=f"<p>Ok{bad}</p>", **{"intro-format": "html"}))

    assert saved.all("img", src="x") == []
    assert preview(saved).with_class("annex-intro")[0].text == "Ok"
    table = page(desk, f"?edit=table-{first_table()}")
    saved = do(desk, "save", **typed(table, title=bad, notes=bad))
    assert bad in preview(saved).all("h2")[1].text
    assert saved.all("img", src="x") == []


def first_table() -> int:
    return Report.objects.get().tables.get(order=1).pk


# --- Wordings ---------------------------------------------------------------------------------------------


def test_a_wording_is_shown_as_what_became_of_the_adopted_one(desk: Client) -> None:
    there()
    a = id_of("a")
    opened = page(desk, f"?edit=goal-{a}")
    assert form(opened).fields()["wording"] == "Resultatmål nummer a"

    wrong = do(desk, "save", status=REFUSED, **typed(opened, wording="Resultatmål a, kort"))
    assert "Skriv, hvorfor ordlyden er en anden" in wrong.with_class("form-error-message")[0].text
    assert form(wrong).fields()["wording"] == "Resultatmål a, kort"

    saved = do(desk, "save", **typed(wrong, wording_reason="Forkortet til bilaget"))

    (changes,) = saved.with_class("changes")
    assert [node.text for node in changes.all("del")] == ["fjernet: nummer ,"]
    assert [node.text for node in changes.all("ins")] == ["tilføjet: , kort ,"]
    assert "Ændret fordi: Forkortet til bilaget" in saved.with_class("report-goal__reason")[0].text
    assert preview(saved).all("th", scope="row")[0].text == "Resultatmål a, kort"


def test_a_changed_wording_without_a_reason_says_that_it_lacks_one(desk: Client) -> None:
    there()
    ReportRow.objects.filter(goal__key="b").update(wording="Andet mål")

    (missing,) = page(desk).with_class("report-goal__missing")

    assert missing.text == "Der mangler en begrundelse for den ændrede ordlyd."


# --- Places -----------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_goals_and_tables_go_where_the_buttons_say(desk: Client) -> None:
    report = there()
    first, second = (table.pk for table in report.tables.all())
    steps: list[tuple[str, dict[str, int], list[list[str]]]] = [
        ("goal_up", {"goal": id_of("b")}, [["b", "a", "c"], ["d"]]),
        ("goal_down", {"goal": id_of("c")}, [["b", "a"], ["c", "d"]]),
        ("goal_to", {"goal": id_of("b"), "to": second}, [["a"], ["c", "d", "b"]]),
        ("goal_to", {"goal": id_of("b"), "to": second, "before": id_of("d")}, [["a"], ["c", "b", "d"]]),
        ("table_up", {"table": second}, [["c", "b", "d"], ["a"]]),
        ("table_down", {"table": second}, [["a"], ["c", "b", "d"]]),
        ("join", {"table": second}, [["a", "c", "b", "d"]]),
    ]
    for version, (asked, fields, expected) in enumerate(steps, start=1):
        on = do(desk, asked, version=version, **fields)
        assert [goals for _, goals in tables(on)] == expected
        assert [
            [row.text[-1] for row in table.all("th", scope="row")] for table in preview(on).all("table")
        ] == expected
    assert tables(on) == [("Tabel 1. Indsats", ["a", "c", "b", "d"])]

    parted = do(desk, "split", version=8, goal=id_of("c"))
    assert tables(parted) == [("Tabel 1. Indsats", ["a"]), ("Tabel 2. Indsats (fortsat)", ["c", "b", "d"])]
    assert form(parted).fields()["title"] == "Indsats (fortsat)"

    added = do(desk, "add_table", version=9)
    assert tables(added)[2] == ("Tabel 3. Ny tabel", [])
    empty = page(desk).all("button", name="do", value="remove_table")
    assert [button.text for button in empty] == ["Fjern tabellen : Tabel 3"]
    new = report.tables.get(title="Ny tabel").pk
    assert len(tables(do(desk, "remove_table", version=10, table=new))) == 2
    assert first == report.tables.get(order=1).pk


@pytest.mark.slow
def test_a_goal_that_is_left_out_is_told_and_put_back(desk: Client) -> None:
    report = there()
    a, b = id_of("a"), id_of("b")

    do(desk, "leave_out", goal=a)
    on = do(desk, "leave_out", version=2, goal=b)

    (left_out,) = on.with_class("report-left-out")
    assert left_out.one("h3").text == "2 mål står ikke i bilaget"
    assert [goal.text for goal in left_out.with_class("report-goal__wording")] == [
        "Resultatmål nummer a",
        "Resultatmål nummer b",
    ]
    assert "nummer b" not in preview(on).text
    # the status page has it all the same
    assert "nummer b" in desk.get("/plans/vink/status/2019/").content.decode()

    on = do(desk, "goal_to", version=3, goal=b, to=report.tables.get(order=2).pk)

    assert tables(on) == [("Tabel 1. Indsats", ["c"]), ("Tabel 2. Indsats", ["d", "b"])]
    assert on.with_class("report-left-out")[0].one("h3").text == "1 mål står ikke i bilaget"


@pytest.mark.parametrize(
    "fields",
    [
        {"do": "fly", "version": 1},
        {"do": "goal_up", "version": 1, "goal": "x"},
        {"do": "goal_up", "version": 1, "goal": "9" * 30},
        {"do": "goal_to", "version": 1, "to": 1},
        {"do": "table_up", "version": 1, "table": 0},
        {"do": "remove_table", "version": 1, "table": "the first"},
        {"do": "save", "version": 1, "part": "table"},
        {"version": 1},
    ],
)
def test_what_no_button_asks_for_is_not_found(desk: Client, fields: dict[str, Any]) -> None:
    there()
    if fields.get("table") == "the first":  # it has goals
        fields = {**fields, "table": first_table()}

    assert desk.post(ADDRESS, fields).status_code == 404
    assert Report.objects.get().version == 1


# --- With others ------------------------------------------------------------------------------------------


def other() -> User:
    return UserFactory.create(administrator=True, first_name="Karin", last_name="Holm")


def test_both_versions_are_shown_where_somebody_else_saved_first(desk: Client) -> None:
    report = there(title="Bilag 1")
    opened = page(desk, "?edit=head")
    change_head(by=other(), report=report, values={"title": "Karins"}, version=1)

    clash = do(desk, "save", status=CONFLICT, **typed(opened, title="Annes"))

    assert clash.with_class("conflict__heading")[0].text.startswith("Karin Holm, ")
    assert [
        (node.one("p", **{"class": "conflict__source"}).text, node.with_class("report-clash__text")[0].text)
        for node in clash.with_class("conflict__value")
    ] == [
        ("Titel: dit", "Annes"),
        ("Titel: det gemte", "Karins"),
    ]
    assert form(clash).fields()["title"] == "Annes"
    assert Report.objects.get().title == "Karins"

    do(desk, "save", **typed(clash))

    assert Report.objects.get().title == "Annes"


@pytest.mark.slow
def test_somebody_elses_change_of_another_part_is_not_in_the_way(desk: Client) -> None:
    report = there()
    opened = page(desk, "?edit=head")
    change_table(by=other(), report=report, table=first_table(), values={"title": "Karins"}, version=1)

    do(desk, "save", **typed(opened, title="Annes"))

    assert (Report.objects.get().title, report.tables.get(order=1).title) == ("Annes", "Karins")


def test_a_button_of_an_older_page_does_nothing_and_says_so(desk: Client) -> None:
    report = there()
    c, by = id_of("c"), other()
    rearrange(by=by, report=report, to=lambda now: arrangement.without_goal(now, c), version=1)

    for asked, fields in [("goal_up", {"goal": c}), ("goal_up", {"goal": id_of("b")}), ("undo", {})]:
        stale = do(desk, asked, status=CONFLICT, **fields)
        assert "Bilaget er ændret imens af Karin Holm" in stale.with_class("alert-warning")[0].text
    assert tables(stale) == [("Tabel 1. Indsats", ["a", "b"]), ("Tabel 2. Indsats", ["d"])]
    assert Report.objects.get().version == 2


def test_words_for_what_somebody_else_took_out_are_given_back(desk: Client) -> None:
    report = there()
    c = id_of("c")
    opened = page(desk, f"?edit=goal-{c}")
    rearrange(by=other(), report=report, to=lambda now: arrangement.without_goal(now, c), version=1)

    gone = do(desk, "save", status=CONFLICT, **typed(opened, wording="Mine egne ord"))

    assert "Du skrev: Mine egne ord" in gone.with_class("alert-warning")[0].text


# --- The answer to htmx -----------------------------------------------------------------------------------


def test_htmx_gets_the_editor_alone_with_what_is_read_aloud(desk: Client) -> None:
    there()
    b = id_of("b")

    response = desk.post(ADDRESS, {"do": "goal_up", "version": 1, "goal": b}, headers=HTMX)

    assert response.status_code == 200
    answer = read(response.content.decode())
    assert answer.all("html") == []
    assert answer.one("div", id="report-editor").all("article")
    assert json.loads(response.headers["HX-Trigger"]) == {
        "announce": {"text": "Flyttet til Tabel 1, plads 1: Resultatmål nummer b"}
    }
    # b is first of all and can go no higher: the focus is beside the button that is gone
    (focused,) = [node for node in answer.within if "data-focus" in node.attributes]
    assert focused.attributes["id"] == f"goal-{b}-edit"


def test_htmx_gets_a_form_with_the_focus_in_it(desk: Client) -> None:
    there()

    answer = read(desk.get(f"{ADDRESS}?edit=table-{first_table()}", headers=HTMX).content.decode())

    (focused,) = [node for node in answer.within if "data-focus" in node.attributes]
    assert focused.attributes["name"] == "label"


# --- One report -------------------------------------------------------------------------------------------


def test_the_preview_is_the_annex_itself(desk: Client) -> None:
    there(title="Bilag 1", intro="Nedenfor", sender="CF 3. kontor")

    annex = read(desk.get("/plans/vink/annex/2019/").content.decode()).one("article")

    assert preview(page(desk)).text == annex.text


@pytest.mark.slow
def test_page_pdf_word_and_excel_show_the_same_report(desk: Client) -> None:
    there()
    do(desk, "leave_out", goal=id_of("b"))
    do(desk, "goal_to", version=2, goal=id_of("a"), to=Report.objects.get().tables.get(order=2).pk)
    opened = page(desk, f"?edit=goal-{id_of('c')}")
    do(desk, "save", **typed(opened, wording="Det nye mål c", wording_reason="Kort"))
    expected = ["Det nye mål c", "Resultatmål nummer d", "Resultatmål nummer a"]

    def file(name: str) -> bytes:
        return desk.get(f"/plans/vink/annex/2019/{name}").content

    web = preview(page(desk))
    assert [row.text for row in web.all("th", scope="row")] == expected
    pdf = " ".join(
        " ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(file("bilag-1.pdf"))).pages).split()
    )
    word = WordFile(file("bilag-1.docx")).text
    for text in (pdf, word):
        places = [text.index(wording) for wording in expected]
        assert places == sorted(places)
        assert "nummer b" not in text
        assert "Kort" not in text  # why a wording is another is not the committee's
    sheet = load_workbook(BytesIO(file("bilag-1.xlsx"))).worksheets[0]
    assert [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)] == expected


@pytest.mark.parametrize("goals", [1, 4])
def test_as_many_queries_for_many_goals_as_for_one(
    desk: Client, django_assert_num_queries: DjangoAssertNumQueries, goals: int
) -> None:
    report = there()
    table = report.tables.get(order=1)
    area = report.round.plan.areas.get()
    for number in range(goals):
        ReportRowFactory.create(table=table, goal=goal(area, f"more-{number}"), order=10 + number)

    with django_assert_num_queries(27):
        desk.get(ADDRESS)
