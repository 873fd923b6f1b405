"""Does a page on which something goes wrong look like Vink, help, and give nothing away?

Tests the pages for errors 400, 403, 404 and 500, and the security headers.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

SECRET = "postgres://vink:hemmelig@db/vink"
Go = Callable[[Client], Any]


@pytest.fixture
def client() -> Client:
    """A browser in which a reader is signed in, and which shows an error as a server would."""
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory.create(first_name="Ida", last_name="Bo"))
    return client


def ask_for_nonsense(client: Client) -> Any:
    return client.get("/", headers={"host": "evil.example"})


def ask_for_the_administration(client: Client) -> Any:
    return client.get("/admin/plans/actionplan/1/change/", follow=True)


def send_a_form_of_yesterday(client: Client) -> Any:
    client.handler.enforce_csrf_checks = True
    return client.post("/me/", {"language": "en"})


def ask_with_a_nul(client: Client) -> Any:
    return client.get("/plans/vink%00/")


def ask_for_nothing(client: Client) -> Any:
    return client.get("/plans/ingenting/")


def ask_for_what_breaks(client: Client) -> Any:
    return client.get("/")


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the front page break in a way that would tell much."""

    def break_down(*_asked: object, **_by: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr("reporting.front_page.views.front_page", break_down)


WAYS = [
    (ask_for_nonsense, 400, "Det forstår Vink ikke"),
    (ask_for_the_administration, 403, "Det har du ikke adgang til"),
    (send_a_form_of_yesterday, 403, "Siden var åben for længe"),
    (ask_with_a_nul, 400, "Det forstår Vink ikke"),
    (ask_for_nothing, 404, "Siden findes ikke"),
    (ask_for_what_breaks, 500, "Noget gik galt i Vink"),
]


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize(("go", "status", "heading"), WAYS)
def test_what_goes_wrong_is_told_in_the_sites_look(
    client: Client, go: Go, status: int, heading: str, caplog: pytest.LogCaptureFixture
) -> None:
    response = go(client)
    page = response.content.decode()

    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in page
    assert f"<title>{heading} – Vink</title>" in page
    assert '<html lang="da">' in page
    assert 'href="/static/css/site.css"' in page
    assert "Gå til forsiden" in strip_tags(page)
    for secret in [
        SECRET,
        "Traceback",
        "RuntimeError",
        "evil.example",
        "actionplan",
        "ingenting",
        "urlpatterns",
    ]:
        assert secret not in page
    assert (SECRET in caplog.text) == (status == 500)  # the server's own log tells it


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize(("go", "status", "heading"), WAYS)
def test_the_policies_hold_where_something_goes_wrong(
    client: Client, go: Go, status: int, heading: str
) -> None:
    assert missing_policies(go(client)) == set()


@pytest.mark.parametrize("address", ["/login/", "/", "/admin/", "/admin/login/", "/password/forgotten/"])
def test_the_policies_hold_everywhere(client: Client, address: str) -> None:
    assert missing_policies(client.get(address)) == set()
    assert missing_policies(Client().get(address)) == set()


POLICIES = {
    "Content-Security-Policy": "default-src 'none'",
    "Permissions-Policy": "camera=()",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def missing_policies(response: Any) -> set[str]:
    """Name the headers that say nothing, or something else."""
    return {name for name, policy in POLICIES.items() if policy not in response.headers.get(name, "")}


def test_no_page_is_shown_in_a_frame(client: Client) -> None:
    assert client.get("/").headers["X-Frame-Options"] == "DENY"
