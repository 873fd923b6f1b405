"""Does a publication stay as it was, whoever tries what on it, on SQLite and on PostgreSQL?

Tests the database triggers that refuse to change or delete a publication.
"""

from collections.abc import Callable
from contextlib import suppress

import pytest
from django.core import checks
from django.db import IntegrityError, connection, connections, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, TransactionTestCase

from plans import publication_guard
from plans.models import Publication
from tests.factories import PublicationFactory, UserFactory

SQLITE, POSTGRESQL = "sqlite", "postgresql"
COLUMNS = [field.column for field in Publication._meta.concrete_fields]
TABLE = publication_guard.GUARD.table
VERSION_2 = {"number": "2", "correction_note": "'Tal for mål 3 rettet'"}  # as SQL

Attempt = Callable[[Publication], object]


def content(publication: Publication) -> dict[str, object]:
    """Every column of the row as the database has it now."""
    (row,) = Publication.objects.filter(pk=publication.pk).values()
    return {name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()}


def sql(statement: str) -> Attempt:
    """Run a statement; {table}, {id} and {forged} stand for the table, the row, and a changed column."""

    def attempt(publication: Publication) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement.format(table=TABLE, id=publication.pk, forged="published_by = 'Forger'"))

    return attempt


def copy(start: str = "INSERT", end: str = "", **changed: str) -> Attempt:
    """Insert the row again with some columns changed."""
    names, values = ", ".join(COLUMNS), ", ".join(changed.get(name, name) for name in COLUMNS)
    # "WHERE true": SQLite would else read ON CONFLICT as a join.
    return sql(f"{start} INTO {{table}} ({names}) SELECT {values} FROM {{table}} WHERE true {end}")  # noqa: S608  # all of it stands in this file


def save(publication: Publication) -> None:
    publication.pdf = b"%PDF-1.7 forged"
    publication.save()


def bulk_update(publication: Publication) -> None:
    publication.pdf = b"%PDF-1.7 forged"
    Publication.objects.bulk_update([publication], ["pdf"])


def bulk_create_over(publication: Publication) -> None:
    publication.pdf = b"%PDF-1.7 forged"
    Publication.objects.bulk_create(
        [publication], update_conflicts=True, update_fields=["pdf"], unique_fields=["id"]
    )


ON_BOTH: dict[str, Attempt] = {
    "save": save,
    "update": lambda publication: Publication.objects.filter(pk=publication.pk).update(pdf=b"forged"),
    "update_or_create": lambda p: Publication.objects.update_or_create(pk=p.pk, defaults={"pdf": b"forged"}),
    "bulk_update": bulk_update,
    "bulk_create that updates": bulk_create_over,
    "delete": lambda publication: publication.delete(),
    "delete all": lambda _: Publication.objects.all().delete(),
    "delete without signals": lambda p: Publication.objects.filter(pk=p.pk)._raw_delete("default"),
    "UPDATE": sql("UPDATE {table} SET {forged} WHERE id = {id}"),
    "UPDATE of the id": sql("UPDATE {table} SET id = id + 1"),
    "DELETE": sql("DELETE FROM {table} WHERE id = {id}"),
    "DELETE of all": sql("DELETE FROM {table}"),
    "ON CONFLICT (id) DO UPDATE": copy(end="ON CONFLICT (id) DO UPDATE SET {forged}", **VERSION_2),
    "ON CONFLICT (report_id, number) DO UPDATE": copy(
        end="ON CONFLICT (report_id, number) DO UPDATE SET {forged}", id="id + 1"
    ),
}
ON_SQLITE: dict[str, Attempt] = {
    "INSERT OR REPLACE": copy("INSERT OR REPLACE", published_by="'Forger'"),
    "INSERT OR REPLACE by id alone": copy("INSERT OR REPLACE", **VERSION_2),
    "INSERT OR REPLACE by number alone": copy("INSERT OR REPLACE", id="id + 1"),
    "INSERT OR REPLACE without an id": copy("INSERT OR REPLACE", id="NULL"),
    "REPLACE": copy("REPLACE", published_by="'Forger'"),
    "UPDATE OR REPLACE": sql("UPDATE OR REPLACE {table} SET {forged}"),
}
ON_POSTGRESQL: dict[str, Attempt] = {
    "TRUNCATE": sql("TRUNCATE {table} CASCADE"),
    "TRUNCATE of the reports": sql("TRUNCATE plans_report CASCADE"),
    "MERGE": sql("MERGE INTO {table} USING (SELECT 1) AS one ON true WHEN MATCHED THEN UPDATE SET {forged}"),
}
OF_THIS_DATABASE = {SQLITE: ON_SQLITE, POSTGRESQL: ON_POSTGRESQL}[connection.vendor]
CASES = [pytest.param(attempt, id=name) for name, attempt in (ON_BOTH | OF_THIS_DATABASE).items()]
TRIGGERS = {SQLITE: ("update", "delete", "replace"), POSTGRESQL: ("row", "table")}[connection.vendor]


def written() -> Publication:
    """A publication to try things on."""
    publication = PublicationFactory.create(number=1)
    connection.check_constraints()  # PostgreSQL truncates nothing while it has foreign keys left to check
    return publication


@pytest.mark.django_db
@pytest.mark.parametrize("attempt", CASES)
def test_a_publication_is_never_changed_or_deleted(attempt: Attempt) -> None:
    publication = written()
    before = content(publication)

    with pytest.raises(IntegrityError, match=publication_guard.GUARD.refusal), transaction.atomic():
        attempt(publication)

    assert content(publication) == before
    assert Publication.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("attempt", CASES)
def test_without_the_guard_the_same_attempts_succeed(attempt: Attempt) -> None:
    # So it is the guard that refuses them, and not a slip in the attempt.
    publication = written()
    before = content(publication)
    publication_guard.GUARD.remove(connection)

    attempt(publication)

    unchanged = Publication.objects.filter(pk=publication.pk).exists() and content(publication) == before
    assert not unchanged


@pytest.mark.django_db
def test_an_insert_that_ignores_conflicts_changes_nothing() -> None:
    publication = PublicationFactory.create(number=1)
    before = content(publication)
    publication.pdf = b"%PDF-1.7 forged"

    # PostgreSQL skips the row, SQLite refuses it.
    with suppress(IntegrityError), transaction.atomic():
        Publication.objects.bulk_create([publication], ignore_conflicts=True)

    assert content(publication) == before
    assert Publication.objects.count() == 1


@pytest.mark.django_db
def test_a_new_version_is_added_beside_the_old() -> None:
    first = PublicationFactory.create(number=1)
    before = content(first)

    second = PublicationFactory.create(report=first.report, number=2, correction_note="Tal for mål 3 rettet")
    other = PublicationFactory.create(number=1)

    assert content(first) == before
    assert set(Publication.objects.values_list("pk", "number")) == {
        (first.pk, 1),
        (second.pk, 2),
        (other.pk, 1),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["change", "delete"])
def test_the_administration_has_no_way_around(page: str) -> None:
    publication = written()
    before = content(publication)
    client = Client()
    client.force_login(UserFactory.create(administrator=True))
    changed = {"number": "7", "published_by": "Forger", "correction_note": "Forged", "post": "yes"}
    chosen = {"action": "delete_selected", "_selected_action": str(publication.pk), "post": "yes"}

    answers = [
        client.post(f"/admin/plans/publication/{publication.pk}/{page}/", changed),
        client.post("/admin/plans/publication/", chosen),
        client.post("/admin/plans/publication/add/", changed),
    ]

    assert [answer.status_code for answer in answers][::2] == [403, 403]
    assert content(publication) == before
    assert Publication.objects.count() == 1


# --- The guard itself -------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_guard_is_there_after_all_migrations() -> None:
    assert publication_guard.GUARD.is_installed(connection)
    assert publication_guard.GUARD.check(None, databases=["default"]) == []


@pytest.mark.django_db
def test_installing_and_removing_twice_does_no_harm() -> None:
    publication_guard.GUARD.remove(connection)
    publication_guard.GUARD.remove(connection)
    removed = publication_guard.GUARD.is_installed(connection)
    publication_guard.GUARD.install(connection)
    publication_guard.GUARD.install(connection)

    assert (removed, publication_guard.GUARD.is_installed(connection)) == (False, True)
    publication = PublicationFactory.create(number=1)
    with pytest.raises(IntegrityError, match=publication_guard.GUARD.refusal), transaction.atomic():
        publication.delete()


@pytest.mark.django_db
def test_the_migration_installs_and_on_its_way_back_removes() -> None:
    # No operation of these is recorded; the editor is only asked for its connection.
    editor = connection.schema_editor()

    publication_guard.GUARD.remove_by_migration(None, editor)
    removed = publication_guard.GUARD.is_installed(connection)
    publication_guard.GUARD.install_by_migration(None, editor)

    assert (removed, publication_guard.GUARD.is_installed(connection)) == (False, True)


@pytest.mark.django_db
@pytest.mark.parametrize("trigger", TRIGGERS)
def test_the_system_check_reports_each_missing_trigger(trigger: str) -> None:
    of_table = f" ON {TABLE}" if connection.vendor == POSTGRESQL else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {TABLE}_keep_{trigger}{of_table}")

    (error,) = publication_guard.GUARD.check(None, databases=["default"])

    assert (error.id, error.level) == ("plans.E001", checks.ERROR)
    assert "'default'" in error.msg


if connection.vendor == POSTGRESQL:  # SQLite has no such switch

    @pytest.mark.django_db
    def test_the_system_check_reports_a_trigger_that_is_switched_off() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER {TABLE}_keep_row")

        errors = publication_guard.GUARD.check(None, databases=["default"])

        assert [error.id for error in errors] == ["plans.E001"]


@pytest.mark.django_db
def test_django_asks_the_check_of_the_databases_it_is_told_of() -> None:
    publication_guard.GUARD.remove(connection)

    errors = checks.run_checks(tags=[checks.Tags.database], databases=["default"])

    assert [error.id for error in errors if error.id == "plans.E001"] == ["plans.E001"]
    assert publication_guard.GUARD.check(None, databases=[]) == []
    assert publication_guard.GUARD.check(None) == []


@pytest.mark.django_db
def test_a_database_that_is_migrated_only_half_can_be_migrated_on() -> None:
    publication_guard.GUARD.remove(connection)
    app, name = publication_guard.GUARD.installed_by

    MigrationRecorder(connection).record_unapplied(app, name)

    assert publication_guard.GUARD.check(None, databases=["default"]) == []


# --- The tests' own clean-up ------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_is_cleaned_up_and_guarded_again() -> None:
    PublicationFactory.create(number=1)

    TransactionTestCase()._fixture_teardown()  # type: ignore[attr-defined]  # not in the stubs

    assert Publication.objects.count() == 0
    assert publication_guard.GUARD.is_installed(connections["default"])
