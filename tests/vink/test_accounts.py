"""What is a user, and in which language are they answered?

Tests the user model, and the language of pages.
"""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from plans.enums import Role
from vink.accounts.middleware import speak_the_users_language
from vink.accounts.models import User


def test_a_new_user_reads_in_danish() -> None:
    user = User(username="anne")

    assert (user.role, user.language) == (Role.READER, "da")


def test_every_role_has_a_name_in_both_languages() -> None:
    for language in ["da", "en"]:
        with translation.override(language):
            names = {str(User.ROLE_NAMES[role]) for role in Role}
        assert len(names) == len(Role)


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["role", "language"])
def test_the_database_refuses_an_unknown(field: str) -> None:
    user = User.objects.create_user("anne")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=user.pk).update(**{field: "xx"})


@pytest.mark.parametrize(
    ("user", "language"), [(User(language="en"), "en"), (User(language="da"), "da"), (AnonymousUser(), "da")]
)
def test_a_page_answers_in_the_users_language(
    rf: RequestFactory, user: User | AnonymousUser, language: str
) -> None:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(translation.get_language())

    request = rf.get("/", headers={"accept-language": "de"})
    request.user = user
    with translation.override("de"):
        response = speak_the_users_language(page)(request)
        afterwards = translation.get_language()

    assert response.content.decode() == language
    assert response.headers["Content-Language"] == language
    assert afterwards == "de"


@pytest.mark.django_db
def test_what_needs_a_sign_in_leads_to_it(client: Client) -> None:
    response = client.get("/admin/")

    assert response.status_code == 302
    assert "login" in response.headers["Location"]
