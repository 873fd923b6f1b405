"""Who records a figure, when, and what does the history say of it?

Tests `record_figure`: who may enter a figure in which round, conflicts, and its history.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from plans.actions.history import Conflict
from plans.actions.measurements import record_figure
from plans.enums import RoundState, Status, SubmissionState, Unmeasurable
from plans.figures.input import ExclusionInput, FigureInput
from plans.models import Change, Indicator, Measurement
from tests.factories import (
    IndicatorFactory,
    MeasurementFactory,
    ResponsibilityFactory,
    SubmissionFactory,
    UserFactory,
)
from tests.plans.entry_plan import EntryPlan
from vink.accounts.models import User

pytestmark = pytest.mark.django_db

TODAY = date(2020, 1, 10)
SEVEN_OF_FIFTEEN = FigureInput(numerator=7, denominator=15)


def record(
    there: EntryPlan,
    indicator: Indicator,
    figure: FigureInput,
    *,
    by: User | None = None,
    version: int | None = None,
    year: int | None = 2019,
) -> Measurement:
    return record_figure(
        by=by or there.karin,
        round=there.round,
        indicator=indicator,
        year=year,
        figure=figure,
        version=version,
        today=TODAY,
    )


def count(value: int) -> FigureInput:
    return FigureInput(value=Decimal(value))


def changes(measurement: Measurement) -> list[tuple[str, str, str, str]]:
    rows = Change.objects.filter(kind="measurement", object_id=measurement.pk).select_related("who")
    return [(row.field, row.old, row.new, row.who.username if row.who else "") for row in rows]


# --- who ------------------------------------------------------------------------------------------


def test_a_figure_is_recorded_as_of_the_rounds_date(there: EntryPlan) -> None:
    recorded = record(there, there.dialogue, count(15))

    assert (recorded.value, recorded.year, recorded.as_of) == (Decimal(15), 2019, date(2020, 1, 15))


@pytest.mark.parametrize("role", ["reader", "approver", "administrator"])
def test_other_roles_are_refused_even_with_the_area(there: EntryPlan, role: str) -> None:
    user = UserFactory.create(role=role)
    ResponsibilityFactory.create(user=user, area=there.dialogue.goal.area)

    with pytest.raises(PermissionDenied):
        record(there, there.dialogue, count(15), by=user)

    assert not Measurement.objects.filter(indicator=there.dialogue, year=2019).exists()


def test_a_contributor_of_another_area_is_refused(there: EntryPlan) -> None:
    with pytest.raises(PermissionDenied):
        record(there, there.dialogue, count(15), by=there.bo)


def test_a_shared_goal_is_entered_by_the_people_of_either_area(there: EntryPlan) -> None:
    first = record(there, there.employed, SEVEN_OF_FIFTEEN, by=there.karin)

    second = record(there, there.employed, FigureInput(numerator=8, denominator=15), by=there.bo, version=1)

    assert (first.pk, second.numerator) == (second.pk, 8)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"), [(date(2020, 1, 11), None), (date(2019, 1, 1), date(2020, 1, 9))]
)
def test_an_area_given_for_another_time_does_not_count(
    there: EntryPlan, starts_on: date, ends_on: date | None
) -> None:
    user = UserFactory.create(contributor=True)
    ResponsibilityFactory.create(
        user=user, area=there.dialogue.goal.area, starts_on=starts_on, ends_on=ends_on
    )

    with pytest.raises(PermissionDenied):
        record(there, there.dialogue, count(15), by=user)


# --- when -----------------------------------------------------------------------------------------


def test_a_closed_round_takes_no_figures(there: EntryPlan) -> None:
    there.round.state = RoundState.CLOSED
    there.round.save()

    with pytest.raises(ValidationError, match="Runden er lukket; tallet kan ikke ændres"):
        record(there, there.dialogue, count(15))


def test_the_round_is_looked_up_again_so_that_an_old_copy_opens_nothing(there: EntryPlan) -> None:
    type(there.round).objects.filter(pk=there.round.pk).update(state=RoundState.CLOSED)

    with pytest.raises(ValidationError, match="Runden er lukket"):
        record(there, there.dialogue, count(15))


@pytest.mark.parametrize("state", SubmissionState)
def test_only_approval_locks_a_goal(there: EntryPlan, state: SubmissionState) -> None:
    SubmissionFactory.create(round=there.round, goal=there.dialogue.goal, state=state)

    if state is SubmissionState.APPROVED:
        with pytest.raises(ValidationError, match="Målet er godkendt"):
            record(there, there.dialogue, count(15))
    else:
        assert record(there, there.dialogue, count(15)).value == 15


def test_approval_in_another_round_locks_nothing(there: EntryPlan) -> None:
    SubmissionFactory.create(
        round__plan=there.plan,
        round__first_year=2018,
        goal=there.dialogue.goal,
        state=SubmissionState.APPROVED,
    )

    assert record(there, there.dialogue, count(15)).value == 15


@pytest.mark.parametrize("year", [2018, 2020])
def test_a_year_outside_the_round_is_refused(there: EntryPlan, year: int) -> None:
    with pytest.raises(ValidationError, match=f"Runden omfatter ikke {year}."):
        record(there, there.dialogue, count(15), year=year)


def test_a_goal_of_another_plan_is_refused(there: EntryPlan) -> None:
    elsewhere = IndicatorFactory.create()
    ResponsibilityFactory.create(user=there.karin, area=elsewhere.goal.area)

    with pytest.raises(ValidationError, match="hører ikke til rundens handleplan"):
        record(there, elsewhere, count(15))


# --- history --------------------------------------------------------------------------------------


def test_the_history_says_who_entered_what(there: EntryPlan) -> None:
    recorded = record(there, there.employed, SEVEN_OF_FIFTEEN)

    assert ("numerator", "", "7", "karin") in changes(recorded)
    assert ("denominator", "", "15", "karin") in changes(recorded)
    assert Change.objects.filter(plan=there.plan, kind="measurement").exists()


def test_a_change_is_one_entry_from_old_to_new(there: EntryPlan) -> None:
    recorded = record(there, there.dialogue, count(15))
    before = len(changes(recorded))

    record(there, there.dialogue, FigureInput(value=Decimal("16.5")), version=1)

    assert changes(recorded)[before:] == [("value", "15", "16.5", "karin")]
    recorded.refresh_from_db()
    assert recorded.version == 2


def test_a_new_way_to_give_the_figure_leaves_none_of_the_old(there: EntryPlan) -> None:
    recorded = record(there, there.employed, SEVEN_OF_FIFTEEN)
    before = len(changes(recorded))

    record(there, there.employed, FigureInput(percentage=Decimal("47.5")), version=1)

    assert sorted(changes(recorded)[before:]) == [
        ("denominator", "15", "", "karin"),
        ("numerator", "7", "", "karin"),
        ("percentage", "", "47.5", "karin"),
    ]


def test_the_same_figure_again_changes_nothing(there: EntryPlan) -> None:
    recorded = record(there, there.dialogue, count(15))
    before = changes(recorded)

    again = record(there, there.dialogue, count(15), version=1)
    without_having_seen_it = record(there, there.dialogue, FigureInput(value=Decimal("15.0000")))

    assert (again.version, without_having_seen_it.version) == (1, 1)
    assert changes(recorded) == before


def test_a_figure_that_was_worked_out_becomes_a_stated_one(there: EntryPlan) -> None:
    stored = MeasurementFactory.create(indicator=there.dialogue, as_of=there.round.as_of, derived=True)

    recorded = record(there, there.dialogue, count(15), version=stored.version)

    assert (recorded.derived, recorded.version) == (False, 2)
    assert changes(recorded) == [("derived", "true", "false", "karin")]


def test_a_figure_of_an_earlier_date_is_left_alone(there: EntryPlan) -> None:
    earlier = MeasurementFactory.create(indicator=there.dialogue, as_of=date(2019, 8, 31), value=Decimal(9))

    record(there, there.dialogue, count(15))

    earlier.refresh_from_db()
    assert earlier.value == 9
    assert Measurement.objects.filter(indicator=there.dialogue, year=2019).count() == 2


def test_exclusions_are_kept_with_their_history(there: EntryPlan) -> None:
    excluded = (ExclusionInput(2, "afsluttet for nylig", date(2020, 7, 15)), ExclusionInput(1, "fraflyttet"))
    figure = FigureInput(numerator=3, denominator=4, cohort_total=7, exclusions=excluded)
    recorded = record(there, there.employed, figure)

    fewer = replace(figure, cohort_total=6, exclusions=excluded[:1])
    record(there, there.employed, fewer, version=1)

    changes = [(row.old, row.new) for row in Change.objects.filter(object_id=recorded.pk, field="exclusions")]
    both = "2; afsluttet for nylig; 2020-07-15\n1; fraflyttet; "
    assert changes == [("", both), (both, "2; afsluttet for nylig; 2020-07-15")]
    assert [each.count for each in recorded.exclusions.all()] == [2]


def test_a_change_of_exclusions_alone_is_noticed_by_whoever_saw_the_figure_before(there: EntryPlan) -> None:
    record(there, there.employed, SEVEN_OF_FIFTEEN)
    left_out = replace(SEVEN_OF_FIFTEEN, exclusions=(ExclusionInput(1, "fraflyttet"),))

    changed = record(there, there.employed, left_out, version=1)

    assert changed.version == 2
    with pytest.raises(Conflict):
        record(there, there.employed, FigureInput(numerator=8, denominator=15), version=1, by=there.bo)


# --- two at once ----------------------------------------------------------------------------------


def test_nobody_overwrites_what_they_have_not_seen(there: EntryPlan) -> None:
    record(there, there.employed, SEVEN_OF_FIFTEEN)
    record(there, there.employed, FigureInput(numerator=8, denominator=15), by=there.bo, version=1)

    with pytest.raises(Conflict) as conflict:
        record(there, there.employed, FigureInput(numerator=9, denominator=15), version=1)

    current = conflict.value.current
    assert isinstance(current, Measurement)
    assert (current.numerator, current.version) == (8, 2)
    current.refresh_from_db()
    assert current.numerator == 8


def test_two_first_figures_collide(there: EntryPlan) -> None:
    record(there, there.employed, SEVEN_OF_FIFTEEN, by=there.bo)

    with pytest.raises(Conflict):
        record(there, there.employed, FigureInput(numerator=9, denominator=15), version=None)


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figure", "field"),
    [
        (FigureInput(), "figure"),
        (FigureInput(value=Decimal(47), percentage=Decimal(47)), "figure"),
        (FigureInput(value=Decimal(47)), "figure"),
        (FigureInput(judged=Status.ACHIEVED), "figure"),
        (FigureInput(numerator=7, denominator=5), "figure"),
        (FigureInput(numerator=7, denominator=15, pending=9), "pending"),
        (FigureInput(percentage=Decimal(47), pending=1), "pending"),
        (FigureInput(percentage=Decimal(47), cohort_total=15), "pending"),
        (
            FigureInput(numerator=9, denominator=9, cohort_total=11, exclusions=(ExclusionInput(1, "a"),)),
            "cohort_total",
        ),
        (FigureInput(unmeasurable=Unmeasurable.NO_COHORT), "reason"),
        (FigureInput(unmeasurable=Unmeasurable.NO_COHORT, reason="\x00"), "reason"),
        (FigureInput(percentage=Decimal(47), method_note="x" * 20_001), "method_note"),
    ],
)
def test_a_share_that_cannot_be_is_refused_at_its_field(
    there: EntryPlan, figure: FigureInput, field: str
) -> None:
    with pytest.raises(ValidationError) as refusal:
        record(there, there.employed, figure)

    assert list(refusal.value.message_dict) == [field]
    assert not Measurement.objects.filter(indicator=there.employed).exists()
    assert not Change.objects.exists()


@pytest.mark.parametrize("status", [Status.IN_PROGRESS, Status.NOT_REPORTED, Status.NOT_MEASURABLE])
def test_only_three_judgements_can_be_given(there: EntryPlan, status: Status) -> None:
    with pytest.raises(ValidationError, match="Vælg nået, delvist nået eller ikke nået"):
        record(there, there.advice, FigureInput(judged=status))


def test_the_cohort_adds_up(there: EntryPlan) -> None:
    """11 courses ended: 9 count, 2 ended in the last half year (Bilag 1 for 2016–17)."""
    figure = FigureInput(
        numerator=9, denominator=9, cohort_total=11, exclusions=(ExclusionInput(2, "sidste halvår 2017"),)
    )

    assert record(there, there.employed, figure).cohort_total == 11
