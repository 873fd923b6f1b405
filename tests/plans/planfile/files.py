"""Which files do the tests of plan files start from?

A small plan file to change, the three VINK plan files, and the number of rows that each table of the plans
has.
"""

from pathlib import Path

from django.apps import apps

DATA = Path(__file__).parents[3] / "plans" / "data"
VINK = ("vink-2009-10", "vink-2016-17", "vink-2018-19")

SMALL = """\
plan:
  slug: trivsel-2020-21
  title: Trivsel 2020-21
  starts_on: 2020-01-01
  ends_on: 2021-12-31
areas:
  - number: 1
    title: Unge
    headings:
      - text: Skolen
  - number: 2
    title: Familier
goals:
  - key: moeder
    wording: Der holdes 10 møder om året
    areas: [1, 2]
    heading: Skolen
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
rounds:
  - years: 2020
    as_of: 2021-01-31
    submissions:
      - goal: moeder
        commentary: <p>Alle møder er holdt.</p>
    report:
      title: Status
      dated_on: 2021-02-01
      tables:
        - label: Tabel 1
          title: Unge
          column_heading: Status 2020
          rows:
            - goal: moeder
            - goal: beskaeftigelse
"""


def small(*changes: tuple[str, str]) -> bytes:
    """The small plan, each (old, new) text replaced where it stands first."""
    text = SMALL
    for old, new in changes:
        assert old in text, f"{old!r} is not in the small plan"
        text = text.replace(old, new, 1)
    return text.encode()


def vink(slug: str) -> bytes:
    """One of the three real plan files."""
    return (DATA / f"{slug}.yaml").read_bytes()


def rows_of_plans() -> dict[str, int]:
    """How many rows each table of the plans has; those without are left out."""
    counted = {
        model.__name__: model._default_manager.count() for model in apps.get_app_config("plans").get_models()
    }
    return {name: count for name, count in counted.items() if count}
