"""Can the program's own role change what happened? Tests docs/roles.sql, and `check --deploy`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from plans.actions import history
from plans.models import Change, Publication
from tests.factories import ActionPlanFactory, PublicationFactory, UserFactory
from tests.reporting.publishing_plan import publishing_plan
from tests.reporting.test_redaction_undo import NAME, granted
from vink.deployment import check_database_role

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]
_REFUSE = "plans_change_refuse() RETURNS trigger LANGUAGE plpgsql"

if connection.vendor == "postgresql":

    @contextmanager
    def as_program() -> Iterator[None]:
        """Be the role that docs/roles.sql sets up; it is gone with the test's transaction."""
        statements = (ROOT / "docs/roles.sql").read_text().replace("vink_program", "vink_program_tried")
        with connection.cursor() as cursor:
            cursor.execute("CREATE ROLE vink_program_tried")
            cursor.execute(statements)
            cursor.execute("SET LOCAL ROLE vink_program_tried")
        yield
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE plans_change SET new = ''",
            "DELETE FROM plans_change",
            "UPDATE plans_publication SET correction_note = 'x'",
            "DELETE FROM plans_publication",
            "TRUNCATE plans_change",
            "DROP TRIGGER plans_change_keep_row ON plans_change",
            "ALTER TABLE plans_change DISABLE TRIGGER ALL",
            "DROP TABLE plans_change CASCADE",
            f"CREATE OR REPLACE FUNCTION {_REFUSE} AS $$ BEGIN RETURN NEW; END $$",
            "SET session_replication_role = replica",
            "SELECT set_config('vink.rewritten', 'plans_change', true); UPDATE plans_change SET new = ''",
            'SELECT plans_change_rewrite((SELECT max(id) FROM plans_change), \'{"new": ""}\')',
            "DELETE FROM django_migrations",
        ],
    )
    def test_the_programs_role_cannot_change_what_happened(statement: str) -> None:
        plan = ActionPlanFactory.create()
        history.note(plan, "title", "", "Vink", by=None, plan=plan)
        PublicationFactory.create()
        connection.check_constraints()

        with as_program():
            history.note(plan, "title", "Vink", "Vink 2", by=None, plan=plan)
            connection.check_constraints()
            with (
                pytest.raises(DatabaseError, match=r"permission denied|must be owner|never"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)

        assert list(Change.objects.values_list("new", flat=True)) == ["Vink", "Vink 2"]

    def test_the_programs_role_blanks_what_two_people_granted() -> None:
        ready, karin = publishing_plan(), UserFactory.create(contributor=True)
        values = {"commentary": f"<p>{NAME} holdt oplæg.</p>"}
        history.change(ready.submission, values, version=1, by=karin, plan=ready.plan)
        ready.publish()
        connection.check_constraints()

        with as_program():
            granted(ready, karin)

        assert NAME.encode() not in bytes(Publication.objects.get().html)
        assert not Change.objects.filter(new__contains=NAME).exists()
        call_command("verify_history")
        call_command("verify_publications")

    def test_a_program_that_owns_the_tables_is_warned_of() -> None:
        (warning,) = check_database_role()
        assert (warning.id, "can drop the triggers" in warning.msg) == ("vink.W003", True)

        with as_program():
            assert check_database_role() == []

else:

    def test_a_file_has_no_roles() -> None:
        assert check_database_role() == []
