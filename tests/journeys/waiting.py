"""How does a journey wait for what no page shows? It hears the browser until it is so."""

from collections.abc import Callable
from time import monotonic

import pytest
from playwright.sync_api import Page

from tests.patience import PATIENCE


def wait_until(page: Page, condition: Callable[[], object]) -> None:
    """Return once `condition()` is true; fail the test where it never is."""
    deadline = monotonic() + PATIENCE
    while not condition():
        if monotonic() > deadline:
            pytest.fail("What the journey waits for did not happen.")
        page.wait_for_timeout(20)  # which hears the browser meanwhile; time.sleep would not
