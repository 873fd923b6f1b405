"""Does an administrator let people in and never learn or set a password?

Tests the invitation, the link to a new password that an administrator sends, and what is said where no mail
can be sent.
"""

import re
from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django.contrib import messages
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plans.models import Change
from tests.factories import PASSWORD, UserFactory
from tests.vink.conftest import Clock
from vink.accounts import invitations, people
from vink.accounts.models import User

pytestmark = pytest.mark.django_db

CHOSEN = "høstvind-over-broen"
TWICE = {"new_password1": CHOSEN, "new_password2": CHOSEN}
KARIN = {
    "username": "karin",
    "first_name": "Karin",
    "last_name": "Holm",
    "email": "karin@kommune.example",
    "role": "contributor",
    "language": "da",
}


@pytest.fixture
def ada() -> User:
    return UserFactory.create(administrator=True, first_name="Ada", last_name="Friis")


@pytest.fixture
def desk(ada: User) -> Client:
    client = Client()
    client.force_login(ada)
    return client


def add(desk: Client, **values: str) -> Any:
    return desk.post(reverse("admin:accounts_user_add"), {**KARIN, **values})


def link_of(message: Any) -> str:
    [link] = re.findall(rf"{settings.SITE_URL}(/(?:invitation|password/new)/\S+)", str(message.body))
    return str(link)


def sentences_of(response: Any) -> list[str]:
    return [str(each) for each in messages.get_messages(response.wsgi_request)]


def history_of(person: User) -> list[tuple[str, str, int | None]]:
    changes = Change.objects.filter(kind="user", object_id=person.pk).order_by("pk")
    return list(changes.values_list("field", "new", "who"))


def test_from_the_invitation_to_the_first_sign_in(desk: Client, ada: User, client: Client) -> None:
    response = add(desk)

    assert response.status_code == 302
    assert sentences_of(response)[1:] == ["Invitationen er sendt til Karin Holm på karin@kommune.example."]
    karin = User.objects.get(username="karin")
    assert (karin.role, karin.is_active, karin.has_usable_password()) == ("contributor", True, False)
    assert (karin.is_staff, karin.is_superuser) == (False, False)
    [message] = mail.outbox
    assert (message.to, message.subject) == (["karin@kommune.example"], "Du er inviteret til Vink")
    for sentence in (
        "Kære Karin Holm",
        "Ada Friis har givet dig adgang til Vink som indberetter.",
        "Vink er kommunens overblik over sine handleplaner",
        "Dit brugernavn er karin.",
        "Linket virker i 7 dage og kun én gang.",
    ):
        assert sentence in message.body
        assert isinstance(message, EmailMultiAlternatives)
        assert sentence in str(message.alternatives[0][0])

    page = client.get(link_of(message), follow=True)
    assert "Dit brugernavn er karin." in page.content.decode()
    assert "token" not in page.request["PATH_INFO"]
    done = client.post(page.request["PATH_INFO"], TWICE)

    assert done.headers["Location"] == "/password/new/done/"
    assert client.login(username="karin", password=CHOSEN)
    # once
    assert Client().get(link_of(message)).status_code == 410
    assert ("role", "contributor", ada.pk) in history_of(karin)
    assert history_of(karin)[-2:] == [
        ("invitation", "sendt", ada.pk),
        ("password", "ny adgangskode", karin.pk),
    ]
    assert CHOSEN not in str(history_of(karin))


def test_the_link_works_for_a_week(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    add(desk)
    link = link_of(mail.outbox[0])
    now = invitations.invitation_tokens._now()

    for days, status in [(timedelta(days=6, hours=23), 302), (timedelta(days=7, minutes=1), 410)]:
        later = now + days
        monkeypatch.setattr(invitations.InvitationTokens, "_now", lambda _self, later=later: later)
        assert Client().get(link).status_code == status


@pytest.mark.parametrize(
    "link", ["/invitation/MQ/brugt/", "/invitation/MQ/set-password/", "/invitation/x/a-b/"]
)
def test_a_made_up_link_opens_nothing(link: str, ada: User) -> None:
    response = Client().get(link)

    assert response.status_code == 410
    assert "Linket virker ikke længere" in response.content.decode()


def test_an_invitation_and_a_forgotten_password_are_two_links(desk: Client, ada: User) -> None:
    add(desk)
    token = link_of(mail.outbox[0]).removeprefix("/invitation/")

    assert Client().get(f"/password/new/{token}").status_code == 410


@pytest.mark.parametrize("value", ["", "karin"])
def test_nobody_is_let_in_without_an_address(desk: Client, value: str) -> None:
    response = add(desk, email=value)

    errors = response.context["adminform"].form.errors
    assert list(errors) == ["email"]
    assert value or errors["email"] == ["Skriv personens mailadresse. Invitationen sendes til den."]
    assert not User.objects.filter(username="karin").exists()
    assert mail.outbox == []


def test_nor_by_an_action(ada: User) -> None:
    with pytest.raises(ValidationError) as error:
        people.add_person(by=ada, person=User(username="karin"))

    assert list(error.value.message_dict) == ["email"]


def test_no_page_takes_a_password(desk: Client, ada: User) -> None:
    person = UserFactory.create(email="ida@kommune.example")
    typed = {**TWICE, "password": CHOSEN, "password1": CHOSEN, "password2": CHOSEN}
    change = reverse("admin:accounts_user_change", args=[person.pk])
    send = reverse("admin:accounts_user_password", args=[person.pk])

    for address in (reverse("admin:accounts_user_add"), change, send):
        assert 'type="password"' not in desk.get(address).content.decode()
    add(desk, **typed)
    desk.post(
        change, {**KARIN, **typed, "username": "ida", "is_active": "on", "version": people.version_of(person)}
    )
    desk.post(send, typed)

    for each in User.objects.all():
        assert not each.check_password(CHOSEN)
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_the_administration_says_who_has_not_chosen_a_password(desk: Client) -> None:
    add(desk)
    karin = User.objects.get(username="karin")
    own = reverse("admin:accounts_user_change", args=[karin.pk])
    day = timezone.localdate()

    assert "inviteret, har endnu ikke valgt adgangskode" in desk.get("/admin/accounts/user/").content.decode()
    page = desk.get(own).content.decode()
    assert f"Inviteret {day.day}. " in page
    assert f"{day.year}, har endnu ikke valgt adgangskode" in page
    assert "Send invitationen igen" in page

    karin.set_password(CHOSEN)
    karin.save()
    assert "har endnu ikke valgt" not in desk.get("/admin/accounts/user/").content.decode()
    page = desk.get(own).content.decode()
    assert "Har valgt adgangskode" in page
    assert "Send link til ny adgangskode" in page


def test_an_invitation_sent_again_ends_the_one_before(desk: Client, ada: User, client: Client) -> None:
    add(desk)
    karin = User.objects.get(username="karin")

    page = desk.get(reverse("admin:accounts_user_password", args=[karin.pk])).content.decode()
    assert "Send invitationen igen til Karin Holm" in page
    assert len(mail.outbox) == 1  # a page that is read sends nothing
    assert desk.post(reverse("admin:accounts_user_password", args=[karin.pk])).status_code == 302

    first, second = mail.outbox
    assert Client().get(link_of(first)).status_code == 410
    assert Client().get(link_of(second)).status_code == 302
    assert [each for each in history_of(karin) if each[0] == "invitation"] == [
        ("invitation", "sendt", ada.pk)
    ] * 2


def test_a_link_to_a_new_password_leaves_the_present_one(desk: Client, ada: User, client: Client) -> None:
    person = UserFactory.create(first_name="Ida", last_name="Bo", email="ida@kommune.example")

    response = desk.post(reverse("admin:accounts_user_password", args=[person.pk]))

    assert sentences_of(response) == [
        "Et link til en ny adgangskode er sendt til Ida Bo på ida@kommune.example."
    ]
    [message] = mail.outbox
    assert "Ada Friis har sendt dig dette link" in message.body
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert history_of(person) == [("reset_link", "sendt", ada.pk)]
    page = client.get(link_of(message), follow=True)
    client.post(page.request["PATH_INFO"], TWICE)
    assert client.login(username=person.username, password=CHOSEN)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"email": ""}, "Personen har ingen mailadresse. Skriv den i feltet E-mail-adresse"),
        ({"is_active": False}, "Personen er deaktiveret"),
    ],
)
def test_who_cannot_get_a_link_is_told_why(desk: Client, values: dict[str, Any], sentence: str) -> None:
    person = UserFactory.create(**{"email": "ida@kommune.example", **values})
    address = reverse("admin:accounts_user_password", args=[person.pk])

    # at once, instead of a promise and a button
    page = desk.get(address).content.decode()
    assert sentence in page
    assert "Et link sendes til" not in page
    assert "Send mailen" not in page
    response = desk.post(address)

    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert mail.outbox == []
    assert history_of(person) == []


def test_a_link_is_void_once_the_person_is_deactivated(desk: Client) -> None:
    add(desk)
    link = link_of(mail.outbox[0])
    karin = User.objects.get(username="karin")
    karin.is_active = False
    karin.save()
    assert Client().get(link).status_code == 410

    karin.is_active = True
    karin.save()
    assert Client().get(link).status_code == 410


def test_where_the_mail_server_fails_the_person_is_kept_and_the_administrator_told(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: object, *_args: object) -> None:
        raise SMTPRecipientsRefused({"karin@kommune.example": (550, b"no such mailbox")})

    with monkeypatch.context() as broken:
        broken.setattr(EmailMultiAlternatives, "send", refuse)
        response = add(desk)

    _added, sentence = sentences_of(response)
    assert sentence.startswith(
        "Karin Holm er gemt, men er ikke inviteret endnu. Mailen til karin@kommune.example"
    )
    assert "Åbn personen, og vælg »Send invitationen igen«." in sentence
    karin = User.objects.get(username="karin")
    assert invitations.access_of(karin) == "Har endnu ikke fået en invitation"

    desk.post(reverse("admin:accounts_user_password", args=[karin.pk]))
    assert len(mail.outbox) == 1


def test_without_a_site_nobody_is_let_in_and_the_page_says_why(desk: Client, settings: LazySettings) -> None:
    settings.SITE_URL = ""

    response = add(desk)

    assert "SITE_URL" in response.context["adminform"].form.errors["__all__"][0]
    assert not User.objects.filter(username="karin").exists()


def test_who_presses_again_and_again_waits(desk: Client, clock: Clock) -> None:
    person = UserFactory.create(email="ida@kommune.example")
    for _each in range(3):
        invitations.send_link(by=User.objects.get(role="administrator"), person=person, now=clock.now)

    with pytest.raises(ValidationError, match="For mange forsøg"):
        invitations.send_link(by=User.objects.get(role="administrator"), person=person, now=clock.now)
    assert len(mail.outbox) == 3


def test_the_invited_read_their_own_language(desk: Client) -> None:
    add(desk, language="en")

    [message] = mail.outbox
    assert message.subject == "You are invited to Vink"
    assert "Ada Friis has given you access to Vink. Your role is contributor." in message.body
    page = Client().get(link_of(message), follow=True)
    assert "Welcome to Vink" in page.content.decode()
