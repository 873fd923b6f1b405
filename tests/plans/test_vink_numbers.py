"""Do the three VINK plan files hold the documents' numbers: targets, figures, key figures, budgets, votes?

Tests the content of the three VINK plan files against numbers read in the documents.
"""

from datetime import date
from decimal import Decimal

import pytest

from plans.domain.values import Period
from plans.enums import AmountKind, PartOf, Unmeasurable, VoteSide
from plans.planfile.schema import PlanFile
from plans.planfile.schema_goals import WHOLE_PLAN, IndicatorEntry, MeasurementEntry
from plans.planfile.schema_money import BudgetLineEntry, BudgetTableEntry, KeyFigureEntry
from tests.plans.vink_files import EARLIER, LATER, PILOT, SLUGS, WHOLE_2016_17, goal, read


def only_indicator(plan: PlanFile, key: str) -> IndicatorEntry:
    (indicator,) = goal(plan, key).indicators
    return indicator


def last_measurement(plan: PlanFile, key: str) -> MeasurementEntry:
    return only_indicator(plan, key).measurements[-1]


def key_figure(plan: PlanFile, label: str, starts_on: date | None = None) -> KeyFigureEntry:
    found = [figure for figure in plan.key_figures if figure.label.startswith(label)]
    if starts_on is not None:
        found = [figure for figure in found if figure.starts_on == starts_on]
    (only,) = found
    return only


def budget_table(plan: PlanFile, title: str) -> BudgetTableEntry:
    (table,) = (table for table in plan.budget_tables if table.title.startswith(title))
    return table


def amounts(lines: list[BudgetLineEntry]) -> Decimal:
    return sum((line.amount for line in lines if line.amount is not None), Decimal(0))


def test_targets_are_yearly_or_for_the_whole_plan() -> None:
    pilot = read(PILOT)
    earlier = read(EARLIER)
    later = read(LATER)
    assert {key for goal in pilot.goals for i in goal.indicators for key in i.targets} == {WHOLE_PLAN}
    by_goal = {goal.key: [set(i.targets) for i in goal.indicators] for goal in earlier.goals}
    assert by_goal.pop("moeder-og-hoeringer") == [{"2016", "2017"}] * 2
    assert all(targets == [{WHOLE_PLAN}] for targets in by_goal.values())
    assert all(set(i.targets) == {"2018", "2019"} for goal in later.goals for i in goal.indicators)
    meetings, hearings = goal(earlier, "moeder-og-hoeringer").indicators
    assert [target.value for target in meetings.targets.values()] == [2, 4]
    assert [target.value for target in hearings.targets.values()] == [1, 2]


def test_figures_keep_what_stands_beside_them() -> None:
    earlier = read(EARLIER)
    later = read(LATER)
    completed = last_measurement(earlier, "ikke-radikaliseringstruet")
    assert (completed.numerator, completed.denominator, completed.cohort_total) == (9, 9, 11)
    assert [(e.count, e.due_on) for e in completed.exclusions] == [(2, date(2018, 6, 30))]
    working = last_measurement(earlier, "uddannelse-beskaeftigelse")
    assert [(p.value, p.part_of, p.adds_up) for p in working.parts] == [
        (Decimal(11), PartOf.DENOMINATOR, True),
        (Decimal(3), PartOf.DENOMINATOR, True),
    ]
    assert only_indicator(earlier, "uddannelse-beskaeftigelse").carries_over
    derived = [g.key for g in earlier.goals if any(m.derived for i in g.indicators for m in i.measurements)]
    assert derived == ["tager-imod-tilbud", "tilbud-igen", "ikke-radikaliseringstruet"]
    not_at_risk = last_measurement(later, "ikke-radikaliseringstruet")
    assert (not_at_risk.numerator, not_at_risk.denominator, not_at_risk.cohort_total) == (3, 4, 7)
    assert [(e.count, e.due_on) for e in not_at_risk.exclusions] == [
        (2, date(2020, 7, 15)),
        (1, None),
    ]
    dialogues = last_measurement(later, "dialogaktiviteter")
    assert [(p.value, p.adds_up) for p in dialogues.parts] == [
        (Decimal(10), True),
        (Decimal(5), True),
        (Decimal(12), False),
    ]


def test_what_could_not_be_measured_says_why() -> None:
    earlier = read(EARLIER)
    assert last_measurement(earlier, "progression-foraeldrecoach").unmeasurable is Unmeasurable.TOO_RECENT
    courses = last_measurement(earlier, "foraeldrekurser")
    assert courses.unmeasurable is Unmeasurable.NOT_HELD
    assert courses.reason.endswith("men ikke afholdt formelle kurser.")


def test_40_are_trained_and_100_begun_in_2010() -> None:
    pilot = read(PILOT)
    trained = last_measurement(pilot, "efteruddannelse")
    assert (trained.value, trained.ongoing) == (Decimal(40), 100)
    assert "140" in trained.remark


def test_parts_that_add_up_make_the_whole() -> None:
    for slug in SLUGS:
        plan = read(slug)
        for figure in plan.key_figures:
            adding = [part.value for part in figure.parts if part.adds_up]
            assert not adding or sum(adding) == figure.value, figure.label
        for measurement in (m for g in plan.goals for i in g.indicators for m in i.measurements):
            of_figure = [p.value for p in measurement.parts if p.adds_up and p.part_of is PartOf.FIGURE]
            of_all = [p.value for p in measurement.parts if p.adds_up and p.part_of is PartOf.DENOMINATOR]
            assert not of_figure or sum(of_figure) in {measurement.value, measurement.numerator}
            assert not of_all or sum(of_all) == measurement.denominator


def test_key_figures_of_2016_17() -> None:
    earlier = read(EARLIER)
    enquiries = [f.value for f in earlier.key_figures if f.label.startswith("Henvendelser om bekymring")]
    assert enquiries == [49, 60, 100]
    begun = key_figure(earlier, "Tilfælde så alvorlige", date(2015, 1, 1))
    assert begun.value == 118
    assert "100 henvendelser" in begun.remark
    to_august = [f.value for f in earlier.key_figures if f.ends_on == date(2017, 8, 31)]
    assert to_august == [163, 19, 1883, 80, 133, 20, 4, 3, 53]
    courses = key_figure(earlier, "Borgerrettede forløb")
    assert [part.value for part in courses.parts] == [12, 4, 8]
    assert key_figure(earlier, "Temadage").value == 7


def test_key_figures_of_2018_19_and_of_2010() -> None:
    pilot = read(PILOT)
    later = read(LATER)
    enquiries = key_figure(later, "Bekymringshenvendelser")
    assert (enquiries.value, enquiries.parts[0].value) == (Decimal(48), Decimal(19))
    assert key_figure(later, "Unge, der har set").value == 1830
    assert key_figure(later, "Henvendelser så alvorlige").value == 10
    reached = key_figure(later, "Borgere, som den lokale dialog")
    assert (reached.value, reached.qualifier) == (Decimal(300), "ca.")
    assert key_figure(pilot, "Henvendelser omkring").value == 7
    assert key_figure(pilot, "Vidensanalyser").value == 3


@pytest.mark.parametrize("slug", SLUGS)
def test_key_figures_point_at_indicators_that_are_there(slug: str) -> None:
    plan = read(slug)
    for figure in plan.key_figures:
        if figure.indicator is not None:
            assert figure.indicator.order <= len(goal(plan, figure.indicator.goal).indicators)


@pytest.mark.parametrize(
    ("title", "by_year", "total"),
    [
        ("Økonomi", {2016: "4.1", 2017: "6.2"}, "10.3"),
        ("Håndtering af bekymringer", {2016: "1.5", 2017: "2.45"}, "3.95"),
        ("Rådgivning og opkvalificering", {2016: "0.35", 2017: "0.5"}, "0.85"),
        ("Civilsamfundsindsatser", {2016: "0.5", 2017: "0.9"}, "1.4"),
    ],
)
def test_sources_of_2016_17_make_each_stated_total(title: str, by_year: dict[int, str], total: str) -> None:
    earlier = read(EARLIER)
    lines = budget_table(earlier, title).lines
    for year, amount in by_year.items():
        in_year = [line for line in lines if line.years == Period(year, year)]
        (stated,) = (line for line in in_year if line.stated_total)
        assert stated.amount == Decimal(amount)
        assert amounts([line for line in in_year if not line.stated_total]) == Decimal(amount)
        assert all(line.funding for line in in_year if not line.stated_total)
    (both_years,) = (line for line in lines if line.years == WHOLE_2016_17)
    assert both_years.amount == Decimal(total)


@pytest.mark.parametrize(("year", "summed", "stated"), [(2016, "4.15", "4.1"), (2017, "6.25", "6.2")])
def test_areas_and_staff_of_2016_17_make_more_than_the_stated_frame(
    year: int, summed: str, stated: str
) -> None:
    earlier = read(EARLIER)
    titles = (
        "Håndtering af bekymringer",
        "Rådgivning og opkvalificering",
        "Civilsamfundsindsatser",
        "Årsværk",
    )
    lines = [
        line
        for title in titles
        for line in budget_table(earlier, title).lines
        if line.years == Period(year, year) and not line.stated_total
    ]
    assert amounts(lines) == Decimal(summed)
    frame = budget_table(earlier, "Økonomi")
    (total,) = (line for line in frame.lines if line.stated_total and line.years == Period(year, year))
    assert total.amount == Decimal(stated)
    for amount in (summed, stated):
        assert amount.replace(".", ",") in earlier.plan.remark
    assert summed.replace(".", ",") in total.remark


def test_full_time_equivalents_of_2016_17() -> None:
    earlier = read(EARLIER)
    staff = budget_table(earlier, "Årsværk i VINK").lines
    assert [(line.full_time_equivalents, line.amount) for line in staff] == [
        (Decimal(3), Decimal("1.8")),
        (Decimal(4), Decimal("2.4")),
    ]


def test_budget_of_2018_19_adds_up_and_keeps_its_dashes() -> None:
    later = read(LATER)
    frame, pool = later.budget_tables
    assert (frame.within_frame, pool.within_frame) == (True, False)
    for table, totals in ((frame, ("6", "3", "9")), (pool, ("0.4", "0", "0.4"))):
        *_, first, second, both = table.lines
        for line, years, total in zip(
            (first, second, both), ("2018", "2019", "2018-2019"), totals, strict=True
        ):
            assert str(line.years) == years
            assert (line.amount or 0) == Decimal(total)
        entered = [line for line in table.lines if not line.stated_total]
        assert amounts(entered) == Decimal(totals[2])
    assert [line.funding for line in frame.lines if line.amount is None] == ["Budget 2015", "Budget 2017"]
    assert pool.lines[0].footnote == "Tilskuddet kan anvendes over perioden 2017-20"


def test_spending_of_the_pilot() -> None:
    pilot = read(PILOT)
    lines = [
        (str(line.years), line.kind, line.amount, line.qualifier)
        for line in pilot.budget_tables[0].lines
        if not line.stated_total
    ]
    assert lines == [
        ("2009", AmountKind.BUDGET, Decimal(3), ""),
        ("2009", AmountKind.SPENT, Decimal("2.3"), ""),
        ("2010", AmountKind.CARRIED_OVER, Decimal("0.7"), ""),
        ("2010", AmountKind.BUDGET, Decimal(2), ""),
        ("2010", AmountKind.EXPECTED, Decimal(2), "ca."),
    ]
    after = pilot.budget_tables[1]
    assert not after.within_frame
    assert [line.amount for line in after.lines] == [Decimal("0.5")] * 4


def test_the_decision_of_6_december_2010() -> None:
    pilot = read(PILOT)
    decision = pilot.decisions[-1]
    assert (decision.decided_on, decision.case_number, decision.item_number) == (
        date(2010, 12, 6),
        "2010-171721",
        "10",
    )
    assert {side: (vote.count, vote.parties) for side, vote in decision.votes.items()} == {
        VoteSide.FOR: (9, "A, B, F, C, V, O"),
        VoteSide.AGAINST: (1, "Ø"),
        VoteSide.ABSTAINED: (0, ""),
    }
    (remark,) = decision.remarks
    assert remark.party == "Ø"
    assert remark.text.startswith("Enhedslisten mener ikke det er en kommunal opgave")
    assert remark.text.endswith("en generaliserende og stigmatiserende virkning.")
    assert decision.outcome.endswith("Indstillingen blev herefter godkendt.")
