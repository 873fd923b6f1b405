"""Does a change by an administrator keep the rules, and does its history tell it exactly?

Tests `plans.actions.administration`, which adds, changes and deletes the rows that the administration's pages
save.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models

from plans.actions import history
from plans.actions.administration import (
    PageRows,
    RowChange,
    add_row,
    change_row,
    delete_row,
    save_page,
    why_not_deleted,
)
from plans.enums import Accumulation, Basis, Measure
from plans.models import (
    ActionPlan,
    Change,
    Effort,
    EffortArea,
    Indicator,
    KeyFigurePart,
    ResultGoal,
    Target,
)
from tests.factories import (
    ActionPlanFactory,
    BudgetLineFactory,
    BudgetTableFactory,
    DecisionFactory,
    DecisionVoteFactory,
    EffortAreaFactory,
    EffortFactory,
    GoalHeadingFactory,
    IndicatorFactory,
    KeyFigureFactory,
    MeasurementFactory,
    ReportingRoundFactory,
    ReportRowFactory,
    ReportTableFactory,
    ResponsibilityFactory,
    ResultGoalFactory,
    TargetFactory,
    UserFactory,
)
from vink.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> User:
    return UserFactory.create(administrator=True)


def history_of(row: models.Model) -> list[tuple[str, str, str]]:
    """The row's history as field, old and new."""
    changes = Change.objects.filter(kind=history.kind_of(row), object_id=row.pk).order_by("pk")
    return list(changes.values_list("field", "old", "new"))


def refused(call: Any) -> dict[str, list[str]]:
    """What the action refuses, by field."""
    with pytest.raises(ValidationError) as error:
        call()
    return (
        dict(error.value.message_dict) if hasattr(error.value, "error_dict") else {"": error.value.messages}
    )


def changed(administrator: User, row: models.Model, **values: object) -> Any:
    lists = {name: values.pop(name) for name in ("further_areas", "plans") if name in values}
    change = RowChange(row, values, getattr(row, "version", None))
    return change_row(by=administrator, row=row, change=change, lists=lists or None)  # type: ignore[arg-type]


@pytest.mark.parametrize("role", ["contributor", "approver", "reader"])
def test_only_administrators_change_anything(role: str) -> None:
    other = UserFactory.create(role=role, is_staff=True, is_superuser=True)
    plan = ActionPlanFactory.create()

    with pytest.raises(PermissionDenied):
        changed(other, plan, title="En anden titel")
    with pytest.raises(PermissionDenied):
        add_row(by=other, row=EffortArea(plan=plan, number=1, title="Nyt område"))
    with pytest.raises(PermissionDenied):
        delete_row(by=other, row=KeyFigureFactory.create(plan=plan))
    assert not Change.objects.exists()


def test_a_new_row_tells_all_that_it_holds(administrator: User) -> None:
    plan = ActionPlanFactory.create()

    area = add_row(by=administrator, row=EffortArea(plan=plan, number=4, title="Uddannelse"))

    assert ("number", "", "4") in history_of(area)
    assert ("title", "", "Uddannelse") in history_of(area)
    assert ("lead", "", "") not in history_of(area)
    assert set(Change.objects.values_list("who", "plan")) == {(administrator.pk, plan.pk)}


def test_a_change_tells_what_changed_and_nothing_else(administrator: User) -> None:
    plan = ActionPlanFactory.create(title="Før")

    saved = changed(administrator, plan, title="Efter", aims="")

    assert (saved.title, saved.version) == ("Efter", 2)
    assert history_of(plan) == [("title", "Før", "Efter")]


def test_a_change_from_an_old_version_is_a_conflict(administrator: User) -> None:
    plan = ActionPlanFactory.create(title="Før")
    seen = ActionPlan.objects.get()
    changed(administrator, plan, title="Den andens")

    with pytest.raises(history.Conflict):
        changed(administrator, seen, title="Min")

    assert ActionPlan.objects.get().title == "Den andens"


def test_a_list_beside_the_row_is_told_and_raises_the_version(administrator: User) -> None:
    plan = ActionPlanFactory.create()
    lead, second, third = (EffortAreaFactory.create(plan=plan, number=n) for n in (1, 2, 3))
    goal = ResultGoalFactory.create(area=lead, further_areas=[second])

    saved = changed(administrator, goal, further_areas=[third, second])

    assert history_of(goal) == [("further_areas", "2", "2, 3")]
    assert saved.version == 2


def test_rows_of_a_page_are_added_changed_and_deleted_at_once(administrator: User) -> None:
    area = EffortAreaFactory.create()
    kept = EffortFactory.create(area=area, order=1, title="Netværk")
    gone = EffortFactory.create(area=area, order=2, title="Hotline")
    gone_key = gone.pk
    page = PageRows(
        Effort,
        added=[Effort(area=area, order=2, title="Mentorer")],
        changed=[RowChange(kept, {"title": "Moskenetværk"})],
        deleted=[gone],
    )

    save_page(by=administrator, owner=area, page=page, version=1)

    assert list(area.efforts.values_list("order", "title")) == [(1, "Moskenetværk"), (2, "Mentorer")]
    assert history_of(kept) == [("title", "Netværk", "Moskenetværk")]
    deleted = Change.objects.filter(kind="effort", object_id=gone_key)
    assert ("title", "Hotline", "") in deleted.values_list("field", "old", "new")
    area.refresh_from_db()
    assert area.version == 2


def test_two_rows_change_places(administrator: User) -> None:
    area = EffortAreaFactory.create()
    first = EffortFactory.create(area=area, order=1)
    second = EffortFactory.create(area=area, order=2)
    page = PageRows(Effort, changed=[RowChange(first, {"order": 2}), RowChange(second, {"order": 1})])

    save_page(by=administrator, owner=area, page=page, version=1)

    assert [effort.pk for effort in area.efforts.order_by("order")] == [second.pk, first.pk]
    assert history_of(first) == [("order", "1", "2")]
    assert history_of(second) == [("order", "2", "1")]


def test_versioned_rows_change_places_and_values_at_once(administrator: User) -> None:
    goal = ResultGoalFactory.create()
    first = IndicatorFactory.create(goal=goal, order=1)
    second = IndicatorFactory.create(goal=goal, order=2)
    page = PageRows(
        Indicator,
        changed=[RowChange(first, {"order": 2, "unit": "møder"}, 1), RowChange(second, {"order": 1}, 1)],
    )

    save_page(by=administrator, owner=goal, page=page, version=1)

    assert history_of(first) == [("order", "1", "2"), ("unit", "", "møder")]
    assert history_of(second) == [("order", "2", "1")]


def test_a_page_that_somebody_else_saved_is_a_conflict(administrator: User) -> None:
    area = EffortAreaFactory.create()
    page = PageRows(Effort, added=[Effort(area=area, order=1, title="Mentorer")])
    save_page(by=administrator, owner=area, page=page, version=1)

    other = PageRows(Effort, added=[Effort(area=area, order=2, title="Hotline")])
    with pytest.raises(history.Conflict):
        save_page(by=administrator, owner=area, page=other, version=1)

    assert area.efforts.count() == 1


# --- What hangs on a row keeps it ---------------------------------------------------------------------------


def test_an_indicator_with_figures_stays(administrator: User) -> None:
    indicator = IndicatorFactory.create(label="Dialoger")
    MeasurementFactory.create(indicator=indicator)

    assert refused(lambda: delete_row(by=administrator, row=indicator)) == {
        "": ["Indikator »Dialoger« kan ikke slettes, for der hører målinger til."]
    }


def test_an_indicator_without_figures_goes_with_its_targets(administrator: User) -> None:
    target = TargetFactory.create(year=2019, value=Decimal(10))

    delete_row(by=administrator, row=target.indicator)

    assert not Indicator.objects.exists()
    deleted = Change.objects.filter(kind="target").values_list("field", "old", "new")
    assert set(deleted) >= {("year", "2019", ""), ("value", "10", "")}


def test_a_decision_goes_with_its_votes(administrator: User) -> None:
    decision = DecisionFactory.create()
    decision.plans.set([ActionPlanFactory.create()])
    DecisionVoteFactory.create(decision=decision, count=8)

    delete_row(by=administrator, row=decision)

    assert Change.objects.filter(kind="decisionvote", field="count", old="8", new="").exists()
    assert Change.objects.filter(kind="decision", field="plans", new="").exists()


@pytest.mark.parametrize(
    ("factory", "because"),
    [
        (ActionPlanFactory, "Det kan ikke slettes, for det har tal og historik. Ret det i stedet."),
        (EffortAreaFactory, "Det kan ikke slettes, for det har tal og historik. Ret det i stedet."),
        (ResultGoalFactory, "Et resultatmål kan ikke slettes. Lad det udgå fra et år i stedet."),
    ],
)
def test_plans_areas_and_goals_are_never_deleted(factory: Any, because: str) -> None:
    assert why_not_deleted(factory.create()) == because


def test_a_round_with_figures_stays() -> None:
    round_ = ReportingRoundFactory.create(as_of=date(2020, 1, 15))
    assert why_not_deleted(round_) == ""

    MeasurementFactory.create(indicator__goal__area__plan=round_.plan, as_of=date(2020, 1, 15))

    assert why_not_deleted(round_).startswith("Runden kan ikke slettes, for der er indberettet tal i den.")


# --- What no constraint of the database holds ---------------------------------------------------------------


def test_a_goal_keeps_to_its_plan(administrator: User) -> None:
    goal = ResultGoalFactory.create(area__plan__title="Planen")
    foreign = GoalHeadingFactory.create()

    errors = refused(lambda: changed(administrator, goal, area=foreign.area))
    assert errors == {"area": ["Vælg et indsatsområde af Planen."]}
    goal.refresh_from_db()
    errors = refused(lambda: changed(administrator, goal, further_areas=[foreign.area]))
    assert errors == {"further_areas": ["Vælg kun indsatsområder af Planen."]}
    errors = refused(lambda: changed(administrator, goal, further_areas=[goal.area]))
    assert errors == {"further_areas": ["Målets eget område står allerede ovenfor. Vælg kun de øvrige."]}
    errors = refused(lambda: changed(administrator, goal, heading=foreign))
    assert list(errors) == ["heading"]


def test_a_goal_follows_one_of_an_earlier_plan(administrator: User) -> None:
    goal = ResultGoalFactory.create()
    same_plan = ResultGoalFactory.create(area=goal.area)
    same_time = ResultGoalFactory.create(area__plan__title="Samtidig")
    earlier = ResultGoalFactory.create(
        area__plan__starts_on=date(2016, 1, 1), area__plan__ends_on=date(2017, 12, 31)
    )

    assert list(refused(lambda: changed(administrator, goal, predecessor=same_plan))) == ["predecessor"]
    assert refused(lambda: changed(administrator, goal, predecessor=same_time)) == {
        "predecessor": [
            "Et mål kan kun videreføre et mål i en tidligere plan. Samtidig begynder ikke tidligere."
        ]
    }
    assert changed(administrator, goal, predecessor=earlier).predecessor == earlier


@pytest.mark.parametrize(
    ("field", "value"), [("key", "et-andet"), ("withdrawn_from", 2020), ("withdrawn_from", 2017)]
)
def test_what_a_goal_may_not_become(administrator: User, field: str, value: object) -> None:
    goal = ResultGoalFactory.create(key="dialog")

    assert list(refused(lambda: changed(administrator, goal, **{field: value}))) == [field]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("slug", "ny-adresse", "Adressen kan ikke ændres"),
        ("ends_on", date(2017, 1, 1), "Planen kan ikke slutte, før den begynder"),
        ("ends_on", date(2018, 12, 31), "Planen har måltal, tal eller runder for 2019"),
        ("starts_on", date(2019, 1, 1), "Planen har måltal, tal eller runder for 2018"),
        ("tolerance_percent", Decimal(101), "Tolerancen er fra 0 til 100"),
    ],
)
def test_what_a_plan_may_not_become(administrator: User, field: str, value: object, expected: str) -> None:
    plan = ActionPlanFactory.create(slug="vink-2018-19")
    TargetFactory.create(indicator__goal__area__plan=plan, year=2018)
    ReportingRoundFactory.create(plan=plan, first_year=2019)

    errors = refused(lambda: changed(administrator, plan, **{field: value}))

    assert list(errors) == [field]
    assert expected in errors[field][0]


def test_a_plan_follows_an_earlier_one(administrator: User) -> None:
    plan = ActionPlanFactory.create()

    errors = refused(lambda: changed(administrator, plan, predecessor=ActionPlanFactory.create()))

    assert errors == {
        "predecessor": ["En plan kan kun videreføre en tidligere plan. Vælg en, der begynder før denne."]
    }


def test_what_is_there_once_is_named_at_its_field(administrator: User) -> None:
    area = EffortAreaFactory.create(number=3)

    errors = refused(
        lambda: add_row(by=administrator, row=EffortArea(plan=area.plan, number=3, title="Også tre"))
    )
    assert errors == {"number": ["Nummer 3 findes her allerede. Vælg en anden."]}
    errors = refused(
        lambda: add_row(
            by=administrator,
            row=ActionPlan(
                title="x", slug=area.plan.slug, starts_on=date(2018, 1, 1), ends_on=date(2018, 12, 31)
            ),
        )
    )
    assert list(errors) == ["slug"]


@pytest.mark.parametrize(
    ("measure", "accumulation"),
    [
        (Measure.COUNT, Accumulation.POOLED),
        (Measure.SHARE, Accumulation.SUM),
        (Measure.JUDGEMENT, Accumulation.SUM),
    ],
)
def test_years_are_put_together_as_the_measure_allows(
    administrator: User, measure: Measure, accumulation: Accumulation
) -> None:
    goal = ResultGoalFactory.create()
    indicator = Indicator(goal=goal, order=1, measure=measure, accumulation=accumulation)

    assert list(refused(lambda: add_row(by=administrator, row=indicator))) == ["accumulation"]


def test_the_measure_stays_once_there_are_figures(administrator: User) -> None:
    indicator = MeasurementFactory.create().indicator

    errors = refused(
        lambda: changed(
            administrator, indicator, measure=Measure.SHARE.value, accumulation=Accumulation.POOLED.value
        )
    )

    assert list(errors) == ["measure"]


def test_an_own_tolerance_is_whole(administrator: User) -> None:
    indicator = IndicatorFactory.create()

    assert list(refused(lambda: changed(administrator, indicator, tolerance_percent=Decimal(10)))) == [
        "tolerance_basis"
    ]
    indicator.refresh_from_db()
    assert list(refused(lambda: changed(administrator, indicator, tolerance_basis=Basis.POINTS.value))) == [
        "tolerance_percent"
    ]


def page_of_targets(indicator: Indicator, *targets: Target) -> PageRows:
    for target in targets:
        target.indicator = indicator
    return PageRows(Target, added=targets)


def test_targets_for_years_and_for_the_whole_plan_exclude_each_other(administrator: User) -> None:
    target = TargetFactory.create(year=2019)
    page = page_of_targets(target.indicator, Target(year=None, value=Decimal(20)))

    errors = refused(lambda: save_page(by=administrator, owner=target.indicator, page=page, version=1))

    assert errors == {"": ["Skriv måltal for årene eller ét for hele planen (uden år), ikke begge dele."]}
    assert target.indicator.targets.count() == 1


@pytest.mark.parametrize(
    ("target", "field"),
    [
        ({"year": 2020, "value": Decimal(10)}, "year"),
        ({"year": 2019, "value": Decimal(101)}, "value"),
        ({"year": 2019, "value": Decimal(-1)}, "value"),
        ({"year": 2019, "text": "Afholdt"}, "value"),
        ({"year": 2019}, "value"),
    ],
)
def test_what_no_target_of_a_share_may_be(administrator: User, target: dict[str, Any], field: str) -> None:
    indicator = IndicatorFactory.create(share=True)
    page = page_of_targets(indicator, Target(**target))

    errors = refused(lambda: save_page(by=administrator, owner=indicator, page=page, version=1))

    assert list(errors) == [field]


def test_a_judgement_may_have_its_target_in_words(administrator: User) -> None:
    indicator = IndicatorFactory.create(judgement=True)
    page = page_of_targets(indicator, Target(year=2019, text="Afholdt"))

    save_page(by=administrator, owner=indicator, page=page, version=1)

    assert indicator.targets.get().text == "Afholdt"


def test_parts_that_add_up_make_the_whole(administrator: User) -> None:
    figure = KeyFigureFactory.create(value=Decimal(48))
    parts = [
        KeyFigurePart(key_figure=figure, order=1, label="begrundede", value=Decimal(19), adds_up=True),
        KeyFigurePart(key_figure=figure, order=2, label="andre", value=Decimal(30), adds_up=True),
    ]

    # 19 + 30 = 49
    errors = refused(
        lambda: save_page(
            by=administrator, owner=figure, page=PageRows(KeyFigurePart, added=parts), version=1
        )
    )

    assert errors == {"": ["Delene giver 49, men helheden er 48."]}


def test_a_budget_line_is_of_something_in_the_plan(administrator: User) -> None:
    line = BudgetLineFactory.create(table=BudgetTableFactory.create(plan__title="Planen"))

    assert list(refused(lambda: changed(administrator, line, category=""))) == ["category"]
    line.refresh_from_db()
    assert refused(lambda: changed(administrator, line, area=EffortAreaFactory.create())) == {
        "area": ["Vælg et indsatsområde af Planen."]
    }


def test_a_decision_is_about_something(administrator: User) -> None:
    decision = DecisionFactory.create()

    assert list(refused(lambda: changed(administrator, decision, plans=[]))) == ["plans"]


def test_a_goal_stands_once_in_a_report(administrator: User) -> None:
    row = ReportRowFactory.create(table__label="Tabel 1")
    other = ReportTableFactory.create(report=row.table.report, label="Tabel 2")
    again = type(row)(table=other, goal=row.goal, order=1)
    page = PageRows(type(row), added=[again])

    errors = refused(lambda: save_page(by=administrator, owner=other, page=page, version=1))

    assert errors == {"goal": ["Målet står allerede i Tabel 1; det afrapporteres én gang."]}


def test_areas_are_given_to_contributors(administrator: User) -> None:
    given = ResponsibilityFactory.build(
        user=UserFactory.create(first_name="Bo", last_name="Lund"), area=EffortAreaFactory.create()
    )

    assert refused(lambda: add_row(by=administrator, row=given)) == {
        "user": ["Bo Lund er ikke indberetter. Vælg en indberetter, eller giv personen rollen først."]
    }


def test_giving_an_area_is_told(administrator: User) -> None:
    person, area = UserFactory.create(contributor=True), EffortAreaFactory.create()
    given = ResponsibilityFactory.build(user=person, area=area, starts_on=date(2020, 1, 1))

    saved = add_row(by=administrator, row=given)

    assert ("user", "", str(person.pk)) in history_of(saved)
    assert Change.objects.filter(kind="responsibility", plan=area.plan).count() == 3


@pytest.mark.parametrize("text", ["a\x00b", "x" * 20_001])
def test_a_text_that_cannot_be_kept_is_refused(administrator: User, text: str) -> None:
    goal = ResultGoalFactory.create()

    assert list(refused(lambda: changed(administrator, goal, wording=text))) == ["wording"]
    assert ResultGoal.objects.get().version == 1
