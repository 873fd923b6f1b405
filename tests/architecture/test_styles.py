"""Does every page load the styles of what it shows, and no others? Is every rule for something shown?

Tests which stylesheets each page links to, against the classes that its HTML uses.
"""

from collections import Counter

import pytest

from tests.architecture.page_classes import FRAME, Page, linked, pages
from tests.architecture.stylesheets import rules, stylesheets, with_imports

# Documents that bring their style with them, the bar above a shared one, and Django's administration.
DOCUMENTS = {"annex.css", "brief.css", "shared.css", "administration.css"}
SHELL = {name for each in linked(FRAME) for name in with_imports(each)}
PAGES = pages()
SHEETS = [name for name in stylesheets() if name not in DOCUMENTS]


def selectors_used(page: Page, stylesheet: str) -> list[str]:
    """The selectors of a stylesheet's rules that are for something on a page."""
    return [rule.selector for rule in rules(stylesheet) if rule.classes and page.can_have(rule.classes)]


@pytest.mark.parametrize("site_page", PAGES, ids=lambda each: each.template)
def test_a_page_loads_every_rule_for_what_it_shows(site_page: Page) -> None:
    lacking = {name: selectors_used(site_page, name) for name in SHEETS if name not in site_page.stylesheets}

    assert {name: selectors for name, selectors in lacking.items() if selectors} == {}


@pytest.mark.parametrize("site_page", PAGES, ids=lambda each: each.template)
def test_a_page_loads_no_stylesheet_twice(site_page: Page) -> None:
    assert [name for name, times in Counter(site_page.stylesheets).items() if times > 1] == []


@pytest.mark.parametrize("stylesheet", sorted({*SHEETS} - SHELL))
def test_a_stylesheet_is_loaded_only_with_pages_that_show_something_of_it(stylesheet: str) -> None:
    own = {name: with_imports(name) for page in PAGES for name in page.own}
    loading = [name for name, loaded in own.items() if stylesheet in loaded]

    assert loading
    for name in loading:
        with_it = [page for page in PAGES if name in page.own]
        # one that holds nothing but imports is the choice of them
        assert not rules(stylesheet) or any(selectors_used(page, stylesheet) for page in with_it), name


@pytest.mark.parametrize("stylesheet", SHEETS)
def test_every_rule_is_for_something_that_a_page_shows(stylesheet: str) -> None:
    needless = [
        r.selector for r in rules(stylesheet) if r.classes and not any(p.can_have(r.classes) for p in PAGES)
    ]

    assert needless == []


@pytest.mark.parametrize("stylesheet", sorted({*SHEETS} - SHELL))
def test_what_is_not_on_every_page_styles_no_element_without_a_name(stylesheet: str) -> None:
    assert [rule.selector for rule in rules(stylesheet) if not rule.classes] == []


def test_a_component_imports_no_other() -> None:
    components = [name for name in SHEETS if name.startswith("components/")]

    assert [name for name in components if with_imports(name) != (name,)] == []


def test_the_choices_of_a_selector_are_told_apart() -> None:
    assert Page("", frozenset({"a", "c"}), frozenset({"b--"}), (), ()).can_have(frozenset({"a", "b--x"}))
    assert not Page("", frozenset({"a", "c"}), frozenset({"b--"}), (), ()).can_have(frozenset({"a", "b"}))
    of_table = {rule.classes for rule in rules("components/table.css") if ":has" in rule.selector}
    assert of_table == {frozenset({"data-table", "status"})}
