"""Does a table name its rows, say how it is sorted, and keep the address's other words?

Tests the HTML that every table is made with: caption, row headers, sorting, and the empty table.
"""

import re
from typing import Any

import django_tables2
import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.html import strip_tags
from pytest_django.asserts import assertInHTML

FIGURES = {"th": {"class": "number"}, "td": {"class": "number"}}


class Goals(django_tables2.Table):  # type: ignore[misc]  # ships no types
    caption = "Resultatmål 2019"
    row_header = "goal"
    number = django_tables2.Column(verbose_name="Nr.", orderable=False)
    goal = django_tables2.Column(verbose_name="Mål")
    actual = django_tables2.Column(verbose_name="Opnået", attrs=FIGURES)


ROWS = [{"number": 1, "goal": "Dialog", "actual": 15}, {"number": 2, "goal": "Kapacitet", "actual": 6}]


def render_table(query: str, rows: list[dict[str, Any]] = ROWS, **options: Any) -> str:
    request = RequestFactory().get(f"/status/?{query}")
    table = Goals(rows, **options)
    django_tables2.RequestConfig(request, paginate=False).configure(table)
    template = Template("{% load django_tables2 %}{% render_table table %}")
    return template.render(Context({"table": table, "request": request}))


def text(html: str) -> str:
    """Give what a reader reads, on one line."""
    return " ".join(strip_tags(html).split())


def test_a_table_has_a_caption_and_a_header_for_each_row() -> None:
    table = render_table("")

    assertInHTML('<caption class="sr-only">Resultatmål 2019</caption>', table)
    assertInHTML('<th scope="row" role="rowheader">Dialog</th>', table)
    assertInHTML('<td role="cell" data-label="Nr.">1</td>', table)
    assertInHTML('<td role="cell" data-label="Opnået" class="number">15</td>', table)


def test_the_first_column_names_the_row_unless_the_table_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(Goals, "row_header")

    assertInHTML('<th scope="row" role="rowheader">1</th>', render_table(""))


@pytest.mark.parametrize(
    ("query", "aria_sort", "sorting", "order"),
    [
        ("", [], "Sortering", ["Dialog", "Kapacitet"]),
        ("sort=actual", ["ascending"], "Sortering: Opnået (stigende)", ["Kapacitet", "Dialog"]),
        ("sort=-actual", ["descending"], "Sortering: Opnået (faldende)", ["Dialog", "Kapacitet"]),
    ],
)
def test_a_table_says_how_it_is_sorted(
    query: str, aria_sort: list[str], sorting: str, order: list[str]
) -> None:
    table = render_table(query)

    assert re.findall(r'aria-sort="(\w+)"', table) == aria_sort
    assert re.findall(r'role="rowheader" >(\w+)<', table) == order
    assert text(table).startswith(f"{sorting} Mål Opnået ")


def test_sorting_keeps_what_else_the_address_says_on_a_phone_too() -> None:
    table = render_table("area=3&sort=actual")

    assert re.findall(r'class="table-sort__link" href="([^"]+)"', table) == [
        "?area=3&amp;sort=goal",
        "?area=3&amp;sort=-actual",
    ]
    assert re.findall(r'class="data-table__sort" href="([^"]+)"', table) == [
        "?area=3&amp;sort=goal",
        "?area=3&amp;sort=-actual",
    ]


def test_a_table_that_cannot_be_sorted_offers_no_sorting() -> None:
    table = render_table("", orderable=False)

    assert "sort" not in text(table).lower()
    assert "?sort" not in table


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, "Her er ikke noget at vise."),
        ({"empty_text": "Planen har ingen mål i 2019."}, "Planen har ingen mål i 2019."),
    ],
)
def test_an_empty_table_says_so(options: dict[str, str], expected: str) -> None:
    table = render_table("", rows=[], **options)

    assertInHTML(f'<td role="cell" class="data-table__empty" colspan="3">{expected}</td>', table)


def test_a_tables_own_attributes_of_a_row_are_kept() -> None:
    table = render_table("", row_attrs={"data-goal": lambda record: record["number"]})

    assert re.findall(r'data-goal="(\d)"', table) == ["1", "2"]
