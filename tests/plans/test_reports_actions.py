"""Is a report made as proposed, changed with its history, and never overwritten by who saw an older one?

Tests the actions that make a round's report and change its head, tables and rows.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from plans.actions.history import Conflict
from plans.actions.report_content import ReportContent, content_of
from plans.actions.reports import (
    change_head,
    change_row,
    change_table,
    join_tables,
    make_report,
    rearrange,
    restore_report,
)
from plans.domain import arrangement
from plans.enums import RoundState
from plans.models import ActionPlan, Change, EffortArea, Report, ReportRow, ReportTable, ResultGoal
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    GoalHeadingFactory,
    ReportFactory,
    ReportingRoundFactory,
    ReportRowFactory,
    ReportTableFactory,
    ResultGoalFactory,
    UserFactory,
)
from tests.plans.reported_plans import report_on
from vink.accounts.models import User

pytestmark = pytest.mark.django_db

Titles = list[tuple[str, str, list[str]]]


@pytest.fixture
def by() -> User:
    return UserFactory.create(approver=True)


def area(plan: ActionPlan, number: int, title: str) -> EffortArea:
    return EffortAreaFactory.create(plan=plan, number=number, title=title)


def goal(key: str, *areas: EffortArea) -> ResultGoal:
    return ResultGoalFactory.create(area=areas[0], further_areas=areas[1:], key=key, wording=f"Mål {key}")


def plan_of_three_areas() -> ActionPlan:
    """As in the annex for 2019, two goals are of areas 2 and 3; here area 3 has one of its own, too."""
    plan = ActionPlanFactory.create()
    first = area(plan, 1, "Indsats i civilsamfundet")
    second, third = area(plan, 2, "Foregribende indsats"), area(plan, 3, "Indgribende indsats")
    for key, areas in [
        ("a", (first,)),
        ("b", (second, third)),
        ("c", (third, second)),
        ("d", (third,)),
        ("e", (second,)),
    ]:
        goal(key, *areas)
    ReportingRoundFactory.create(plan=plan)
    return plan


def tables_of(report: Report) -> Titles:
    """The tables with their goals' keys."""
    return [
        (table.label, table.title, [row.goal.key for row in table.rows.select_related("goal")])
        for table in ReportTable.objects.filter(report=report)
    ]


def small_report(**head: Any) -> Report:
    """Tables of goals a, b, c and of d."""
    report = ReportFactory.create(**head)
    there = area(report.round.plan, 1, "Indsats")
    for order, keys in enumerate(["abc", "d"], start=1):
        table = ReportTableFactory.create(
            report=report, order=order, label=f"Tabel {order}", title=f"Titel {order}"
        )
        for number, key in enumerate(keys, start=1):
            ReportRowFactory.create(table=table, goal=goal(key, there), order=number)
    return report


def id_of(report: Report, key: str) -> int:
    return report.round.plan.goals.get(key=key).pk


def history_of(report: Report) -> list[tuple[str, str, str, str]]:
    """The history: kind, field, before, after."""
    return list(Change.objects.filter(plan=report.round.plan).values_list("kind", "field", "old", "new"))


# --- Making -----------------------------------------------------------------------------------------------


def test_shared_goals_have_a_table_of_their_own_after_the_areas_that_share_them(by: User) -> None:
    status = report_on(plan_of_three_areas())

    report = make_report(by=by, status=status)

    assert tables_of(report) == [
        ("Tabel 1", "Indsats i civilsamfundet", ["a"]),
        ("Tabel 2", "Foregribende indsats", ["e"]),
        ("Tabel 3", "Indgribende indsats", ["d"]),
        ("Tabel 4", "Foregribende indsats og indgribende indsats", ["b", "c"]),
    ]
    assert {table.column_heading for table in report.tables.all()} == {"Afrapportering 2019"}
    assert (report.kind, report.title, report.dated_on, report.intro) == (
        "Notat",
        "Bilag 1. Afrapportering for 2019 på VINK handleplan 2018-2019",
        date(2020, 1, 15),
        "Nedenfor afrapporteres for 2019 på VINK handleplan 2018-2019.",
    )
    assert Change.objects.filter(kind="report", field="title", who=by, new=report.title).exists()
    assert Change.objects.filter(kind="reportrow", field="goal", who=by).count() == 5


def test_the_head_is_that_of_the_latest_report_of_the_plan_or_of_the_plan_before(by: User) -> None:
    before = ActionPlanFactory.create()
    head = {"kind": "Bilag", "sender": "CF 3. kontor\nBernstorffsgade 17", "ean": "5798009710581"}
    of_before = ReportingRoundFactory.create(plan=before)
    ReportFactory.create(round=of_before, case_officer="Chefkonsulent", case_number="2018-1", **head)
    plan = ActionPlanFactory.create(predecessor=before)
    of_2018 = ReportingRoundFactory.create(plan=plan, first_year=2018, as_of=date(2019, 1, 15))
    ReportingRoundFactory.create(plan=plan)

    first = make_report(by=by, status=report_on(plan))

    assert (first.kind, first.sender, first.ean, first.case_officer) == (*head.values(), "Chefkonsulent")
    assert (first.case_number, first.document_number) == ("", "")

    ReportFactory.create(round=of_2018, dated_on=date(2021, 1, 1), website="www.kk.dk")
    first.delete()  # a test's own short way

    latest = make_report(by=by, status=report_on(plan))

    assert (latest.kind, latest.website, latest.sender) == ("Notat", "www.kk.dk", "")


def test_a_round_has_one_report(by: User) -> None:
    status = report_on(plan_of_three_areas())
    first = make_report(by=by, status=status)

    with pytest.raises(Conflict) as conflict:
        make_report(by=by, status=status)

    assert conflict.value.current == first


def test_the_closed_rounds_report_is_made_and_changed(by: User) -> None:
    plan = plan_of_three_areas()
    plan.rounds.update(state=RoundState.CLOSED)

    report = make_report(by=by, status=report_on(plan))

    assert change_head(by=by, report=report, values={"closing": "<p>Slut</p>"}, version=1).version == 2


# --- Who --------------------------------------------------------------------------------------------------

Doing = Callable[[User, Report], object]


@pytest.mark.parametrize(
    "do",
    [
        lambda by, report: make_report(by=by, status=report_on(report.round.plan)),
        lambda by, report: change_head(by=by, report=report, values={"title": "X"}, version=1),
        lambda by, report: change_table(by=by, report=report, table=1, values={"title": "X"}, version=1),
        lambda by, report: change_row(by=by, report=report, goal=1, values={"wording": "X"}, version=1),
        lambda by, report: rearrange(by=by, report=report, to=arrangement.with_table, version=1, title="X"),
        lambda by, report: join_tables(by=by, report=report, table=1, version=1),
        lambda by, report: restore_report(
            by=by, report=report, content=content_of(report).with_tables([]), version=1
        ),
    ],
)
def test_only_approvers_and_administrators_edit_a_report(do: Doing) -> None:
    report = small_report()
    for nobody in (
        UserFactory.create(),
        UserFactory.create(contributor=True),
        UserFactory.create(approver=True, is_active=False),
    ):
        with pytest.raises(PermissionDenied, match="kun godkendere og administratorer"):
            do(nobody, report)

    assert not Change.objects.exists()
    assert len(tables_of(report)) == 2


def test_an_administrator_edits_a_report() -> None:
    changed = change_head(
        by=UserFactory.create(administrator=True), report=small_report(), values={"kind": "Bilag"}, version=1
    )

    assert changed.kind == "Bilag"


# --- Texts ------------------------------------------------------------------------------------------------


def test_the_head_is_changed_with_its_history(by: User) -> None:
    report = small_report(kind="Notat")

    changed = change_head(
        by=by,
        report=report,
        values={
            "kind": " Bilag ",
            "dated_on": date(2020, 2, 1),
            "ean": "57 98 00 97 10 58 1",
            "website": "https://www.kk.dk/",
            "closing": "<p>Slut<script>alert(1)</script></p>",
        },
        version=1,
    )

    assert (changed.version, changed.kind, changed.website) == (2, "Bilag", "www.kk.dk")
    assert history_of(report) == [
        ("report", "kind", "Notat", "Bilag"),
        ("report", "dated_on", "2020-01-15", "2020-02-01"),
        ("report", "ean", "", "5798009710581"),
        ("report", "website", "", "www.kk.dk"),
        ("report", "closing", "", "<p>Slut</p>"),
    ]


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({"title": " "}, "title", "Skriv bilagets titel"),
        ({"title": "x" * 301}, "title", "højst 300 tegn"),
        ({"dated_on": None}, "dated_on", "Vælg bilagets dato"),
        ({"dated_on": date(1066, 1, 1)}, "dated_on", "1900"),
        ({"ean": "123"}, "ean", "13 cifre"),
        ({"website": "javascript:alert(1)"}, "website", "www.kk.dk"),
        ({"website": "kk.dk/ <b>"}, "website", "www.kk.dk"),
        ({"sender": "a\x00"}, "sender", "NUL"),
        ({"intro": f"<p>{'x' * 20_000}</p>"}, "intro", "højst 20000 tegn"),
    ],
)
def test_a_head_that_cannot_be_is_refused_at_its_field(
    by: User, values: dict[str, Any], field: str, says: str
) -> None:
    report = small_report()

    with pytest.raises(ValidationError) as refusal:
        change_head(by=by, report=report, values=values, version=1)

    assert says in refusal.value.message_dict[field][0]
    report.refresh_from_db()
    assert report.version == 1


def test_what_is_no_part_of_the_head_is_not_set_with_it(by: User) -> None:
    with pytest.raises(ValueError, match="round"):
        change_head(by=by, report=small_report(), values={"round": 1}, version=1)


def test_a_table_is_renamed(by: User) -> None:
    report = small_report()
    table = report.tables.get(order=2)

    change_table(
        by=by, report=report, table=table.pk, values={"title": "Borgere", "notes": "Se s. 2"}, version=1
    )

    assert history_of(report) == [
        ("reporttable", "title", "Titel 2", "Borgere"),
        ("reporttable", "notes", "", "Se s. 2"),
    ]
    assert Change.objects.first().object_id == table.pk  # type: ignore[union-attr]  # told above


@pytest.mark.parametrize("field", ["label", "title", "column_heading"])
def test_a_table_has_a_label_a_title_and_a_heading(by: User, field: str) -> None:
    report = small_report()
    table = report.tables.get(order=1)

    with pytest.raises(ValidationError) as refusal:
        change_table(by=by, report=report, table=table.pk, values={field: " "}, version=1)

    assert list(refusal.value.message_dict) == [field]


# --- Wordings ---------------------------------------------------------------------------------------------


def test_another_wording_needs_a_reason_which_is_told_in_the_history(by: User) -> None:
    report = small_report()
    a = id_of(report, "a")
    values = {"wording": "Mål a, kort"}

    with pytest.raises(ValidationError) as refusal:
        change_row(by=by, report=report, goal=a, values=values, version=1)
    assert "Skriv, hvorfor ordlyden er en anden" in refusal.value.message_dict["wording_reason"][0]

    change_row(by=by, report=report, goal=a, values={**values, "wording_reason": "Forkortet"}, version=1)

    row = ReportRow.objects.get(goal=a)
    assert (row.wording, row.wording_reason) == ("Mål a, kort", "Forkortet")
    assert set(Change.objects.values_list("field", "why")) == {
        ("wording", "Forkortet"),
        ("wording_reason", "Forkortet"),
    }


def test_the_adopted_wording_is_none_of_the_reports_own(by: User) -> None:
    report = small_report()
    a = id_of(report, "a")
    ReportRow.objects.filter(goal=a).update(wording="Mål a, kort", wording_reason="Forkortet")

    with pytest.raises(ValidationError) as refusal:
        change_row(by=by, report=report, goal=a, values={"wording": " Mål  a "}, version=1)
    assert "slet begrundelsen" in refusal.value.message_dict["wording_reason"][0]

    change_row(by=by, report=report, goal=a, values={"wording": "Mål a", "wording_reason": ""}, version=1)

    row = ReportRow.objects.get(goal=a)
    assert (row.wording, row.wording_reason) == ("", "")


def test_a_heading_of_the_plan_is_none_of_the_reports_own(by: User) -> None:
    report = small_report()
    a = id_of(report, "a")
    heading = GoalHeadingFactory.create(area=report.round.plan.areas.get(), text="Progression")
    ResultGoal.objects.filter(pk=a).update(heading=heading)

    first = change_row(by=by, report=report, goal=a, values={"heading": "Progression"}, version=1)
    change_row(by=by, report=report, goal=a, values={"heading": "Progression for mentorer"}, version=1)

    assert first.version == 1
    assert ReportRow.objects.get(goal=a).heading == "Progression for mentorer"


# --- Tables and places ------------------------------------------------------------------------------------


def test_a_goal_moves_with_its_words_and_its_history(by: User) -> None:
    report = small_report()
    ReportRow.objects.filter(goal__key="a").update(wording="Mål a, kort", wording_reason="Forkortet")
    first, second = (table.pk for table in report.tables.all())
    row = ReportRow.objects.get(goal__key="a")

    moved = rearrange(
        by=by,
        report=report,
        to=lambda now: arrangement.with_goal(now, id_of(report, "a"), table=second),
        version=1,
    )

    assert tables_of(moved) == [("Tabel 1", "Titel 1", ["b", "c"]), ("Tabel 2", "Titel 2", ["d", "a"])]
    row.refresh_from_db()
    assert (row.table_id, row.wording) == (second, "Mål a, kort")
    # b and c move up, in the order of their ids
    assert history_of(report)[:3] == [
        ("reportrow", "order", "2", "1"),
        ("reportrow", "order", "3", "2"),
        ("reportrow", "table", str(first), str(second)),
    ]


def test_a_goal_may_stand_at_the_same_place_of_another_table(by: User) -> None:
    """It is parked while others change places, and must not stay there."""
    report = small_report()
    second = report.tables.get(order=2)

    rearrange(
        by=by,
        report=report,
        to=lambda now: arrangement.with_goal(
            now, id_of(report, "a"), table=second.pk, before=id_of(report, "d")
        ),
        version=1,
    )

    assert list(second.rows.values_list("goal__key", "order")) == [("a", 1), ("d", 2)]


def test_numbered_tables_are_numbered_anew_when_their_order_changes(by: User) -> None:
    report = small_report()
    second = report.tables.get(order=2).pk
    report = change_table(
        by=by, report=report, table=report.tables.get(order=1).pk, values={"label": "Tabel A"}, version=1
    )

    moved = rearrange(
        by=by, report=report, to=lambda now: arrangement.table_moved(now, second, to=0), version=2
    )

    assert [label for label, *_ in tables_of(moved)] == ["Tabel 1", "Tabel A"]


def test_a_table_is_parted_and_joined_again(by: User) -> None:
    report = small_report()

    parted = rearrange(
        by=by,
        report=report,
        to=lambda now: arrangement.split_at(now, id_of(report, "b")),
        version=1,
        title="Ny",
    )
    assert tables_of(parted) == [
        ("Tabel 1", "Titel 1", ["a"]),
        ("Tabel 2", "Ny", ["b", "c"]),
        ("Tabel 3", "Titel 2", ["d"]),
    ]
    new = parted.tables.get(order=2)
    assert new.column_heading == "Afrapportering 2019"

    ReportTable.objects.filter(order=1).update(notes="Note 1")
    ReportTable.objects.filter(pk=new.pk).update(notes="Note 2")
    joined = join_tables(by=by, report=parted, table=new.pk, version=2)

    assert tables_of(joined) == [("Tabel 1", "Titel 1", ["a", "b", "c"]), ("Tabel 2", "Titel 2", ["d"])]
    assert joined.tables.get(order=1).notes == "Note 1\n\nNote 2"
    assert ("reporttable", "title", "Ny", "") in history_of(report)


def test_the_first_table_is_joined_to_none(by: User) -> None:
    report = small_report()

    assert join_tables(by=by, report=report, table=report.tables.get(order=1).pk, version=1).version == 1


def test_a_goal_that_is_left_out_keeps_its_figures_and_its_history(by: User) -> None:
    report = small_report()
    b = id_of(report, "b")

    rearrange(by=by, report=report, to=lambda now: arrangement.without_goal(now, b), version=1)

    assert [keys for *_, keys in tables_of(report)] == [["a", "c"], ["d"]]
    assert ("reportrow", "goal", str(b), "") in history_of(report)
    # the status still has it, last
    assert [each.key for each in report_on(report.round.plan).goals] == ["a", "c", "d", "b"]


@pytest.mark.parametrize("twice", [True, False])
def test_only_goals_of_the_plan_stand_in_its_report_and_once(by: User, twice: bool) -> None:
    report = small_report()
    wrong = id_of(report, "a") if twice else ResultGoalFactory.create().pk
    content = content_of(report).arrangement

    with pytest.raises(ValidationError, match="én gang"):
        rearrange(
            by=by,
            report=report,
            to=lambda now: (*now[:1], replace(now[1], goals=(*now[1].goals, wrong))),
            version=1,
        )

    assert content_of(report).arrangement == content


def test_without_tables_a_new_one_is_named_by_the_round(by: User) -> None:
    report = ReportFactory.create(round=ReportingRoundFactory.create(first_year=2018, last_year=2019))

    rearrange(by=by, report=report, to=arrangement.with_table, version=1, title="Ny tabel")

    table = report.tables.get()
    assert (table.label, table.title, table.column_heading) == (
        "Tabel 1",
        "Ny tabel",
        "Afrapportering 2018–2019",
    )


# --- Together ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "do",
    [
        lambda by, report: change_head(by=by, report=report, values={"title": "Min"}, version=1),
        lambda by, report: change_table(
            by=by, report=report, table=report.tables.get(order=2).pk, values={"title": "Min"}, version=1
        ),
        lambda by, report: rearrange(by=by, report=report, to=arrangement.with_table, version=1, title="Min"),
        lambda by, report: restore_report(
            by=by, report=report, content=content_of(report).with_tables([]), version=1
        ),
    ],
)
def test_who_saw_an_older_report_overwrites_nothing(by: User, do: Doing) -> None:
    report = small_report()
    change_head(by=UserFactory.create(approver=True), report=report, values={"title": "Din"}, version=1)
    before = content_of(Report.objects.get(pk=report.pk))

    with pytest.raises(Conflict) as conflict:
        do(by, report)

    assert isinstance(conflict.value.current, Report)
    assert conflict.value.current.title == "Din"
    assert content_of(conflict.value.current) == before


def test_who_asks_for_what_is_there_already_is_not_in_the_way(by: User) -> None:
    report = small_report()
    change_head(by=by, report=report, values={"title": "Ens"}, version=1)

    assert change_head(by=by, report=report, values={"title": "Ens"}, version=1).version == 2
    assert len(history_of(report)) == 1


# --- Back -------------------------------------------------------------------------------------------------


def test_everything_comes_back_as_it_was(by: User) -> None:
    report = small_report(closing="<p>Slut</p>")
    ReportRow.objects.filter(goal__key="c").update(wording="Kort", wording_reason="Plads", source_ref="s. 2")
    kept = content_of(report).as_json()
    second = report.tables.get(order=2).pk
    change_head(by=by, report=report, values={"closing": "", "dated_on": date(2021, 1, 1)}, version=1)
    rearrange(
        by=by, report=report, to=lambda now: arrangement.without_goal(now, id_of(report, "c")), version=2
    )
    join_tables(by=by, report=report, table=second, version=3)

    back = restore_report(by=by, report=report, content=ReportContent.from_json(kept), version=4)

    assert tables_of(back) == [("Tabel 1", "Titel 1", ["a", "b", "c"]), ("Tabel 2", "Titel 2", ["d"])]
    assert (back.closing, back.dated_on, back.version) == ("<p>Slut</p>", date(2020, 1, 15), 5)
    row = ReportRow.objects.get(goal__key="c")
    assert (row.wording, row.wording_reason, row.source_ref) == ("Kort", "Plads", "s. 2")
    assert Change.objects.filter(why="Fortrudt", field="closing", new="<p>Slut</p>").exists()


def test_as_many_questions_for_a_goal_that_moves_among_many(
    by: User, django_assert_num_queries: Callable[[int], Any]
) -> None:
    """Down by one: two rows change, however many there are."""
    for count in (4, 40):
        report = small_report()
        table = report.tables.get(order=1)
        there = report.round.plan.areas.get()
        for number in range(count):
            ReportRowFactory.create(table=table, goal=goal(f"g{number}", there), order=number + 10)
        b = id_of(report, "b")
        up, down = partial(arrangement.goal_up, goal=b), partial(arrangement.goal_down, goal=b)
        rearrange(by=by, report=report, to=up, version=1)  # once, so that all are 1, 2, …
        with django_assert_num_queries(17):
            rearrange(by=by, report=report, to=down, version=2)
