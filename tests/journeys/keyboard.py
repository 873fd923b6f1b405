"""How does a journey get somewhere without a mouse? By the Tab key alone."""

import pytest
from playwright.sync_api import ElementHandle, Error, Locator, Page, expect

from tests.journeys.layout import laid_out

# null for what is gone or hidden: a text's own field is, once its editor has come
HAS_FOCUS = "element => element.checkVisibility() ? element === document.activeElement : null"


def tab_to(page: Page, locator: Locator, *, most: int = 60) -> None:
    """Press Tab until `locator` has the focus; fail the test where `most` presses do not lead there."""
    element = _found(page, locator)
    for _ in range(most):
        has_focus = _has_focus(element)
        if has_focus:
            return
        if has_focus is None:
            element = _found(page, locator)
        else:
            page.keyboard.press("Tab")
    if not _has_focus(_found(page, locator)):
        pytest.fail(f"{most} presses of Tab do not lead to {locator}.")


def _found(page: Page, locator: Locator) -> ElementHandle:
    """Return the element itself: to look for it by role and name after each press is what takes time."""
    expect(locator).to_be_visible()
    laid_out(page)
    return locator.element_handle()


def _has_focus(element: ElementHandle) -> bool | None:
    """Tell whether it has the focus; None where the page has put another in its place."""
    try:
        focused: bool | None = element.evaluate(HAS_FOCUS)
    except Error:  # the whole page is another
        return None
    return focused
