"""Is a change of the history found, whoever makes it? Tests its guard, its seals and `verify_history`."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from threading import Event

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from pytest_django import Settings

from plans import history_guard
from plans.actions import history
from plans.history_check import chains
from plans.models import ActionPlan, Change, Measurement
from plans.models.history_chain import hold_history
from tests.factories import ActionPlanFactory, MeasurementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def figure() -> Measurement:
    """A figure that was changed three times, and two plans that were."""
    plan, other = ActionPlanFactory.create(slug="vink"), ActionPlanFactory.create(slug="anden")
    figure = MeasurementFactory.create()
    for version, note in enumerate(("et", "to", "tre"), start=1):
        values = {"method_note": note}
        history.change(figure, values, version=version, by=None, plan=plan, why="Optalt igen")
    history.note(other, "title", "", "Anden", by=None, plan=other)
    history.note(figure, "remark", "", "uden plan", by=None, plan=None)
    return figure


def by_hand(statement: str, *values: int | None) -> None:
    """What somebody does who owns the database: lift the guard, write, and put it back."""
    with transaction.atomic(), history_guard.GUARD.lifted(connection), connection.cursor() as cursor:
        cursor.execute(statement, values)


def verified(capsys: pytest.CaptureFixture[str]) -> str:
    """What the command says, and its error."""
    capsys.readouterr()
    try:
        call_command("verify_history")
    except CommandError as error:
        return f"{capsys.readouterr().out}{error}"
    return capsys.readouterr().out


def second() -> Change:
    return Change.objects.filter(plan__slug="vink")[1]


def test_each_plan_has_a_chain_and_what_has_none_another(
    figure: Measurement, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = [(chain.plan, chain.entries, chain.broken) for chain in chains()]

    assert [each for each in counts if each[1]] == [("", 1, []), ("anden", 1, []), ("vink", 3, [])]
    last = Change.objects.filter(plan__slug="vink").latest("pk")
    lines = verified(capsys).splitlines()
    assert f"vink: 3 ændringer; seneste {last.pk} med segl {last.seal}" in lines
    assert lines[-1] == "5 ændringer er, som de blev skrevet."
    assert len({change.seal for change in Change.objects.all()}) == 5


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE plans_change SET new = 'fire' WHERE id = %s", "har en anden tekst under »efter«"),
        ("UPDATE plans_change SET why = '' WHERE id = %s", "har en anden tekst under »hvorfor«"),
        ("UPDATE plans_change SET \"when\" = '2020-01-01' WHERE id = %s", "er ikke, som den blev skrevet"),
        ("UPDATE plans_change SET object_id = 0 WHERE id = %s", "er ikke, som den blev skrevet"),
        ("UPDATE plans_change SET new_digest = 'x' WHERE id = %s", "er ikke, som den blev skrevet"),
        ("UPDATE plans_change SET seal = '' WHERE id = %s", "er ikke forseglet"),
    ],
)
def test_an_entry_that_is_changed_is_named(
    figure: Measurement, change: str, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    by_hand(change, second().pk)

    found = verified(capsys)
    assert f"  vink: ændring {second().pk} (measurement " in found
    assert fault in found
    assert found.count("anden: 1 ændringer;") == 1


def test_an_entry_that_is_taken_out_is_seen_in_the_next(
    figure: Measurement, capsys: pytest.CaptureFixture[str]
) -> None:
    third = Change.objects.filter(plan__slug="vink")[2]
    by_hand("DELETE FROM plans_change WHERE id = %s", second().pk)

    assert (
        f"1 ændringer er ikke, som de blev skrevet:\n  vink: ændring {third.pk} (measurement"
        f" {third.object_id}, method_note) er ikke, som den blev skrevet, eller en ændring lige før den er"
        " fjernet eller tilføjet"
    ) in verified(capsys)


def test_the_last_entry_is_missed_by_who_kept_its_seal(figure: Measurement, tmp_path: Path) -> None:
    heads = tmp_path / "heads.json"
    call_command("verify_history", heads=heads)
    last = Change.objects.filter(plan__slug="vink").latest("pk")
    kept = heads.read_text()
    assert json.loads(kept)["vink"] == {"change": last.pk, "seal": last.seal}
    history.note(figure, "remark", "", "mere", by=None, plan=last.plan)
    call_command("verify_history", heads=heads)
    assert heads.read_text() != kept

    by_hand("DELETE FROM plans_change WHERE plan_id = %s", last.plan_id)

    call_command("verify_history")  # three chains are right in themselves
    with pytest.raises(CommandError, match=r"vink: ændring \d+ var den seneste, da seglene blev gemt"):
        call_command("verify_history", heads=heads)
    (tmp_path / "other.json").write_text("[]")
    with pytest.raises(CommandError, match="har ingen segl, der kan læses"):
        call_command("verify_history", heads=tmp_path / "other.json")


def _update(key: int) -> str:
    return f"UPDATE plans_change SET new = 'fire' WHERE id = {key}"  # noqa: S608


def _delete(key: int) -> str:
    return f"DELETE FROM plans_change WHERE id = {key}"  # noqa: S608


def _replace(key: int) -> str:
    if connection.vendor == "postgresql":
        return "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE plans_change"
    columns = "id, kind, object_id, field, old, new, why, old_digest, new_digest, why_digest, seal"
    written = f'REPLACE INTO plans_change ({columns}, "when") '
    return written + f"VALUES ({key}, 'x', 1, 'x', '', '', '', '', '', '', '', '2020-01-01')"


@pytest.mark.parametrize("statement", [_update, _delete, _replace])
def test_the_database_refuses_to_alter_the_history(
    figure: Measurement, statement: Callable[[int], str]
) -> None:
    with (
        pytest.raises(IntegrityError, match=history_guard.GUARD.refusal),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement(second().pk))


def test_the_guard_is_missed_by_the_check() -> None:
    assert history_guard.GUARD.check(None, databases=["default"]) == []

    history_guard.GUARD.remove(connection)

    (error,) = history_guard.GUARD.check(None, databases=["default"])
    assert (error.id, "plans_change" in error.msg) == ("plans.E002", True)
    history_guard.GUARD.install(connection)


def test_nothing_is_rewritten_that_no_redaction_lists(figure: Measurement) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("who writes to an SQLite file can drop its triggers")
    with pytest.raises(IntegrityError, match=history_guard.GUARD.refusal), transaction.atomic():
        history_guard.GUARD.rewrite(connection, second().pk, {"new": "fire"})


def test_what_is_rolled_back_leaves_no_gap(figure: Measurement) -> None:
    plan = ActionPlan.objects.get(slug="vink")
    with transaction.atomic():
        history.note(figure, "remark", "", "fortrudt", by=None, plan=plan)
        transaction.set_rollback(True)
    history.note(figure, "remark", "", "gemt", by=None, plan=plan)

    assert [chain.broken for chain in chains() if chain.plan == "vink"] == [[]]


def test_an_earlier_key_verifies_what_was_sealed_with_it(
    figure: Measurement, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    earlier = settings.SECRET_KEY
    settings.HISTORY_KEY = "a key of its own"
    history.note(figure, "remark", "", "mere", by=None, plan=ActionPlan.objects.get(slug="vink"))
    assert "6 ændringer er, som de blev skrevet." in verified(capsys)

    settings.SECRET_KEY = "another"
    refused = verified(capsys)
    assert "5 ændringer er ikke, som de blev skrevet:" in refused
    assert "skiftet?" not in refused
    settings.HISTORY_KEY_FALLBACKS = [earlier]
    assert "6 ændringer er, som de blev skrevet." in verified(capsys)

    settings.HISTORY_KEY, settings.HISTORY_KEY_FALLBACKS = "", []
    assert "er SECRET_KEY eller HISTORY_KEY skiftet?" in verified(capsys)


def test_equal_texts_have_other_digests_in_other_entries_and_empty_ones_none(figure: Measurement) -> None:
    digests = list(Change.objects.filter(plan__slug="vink").values_list("why_digest", "old_digest"))

    assert len({why for why, _old in digests}) == 3
    assert digests[0][1] == ""


def test_the_upgrade_seals_what_is_there(figure: Measurement) -> None:
    seals = list(Change.objects.values_list("seal", "new_digest"))
    by_hand("UPDATE plans_change SET old_digest = '', new_digest = '', why_digest = '', seal = ''")
    migration = import_module("plans.migrations.0015_history_sealed")

    with transaction.atomic(), history_guard.GUARD.lifted(connection):
        editor = connection.schema_editor()
        migration.seal_history(apps, editor)

    assert list(Change.objects.values_list("seal", "new_digest")) == seals


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_write_one_after_the_other() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one write at a time")
    plan = ActionPlanFactory.create(slug="vink")
    started = Event()

    def write() -> None:
        try:
            started.set()
            history.note(plan, "title", "", "den anden", by=None, plan=plan)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as other:
        with transaction.atomic():
            hold_history(plan.pk)
            done = other.submit(write)
            assert started.wait(5)
            history.note(plan, "title", "", "den første", by=None, plan=plan)
            assert not done.done()
        done.result(10)

    assert list(Change.objects.values_list("new", flat=True)) == ["den første", "den anden"]
    assert [chain.broken for chain in chains() if chain.plan == "vink"] == [[]]
