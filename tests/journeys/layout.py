"""Does a page fit its screen? It is measured only once its stylesheets have come."""

from playwright.sync_api import Page


def laid_out(page: Page) -> Page:
    """Return the page once all that shapes it has come: after Enter on a link its texts are there before."""
    page.wait_for_load_state()
    return page


def fits(page: Page) -> bool:
    """Tell whether the page is no wider than the screen."""
    width = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    return bool(laid_out(page).evaluate(width))
