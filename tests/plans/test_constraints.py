"""Does the database itself refuse every row that breaks an invariant, SQLite and PostgreSQL alike?

Tests every database constraint with the rows of tests/plans/broken_rows.
"""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from tests.plans.broken_rows import Allowed, Broken, after_approval, measurement, plan, report

BROKEN = [*plan.BROKEN, *measurement.BROKEN, *report.BROKEN, *after_approval.BROKEN]
ALLOWED = [*plan.ALLOWED, *measurement.ALLOWED, *report.ALLOWED, *after_approval.ALLOWED]

Columns = frozenset[str]


def case_id(case: object) -> str:
    assert isinstance(case, Broken | Allowed)
    return f"{case.constraint}: {case.why}"


def the_models() -> list[type[models.Model]]:
    return list(apps.get_app_config("plans").get_models())


def unique_columns() -> dict[str, Columns]:
    """The columns of each unique constraint, and of each unique field as "Model.field"."""
    found: dict[str, Columns] = {}
    for model in the_models():
        table, meta = model._meta.db_table, model._meta
        for field in meta.concrete_fields:
            if field.unique and not field.primary_key:
                found[f"{model.__name__}.{field.name}"] = frozenset({f"{table}.{field.column}"})
        for constraint in meta.constraints:
            if isinstance(constraint, models.UniqueConstraint):
                found[constraint.name] = frozenset(
                    f"{table}.{field.column}"
                    for field in meta.concrete_fields
                    if field.name in constraint.fields
                )
    return found


def check_names() -> set[str]:
    return {
        constraint.name
        for model in the_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    }


def what_was_broken(error: IntegrityError) -> str | Columns:
    """The check constraint that the database names, or the columns that were to be unique."""
    if connection.vendor == "sqlite":
        kind, _, named = str(error).partition(" constraint failed: ")
        return named if kind == "CHECK" else frozenset(named.split(", "))
    diagnosis = error.__cause__.diag  # type: ignore[union-attr]  # psycopg2's
    with connection.cursor() as cursor:
        known = connection.introspection.get_constraints(cursor, diagnosis.table_name)
    constraint = known[diagnosis.constraint_name]
    if not constraint["unique"]:
        return str(diagnosis.constraint_name)
    return frozenset(f"{diagnosis.table_name}.{column}" for column in constraint["columns"])


def test_every_constraint_has_a_row_that_breaks_it() -> None:
    assert {case.constraint for case in BROKEN} == check_names() | unique_columns().keys()


def test_every_constraint_is_of_a_kind_that_is_tested() -> None:
    kinds = {type(constraint) for model in the_models() for constraint in model._meta.constraints}

    assert kinds == {models.CheckConstraint, models.UniqueConstraint}
    assert [model for model in the_models() if model._meta.unique_together] == []


@pytest.mark.django_db
@pytest.mark.parametrize("case", BROKEN, ids=case_id)
def test_the_database_refuses(case: Broken) -> None:
    expected = unique_columns().get(case.constraint, case.constraint)

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        case.write()

    assert what_was_broken(refused.value) == expected


@pytest.mark.django_db
@pytest.mark.parametrize("case", ALLOWED, ids=case_id)
def test_the_database_allows(case: Allowed) -> None:
    case.write()

    assert case.constraint in check_names() | unique_columns().keys()
