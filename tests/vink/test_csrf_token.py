"""Can a page go on whose token's cookie is gone? It fetches a fresh one, and nothing else."""

import pytest
from django.conf import settings
from django.test import Client

from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def test_a_fresh_token_opens_the_forms_again() -> None:
    client = Client(enforce_csrf_checks=True)
    user = UserFactory.create()
    client.force_login(user)
    refused = client.post("/me/", {"language": "en"})

    response = client.get("/token/")

    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    taken = client.post("/me/", {"language": "en", "csrfmiddlewaretoken": token})
    assert (refused.status_code, response.status_code, response.content) == (403, 204, b"")
    assert "no-store" in response.headers["Cache-Control"]
    assert taken.status_code == 302


def test_the_sign_in_page_gets_one_as_well() -> None:
    UserFactory.create(username="karin")
    client = Client(enforce_csrf_checks=True)
    client.get("/token/")

    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    fields = {"username": "karin", "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert client.post("/login/", fields).status_code == 302
