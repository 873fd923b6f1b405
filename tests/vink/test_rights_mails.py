"""Does another administrator learn of every right that one gives or takes? By mail, and in the history."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from plans.actions.belonging import version_of
from plans.enums import Role
from plans.models import Change, OutgoingMail, Responsibility
from tests.factories import EffortAreaFactory, ResponsibilityFactory, UserFactory
from vink.accounts import people
from vink.accounts.models import User

pytestmark = pytest.mark.django_db
TODAY = date(2020, 3, 1)
OTHER = "eva@kommune.example"
NOBODY = "Der er ingen anden administrator, som har en mailadresse og har valgt sin adgangskode."


@pytest.fixture
def ada() -> User:
    return UserFactory.create(administrator=True, first_name="Ada", last_name="Friis", email="ada@k.example")


@pytest.fixture
def eva() -> User:
    return UserFactory.create(administrator=True, first_name="Eva", last_name="Bo", email=OTHER)


@pytest.fixture
def desk(ada: User) -> Client:
    client = Client()
    client.force_login(ada)
    return client


def changed(by: User, person: User, **values: object) -> User:
    return people.change_person(
        by=by, person=person, values=values, version=people.version_of(person), today=TODAY
    )


def karin(**values: Any) -> User:
    return UserFactory.create(first_name="Karin", last_name="Holm", email="karin@k.example", **values)


def notified() -> list[tuple[str, str | None]]:
    """To whom the history says that it was told, and of whom."""
    rows = Change.objects.filter(field="administrators_notified")
    return [(row.new, row.kind) for row in rows]


@pytest.mark.parametrize(
    ("before", "values", "line"),
    [
        ({"contributor": True}, {"role": Role.APPROVER}, "Rolle: indberetter → godkender"),
        ({}, {"role": Role.ADMINISTRATOR}, "Rolle: læser → administrator"),
        ({}, {"is_active": False}, "Aktiv: ja → nej"),
        ({"is_active": False}, {"is_active": True}, "Aktiv: nej → ja"),
        ({}, {"email": "anden@k.example"}, "E-mail-adresse: karin@k.example → anden@k.example"),
    ],
)
def test_another_administrator_is_told_from_what_to_what(
    ada: User, eva: User, before: dict[str, Any], values: dict[str, Any], line: str
) -> None:
    person = karin(**before)

    changed(ada, person, **values)

    [mail] = OutgoingMail.objects.all()
    assert (mail.address, mail.user, mail.subject) == (
        OTHER,
        None,
        "Vink: rettigheder er ændret for Karin Holm",
    )
    for text in (mail.text, mail.html):
        assert "Ada Friis har den " in text
        assert "ændret, hvad Karin Holm må i Vink." in text
        assert reverse("admin:accounts_user_change", args=[person.pk]) in text
    assert line in mail.text
    assert notified() == [("Eva Bo", "user")]


def test_a_new_person_is_told_of(ada: User, eva: User) -> None:
    new = User(username="karin", first_name="Karin", email="karin@k.example", role=Role.APPROVER)
    people.add_person(by=ada, person=new)

    assert "Rolle: – → godkender" in OutgoingMail.objects.get().text


def test_what_gives_no_rights_is_not_told_of(ada: User, eva: User) -> None:
    changed(ada, karin(), last_name="Lund", language="en")

    assert not OutgoingMail.objects.exists()
    assert notified() == []


def test_each_reads_it_in_their_own_language_and_nobody_else_gets_it(ada: User, eva: User) -> None:
    eva.language = "en"
    eva.save()
    UserFactory.create(administrator=True, is_active=False, email="gone@k.example")
    UserFactory.create(administrator=True)  # without an address
    invited = UserFactory.create(administrator=True, email="invited@k.example")
    invited.set_unusable_password()
    invited.save()
    UserFactory.create(approver=True, email="approver@k.example")

    changed(ada, karin(contributor=True), role=Role.APPROVER)

    [mail] = OutgoingMail.objects.all()
    assert (mail.address, mail.language) == (OTHER, "en")
    assert "Role: contributor → approver" in mail.text


def test_whoever_is_made_administrator_is_not_the_one_who_is_told(ada: User) -> None:
    changed(ada, karin(), role=Role.ADMINISTRATOR)

    assert not OutgoingMail.objects.exists()


def test_a_responsibility_is_told_of_when_it_is_given_changed_and_taken(desk: Client, eva: User) -> None:
    person, area = karin(contributor=True), EffortAreaFactory.create(number=2, title="Frontpersonale")
    given = {"user": person.pk, "area": area.pk, "starts_on": "01.01.2020", "ends_on": ""}
    assert desk.post(reverse("admin:plans_responsibility_add"), given).status_code == 302
    row = Responsibility.objects.get()
    own = reverse("admin:plans_responsibility_change", args=[row.pk])
    until = {"starts_on": "01.01.2020", "ends_on": "31.12.2020", "version": version_of(row)}
    assert desk.post(own, until).status_code == 302
    desk.post(reverse("admin:plans_responsibility_delete", args=[row.pk]), {"post": "yes"})

    name = f"Ansvar for 2. Frontpersonale ({area.plan})"
    assert [mail.text.splitlines()[2] for mail in OutgoingMail.objects.order_by("pk")] == [
        f"{name}: – → fra 1. januar 2020",
        f"{name}: fra 1. januar 2020 → 1. januar 2020 – 31. december 2020",
        f"{name}: 1. januar 2020 – 31. december 2020 → –",
    ]
    assert notified() == [("Eva Bo", "user")] * 3


@pytest.mark.parametrize("address", ["accounts_user", "plans_responsibility"])
def test_the_page_says_beforehand_who_is_told(desk: Client, address: str) -> None:
    add = reverse(f"admin:{address}_add")
    row = ResponsibilityFactory.create()
    change = reverse(f"admin:{address}_change", args=[row.pk if "resp" in address else row.user.pk])

    for page in (add, change):
        assert NOBODY in desk.get(page).content.decode()
    eva = UserFactory.create(administrator=True, first_name="Eva", last_name="Bo", email=OTHER)
    for page in (add, change):
        assert "får Eva Bo besked på mail." in desk.get(page).content.decode()
    if address == "accounts_user":
        own = reverse("admin:accounts_user_change", args=[eva.pk])
        assert "Der er ingen anden administrator" in desk.get(own).content.decode()
