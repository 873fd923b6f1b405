"""Is what happened kept whole: who changed what, from what to what and why, once and for good?

Tests `plans.actions.history`, by which rows are added and changed with their history, and the model `Change`.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from plans.actions import history
from plans.enums import Measure, RoundState, Status
from plans.models import ActionPlan, Change, HistoryIsKept, Measurement, StatusWord
from plans.models.change import as_text
from tests.factories import (
    ActionPlanFactory,
    IndicatorFactory,
    MeasurementFactory,
    ReportingRoundFactory,
    StatusWordFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def history_rows() -> list[tuple[str, str, str]]:
    """The history's rows: field, old and new."""
    return list(Change.objects.values_list("field", "old", "new"))


def a_change(**values: object) -> Change:
    return Change.objects.create(**{"kind": "measurement", "object_id": 1, "field": "value", **values})


# --- Rows are added, never altered ------------------------------------------------------------------------


def save_again(change: Change) -> None:
    change.new = "forged"
    change.save()


def save_over(change: Change) -> None:
    # A new object with the old key: Django would update the row.
    Change(pk=change.pk, kind="forged", object_id=1, field="forged", when=change.when).save()


def bulk_create_over(change: Change) -> None:
    change.new = "forged"
    Change.objects.bulk_create([change], update_conflicts=True, update_fields=["new"], unique_fields=["id"])


def bulk_update(change: Change) -> None:
    change.new = "forged"
    Change.objects.bulk_update([change], ["new"])


@pytest.mark.parametrize(
    "attempt",
    [
        save_again,
        save_over,
        bulk_create_over,
        bulk_update,
        lambda change: Change.objects.filter(pk=change.pk).update(new="forged"),
        lambda change: Change.objects.update_or_create(pk=change.pk, defaults={"new": "forged"}),
        lambda change: change.plan.changes.update(new="forged"),
        lambda change: change.delete(),
        lambda change: Change.objects.filter(pk=change.pk).delete(),
        lambda change: change.plan.changes.all().delete(),
    ],
)
def test_history_is_added_to_and_never_altered(attempt: Callable[[Change], object]) -> None:
    change = a_change(plan=ActionPlanFactory.create(), old="10", new="15")
    before = Change.objects.values().get()

    with pytest.raises((HistoryIsKept, IntegrityError)), transaction.atomic():
        attempt(change)

    assert Change.objects.values().get() == before


def test_a_person_and_a_plan_in_the_history_cannot_be_deleted() -> None:
    plan, user = ActionPlanFactory.create(), UserFactory.create()
    a_change(plan=plan, who=user)

    for row in (plan, user):
        with pytest.raises(ProtectedError):
            row.delete()

    assert Change.objects.count() == 1


# --- A new row --------------------------------------------------------------------------------------------


def test_adding_writes_each_field_that_holds_something_with_who_when_and_why() -> None:
    user, plan = UserFactory.create(), ActionPlanFactory.create()
    word = StatusWord(plan=plan, status=Status.ACHIEVED, word="indfriet")
    before = timezone.now()

    added = history.add(word, by=user, plan=plan, why="som vedtaget")

    # `measure` is empty, and of the key there is nothing to say.
    assert history_rows() == [
        ("plan", "", str(plan.pk)),
        ("status", "", "achieved"),
        ("word", "", "indfriet"),
    ]
    rows = set(Change.objects.values_list("plan", "kind", "object_id", "who", "why"))
    assert rows == {(plan.pk, "statusword", added.pk, user.pk, "som vedtaget")}
    assert all(before <= change.when <= timezone.now() for change in Change.objects.all())


def test_adding_a_figure_keeps_it_exact_and_leaves_out_what_is_empty() -> None:
    indicator = IndicatorFactory.create(share=True)
    figure = Measurement(
        indicator=indicator, year=2019, as_of=date(2019, 12, 31), numerator=0, denominator=15, qualifier="ca."
    )

    history.add(figure, by=None, plan=None)

    # 0 and false say something, nothing does not: no value, percentage, judgement, reason, version.
    assert history_rows() == [
        ("indicator", "", str(indicator.pk)),
        ("year", "", "2019"),
        ("as_of", "", "2019-12-31"),
        ("numerator", "", "0"),
        ("denominator", "", "15"),
        ("under_way", "", "false"),
        ("pending", "", "0"),
        ("qualifier", "", "ca."),
        ("derived", "", "false"),
        ("provisional", "", "false"),
    ]
    assert all((change.who, change.plan, change.why) == (None, None, "") for change in Change.objects.all())


def test_a_row_is_added_once() -> None:
    word = StatusWordFactory.create(status=Status.ACHIEVED, word="nået")

    with pytest.raises(IntegrityError), transaction.atomic():
        history.add(word, by=None, plan=None)

    assert history_rows() == []


# --- A change ---------------------------------------------------------------------------------------------


def test_a_change_writes_old_and_new_and_raises_the_version() -> None:
    user = UserFactory.create()
    figure = MeasurementFactory.create(value=Decimal(10), qualifier="ca.")
    plan = figure.indicator.goal.plan

    changed = history.change(
        figure,
        {"value": Decimal(15), "qualifier": "", "year": 2019},
        version=1,
        by=user,
        plan=plan,
        why="to møder manglede",
    )

    assert (changed.pk, changed.value, changed.qualifier, changed.version) == (figure.pk, Decimal(15), "", 2)
    # the year was 2019 already
    assert history_rows() == [("value", "10", "15"), ("qualifier", "ca.", "")]
    rows = set(Change.objects.values_list("plan", "kind", "object_id", "who", "why"))
    assert rows == {(plan.pk, "measurement", figure.pk, user.pk, "to møder manglede")}


def test_old_is_what_the_database_has_and_not_what_the_object_says() -> None:
    figure = MeasurementFactory.create(value=Decimal(10))
    figure.value = Decimal(99)

    history.change(figure, {"value": Decimal(15)}, version=1, by=None, plan=None)

    assert history_rows() == [("value", "10", "15")]


@pytest.mark.parametrize("version", [1, 7])
def test_the_same_value_writes_nothing_and_is_no_conflict(version: int) -> None:
    figure = MeasurementFactory.create(value=Decimal("10.5000"))

    same = history.change(figure, {"value": Decimal("10.5")}, version=version, by=None, plan=None)

    assert (same.version, history_rows()) == (1, [])


def test_a_change_after_somebody_elses_is_a_conflict_and_writes_nothing() -> None:
    seen = MeasurementFactory.create(value=Decimal(10))
    history.change(seen, {"value": Decimal(12)}, version=1, by=None, plan=None, why="den første")

    with pytest.raises(history.Conflict) as conflict:
        history.change(seen, {"value": Decimal(15)}, version=1, by=None, plan=None, why="den anden")

    current = conflict.value.current
    assert isinstance(current, Measurement)
    assert (current.value, current.version) == (Decimal(12), 2)
    assert list(Change.objects.values_list("new", "why")) == [("12", "den første")]
    assert Measurement.objects.get().value == Decimal(12)


def test_the_one_who_saw_the_change_goes_on_from_it() -> None:
    seen = MeasurementFactory.create(value=Decimal(10))
    saved = history.change(seen, {"value": Decimal(12)}, version=1, by=None, plan=None)

    again = history.change(seen, {"value": Decimal(15)}, version=saved.version, by=None, plan=None)

    assert again.version == 3
    assert history_rows() == [("value", "10", "12"), ("value", "12", "15")]


def test_a_change_that_comes_between_looking_and_writing_is_a_conflict() -> None:
    figure = MeasurementFactory.create(value=Decimal(10))

    def somebody_else_is_quicker(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if sql.startswith("UPDATE"):
            with connection.cursor() as cursor:
                cursor.cursor.execute("UPDATE plans_measurement SET version = 2")
        return execute(sql, *rest)

    with connection.execute_wrapper(somebody_else_is_quicker), pytest.raises(history.Conflict):
        history.change(figure, {"value": Decimal(15)}, version=1, by=None, plan=None)

    assert (Measurement.objects.get().value, history_rows()) == (Decimal(10), [])


def test_a_reference_is_kept_by_its_key() -> None:
    old, new = ActionPlanFactory.create(), ActionPlanFactory.create()
    follower = ActionPlanFactory.create(predecessor=old)

    history.change(follower, {"predecessor": new}, version=1, by=None, plan=follower)
    history.change(follower, {"predecessor": None}, version=2, by=None, plan=follower)

    assert history_rows() == [("predecessor", str(old.pk), str(new.pk)), ("predecessor", str(new.pk), "")]
    assert ActionPlan.objects.get(pk=follower.pk).predecessor is None


def test_a_change_of_many_fields_takes_as_many_queries_as_one() -> None:
    figure = MeasurementFactory.create(value=Decimal(10))
    one, many = {"value": Decimal(11)}, {"value": Decimal(12), "qualifier": "ca.", "method_note": "optalt"}

    with CaptureQueriesContext(
        connection,
    ) as for_one:
        history.change(figure, one, version=1, by=None, plan=None)
    with CaptureQueriesContext(connection) as for_many:
        history.change(figure, many, version=2, by=None, plan=None)

    # the row as it is, the update, the history; and once a transaction the last seal, under the lock
    assert (len(for_one), len(for_many)) == (4, 3)


# --- A list beside a row ----------------------------------------------------------------------------------


def test_a_note_tells_of_what_is_no_column() -> None:
    user, figure = UserFactory.create(), MeasurementFactory.create()

    history.note(figure, "exclusions", "", "2; fraflyttet; ", by=user, plan=figure.indicator.goal.plan)
    history.note(figure, "exclusions", "2; fraflyttet; ", "2; fraflyttet; ", by=user, plan=None)

    assert history_rows() == [("exclusions", "", "2; fraflyttet; ")]
    change = Change.objects.get()
    assert (change.kind, change.object_id, change.who_id) == ("measurement", figure.pk, user.pk)


# --- Values as text ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (10**12, "1000000000000"),
        (Decimal(0), "0"),
        (Decimal("10.5000"), "10.5"),
        (Decimal("1000.0000"), "1000"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.0001"), "0.0001"),
        (Decimal("99999999999.9999"), "99999999999.9999"),
        (date(2020, 1, 15), "2020-01-15"),
        (datetime(2020, 1, 15, 9, 30, tzinfo=timezone.get_fixed_timezone(60)), "2020-01-15T09:30:00+01:00"),
        (Status.PARTLY_ACHIEVED, "partly_achieved"),
        (Measure.COUNT, "count"),
        ("2 møder\nog 1 høring", "2 møder\nog 1 høring"),
    ],
)
def test_history_keeps_values_exact_and_free_of_language(value: object, text: str, language: str) -> None:
    with translation.override(language):
        assert as_text(value) == text


@pytest.mark.parametrize("figure", ["0.0001", "99999999999.9999", "1362", "0.3", "33.3333"])
def test_a_figure_comes_back_from_the_database_as_it_was_written(figure: str) -> None:
    stored = MeasurementFactory.create(value=Decimal(10))

    changed = history.change(stored, {"value": Decimal(figure)}, version=1, by=None, plan=None)

    assert changed.value == Decimal(figure)
    assert history_rows() == [("value", "10", figure)]
    # and so it is the same value the next time
    history.change(stored, {"value": Decimal(figure)}, version=2, by=None, plan=None)
    assert Change.objects.count() == 1


def test_the_kind_is_the_tables_own_name() -> None:
    assert history.kind_of(ReportingRoundFactory.create(state=RoundState.OPEN)) == "reportinground"
