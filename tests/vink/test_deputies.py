"""May a deputy do what somebody does who is away, and for that time alone?

Tests who appoints a deputy, what the deputy may do meanwhile, what the history says, and who gets a mail.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from zeal import zeal_ignore

from plans.actions import publications, submissions
from plans.actions.redaction_people import check_decides
from plans.enums import Role, SubmissionState
from plans.models import Change, OutgoingMail, Submission
from tests.factories import RedactionFactory, ReportFactory, UserFactory
from tests.plans.entry_plan import EntryPlan, entry_plan
from tests.plans.submitted import TODAY, count, give, submit
from vink.accounts import deputies
from vink.accounts.models import Deputy, User

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2020, 7, 1), date(2020, 7, 14)
APPROVAL = "/plans/vink/approval/2019/"


@pytest.fixture
def there() -> EntryPlan:
    return entry_plan()


@pytest.fixture
def anne() -> User:
    return UserFactory.create(approver=True, first_name="Anne", last_name="Lund", email="anne@k.example")


@pytest.fixture
def dea() -> User:
    return UserFactory.create(first_name="Dea", last_name="Riis", email="dea@k.example")


def appointed(
    anne: User, dea: User, *, by: User | None = None, days: tuple[date, date] | None = None
) -> Deputy:
    today = timezone.localdate()
    first, last = days or (today, today + timedelta(days=13))
    return deputies.appoint(
        by=by or anne, person=anne, deputy=dea, starts_on=first, ends_on=last, today=min(first, today)
    )


def acting(user: User, on: date | None = None) -> User:
    """The person as a request of that day has them."""
    copy = User.objects.get(pk=user.pk)
    deputies.act_today(copy, today=on or timezone.localdate())
    return copy


def ended(*, by: User) -> None:
    deputies.end(by=by, deputy=Deputy.objects.get(), now=timezone.now(), today=timezone.localdate())


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("day", "role"),
    [
        (FIRST - timedelta(days=1), Role.READER),
        (FIRST, Role.APPROVER),
        (LAST, Role.APPROVER),
        (LAST + timedelta(days=1), Role.READER),
    ],
)
def test_a_deputy_has_the_role_from_the_first_day_to_the_last(
    anne: User, dea: User, day: date, role: Role
) -> None:
    appointed(anne, dea, days=(FIRST, LAST))

    assert acting(dea, day).role == role


@pytest.mark.parametrize(
    "ends",
    [
        lambda anne, _dea: ended(by=anne),
        lambda _anne, dea: ended(by=dea),
        lambda anne, _dea: User.objects.filter(pk=anne.pk).update(role=Role.READER),
        lambda anne, _dea: User.objects.filter(pk=anne.pk).update(is_active=False),
        lambda _anne, dea: User.objects.filter(pk=dea.pk).update(is_active=False),
    ],
    ids=["ended", "ended by the deputy", "role lost", "person gone", "deputy gone"],
)
def test_it_ends_with_what_it_rests_on(anne: User, dea: User, ends: Any) -> None:
    appointed(anne, dea)
    assert acting(dea).role == Role.APPROVER

    ends(anne, dea)

    assert acting(dea).role == Role.READER


def test_the_role_is_lent_and_never_stored(anne: User, dea: User) -> None:
    appointed(anne, dea)
    copy = acting(dea)

    copy.last_name = "Holm"
    copy.save()

    assert copy.role == Role.APPROVER
    stored = User.objects.get(pk=dea.pk)
    assert (stored.role, stored.last_name) == (Role.READER, "Holm")
    browser_of(dea).post("/me/", {"language": "en"})
    assert User.objects.get(pk=dea.pk).role == Role.READER


def test_a_deputy_approves_on_the_page_and_the_history_names_both(
    there: EntryPlan, anne: User, dea: User
) -> None:
    give(there, there.dialogue, count(15))
    row = submit(there, there.dialogue.goal)
    client = browser_of(dea)
    assert client.get(APPROVAL).status_code == 403
    appointed(anne, dea)

    page = client.get(APPROVAL)
    assert page.status_code == 200
    assert "Stedfortræder for Anne Lund" in page.content.decode()
    returned = {
        "act": "return",
        "goal": there.dialogue.goal_id,
        "version": row.version,
        "because": "Tæl igen.",
    }
    assert client.post(APPROVAL, returned).status_code == 302

    change = Change.objects.get(kind="submission", object_id=row.pk, field="state", new="returned")
    assert (change.who, change.why) == (dea, "Som stedfortræder for Anne Lund.")
    history = client.get(reverse("goal", args=["vink", there.dialogue.goal.key])).content.decode()
    assert "Dea Riis" in history
    assert "Som stedfortræder for Anne Lund." in history


def test_neither_what_the_deputy_nor_what_the_other_entered_is_approved_by_the_deputy(
    there: EntryPlan, anne: User, dea: User
) -> None:
    """karin entered it and has since become an approver."""
    give(there, there.dialogue, count(15))
    row = submit(there, there.dialogue.goal)
    User.objects.filter(pk=there.karin.pk).update(role=Role.APPROVER)
    there.karin.refresh_from_db()
    appointed(there.karin, dea)

    def approve(by: User) -> list[Submission]:
        return submissions.approve(by=by, round=there.round, versions={row.pk: row.version}, today=TODAY)

    with pytest.raises(ValidationError, match="Du eller den, du er stedfortræder for, har indberettet"):
        approve(acting(dea))
    page = browser_of(dea).get(APPROVAL).content.decode()
    assert "Du eller den, du er stedfortræder for" in page

    ended(by=dea)
    appointed(anne, dea)
    [approved] = approve(acting(dea))
    assert approved.state == SubmissionState.APPROVED


def test_a_version_that_a_deputy_locks_names_both(anne: User, dea: User) -> None:
    appointed(anne, dea)

    files: dict[str, Any] = {"html": b"<p>", "pdf": b"%PDF", "docx": b"PK", "status_report": b"{}"}
    version = publications.publish(
        by=acting(dea), report=ReportFactory.create(), correction_note="", now=timezone.now(), **files
    )

    assert version.published_by == "Dea Riis som stedfortræder for Anne Lund (godkender)"


def test_a_deputy_decides_no_deletion(anne: User, dea: User) -> None:
    appointed(anne, dea)
    row = RedactionFactory.create(asked_by=UserFactory.create(contributor=True))

    with pytest.raises(PermissionDenied, match="En stedfortræder afgør ikke sletninger"):
        check_decides(acting(dea), row)
    sent = {"do": "grant", "grant-version": "1", "grant-understood": "on"}
    page = f"/plans/{row.plan.slug}/redactions/{row.pk}/"
    assert browser_of(dea).post(page, sent).status_code == 403
    assert browser_of(dea).get(page).status_code == 200


def test_both_and_the_other_administrators_are_told(anne: User, dea: User) -> None:
    ada = UserFactory.create(administrator=True, first_name="Ada", last_name="Friis", email="ada@k.example")
    UserFactory.create(administrator=True, email="eva@k.example")

    row = appointed(anne, dea, by=ada)

    mails = {mail.address: mail for mail in OutgoingMail.objects.all()}
    assert mails.keys() == {"anne@k.example", "dea@k.example", "eva@k.example"}
    assert mails["dea@k.example"].subject == "Vink: Dea Riis er stedfortræder for Anne Lund"
    assert "Ada Friis har udpeget stedfortræderen." in mails["anne@k.example"].text
    assert "Stedfortræder for Anne Lund: – → " in mails["eva@k.example"].text
    changes = Change.objects.filter(kind="deputy", object_id=row.pk)
    assert set(changes.values_list("field", "who")) >= {("deputy", ada.pk), ("person", ada.pk)}


@pytest.mark.parametrize("role", ["contributor", "approver", "administrator"])
def test_only_who_otherwise_reads_stands_in(anne: User, role: str) -> None:
    with pytest.raises(ValidationError) as error:
        appointed(anne, UserFactory.create(role=role))

    assert list(error.value.message_dict) == ["deputy"]


def test_one_stands_in_for_one_at_a_time(anne: User, dea: User) -> None:
    other = UserFactory.create(approver=True)
    appointed(anne, dea, days=(FIRST, LAST))

    with pytest.raises(ValidationError, match="allerede stedfortræder for Anne Lund"):
        appointed(other, dea, days=(LAST, LAST + timedelta(days=1)))
    appointed(other, dea, days=(LAST + timedelta(days=1), LAST + timedelta(days=2)))


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ((LAST, FIRST), "ikke ligger før den første"),
        ((FIRST, FIRST + timedelta(days=367)), "højst ligger et år"),
    ],
)
def test_the_days_make_sense(anne: User, dea: User, days: tuple[date, date], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        deputies.appoint(
            by=anne, person=anne, deputy=dea, starts_on=days[0], ends_on=days[1], today=date(2020, 6, 1)
        )


def test_nobody_else_appoints_and_no_deputy_does(anne: User, dea: User) -> None:
    other = UserFactory.create(approver=True)
    for by in (other, dea, UserFactory.create(contributor=True)):
        with pytest.raises(PermissionDenied):
            appointed(anne, dea, by=by)
    row = appointed(anne, dea)
    third = UserFactory.create()
    with pytest.raises(PermissionDenied):
        appointed(anne, third, by=acting(dea))
    with pytest.raises(PermissionDenied):
        deputies.end(by=other, deputy=row, now=timezone.now(), today=timezone.localdate())
    assert browser_of(dea).post("/me/deputies/", {}).status_code == 403
    assert browser_of(other).post(f"/me/deputies/{row.pk}/end/").status_code == 404


def test_an_approver_appoints_and_ends_on_the_profile(anne: User, dea: User) -> None:
    client, today = browser_of(anne), timezone.localdate()
    typed = {
        "deputy": dea.pk,
        "starts_on": today.isoformat(),
        "ends_on": (today - timedelta(days=1)).isoformat(),
    }

    wrong = client.post("/me/deputies/", typed)
    assert wrong.status_code == 422
    assert wrong.context["deputy_form"].errors["ends_on"] == ["Vælg en dag, der ikke ligger før den første."]
    assert f'value="{typed["ends_on"]}"' in wrong.content.decode()
    assert client.post("/me/deputies/", {**typed, "ends_on": today.isoformat()}).status_code == 302

    assert "Dea Riis er din stedfortræder" in client.get("/me/").content.decode()
    theirs = browser_of(dea).get("/me/").content.decode()
    assert "Du er stedfortræder for Anne Lund" in theirs
    assert "Godkender, som stedfortræder for Anne Lund" in theirs
    row = Deputy.objects.get()
    assert client.post(f"/me/deputies/{row.pk}/end/").status_code == 302
    assert acting(dea).role == Role.READER


def test_an_administrator_appoints_and_ends_in_the_administration(anne: User, dea: User) -> None:
    desk, today = browser_of(UserFactory.create(administrator=True)), timezone.localdate()
    add = reverse("admin:accounts_deputy_add")
    typed = {
        "person": anne.pk,
        "deputy": dea.pk,
        "starts_on": today.isoformat(),
        "ends_on": today.isoformat(),
    }

    assert "ingen anden administrator" in desk.get(add).content.decode()
    with zeal_ignore([{"model": "accounts.User"}]):  # each of the two is read
        assert desk.post(add, typed).status_code == 302
    row = Deputy.objects.get()
    assert acting(dea).role == Role.APPROVER
    assert "Dea Riis" in desk.get(reverse("admin:accounts_deputy_changelist")).content.decode()
    assert desk.get(reverse("admin:accounts_deputy_change", args=[row.pk])).status_code == 200
    with zeal_ignore([{"model": "accounts.User"}]):
        again = desk.post(add, typed)
    assert "allerede stedfortræder for Anne Lund" in again.content.decode()
    assert desk.post(reverse("admin:accounts_deputy_end", args=[row.pk])).status_code == 302
    assert acting(dea).role == Role.READER
    assert desk.post(reverse("admin:accounts_deputy_delete", args=[row.pk])).status_code == 403


def test_what_can_never_be_is_refused_by_the_database(anne: User, dea: User) -> None:
    for values in (
        {"person": anne, "deputy": anne, "starts_on": FIRST, "ends_on": LAST},
        {"person": anne, "deputy": dea, "starts_on": LAST, "ends_on": FIRST},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Deputy.objects.create(**values)


@pytest.mark.parametrize(
    ("approvers", "has_deputy", "sentence"),
    [
        (0, False, "Ingen kan godkende."),
        (1, False, "Kun Anne Lund kan godkende."),
        (1, True, ""),
        (2, False, ""),
    ],
)
def test_opening_a_round_asks_for_a_deputy_where_one_alone_approves(
    there: EntryPlan, dea: User, approvers: int, has_deputy: bool, sentence: str
) -> None:
    desk = browser_of(UserFactory.create(administrator=True))
    people = [
        UserFactory.create(approver=True, first_name="Anne", last_name="Lund") for _each in range(approvers)
    ]
    if has_deputy:
        appointed(people[0], dea)
    typed = {
        "plan": there.plan.pk,
        "first_year": "2018",
        "last_year": "2018",
        "as_of": "31.12.2018",
        "deadline": "",
    }

    page = desk.post(reverse("admin:plans_reportinground_add"), typed, follow=True).content.decode()

    assert "er åben" in page
    assert sentence in page
    assert (reverse("admin:accounts_deputy_add") in page) is (sentence.startswith("Kun"))
    assert sentence or "kan godkende." not in page
