"""Do the three VINK plan files hold what their documents say: plans, areas, goals, rounds, reports, sources?

Handleplan 2016-17 and 2018-19, Bilag 1 of 7 March 2018 and of 15 January 2020, the committee's case of 2010.
"""

import re
from datetime import date
from decimal import Decimal

import pytest

from plans.domain.values import Period
from plans.enums import Boundary, PreventionLevel, RoundState, SubmissionState
from tests.plans.vink_files import (
    EARLIER,
    LATER,
    ONLY_2019,
    PILOT,
    SLUGS,
    WHOLE_2016_17,
    entries,
    goal,
    read,
    report_of,
    round_of,
)


@pytest.mark.parametrize(
    ("slug", "starts_on", "ends_on", "predecessor"),
    [
        ("vink-2009-10", date(2009, 9, 17), date(2011, 9, 16), None),
        ("vink-2016-17", date(2016, 1, 1), date(2017, 12, 31), "vink-2009-10"),
        ("vink-2018-19", date(2018, 1, 1), date(2019, 12, 31), "vink-2016-17"),
    ],
)
def test_the_plans_follow_one_another(
    slug: str, starts_on: date, ends_on: date, predecessor: str | None
) -> None:
    plan = read(slug).plan
    assert (plan.slug, plan.starts_on, plan.ends_on, plan.predecessor) == (
        slug,
        starts_on,
        ends_on,
        predecessor,
    )
    assert (plan.tolerance.percent, plan.tolerance.boundary) == (Decimal(15), Boundary.STRICT)


@pytest.mark.parametrize(
    ("slug", "efforts", "goals"),
    [
        ("vink-2009-10", [5, 2, 2], [5, 2, 1]),
        ("vink-2016-17", [6, 3, 4], [7, 4, 3]),
        ("vink-2018-19", [6, 6, 2], [3, 4, 0]),
    ],
)
def test_each_area_has_its_efforts_and_goals(slug: str, efforts: list[int], goals: list[int]) -> None:
    plan = read(slug)
    assert [area.number for area in plan.areas] == [1, 2, 3]
    assert [len(area.efforts) for area in plan.areas] == efforts
    assert [sum(goal.areas[0] == area for goal in plan.goals) for area in (1, 2, 3)] == goals


def test_areas_have_their_levels_and_years() -> None:
    earlier = read(EARLIER)
    later = read(LATER)
    preventive, anticipatory, interventive = PreventionLevel
    assert [area.levels for area in earlier.areas] == [
        (anticipatory,),
        (anticipatory,),
        (preventive, anticipatory),
    ]
    assert [area.started_year for area in earlier.areas] == [2014, 2009, 2016]
    assert [area.levels for area in later.areas] == [(preventive,), (anticipatory,), (interventive,)]


def test_running_text_is_complete() -> None:
    earlier = read(EARLIER)
    later = read(LATER)
    for area in earlier.areas:
        assert area.introduction
        assert area.effect
        assert "Hvad gør vi?" in area.content
    for area in later.areas:
        assert area.introduction
        assert area.purpose
        assert area.content
        assert area.target_group
        assert area.effect
    assert later.plan.aims.count("\n• At ") == 3
    assert later.plan.introduction.startswith("Beskæftigelses- og Integrationsudvalget vil reducere")
    assert later.plan.introduction.endswith(
        "3. Indgribende indsats overfor individer i ekstremistiske miljøer"
    )


def test_the_two_shared_goals_of_2018_19_are_reported_once() -> None:
    later = read(LATER)
    shared = [goal.key for goal in later.goals if goal.areas == (2, 3)]
    assert shared == ["uddannelse-beskaeftigelse", "ikke-radikaliseringstruet"]
    third = report_of(later, ONLY_2019).tables[2]
    assert [row.goal for row in third.rows] == shared


def test_goals_of_2018_19_follow_the_same_goals_of_2016_17() -> None:
    earlier = read(EARLIER)
    later = read(LATER)
    lineage = {goal.key: goal.predecessor for goal in later.goals if goal.predecessor}
    assert lineage == {
        "visitation": "visitation",
        "uddannelse-beskaeftigelse": "uddannelse-beskaeftigelse",
        "ikke-radikaliseringstruet": "ikke-radikaliseringstruet",
    }
    assert set(lineage.values()) <= {goal.key for goal in earlier.goals}
    for key in lineage:
        assert "Afløser målet i Handleplan 2016-17" in goal(later, key).remark


def test_headings_of_2016_17_have_their_goals_and_footnote() -> None:
    earlier = read(EARLIER)
    support, progression = earlier.areas[0].headings
    assert support.footnote.startswith("Det blev i Budget 2016 besluttet")
    under = [goal.heading for goal in earlier.goals if goal.areas == (1,)]
    assert under == [support.text] * 5 + [progression.text] * 2


def test_other_wordings_are_kept() -> None:
    earlier = read(EARLIER)
    later = read(LATER)
    offered = goal(earlier, "uddannelse-beskaeftigelse")
    assert "tilbydes" in offered.wording
    assert "gennemfører" in offered.wordings[0].text
    page = goal(later, "ikke-radikaliseringstruet").wordings[0]
    assert page.place == "Handleplan 2018-19, afsnit 3, Årlige mål"
    assert "endt mentorforløb" in page.text


def test_rounds_of_the_three_plans() -> None:
    pilot = read(PILOT)
    earlier = read(EARLIER)
    later = read(LATER)
    rounds = [
        (str(round_.years), round_.as_of, round_.state)
        for plan in (pilot, earlier, later)
        for round_ in plan.rounds
    ]
    assert rounds == [
        ("2009-2011", date(2010, 11, 16), RoundState.CLOSED),
        ("2016-2017", date(2018, 3, 7), RoundState.CLOSED),
        ("2018", date(2019, 1, 15), RoundState.OPEN),
        ("2019", date(2020, 1, 15), RoundState.CLOSED),
    ]
    assert not round_of(later, Period(2018, 2018)).submissions


def test_every_goal_of_a_published_round_has_its_text() -> None:
    earlier = read(EARLIER)
    later = read(LATER)
    for plan, period in ((earlier, WHOLE_2016_17), (later, ONLY_2019)):
        submissions = round_of(plan, period).submissions
        assert {s.goal for s in submissions} == {goal.key for goal in plan.goals}
        assert all(s.commentary.startswith("<") for s in submissions)
    assert {s.state for s in round_of(earlier, WHOLE_2016_17).submissions} == {SubmissionState.APPROVED}
    assert [s.sub_heading for s in round_of(later, ONLY_2019).submissions] == [
        "Dialogaktiviteter",
        "Kapacitetsopbygning",
        "Dialog med unge",
        "Opkvalificering af faggrupper",
        "Visitation af sager",
        "Borgere i uddannelse eller beskæftigelse",
        "Efter endt 1-1 forløb",
    ]


def test_commentary_holds_only_what_the_sanitiser_keeps() -> None:
    for slug in SLUGS:
        for submission in (s for round_ in read(slug).rounds for s in round_.submissions):
            tags = set(re.findall(r"</?([a-z]+)", submission.commentary))
            assert tags <= {"p", "em", "ul", "li"}, submission.goal
            assert "Målet er" not in submission.commentary  # the program writes that sentence


def test_memo_heads() -> None:
    earlier = read(EARLIER)
    later = read(LATER)
    annex = report_of(later, ONLY_2019)
    assert (annex.kind, annex.case_number, annex.document_number, annex.ean, annex.website) == (
        "Notat",
        "2020-0007694",
        "2020-0007694-2",
        "5798009710581",
        "www.kk.dk",
    )
    assert annex.dated_on == date(2020, 1, 15)
    assert annex.sender.split("\n")[2:] == ["Bernstorffsgade 17", "1577 København V"]
    assert annex.closing.endswith("Målene er opgjort i ovenstående tabel.")
    before = report_of(earlier, WHOLE_2016_17)
    # the memo names its case officer; the name is left out
    assert (before.case_number, before.document_number, before.case_officer) == (
        "2018-0051370",
        "2018-0051370-3",
        "",
    )


def test_report_tables_in_the_annexes_order() -> None:
    earlier = read(EARLIER)
    later = read(LATER)
    before = report_of(earlier, WHOLE_2016_17).tables
    assert [(t.label, len(t.rows), t.column_heading) for t in before] == [
        ("Tabel 1", 7, "Afrapportering for 2016-17"),
        ("Tabel 2", 4, "Afrapportering for 2016-17"),
        ("Tabel 3", 3, "Status for 2016-17"),
    ]
    # the annex sets the day conferences second, the plan last
    assert [row.goal for row in before[1].rows] == [
        "frontmedarbejdere",
        "temadage",
        "foraeldre-oplaeg",
        "skoleelever-unge",
    ]
    assert [goal.key for goal in earlier.goals if goal.areas == (2,)][-1] == "temadage"
    assert [(t.label, len(t.rows), t.column_heading) for t in report_of(later, ONLY_2019).tables] == [
        ("Tabel 1", 3, "Afrapportering 2019"),
        ("Tabel 2", 2, "Afrapportering 2019"),
        ("Tabel 3", 2, "Afrapportering 2019"),
    ]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_goal_figure_and_amount_names_its_document(slug: str) -> None:
    plan = read(slug)
    must_name = [
        plan.plan,
        *plan.areas,
        *plan.goals,
        *(m for g in plan.goals for i in g.indicators for m in i.measurements),
        *(s for round_ in plan.rounds for s in round_.submissions),
        *(table for round_ in plan.rounds if round_.report for table in round_.report.tables),
        *plan.rounds,
        *plan.key_figures,
        *plan.budget_tables,
        *plan.decisions,
    ]
    assert not [entry for entry in must_name if not entry.source_ref]
    named = {entry.source_ref for entry in entries(plan) if entry.source_ref}
    known = ("Handleplan 2016-17", "Handleplan 2018-19", "Bilag 1, ", "VINKs videreførelse")
    assert not [ref for ref in named if not ref.startswith(known)]


def test_contradictions_of_the_documents_are_said() -> None:
    pilot = read(PILOT)
    earlier = read(EARLIER)
    later = read(LATER)
    assert "til 16. september 2011" in pilot.plan.remark
    assert "»ti ressourcepersoner«" in goal(pilot, "ressourcepanel").remark
    assert "118" in earlier.areas[0].remark
    assert "»gennemfører«" in goal(earlier, "uddannelse-beskaeftigelse").wordings[0].remark
    assert "24, 48 eller 72 timer" in goal(later, "visitation").remark
    assert "»Table 1«" in report_of(earlier, WHOLE_2016_17).tables[0].remark
