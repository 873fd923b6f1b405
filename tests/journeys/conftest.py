"""How does a journey get its browser? Chromium in Danish, signed in by cookie, with an eye on the console."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from django.conf import settings
from django.test import Client, override_settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, WebError, expect
from pytest_django.live_server_helper import LiveServer

from plans.templatetags import components
from tests import live_requests, outside_tools
from tests.collected_static import as_on_a_server
from tests.journeys.layout import laid_out
from tests.patience import PATIENCE
from vink.accounts.models import User

# Playwright keeps an event loop running in this thread, in which Django would refuse the tests' queries.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

FOLDER = Path(__file__).parent
AXE = outside_tools.ROOT / "node_modules/axe-core/axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATIENCE_MS = PATIENCE * 1000  # Playwright counts milliseconds

expect.set_options(timeout=PATIENCE_MS)


class SignIn(Protocol):
    def __call__(self, page: Page, user: User) -> Page: ...


class AxeCheck(Protocol):
    def __call__(self, page: Page) -> None: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test in this folder as a journey, and as a main one what runs once, which is on SQLite."""
    for item in items:
        if FOLDER in item.path.parents:
            item.add_marker(pytest.mark.journey)
            if item.get_closest_marker("own_database") or item.get_closest_marker("one_database"):
                item.add_marker(pytest.mark.main_journey)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the system's Chromium, without the calls home that it makes at every start."""
    quiet = [
        "--no-sandbox",  # root needs it
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-quic",
        "--disable-sync",
        "--no-first-run",
    ]
    chromium = outside_tools.require("chromium", package="chromium-headless-shell")
    return {**browser_type_launch_args, "executable_path": chromium, "args": quiet, "timeout": PATIENCE_MS}


@pytest.fixture(scope="session")
def browser(browser: Browser) -> Browser:
    """Wait for everything as long as `expect` does, whoever's page it is on."""
    make_context = browser.new_context

    def patient_context(*arguments: Any, **options: Any) -> BrowserContext:
        context = make_context(*arguments, **options)
        context.set_default_timeout(PATIENCE_MS)
        return context

    browser.new_context = patient_context  # type: ignore[method-assign]
    return browser


@pytest.fixture(scope="session")
def as_deployed(django_test_environment: None) -> dict[str, Any]:
    """The settings by which static files are named and served as on a server."""
    return as_on_a_server()


@pytest.fixture(scope="session")
def live_server(as_deployed: dict[str, Any]) -> Iterator[LiveServer]:
    """A server that leaves the static files to WhiteNoise."""
    server = LiveServer("localhost", start=False)
    # the stubs want a class, where any application will do
    server.thread.static_handler = lambda application: application  # type: ignore[assignment]
    with override_settings(**as_deployed):  # WhiteNoise looks round as the server starts
        server.start()
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def named_as_deployed(as_deployed: dict[str, Any]) -> Iterator[None]:
    """Name the static files in pages as they are served, also in what was kept from other tests."""
    with override_settings(**as_deployed):
        components._kept.cache_clear()
        yield
    components._kept.cache_clear()


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """Let addresses such as `/plans/` be the live server's."""
    return live_server.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Read as a Danish member of staff would."""
    return {
        **browser_context_args,
        "locale": "da-DK",
        "timezone_id": "Europe/Copenhagen",
        "viewport": {"width": 1280, "height": 800},
    }


@pytest.fixture(autouse=True)
def rows_until_the_last_answer(transactional_db: None) -> Iterator[None]:
    """Keep a test's rows until the live server has answered each request of the pages that are closed now."""
    yield
    live_requests.wait_for_the_last()


def editor(page: Page, name: str) -> Locator:
    """The editor of a text, which takes the place of the form's own field once it has come."""
    return page.locator(".rich-text__editor").get_by_role("textbox", name=name)


@pytest.fixture
def expected_console_errors() -> list[str]:
    """Parts of console errors that the test brings about on purpose; it appends to this list.

    422 stands in it from the start: htmx gets a form with its errors by that status, and Chromium reports it.
    So do the events by which htmx reports a request that a newer one replaced; one that failed has a third.
    """
    return ["status of 422", "htmx:sendAbort", "htmx:afterRequest"]


@pytest.fixture
def browser_troubles(context: BrowserContext, expected_console_errors: list[str]) -> list[str]:
    """What the browser has complained of so far: a script's error, a missing file, a breach of the CSP."""
    troubles: list[str] = []

    def note_console(message: ConsoleMessage) -> None:
        console_text = f"{message.text} ({message.location['url']})"
        if message.type == "error" and not any(part in console_text for part in expected_console_errors):
            troubles.append(console_text)

    def note_exception(error: WebError) -> None:
        troubles.append(str(error.error))

    context.on("console", note_console)
    context.on("weberror", note_exception)
    return troubles


@pytest.fixture
def page(browser_troubles: list[str], page: Page) -> Iterator[Page]:
    """Give a page whose test fails on whatever the browser complains of."""
    yield page
    if browser_troubles:
        pytest.fail("The browser reported:\n" + "\n".join(browser_troubles), pytrace=False)


@pytest.fixture
def signed_in(live_server: LiveServer) -> SignIn:
    """Sign a user in without the form: `signed_in(page, user)` gives the page back."""

    def sign_in(page: Page, user: User) -> Page:
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )
        return page

    return sign_in


@pytest.fixture(scope="session")
def axe() -> AxeCheck:
    """Check a page's accessibility: `axe(page)` fails with what is wrong, where, and how to mend it.

    Once for each page: where the main journeys run a second time, `scripts/check` says so by AXE_RUNS_BESIDE.
    """
    source = AXE.read_text()

    def check(page: Page) -> None:
        laid_out(page)
        if "AXE_RUNS_BESIDE" in os.environ:
            return
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)  # a script element would break the CSP
        options = {"preload": False, "resultTypes": ["violations"], "runOnly": AXE_TAGS}
        # what the page passed is not carried over from the browser
        violations = page.evaluate("options => axe.run(options).then(found => found.violations)", options)
        if violations:
            found = "\n".join(_explain(violation) for violation in violations)
            pytest.fail(f"axe found on {page.url}:\n{found}", pytrace=False)

    return check


def _explain(violation: dict[str, Any]) -> str:
    lines = [f"- {violation['id']} ({violation['impact']}): {violation['help']}"]
    for node in violation["nodes"]:
        lines.append(f"    {' '.join(map(str, node['target']))}: {node['html'][:160]}")
        lines += [f"      {line.strip()}" for line in (node.get("failureSummary") or "").splitlines()]
    return "\n".join(lines)
