"""Do two different people decide every redaction, and is the data protection officer told of it?

Tests who may decide a redaction, and the mail to the data protection officer.
"""

from collections.abc import Callable

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from plans import queries
from plans.actions import history, redaction
from plans.actions.redaction_people import redactions_to_decide, why_not
from plans.enums import RedactionState, Role
from plans.models import OutgoingMail, Redaction, Submission
from reporting.redaction.files import read_publications
from tests.factories import RedactionFactory, UserFactory
from tests.plans.redactable import COMMENTARY, NOW, PASSAGE, REASON, Redactable, redactable
from tests.reporting.test_redaction import ask, client_of, grant
from vink.accounts import people
from vink.accounts.models import User

pytestmark = pytest.mark.django_db

URL = "/plans/vink/redactions/"
OFFICER = "dpo@kommune.dk"


@pytest.fixture
def written() -> Redactable:
    return redactable()


@pytest.fixture
def admin() -> User:
    return UserFactory.create(administrator=True)


def made_by(admin: User) -> User:
    """A contributor whom the administrator has let in."""
    person = User(username="marionet", role=Role.CONTRIBUTOR, email="marionet@kommune.dk")
    return people.add_person(by=admin, person=person)


def changed(by: User, person: User, **values: object) -> User:
    return people.change_person(
        by=by, person=person, values=values, version=people.version_of(person), today=timezone.localdate()
    )


def set_password(by: User, person: User) -> None:
    """As administrators did until they could no longer; the history of before tells it still."""
    history.note(person, "password", "", "ny adgangskode", by=by, plan=None)


def with_another_role(admin: User) -> User:
    return changed(admin, UserFactory.create(), role=Role.CONTRIBUTOR)


def let_in_again(admin: User) -> User:
    return changed(admin, UserFactory.create(contributor=True, is_active=False), is_active=True)


def with_a_new_password(admin: User) -> User:
    person = UserFactory.create(contributor=True)
    set_password(admin, person)
    return person


def with_a_new_mail_address(admin: User) -> User:
    """Where a link for a new password is sent."""
    return changed(admin, UserFactory.create(contributor=True), email="en.anden@kommune.dk")


PUPPETS = [made_by, with_another_role, let_in_again, with_a_new_password, with_a_new_mail_address]


@pytest.mark.slow
@pytest.mark.parametrize("puppet_of", PUPPETS, ids=lambda each: each.__name__)
def test_nobody_decides_what_an_account_in_their_hands_asks_for(
    written: Redactable, admin: User, puppet_of: Callable[[User], User]
) -> None:
    puppet = puppet_of(admin)
    asked = redaction.ask(by=puppet, plan=written.ready.plan, passage=PASSAGE, reason=REASON)

    with pytest.raises(PermissionDenied, match="En tredje skal afgøre sletningen"):
        grant(written, asked, by=admin)
    with pytest.raises(PermissionDenied, match="En tredje"):
        redaction.refuse(by=admin, redaction=asked, version=1, reason="Nej", now=NOW)
    page = client_of(admin).get(f"{URL}{asked.pk}/")
    assert "En tredje skal afgøre sletningen" in page.content.decode()
    assert "Slet for altid" not in page.content.decode()
    assert "010190" not in page.content.decode()
    sent = {"do": "grant", "grant-version": "1", "grant-understood": "on"}
    assert client_of(admin).post(f"{URL}{asked.pk}/", sent).status_code == 403
    assert f"{URL}{asked.pk}/" not in client_of(admin).get("/tasks/").content.decode()
    assert Submission.objects.get().commentary == COMMENTARY

    grant(written, asked)  # by a third


def test_nor_the_other_way_round(written: Redactable, admin: User) -> None:
    approver = changed(admin, UserFactory.create(contributor=True), role=Role.APPROVER)
    asked = redaction.ask(by=admin, plan=written.ready.plan, passage=PASSAGE, reason=REASON)

    with pytest.raises(PermissionDenied, match="En tredje"):
        grant(written, asked, by=approver)


def test_what_one_changes_oneself_hides_nothing_and_what_a_third_changes_does(admin: User) -> None:
    puppet = with_another_role(admin)
    history.note(puppet, "role", "contributor", "approver", by=puppet, plan=None)
    assert queries.accounts_tied_to(admin.pk) == {puppet.pk}
    assert queries.accounts_tied_to(puppet.pk) == {admin.pk}

    third = UserFactory.create(administrator=True)
    changed(third, puppet, role=Role.READER)

    assert queries.accounts_tied_to(admin.pk) == set()
    assert queries.accounts_tied_to(third.pk) == {puppet.pk}
    # who made an account stays who made it
    made = made_by(admin)
    for name in ("username", "email"):
        changed(third, made, **{name: f"x{name}@kommune.dk"})
    changed(third, made, role=Role.APPROVER)
    assert queries.accounts_tied_to(admin.pk) == {made.pk}


def administrator_of(admin: User, name: str = "admin2") -> User:
    """An administrator whom another has let in."""
    person = User(username=name, role=Role.ADMINISTRATOR, email=f"{name}@kommune.dk")
    return people.add_person(by=admin, person=person)


def test_nobody_decides_through_a_chain_of_accounts(written: Redactable, admin: User) -> None:
    second = administrator_of(admin)
    third = administrator_of(second, "admin3")
    puppet = made_by(third)
    asked = redaction.ask(by=puppet, plan=written.ready.plan, passage=PASSAGE, reason=REASON)

    for person in (admin, second, third):
        with pytest.raises(PermissionDenied, match="En tredje skal afgøre sletningen"):
            grant(written, asked, by=person)
    assert queries.accounts_tied_to(admin.pk) == {second.pk, third.pk, puppet.pk}
    assert queries.accounts_tied_to(puppet.pk) == {second.pk, third.pk, admin.pk}  # and the other way round
    assert redactions_to_decide(admin) == []

    grant(written, asked)  # by somebody who has nothing to do with them


def test_what_is_changed_through_another_account_ties_too(admin: User) -> None:
    second = changed(admin, UserFactory.create(contributor=True), role=Role.ADMINISTRATOR)
    changes = (with_another_role, let_in_again, with_a_new_password, with_a_new_mail_address)
    puppets = {change(second).pk for change in changes}

    assert queries.accounts_tied_to(admin.pk) == {second.pk, *puppets}


def test_two_accounts_with_one_maker_do_not_decide_for_each_other(written: Redactable, admin: User) -> None:
    puppet = made_by(admin)
    other = administrator_of(admin)
    cousin = administrator_of(other, "kusine")
    asked = redaction.ask(by=puppet, plan=written.ready.plan, passage=PASSAGE, reason=REASON)

    for person in (other, cousin):
        with pytest.raises(PermissionDenied, match="den samme administrator kan logge ind som jer begge"):
            grant(written, asked, by=person)

    # what the accounts do of themselves hides nothing: whoever has the password does that
    for name in ("password", "email"):
        history.note(other, name, "", "ny", by=other, plan=None)
    assert why_not(other, asked)
    # until others have set both the password and the mail address
    third = UserFactory.create(administrator=True)
    set_password(third, cousin)
    assert why_not(cousin, asked)
    changed(third, cousin, email="kusine@anden.dk")
    changed(third, other, email="x@anden.dk")
    set_password(third, other)
    assert not why_not(other, asked)


def test_a_common_administrator_who_cannot_sign_in_as_them_ties_nobody_to_each_other(admin: User) -> None:
    one, other = with_another_role(admin), let_in_again(admin)

    assert queries.accounts_tied_to(one.pk) == {admin.pk}
    assert queries.accounts_tied_to(other.pk) == {admin.pk}


@pytest.mark.slow
def test_where_nobody_is_left_the_page_says_who_could(written: Redactable, admin: User) -> None:
    sentence = "Lige nu kan ingen afgøre sletningen"
    puppet = made_by(admin)
    asked = redaction.ask(by=puppet, plan=written.ready.plan, passage=PASSAGE, reason=REASON)
    page = f"{URL}{asked.pk}/"
    assert sentence not in client_of(admin).get(page).content.decode()  # the approver can
    second = administrator_of(admin)
    User.objects.exclude(pk__in=[admin.pk, second.pk, puppet.pk]).update(is_active=False)

    for person in (admin, puppet):
        text = client_of(person).get(page).content.decode()
        assert sentence in text
        assert "opretter fra kommandolinjen (manage.py createsuperuser)" in text

    free = User.objects.create_superuser("ny", "ny@kommune.dk", "en lang adgangskode")
    assert sentence not in client_of(admin).get(page).content.decode()
    grant(written, asked, by=free)


def test_a_forged_decision_is_refused_with_the_true_reason(written: Redactable, admin: User) -> None:
    sent = {"do": "grant", "grant-version": "1", "grant-understood": "on"}
    plan = written.ready.plan
    own = redaction.ask(by=admin, plan=plan, passage=PASSAGE, reason=REASON)
    tied = redaction.ask(by=made_by(admin), plan=plan, passage="Sørine", reason=REASON)

    for asked, reason in [(own, "Du har selv bedt om sletningen."), (tied, "En tredje skal afgøre")]:
        answer = client_of(admin).post(f"{URL}{asked.pk}/", sent)
        assert answer.status_code == 403
        assert reason in answer.content.decode()
        assert "Din rolle giver ikke lov" not in answer.content.decode()


def test_other_changes_tie_nobody(admin: User) -> None:
    person = changed(admin, UserFactory.create(contributor=True), last_name="Holm", language="en")

    assert queries.accounts_tied_to(person.pk) == set()


def test_whoever_lost_the_role_meanwhile_decides_nothing(written: Redactable) -> None:
    asked = ask(written)
    prepared = read_publications(written.ready.plan, asked.passage)  # while this goes on …
    User.objects.filter(pk=written.approver.pk).update(role=Role.CONTRIBUTOR)

    # `written.approver` still says what the request read at its beginning
    assert written.approver.role == Role.APPROVER
    with pytest.raises(PermissionDenied):
        redaction.grant(by=written.approver, redaction=asked, version=1, publications=prepared, now=NOW)
    User.objects.filter(pk=written.approver.pk).update(role=Role.APPROVER, is_active=False)
    with pytest.raises(PermissionDenied):
        redaction.refuse(by=written.approver, redaction=asked, version=1, reason="Nej", now=NOW)

    assert Redaction.objects.get().state == RedactionState.ASKED
    assert Submission.objects.get().commentary == COMMENTARY


def test_the_list_of_tasks_asks_as_often_for_many_as_for_one(
    written: Redactable, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for waiting in (1, 3):
        while Redaction.objects.count() < waiting:
            RedactionFactory.create(plan=written.ready.plan)
        with django_assert_num_queries(2):
            assert len(redactions_to_decide(written.approver)) == waiting


# --- The data protection officer --------------------------------------------------------------------------


def test_the_officer_is_told_by_mail_and_never_of_the_words(written: Redactable, settings: Settings) -> None:
    settings.DATA_PROTECTION_OFFICER = OFFICER
    settings.SITE_URL = "https://vink.kommune.dk"
    OutgoingMail.objects.all().delete()
    asked = ask(written)
    grant(written, asked)
    refused = redaction.ask(by=written.karin, plan=written.ready.plan, passage="Mor er", reason="Et navn")
    redaction.refuse(by=written.approver, redaction=refused, version=1, reason="Det er ingen", now=NOW)

    call_command("send_reminders")

    mails = [message for message in mail.outbox if message.to == [OFFICER]]
    assert [message.subject for message in mails] == [
        "Vink: der er bedt om at slette personoplysninger",
        "Vink: personoplysninger er slettet",
        "Vink: der er bedt om at slette personoplysninger",
        "Vink: en sletning er afvist",
    ]
    granted = str(mails[1].body)
    assert "Den 3. februar 2020 blev personoplysninger slettet." in granted
    assert "Anmodet af: Karin Holm" in granted
    assert "Afgjort af: Anne Lund" in granted
    assert f"https://vink.kommune.dk{URL}{asked.pk}/" in granted
    kept = OutgoingMail.objects.filter(address=OFFICER)
    everything = "".join(f"{each.subject}{each.text}{each.html}" for each in kept)
    assert REASON in everything
    assert not [word for word in ("Sørine", "010190", "Mor er") if word in everything]
    assert not OutgoingMail.objects.filter(sent_at=None).exists()


def test_without_an_officers_address_nobody_is_told(written: Redactable) -> None:
    before = OutgoingMail.objects.count()

    grant(written, ask(written))

    assert OutgoingMail.objects.count() == before


def test_the_officer_decides_nothing(written: Redactable, settings: Settings) -> None:
    settings.DATA_PROTECTION_OFFICER = OFFICER
    officer = UserFactory.create(approver=True, email=OFFICER.upper())
    asked = ask(written)

    with pytest.raises(PermissionDenied, match="Databeskyttelsesrådgiveren"):
        grant(written, asked, by=officer)
    page = client_of(officer).get(f"{URL}{asked.pk}/").content.decode()
    assert "Databeskyttelsesrådgiveren får besked om sletninger og afgør dem ikke." in page
    assert "Slet for altid" not in page
    assert redactions_to_decide(officer) == []
    assert why_not(officer, asked)
    assert not why_not(written.approver, asked)
