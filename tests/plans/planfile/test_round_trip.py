"""Is a plan the same after it went into the database and came out again?

Tests that a plan file that is imported and exported again has the same content, and how many queries that
takes.
"""

import re
from itertools import groupby

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.actions.plan_import import import_plan
from plans.planfile.reading import read_plan_file
from plans.planfile.schema import PlanFile
from plans.planfile.schema_goals import GoalEntry
from plans.planfile.writing import export_plan, plan_file_text
from tests.plans.planfile.files import VINK, rows_of_plans, small, vink
from tests.plans.planfile.new_municipality import new_plan

pytestmark = pytest.mark.slow


@pytest.mark.django_db
def test_the_vink_plans_come_out_as_they_went_in() -> None:
    """The later plans follow the earlier, and two share a decision, so all three go in first."""
    files = [read_plan_file(vink(slug)) for slug in VINK]
    plans = [import_plan(plan_file=file) for file in files]

    for plan, file in zip(plans, files, strict=True):
        text = export_plan(plan)
        assert read_plan_file(text.encode()) == file
        assert text == plan_file_text(file)


@pytest.mark.django_db
@pytest.mark.parametrize("data", [small(), new_plan()], ids=["small", "new municipality"])
def test_export_import_export_is_identical(data: bytes) -> None:
    plan = import_plan(plan_file=read_plan_file(data))
    first = export_plan(plan)
    renamed = first.replace(f"slug: {plan.slug}", "slug: andet", 1)

    again = export_plan(import_plan(plan_file=read_plan_file(renamed.encode())))

    assert again == renamed


@pytest.mark.django_db
def test_importing_twice_changes_nothing() -> None:
    plan = import_plan(plan_file=read_plan_file(small()))
    rows = rows_of_plans()

    assert import_plan(plan_file=read_plan_file(small())) == plan
    assert rows_of_plans() == rows


@pytest.mark.django_db
def test_a_larger_plan_takes_no_more_queries_to_export() -> None:
    little = import_plan(plan_file=read_plan_file(new_plan(goals=3)))
    large = import_plan(plan_file=read_plan_file(new_plan(goals=40, slug="stor")))

    with CaptureQueriesContext(connection) as for_little:
        export_plan(little)
    with CaptureQueriesContext(connection) as for_large:
        export_plan(large)

    assert len(for_large) == len(for_little) == 25


@pytest.mark.django_db
def test_a_larger_plan_takes_no_more_queries_to_import() -> None:
    """Both share a decision with a plan that is there, which is looked up and not made."""
    import_plan(plan_file=read_plan_file(new_plan(slug="den-foerste")))

    with CaptureQueriesContext(connection) as for_little:
        import_plan(plan_file=read_plan_file(new_plan(goals=3)))
    with CaptureQueriesContext(connection) as for_large:
        import_plan(plan_file=read_plan_file(new_plan(goals=40, slug="stor")))

    assert _statements(for_large) == _statements(for_little)


def _statements(queries: CaptureQueriesContext) -> list[str]:
    """What was done to which table; SQLite takes a large insert in several pieces, which count as one."""
    done = [re.sub(r"\(.*|s\d+_x\d+", "", str(query["sql"]), flags=re.DOTALL)[:60] for query in queries]
    return [first for first, _ in groupby(done)]


def test_what_is_as_it_would_be_anyway_is_left_out_and_what_is_short_stands_on_a_line() -> None:
    text = plan_file_text(read_plan_file(small()))

    assert (
        text[: text.index("rounds:")]
        == """\
plan:
  slug: trivsel-2020-21
  title: Trivsel 2020-21
  starts_on: 2020-01-01
  ends_on: 2021-12-31
areas:
  - number: 1
    title: Unge
    headings:
      - {text: Skolen}
  - {number: 2, title: Familier}
goals:
  - key: moeder
    wording: Der holdes 10 møder om året
    heading: Skolen
    areas: [1, 2]
    indicators:
      - measure: count
        accumulation: sum
        targets: {2020: 10, 2021: 10}
        measurements:
          - {year: 2020, as_of: 2021-01-15, value: 12}
  - key: beskaeftigelse
    wording: 70 pct. er i beskæftigelse
    areas: [2]
    indicators:
      - measure: share
        accumulation: pooled
        targets: {plan: 70}
        measurements:
          - {year: 2020, as_of: 2021-01-15, numerator: 7, denominator: 15}
"""
    )


def test_numbers_stay_as_exact_as_they_were() -> None:
    """4.15 is no float; and 1.883 must not look like one thousand eight hundred and eighty-three."""
    file = read_plan_file(small(("value: 12", "value: 4.15"), ("{plan: 70}", "{plan: 1.8830}")))

    text = plan_file_text(file)

    assert "value: 4.15}" in text
    assert "{plan: '1.8830'}" in text  # a program that reads it as a number would drop the 0


def test_words_that_look_like_something_else_stay_words() -> None:
    file = read_plan_file(
        small(("title: Unge\n    headings", "title: no\n    headings"), ("title: Familier", "title: '~'"))
    )

    assert [area.title for area in file.areas] == ["no", "~"]
    assert read_plan_file(plan_file_text(file).encode()) == file


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=400))
def test_any_text_comes_out_of_the_file_as_it_went_in(text: str) -> None:
    file = read_plan_file(small())
    goal = GoalEntry.model_validate({"key": "tekst", "wording": f"x{text}", "areas": [1], "footnote": text})
    with_text = file.model_copy(update={"goals": (goal,), "rounds": ()})

    assert _read(plan_file_text(with_text)) == with_text


def _read(text: str) -> PlanFile:
    return read_plan_file(text.encode())
