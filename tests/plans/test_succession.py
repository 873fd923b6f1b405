"""Does a plan's successor take over what it should, and remember where each goal comes from?

Tests `copy_plan`, which makes a plan's successor, and the withdrawing of a goal.
"""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from plans.actions.goals import restore_goal, withdraw_goal
from plans.actions.plan_import import import_plan
from plans.actions.succession import copy_plan
from plans.domain.succession import targets_in_new_years
from plans.domain.values import Period, TargetValue
from plans.enums import Status
from plans.models import ActionPlan, Change, Indicator, Measurement, ReportingRound, ResultGoal, Target
from tests.factories import (
    ActionPlanFactory,
    BudgetTableFactory,
    EffortAreaFactory,
    EffortFactory,
    GoalHeadingFactory,
    GoalWordingFactory,
    IndicatorFactory,
    KeyFigureFactory,
    MeasurementFactory,
    ReportingRoundFactory,
    ResponsibilityFactory,
    ResultGoalFactory,
    StatusWordFactory,
    TargetFactory,
    UserFactory,
)
from tests.plans import vink_files
from vink.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> User:
    return UserFactory.create(administrator=True)


def successor(administrator: User, plan: ActionPlan, *, last: date = date(2021, 12, 31)) -> ActionPlan:
    return copy_plan(
        by=administrator,
        plan=plan,
        title="VINK handleplan 2020-2021",
        slug="vink-2020-21",
        starts_on=date(2020, 1, 1),
        ends_on=last,
        why="Kopieret fra 2018-19",
    )


def yearly(*values: tuple[int | None, int]) -> list[TargetValue]:
    return [TargetValue(year, Decimal(value)) for year, value in values]


@pytest.mark.parametrize(
    ("old", "new_last", "new"),
    [
        # each year in its place
        (((2018, 10), (2019, 12)), 2021, ((2020, 10), (2021, 12))),
        # the same value each year is the same value each new year
        (((2018, 10), (2019, 10)), 2022, ((2020, 10), (2021, 10), (2022, 10))),
        # the last year's value goes on, a year that falls away is left out
        (((2018, 10), (2019, 12)), 2022, ((2020, 10), (2021, 12), (2022, 12))),
        (((2018, 10), (2019, 12)), 2020, ((2020, 10),)),
        # a year without a target stays without
        (((2019, 12),), 2021, ((2021, 12),)),
        (((2018, 10),), 2022, ((2020, 10),)),
        # a target for the whole plan is one for the whole new plan
        (((None, 70),), 2022, ((None, 70),)),
        ((), 2021, ()),
    ],
)
def test_targets_move_to_the_new_years(
    old: tuple[tuple[int | None, int], ...], new_last: int, new: tuple[tuple[int | None, int], ...]
) -> None:
    moved = targets_in_new_years(yearly(*old), Period(2018, 2019), Period(2020, new_last))

    assert moved == yearly(*new)


def test_a_target_in_words_keeps_its_words() -> None:
    old = [TargetValue(2018, None, "Afholdt")]

    assert targets_in_new_years(old, Period(2018, 2019), Period(2020, 2021)) == [
        TargetValue(2020, None, "Afholdt")
    ]


def test_the_whole_plan_is_taken_over(administrator: User) -> None:
    plan = ActionPlanFactory.create(aims="Forebygge", tolerance_percent=Decimal("12.5"), source_ref="003")
    StatusWordFactory.create(plan=plan, status=Status.ACHIEVED, word="indfriet")
    first = EffortAreaFactory.create(plan=plan, number=1, title="Civilsamfund", lead="VINK")
    second = EffortAreaFactory.create(plan=plan, number=2, title="Frontpersonale")
    EffortFactory.create(area=second, order=1, title="Undervisning")
    heading = GoalHeadingFactory.create(area=first, order=1, text="Dialog")
    goal = ResultGoalFactory.create(
        area=first, heading=heading, key="dialog", order=1, further_areas=[second], remark="Kun her"
    )
    indicator = IndicatorFactory.create(goal=goal, order=1, share=True, unit="pct.", label="Andel")
    TargetFactory.create(indicator=indicator, year=2018, value=Decimal(60))
    TargetFactory.create(indicator=indicator, year=2019, value=Decimal(70))

    new = successor(administrator, plan)

    assert (new.predecessor, new.aims, new.tolerance_percent) == (plan, "Forebygge", Decimal("12.5"))
    assert (new.slug, new.source_ref, new.version) == ("vink-2020-21", "", 1)
    assert list(new.words.values_list("status", "word")) == [("achieved", "indfriet")]
    assert list(new.areas.values_list("number", "title", "lead")) == [
        (1, "Civilsamfund", "VINK"),
        (2, "Frontpersonale", ""),
    ]
    assert new.areas.get(number=2).efforts.get().title == "Undervisning"
    copied = new.goals.get()
    assert (copied.key, copied.order, copied.wording) == ("dialog", 1, goal.wording)
    assert copied.predecessor == goal
    assert copied.area == new.areas.get(number=1)
    assert copied.heading is not None
    assert (copied.heading.text, copied.heading.area) == ("Dialog", copied.area)
    assert list(copied.further_areas.all()) == [new.areas.get(number=2)]
    assert copied.remark == ""
    taken = copied.indicators.get()
    assert (taken.measure, taken.accumulation, taken.unit, taken.label) == (
        "share",
        "pooled",
        "pct.",
        "Andel",
    )
    assert list(taken.targets.values_list("year", "value")) == [
        (2020, Decimal(60)),
        (2021, Decimal(70)),
    ]


def test_figures_rounds_money_and_responsibilities_stay_behind(administrator: User) -> None:
    measurement = MeasurementFactory.create()
    plan = measurement.indicator.goal.plan
    ReportingRoundFactory.create(plan=plan)
    BudgetTableFactory.create(plan=plan)
    KeyFigureFactory.create(plan=plan)
    ResponsibilityFactory.create(area=measurement.indicator.goal.area)
    GoalWordingFactory.create(goal=measurement.indicator.goal)

    new = successor(administrator, plan)

    assert not Measurement.objects.filter(indicator__goal__plan=new).exists()
    assert not new.rounds.exists()
    assert not new.budget_tables.exists()
    assert not new.key_figures.exists()
    assert not new.areas.filter(responsibilities__isnull=False).exists()
    assert not new.goals.filter(wordings__isnull=False).exists()
    assert Measurement.objects.count() == 1
    assert ReportingRound.objects.count() == 1


def test_a_withdrawn_goal_is_not_taken_over(administrator: User) -> None:
    plan = ActionPlanFactory.create()
    area = EffortAreaFactory.create(plan=plan)
    TargetFactory.create(indicator__goal__area=area, indicator__goal__withdrawn_from=2019)
    stays = TargetFactory.create(indicator__goal__area=area)

    new = successor(administrator, plan)

    assert [goal.predecessor for goal in new.goals.all()] == [stays.indicator.goal]
    assert Indicator.objects.filter(goal__plan=new).count() == 1
    assert Target.objects.filter(indicator__goal__plan=new).count() == 1


def test_every_copied_row_tells_where_it_comes_from(administrator: User) -> None:
    plan = ActionPlanFactory.create()
    TargetFactory.create(indicator__goal__area__plan=plan)

    new = successor(administrator, plan)

    changes = Change.objects.filter(plan=new)
    assert set(changes.values_list("kind", flat=True)) == {
        "actionplan",
        "effortarea",
        "resultgoal",
        "indicator",
        "target",
    }
    assert set(changes.values_list("who", "why")) == {(administrator.pk, "Kopieret fra 2018-19")}
    assert not Change.objects.filter(plan=plan).exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"slug": "vink-2018-19"}, "slug"),
        ({"slug": "Ikke en adresse"}, "slug"),
        ({"starts_on": date(2017, 1, 1)}, "predecessor"),
        ({"ends_on": date(2019, 1, 1)}, "ends_on"),
        ({"title": ""}, "title"),
    ],
)
def test_a_successor_that_cannot_be_is_refused(
    administrator: User, given: dict[str, object], field: str
) -> None:
    plan = ActionPlanFactory.create(slug="vink-2018-19")
    asked: dict[str, object] = {
        "title": "Ny",
        "slug": "vink-2020-21",
        "starts_on": date(2020, 1, 1),
        "ends_on": date(2021, 12, 31),
    }

    with pytest.raises(ValidationError) as error:
        copy_plan(by=administrator, plan=plan, why="", **{**asked, **given})  # type: ignore[arg-type]

    assert list(error.value.message_dict) == [field]
    assert ActionPlan.objects.count() == 1


def test_only_administrators_copy_a_plan() -> None:
    with pytest.raises(PermissionDenied):
        successor(UserFactory.create(approver=True), ActionPlanFactory.create())


@pytest.mark.slow
def test_the_real_plan_is_taken_over_whole(administrator: User) -> None:
    for slug in vink_files.SLUGS:
        import_plan(plan_file=vink_files.read(slug))
    plan = ActionPlan.objects.get(slug="vink-2018-19")

    new = successor(administrator, plan)

    def shape(of: ActionPlan) -> list[tuple[object, ...]]:
        return list(
            Target.objects.filter(indicator__goal__plan=of)
            .order_by("indicator__goal__order", "indicator__order", "year")
            .values_list(
                "indicator__goal__key",
                "indicator__goal__area__number",
                "indicator__goal__heading__text",
                "indicator__order",
                "indicator__measure",
                "value",
                "text",
            )
        )

    assert shape(new) == shape(plan)
    assert {goal.predecessor_id for goal in new.goals.all()} == set(plan.goals.values_list("pk", flat=True))
    assert set(Target.objects.filter(indicator__goal__plan=new).values_list("year", flat=True)) <= {
        2020,
        2021,
        None,
    }


# --- A goal goes out of its plan ----------------------------------------------------------------------------


def test_a_goal_is_withdrawn_with_its_reason(administrator: User) -> None:
    goal = ResultGoalFactory.create()

    withdrawn = withdraw_goal(by=administrator, goal=goal, from_year=2019, why=" Udvalget ", version=1)
    back = restore_goal(by=administrator, goal=withdrawn, why="Fortrudt", version=2)

    assert (withdrawn.withdrawn_from, back.withdrawn_from) == (2019, None)
    assert list(Change.objects.values_list("field", "old", "new", "why")) == [
        ("withdrawn_from", "", "2019", "Udvalget"),
        ("withdrawn_from", "2019", "", "Fortrudt"),
    ]


@pytest.mark.parametrize(("year", "why", "field"), [(2020, "Fordi", "withdrawn_from"), (2019, " ", "why")])
def test_a_withdrawal_that_cannot_be_is_refused(administrator: User, year: int, why: str, field: str) -> None:
    goal = ResultGoalFactory.create()

    with pytest.raises(ValidationError) as error:
        withdraw_goal(by=administrator, goal=goal, from_year=year, why=why, version=1)

    assert list(error.value.message_dict) == [field]
    assert ResultGoal.objects.get().withdrawn_from is None


def test_only_administrators_withdraw_a_goal() -> None:
    with pytest.raises(PermissionDenied):
        withdraw_goal(
            by=UserFactory.create(approver=True),
            goal=ResultGoalFactory.create(),
            from_year=2019,
            why="Fordi",
            version=1,
        )
