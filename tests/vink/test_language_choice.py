"""In which language is somebody answered who has not signed in? In Danish, until they choose English."""

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.asserts import assertInHTML, assertRedirects

from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
COOKIE = settings.LANGUAGE_COOKIE_NAME


def language_of(client: Client, address: str = "/login/") -> str:
    """Give the language that the page says it is in."""
    response = client.get(address)
    language: str = response.headers["Content-Language"]
    assert f'<html lang="{language}">' in response.content.decode()
    return language


def test_danish_comes_first_whatever_the_browser_asks_for(client: Client) -> None:
    response = client.get("/login/", headers={"accept-language": "en-GB,en;q=0.9"})

    assert response.headers["Content-Language"] == "da"
    assertInHTML("<h1>Log på Vink</h1>", response.content.decode())


def test_the_sign_in_page_offers_the_other_language_in_its_own_words(client: Client) -> None:
    danish = client.get("/login/").content.decode()
    client.cookies[COOKIE] = "en"
    english = client.get("/login/").content.decode()

    in_english = (
        '<button class="button button-tertiary" name="language" value="en" lang="en">English</button>'
    )
    in_danish = '<button class="button button-tertiary" name="language" value="da" lang="da">Dansk</button>'
    assertInHTML(in_english, danish)
    assertInHTML(in_danish, danish, count=0)
    assertInHTML(in_danish, english)
    assertInHTML(in_english, english, count=0)


def test_choosing_a_language_leads_back_to_the_page_and_holds_until_one_signs_in(client: Client) -> None:
    response = client.post("/language/", {"language": "en", "next": "/login/?next=/me/"})

    assertRedirects(response, "/login/?next=/me/")
    cookie = client.cookies[COOKIE]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("en", True, "Lax")
    assert [language_of(client, address) for address in ["/login/", "/password/forgotten/"]] == ["en", "en"]


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)"])
def test_choosing_a_language_leads_nowhere_else(client: Client, elsewhere: str) -> None:
    response = client.post("/language/", {"language": "en", "next": elsewhere})

    assertRedirects(response, "/", fetch_redirect_response=False)


def test_a_link_cannot_change_the_language(client: Client) -> None:
    assert client.get("/language/?language=en").status_code == 405
    assert language_of(client) == "da"


@pytest.mark.parametrize("unknown", ["de", "", "../../etc"])
def test_a_language_that_vink_does_not_have_is_danish(client: Client, unknown: str) -> None:
    client.cookies[COOKIE] = unknown
    assert language_of(client) == "da"

    client.post("/language/", {"language": unknown})
    assert language_of(client) == "da"


@pytest.mark.parametrize(("own", "before"), [("da", "en"), ("en", "da")])
def test_whoever_signs_in_reads_in_their_own_language_and_does_so_until_after_signing_out(
    client: Client, own: str, before: str
) -> None:
    UserFactory.create(username="ida", language=own)
    client.cookies[COOKIE] = before

    client.post("/login/", {"username": "ida", "password": PASSWORD})
    assert language_of(client, "/me/") == own

    client.post("/logout/")
    assert [language_of(client, address) for address in ["/logged-out/", "/login/"]] == [own, own]


def test_an_error_page_speaks_the_language_too(client: Client) -> None:
    client.force_login(UserFactory.create(language="en"))

    response = client.get("/nowhere/")

    assert response.status_code == 404
    assertInHTML("<h1>The page does not exist</h1>", response.content.decode())
