"""Does the program work as it is deployed? gunicorn, DEBUG off, hashed static files, a user of its own."""

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import databases, outside_tools
from tests.gunicorn_server import deployed_in, served
from tests.journeys.conftest import AxeCheck

pytestmark = pytest.mark.own_database

PASSWORD = "en-lang-adgangskode"


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, as_deployed: dict[str, Any], django_db_setup: None
) -> Iterator[str]:
    """Set a server up by its own commands, its static files collected before, and give its address."""
    folder = tmp_path_factory.mktemp("server")
    environment = {
        **deployed_in(folder, as_deployed["STATIC_ROOT"]),
        "SECURE_SSL_REDIRECT": "0",  # no proxy stands before it that would speak HTTPS
        "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
    }

    def manage(*arguments: str) -> None:
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(command, cwd=outside_tools.ROOT, env=environment, check=True, capture_output=True)

    # the tables are there in most runs: to make them takes as long as a journey
    databases.lay_migrated(folder / "vink.sqlite3")
    manage("migrate", "--verbosity=0")
    manage("createsuperuser", "--no-input", "--username=anne", "--email=anne@vink.example")
    with served(folder, environment, "--threads=4") as running:
        yield f"http://localhost:{running.port}"


def test_a_user_signs_in_on_a_deployed_server(server: str, page: Page, axe: AxeCheck) -> None:
    # given the sign-in page, in its design
    page.goto(f"{server}/login/")
    styles = page.locator("link[rel=stylesheet]")
    for index, name in enumerate(("site", "accounts/login", "print")):
        hashed = re.compile(rf"^/static/css/{name}\.[0-9a-f]{{12}}\.css$")
        expect(styles.nth(index)).to_have_attribute("href", hashed)
    expect(page.locator("body")).to_have_css("font-family", re.compile("IBM Plex Sans"))
    axe(page)

    # when a user signs in
    page.get_by_label("Brugernavn").fill("anne")
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Log på").click()

    # then they are in
    expect(page.get_by_role("button", name="Log af")).to_be_visible()
    axe(page)

    # and the cookies are bound to this host, also for the scripts, beside one of before the upgrade
    page.evaluate("document.cookie = 'csrftoken=of-before; path=/'")
    cookies = {each["name"]: each["value"] for each in page.context.cookies()}
    assert {"__Host-sessionid", "__Host-csrftoken"} <= cookies.keys()
    assert page.evaluate("window.csrfToken()") == cookies["__Host-csrftoken"]
