"""How do people come, change role and go, and what is never lost on the way?

Tests the administration's pages of people and the actions behind them.
"""

from datetime import date
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from zeal import zeal_ignore

from plans.actions import history
from plans.admin.task_pages import page_of
from plans.enums import Role
from plans.models import Change
from tests.factories import EffortAreaFactory, ResponsibilityFactory, UserFactory
from vink.accounts import invitations, people
from vink.accounts.models import User

pytestmark = pytest.mark.django_db
TODAY = date(2020, 3, 1)
LAST = (
    "Der skal være mindst én anden aktiv administrator, som har valgt sin adgangskode. Giv først rollen til"
    " en anden; er personen inviteret, så vent, til adgangskoden er valgt."
)


@pytest.fixture
def administrator() -> User:
    return UserFactory.create(administrator=True, username="ada")


@pytest.fixture
def desk(administrator: User) -> Client:
    client = Client()
    client.force_login(administrator)
    return client


def changed(administrator: User, person: User, **values: object) -> User:
    return people.change_person(
        by=administrator, person=person, values=values, version=people.version_of(person), today=TODAY
    )


def posted(person: User, **values: object) -> dict[str, Any]:
    fields = {name: getattr(person, name) for name in people.FIELDS if name != "is_active"}
    return {**fields, "is_active": "on", "version": people.version_of(person), **values}


def is_signed_out(client: Client) -> bool:
    with zeal_ignore([{"model": "sessions.Session"}]):  # Django reads a session twice to end it
        return client.get("/").status_code == 302


def test_a_changed_role_is_told(administrator: User) -> None:
    person = UserFactory.create()

    changed(administrator, person, role=Role.APPROVER.value, first_name=person.first_name)

    assert list(Change.objects.values_list("field", "old", "new")) == [("role", "reader", "approver")]


def test_two_administrators_do_not_overwrite_each_other(administrator: User) -> None:
    person = UserFactory.create()
    seen = people.version_of(person)
    changed(administrator, person, first_name="Karen")

    with pytest.raises(history.Conflict):
        people.change_person(
            by=administrator, person=person, values={"last_name": "Lund"}, version=seen, today=TODAY
        )


def test_somebody_elses_change_is_told_in_the_form(desk: Client, administrator: User) -> None:
    person = UserFactory.create()
    seen = posted(person, last_name="Lund")
    changed(administrator, person, first_name="Karen")

    response = desk.post(reverse("admin:accounts_user_change", args=[person.pk]), seen)

    assert "En anden har ændret personen" in response.context["adminform"].form.errors["__all__"][0]


def test_who_goes_is_deactivated_and_signed_out(desk: Client) -> None:
    person = UserFactory.create()
    theirs = Client()
    theirs.force_login(person)
    gone = posted(person)
    del gone["is_active"]

    assert desk.post(reverse("admin:accounts_user_change", args=[person.pk]), gone).status_code == 302

    person.refresh_from_db()
    assert not person.is_active
    assert is_signed_out(theirs)
    assert desk.post(reverse("admin:accounts_user_delete", args=[person.pk])).status_code == 403


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"role": "reader"}, "Det er gemt. Du er nu læser. Log på igen."),
        ({"is_active": None}, "Det er gemt. Du har ikke længere adgang til Vink."),
    ],
)
def test_who_gives_up_administering_is_signed_out_with_a_true_sentence(
    desk: Client, administrator: User, values: dict[str, Any], sentence: str
) -> None:
    UserFactory.create(administrator=True)
    fields = {name: value for name, value in posted(administrator, **values).items() if value is not None}

    answer = desk.post(reverse("admin:accounts_user_change", args=[administrator.pk]), fields)

    assert answer.headers["Location"] == "/login/"  # and nowhere after it
    page = desk.get("/login/")
    assert [str(message) for message in page.context["messages"]] == [sentence]


@pytest.mark.parametrize(("field", "value"), [("role", "reader"), ("is_active", False)])
def test_somebody_can_always_administer(administrator: User, field: str, value: object) -> None:
    with pytest.raises(ValidationError) as error:
        changed(administrator, administrator, **{field: value})
    assert list(error.value.message_dict) == [field]

    UserFactory.create(administrator=True)
    changed(administrator, administrator, **{field: value})


@pytest.mark.parametrize(("field", "value"), [("role", "reader"), ("is_active", False)])
def test_who_is_merely_invited_does_not_administer_yet(
    desk: Client, administrator: User, field: str, value: object
) -> None:
    invited = UserFactory.create(administrator=True)
    invited.set_unusable_password()
    invited.save()

    with pytest.raises(ValidationError) as error:
        changed(administrator, administrator, **{field: value})
    assert error.value.message_dict == {field: [LAST]}

    # the page says so at the field, and nothing is changed
    values = posted(administrator, **{field: value})
    if field == "is_active":
        del values[field]
    page = desk.post(reverse("admin:accounts_user_change", args=[administrator.pk]), values)
    assert page.context["adminform"].form.errors == {field: [LAST]}
    administrator.refresh_from_db()
    assert (administrator.role, administrator.is_active) == ("administrator", True)

    # nobody needs who is merely invited: they may be called back
    changed(administrator, invited, **{field: value})


@pytest.mark.parametrize("address", ["ida@kommune.example", "Ida@Kommune.Example"])
@pytest.mark.parametrize("is_new", [True, False])
def test_a_mail_address_is_one_persons(desk: Client, address: str, is_new: bool) -> None:
    UserFactory.create(username="ida", first_name="Ida", last_name="Bo", email="ida@kommune.example")
    person = UserFactory.create(email="before@kommune.example")
    page = reverse("admin:accounts_user_add") if is_new else page_of(person)
    values = posted(person, email=address, **({"username": "new"} if is_new else {}))

    refused = desk.post(page, values)

    [sentence] = refused.context["adminform"].form.errors["email"]
    assert sentence == (
        "Ida Bo (ida) har allerede mailadressen, måske skrevet med andre store og små bogstaver. Links til en"
        " ny adgangskode går efter adressen, så skriv en anden."
    )
    person.refresh_from_db()
    assert person.email == "before@kommune.example"
    assert not User.objects.filter(username="new").exists()


def test_two_who_share_an_address_since_before_can_be_changed_and_not_called_back(
    administrator: User,
) -> None:
    first = UserFactory.create(email="Ida@Kommune.example")
    second = UserFactory.create(email="ida@kommune.example")

    assert changed(administrator, first, last_name="Lund").last_name == "Lund"
    desk = Client()
    desk.force_login(first)
    assert desk.post("/me/", {"language": "en"}).status_code == 302
    assert not changed(administrator, second, is_active=False).is_active
    with pytest.raises(ValidationError) as error:
        changed(administrator, second, is_active=True)
    assert list(error.value.message_dict) == ["email"]
    assert changed(administrator, second, is_active=True, email="another@kommune.example").is_active


def test_who_has_areas_stays_a_contributor(administrator: User) -> None:
    area = EffortAreaFactory.create(number=2, title="Frontpersonale")
    given = ResponsibilityFactory.create(area=area)

    with pytest.raises(ValidationError) as error:
        changed(administrator, given.user, role=Role.READER.value)
    assert error.value.message_dict == {
        "role": ["Personen har stadig ansvar for 2. Frontpersonale. Afslut ansvaret først."]
    }

    given.ends_on = date(2020, 2, 29)
    given.save()
    assert changed(administrator, given.user, role=Role.READER.value).role == Role.READER


@pytest.mark.parametrize("role", ["reader", "contributor", "approver"])
def test_only_administrators_change_people(role: str) -> None:
    other, person = UserFactory.create(role=role, is_superuser=True), UserFactory.create()

    with pytest.raises(PermissionDenied):
        changed(other, person, first_name="X")
    with pytest.raises(PermissionDenied):
        invitations.send_link(by=other, person=person, now=timezone.now())
    with pytest.raises(PermissionDenied):
        people.add_person(by=other, person=User(username="x", email="x@kommune.example"))


def test_django_groups_say_nothing_here() -> None:
    assert not admin.site.is_registered(Group)


@pytest.mark.parametrize("lookup", ["password__startswith", "password", "password__regex"])
def test_nobody_guesses_a_password_by_narrowing_the_list(desk: Client, lookup: str) -> None:
    assert desk.get(f"/admin/accounts/user/?{lookup}=md5").status_code == 400


@pytest.mark.parametrize("table", ["change", "responsibility", "submission"])
def test_nor_by_the_list_of_what_belongs_to_a_person(desk: Client, table: str) -> None:
    for person in ("who", "user", "approved_by"):
        answer = desk.get(f"/admin/plans/{table}/?{person}__password__startswith=md5")
        assert answer.status_code in {302, 400}, person  # 302: no such field, so the list as it is
