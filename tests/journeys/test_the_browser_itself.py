"""Would a journey notice that something is wrong? Each watch is shown something that it must report."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import AxeCheck, SignIn
from tests.journeys.layout import fits
from tests.journeys.waiting import wait_until
from vink.accounts.models import User

SIGN_IN_PAGE = "/login/"


def test_a_script_error_is_noticed(page: Page, browser_troubles: list[str]) -> None:
    page.goto(SIGN_IN_PAGE)
    page.evaluate("setTimeout(() => { throw new Error('a script broke') })")
    wait_until(page, lambda: browser_troubles)

    assert "a script broke" in browser_troubles[0]
    browser_troubles.clear()


def test_a_breach_of_the_content_security_policy_is_noticed(page: Page, browser_troubles: list[str]) -> None:
    page.goto(SIGN_IN_PAGE)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">red</p>')")
    wait_until(page, lambda: browser_troubles)

    assert "style-src 'self'" in browser_troubles[0]
    browser_troubles.clear()


def test_a_missing_file_is_noticed(page: Page, browser_troubles: list[str]) -> None:
    page.goto(SIGN_IN_PAGE)
    page.evaluate("fetch('/static/missing.css')")
    wait_until(page, lambda: browser_troubles)

    assert "404" in browser_troubles[0]
    browser_troubles.clear()


def test_an_inaccessible_page_is_explained(page: Page, axe: AxeCheck) -> None:
    page.goto(SIGN_IN_PAGE)
    page.evaluate("document.body.append(document.createElement('img'))")

    with pytest.raises(pytest.fail.Exception, match=r"image-alt \(critical\)"):
        axe(page)


def test_a_page_is_measured_once_its_styles_have_come(page: Page) -> None:
    def come_late(route: Route) -> None:
        page.wait_for_timeout(300)
        route.fulfill(content_type="text/css", body="p { width: 5000px }")

    wide = '<link rel="stylesheet" href="/wide.css"><p>Bred</p>'
    page.route("**/wide/", lambda route: route.fulfill(content_type="text/html", body=wide))
    page.route("**/wide.css", come_late)

    page.goto("/wide/", wait_until="commit")

    assert not fits(page)


def test_a_user_is_signed_in_by_cookie(page: Page, signed_in: SignIn) -> None:
    user = User.objects.create_superuser("anne")

    signed_in(page, user).goto("/admin/")

    expect(page.locator("#user-tools")).to_contain_text("anne")
