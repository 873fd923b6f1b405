"""Can a meeting that treats a locked version be corrected and deleted, and is it there once only?

Tests the pages of a meeting, and what becomes of old tabs and of forms that are sent twice.
"""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from plans.actions.administration import RowChange, change_row, delete_row, why_not_deleted
from plans.models import Change, Decision
from plans.wording.figures import day_and_time
from tests.desk.entry_page import get
from tests.factories import UserFactory
from tests.reporting.publishing_plan import URL, PublishingPlan, publishing_plan

pytestmark = pytest.mark.django_db

ITEM = {
    "committee": "Beskæftigelses- og Integrationsudvalget",
    "decided_on": "2020-02-03",
    "title": "Afrapportering",
    "case_number": "",
    "item_number": "",
    "outcome": "",
}
DECIDED = {**ITEM, "outcome": "Taget til efterretning"}


@pytest.fixture
def ready() -> PublishingPlan:
    plan = publishing_plan()
    plan.publish()
    return plan


@pytest.fixture
def client(ready: PublishingPlan) -> Client:
    client = Client()
    client.force_login(ready.approver)
    return client


def add(client: Client, item: dict[str, str], **others: str) -> Any:
    values = {f"decision-{name}": value for name, value in {**item, **others}.items()}
    return client.post(f"{URL}1/decision/", values, follow=True)


def address(decision: Decision, page: str) -> str:
    return f"{URL}1/decision/{decision.pk}/{page}/"


@pytest.mark.slow
def test_a_meeting_is_corrected_where_it_is_shown_and_the_history_keeps_what_it_was(client: Client) -> None:
    add(client, ITEM)
    meeting = Decision.objects.get()

    page = client.get(f"{URL}1/").content.decode()
    form = client.get(address(meeting, "edit"))
    empty = client.post(address(meeting, "edit"), {**ITEM, "version": "1", "title": " "})
    kept = client.post(
        address(meeting, "edit"), {**ITEM, "version": "1", "decided_on": "2020-02-10", "item_number": "4"}
    )

    assert f'href="{address(meeting, "edit")}"' in page
    assert 'value="2020-02-03"' in form.content.decode()
    assert (empty.status_code, "Skriv punktets titel." in empty.content.decode()) == (422, True)
    assert (kept.status_code, kept.headers["Location"]) == (302, f"{URL}1/")
    meeting.refresh_from_db()
    assert (meeting.decided_on, meeting.item_number, meeting.title) == (
        date(2020, 2, 10),
        "4",
        "Afrapportering",
    )
    moved = Change.objects.get(kind="decision", field="decided_on", old="2020-02-03")
    assert moved.new == "2020-02-10"


@pytest.mark.slow
def test_a_meeting_that_decided_nothing_is_deleted_after_a_question(client: Client) -> None:
    add(client, ITEM)
    meeting = Decision.objects.get()

    page = client.get(f"{URL}1/").content.decode()
    asked = client.get(address(meeting, "delete")).content.decode()
    assert Decision.objects.count() == 1
    old = client.post(address(meeting, "delete"), {"version": "7"})
    assert (old.status_code, Decision.objects.count()) == (422, 1)
    gone = client.post(address(meeting, "delete"), {"version": "1"}, follow=True).content.decode()

    assert f'href="{address(meeting, "delete")}"' in page
    assert "Ja, slet mødet" in asked
    assert "Mødet er slettet." in gone
    assert not Decision.objects.exists()
    assert Change.objects.filter(kind="decision", field="title", old="Afrapportering", new="").exists()


def test_the_version_tells_who_entered_corrected_and_deleted_its_meetings(
    client: Client, ready: PublishingPlan
) -> None:
    add(client, ITEM)
    meeting = Decision.objects.get()
    client.post(address(meeting, "edit"), {**ITEM, "version": "1", "title": "Status"})
    client.post(address(meeting, "delete"), {"version": "2"})
    client.force_login(UserFactory.create())
    page = get(client, f"{URL}1/")

    when = day_and_time(Change.objects.filter(kind="decision").latest("pk").when)
    who = ready.approver.display_name
    (history,) = page.with_class("meeting-history")
    headings = ("Mødet er slettet", "Mødet er rettet", "Mødet er tilføjet")
    found = [item.all("p")[0].text for item in history.all("li")]
    assert found == [f"{heading} {when} · {who}" for heading in headings]
    assert [item.all("dl")[0].text for item in history.all("li")][1] == "Titel Afrapportering → Status"


@pytest.mark.slow
def test_a_decision_on_a_version_is_corrected_and_never_deleted(
    client: Client, ready: PublishingPlan
) -> None:
    add(client, DECIDED)
    meeting = Decision.objects.get()
    administrator = UserFactory.create(administrator=True)

    page = client.get(f"{URL}1/").content.decode()
    refused = client.post(address(meeting, "delete"), {"version": "1"})
    emptied = client.post(address(meeting, "edit"), {**DECIDED, "version": "1", "outcome": ""})
    with pytest.raises(ValidationError):
        delete_row(by=administrator, row=meeting)
    for values in ({"outcome": ""}, {"publication": None}):
        with pytest.raises(ValidationError) as refusal:
            change_row(
                by=administrator,
                row=Decision.objects.get(),
                change=RowChange(meeting, values, 1),
                lists={"plans": [ready.plan]},
            )
        assert list(refusal.value.message_dict) == list(values)
    corrected = client.post(
        address(meeting, "edit"), {**DECIDED, "version": "1", "outcome": "Godkendt"}, follow=True
    )

    assert address(meeting, "delete") not in page
    kept = "En beslutning om en fastlåst version kan ikke slettes. Ret den i stedet."
    assert (refused.status_code, kept in refused.content.decode()) == (422, True)
    assert why_not_deleted(meeting) == kept
    assert emptied.status_code == 422
    assert "En beslutning kan rettes, men ikke slettes." in emptied.content.decode()
    assert "Mødet er rettet." in corrected.content.decode()
    assert Decision.objects.get().outcome == "Godkendt"
    assert Change.objects.filter(kind="decision", old="Taget til efterretning", new="Godkendt").exists()


@pytest.mark.slow
def test_a_form_that_is_sent_twice_or_from_an_old_tab_makes_one_meeting(client: Client) -> None:
    add(client, ITEM)
    again = add(client, ITEM)
    other_case = add(client, ITEM, title=" afrapportering ")
    decided = add(client, DECIDED)
    later = add(client, ITEM, decided_on="2020-02-10")

    assert "Mødet var gemt i forvejen. Det står her kun én gang." in again.content.decode()
    assert other_case.status_code == 200
    assert decided.status_code == 422
    assert "Punktet står her allerede med samme udvalg, dato og titel." in decided.content.decode()
    assert ">\nTaget til efterretning</textarea>" in decided.content.decode()  # what was typed stays
    assert later.status_code == 200
    assert [each.decided_on.day for each in Decision.objects.all()] == [3, 10]
    second = Decision.objects.last()
    assert second is not None
    moved = client.post(address(second, "edit"), {**ITEM, "version": "1"})
    assert (moved.status_code, "Punktet står her allerede" in moved.content.decode()) == (422, True)


@pytest.mark.slow
def test_an_old_tab_overwrites_nothing_and_loses_nothing(client: Client) -> None:
    add(client, ITEM)
    meeting = Decision.objects.get()
    client.post(address(meeting, "edit"), {**ITEM, "version": "1", "item_number": "4"})

    old = client.post(address(meeting, "edit"), {**ITEM, "version": "1", "item_number": "5"})
    text = old.content.decode()
    assert (old.status_code, "Mødet er ændret i mellemtiden." in text) == (422, True)
    assert 'value="5"' in text
    assert Decision.objects.get().item_number == "4"
    assert client.post(address(meeting, "edit"), {**ITEM, "version": "2"}).status_code == 302

    client.post(address(meeting, "delete"), {"version": "3"})
    edited = client.post(address(meeting, "edit"), {**DECIDED, "version": "3"})
    decided = client.post(
        f"{URL}1/decision/{meeting.pk}/", {f"outcome-{meeting.pk}-outcome": "Godkendt af udvalget"}
    )
    assert (edited.status_code, decided.status_code) == (422, 422)
    assert "Mødet er slettet i mellemtiden." in edited.content.decode()
    assert ">\nTaget til efterretning</textarea>" in edited.content.decode()
    assert ">\nGodkendt af udvalget</textarea>" in decided.content.decode()
    deleted_twice = client.post(address(meeting, "delete"), {"version": "3"}, follow=True)
    assert "Mødet er slettet i mellemtiden." in deleted_twice.content.decode()
    assert client.get(f"{URL}1/decision/{meeting.pk + 1}/edit/").status_code == 404


@pytest.mark.slow
def test_others_than_approvers_neither_see_nor_reach_it(client: Client) -> None:
    add(client, ITEM)
    meeting = Decision.objects.get()
    reader = Client()
    reader.force_login(UserFactory.create())

    assert address(meeting, "edit") not in reader.get(f"{URL}1/").content.decode()
    for form in ("edit", "delete"):
        assert reader.get(address(meeting, form)).status_code == 403
        assert reader.post(address(meeting, form), {}).status_code == 403
    assert Decision.objects.exists()
