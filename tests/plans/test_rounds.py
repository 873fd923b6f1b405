"""When is a round opened, closed and opened again, and when is it refused?

Tests the actions that open, close and reopen a reporting round.
"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from plans.actions import history
from plans.actions.rounds import close_round, open_round, reopen_round
from plans.admin.rounds import areas_of_nobody
from plans.enums import RoundState
from plans.models import ActionPlan, Change, ReportingRound
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    ReportingRoundFactory,
    ResponsibilityFactory,
    UserFactory,
)
from vink.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> User:
    return UserFactory.create(administrator=True)


def opened(
    administrator: User, plan: ActionPlan, first: int, last: int, as_of: date | None = None
) -> ReportingRound:
    return open_round(
        by=administrator, plan=plan, first_year=first, last_year=last, as_of=as_of or date(last, 12, 31)
    )


def test_a_round_is_open_and_told(administrator: User) -> None:
    plan = ActionPlanFactory.create()

    round_ = open_round(
        by=administrator,
        plan=plan,
        first_year=2019,
        last_year=2019,
        as_of=date(2020, 1, 15),
        deadline=date(2020, 2, 1),
    )

    assert ReportingRound.objects.get().state == RoundState.OPEN
    assert set(Change.objects.values_list("kind", "object_id", "field", "new")) >= {
        ("reportinground", round_.pk, "first_year", "2019"),
        ("reportinground", round_.pk, "as_of", "2020-01-15"),
        ("reportinground", round_.pk, "deadline", "2020-02-01"),
        ("reportinground", round_.pk, "state", "open"),
    }


@pytest.mark.parametrize(
    ("first", "last", "field", "expected"),
    [
        (2020, 2020, "first_year", "Året skal ligge i planens år, 2018–2019."),
        (2017, 2018, "first_year", "Året skal ligge i planens år, 2018–2019."),
        (2019, 2020, "last_year", "Året skal ligge i planens år, 2018–2019."),
        (2019, 2018, "last_year", "Det sidste år kan ikke ligge før det første."),
    ],
)
def test_a_round_keeps_to_the_plans_years(
    administrator: User, first: int, last: int, field: str, expected: str
) -> None:
    plan = ActionPlanFactory.create()

    with pytest.raises(ValidationError) as error:
        opened(administrator, plan, first, last, date(2020, 1, 15))

    assert error.value.message_dict == {field: [expected]}
    assert not ReportingRound.objects.exists()


def test_a_round_that_is_there_already_is_refused(administrator: User) -> None:
    there = ReportingRoundFactory.create(first_year=2019, as_of=date(2020, 1, 15), state=RoundState.CLOSED)

    with pytest.raises(ValidationError) as error:
        opened(administrator, there.plan, 2019, 2019, date(2020, 1, 15))

    assert list(error.value.message_dict) == ["as_of"]
    # the same years on another day are another round
    assert opened(administrator, there.plan, 2019, 2019, date(2020, 3, 1)).pk != there.pk


def test_two_rounds_for_the_same_years_are_never_open_at_once(administrator: User) -> None:
    there = ReportingRoundFactory.create(first_year=2019, as_of=date(2020, 1, 15))

    with pytest.raises(ValidationError) as error:
        opened(administrator, there.plan, 2019, 2019, date(2020, 3, 1))

    assert error.value.message_dict == {
        "first_year": ["Der er allerede en åben runde for årene. Luk den, før du åbner en anden."]
    }


def test_an_earlier_round_is_not_opened_beside_a_later_one(administrator: User) -> None:
    """Every page shows the later one, so that nobody could enter figures in the other."""
    june = ReportingRoundFactory.create(first_year=2019, as_of=date(2019, 6, 30), state=RoundState.CLOSED)
    opened(administrator, june.plan, 2019, 2019, date(2019, 12, 31))
    december = ReportingRound.objects.get(as_of=date(2019, 12, 31))
    close_round(by=administrator, round=december, version=1)
    expected = {"as_of": ["Der er en senere runde for årene, opgjort 31. december 2019. Ret tallene i den."]}

    with pytest.raises(ValidationError) as again:
        reopen_round(by=administrator, round=june, version=1)
    with pytest.raises(ValidationError) as new:
        opened(administrator, june.plan, 2019, 2019, date(2019, 3, 31))

    assert (again.value.message_dict, new.value.message_dict) == (expected, expected)
    assert reopen_round(by=administrator, round=december, version=2).state == RoundState.OPEN


def test_a_round_is_closed_and_opened_again(administrator: User) -> None:
    round_ = ReportingRoundFactory.create()

    closed = close_round(by=administrator, round=round_, version=1)
    assert (closed.state, closed.version) == (RoundState.CLOSED, 2)
    again = reopen_round(by=administrator, round=closed, version=2)
    assert (again.state, again.version) == (RoundState.OPEN, 3)

    assert list(Change.objects.values_list("field", "old", "new", "who")) == [
        ("state", "open", "closed", administrator.pk),
        ("state", "closed", "open", administrator.pk),
    ]


def test_a_round_that_somebody_else_changed_is_a_conflict(administrator: User) -> None:
    round_ = ReportingRoundFactory.create(version=2)

    with pytest.raises(history.Conflict):
        close_round(by=administrator, round=round_, version=1)


@pytest.mark.parametrize("role", ["reader", "contributor", "approver"])
def test_only_administrators_open_and_close(role: str) -> None:
    person, round_ = UserFactory.create(role=role), ReportingRoundFactory.create()

    with pytest.raises(PermissionDenied):
        opened(person, round_.plan, 2018, 2018)
    with pytest.raises(PermissionDenied):
        close_round(by=person, round=round_, version=1)


def test_areas_that_nobody_enters_figures_for_are_named() -> None:
    plan = ActionPlanFactory.create()
    given = EffortAreaFactory.create(plan=plan, number=1)
    ended = EffortAreaFactory.create(plan=plan, number=2)
    left = EffortAreaFactory.create(plan=plan, number=3)
    nobody = EffortAreaFactory.create(plan=plan, number=4)
    ResponsibilityFactory.create(area=given)
    ResponsibilityFactory.create(area=ended, ends_on=date(2010, 1, 1))
    ResponsibilityFactory.create(area=left, user__is_active=False)

    assert areas_of_nobody(plan) == [ended, left, nobody]
