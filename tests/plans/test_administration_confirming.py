"""Does an administrator see which judgements rest on a change before it is saved, and is nothing lost?

Tests the page on which an administrator confirms a change that approved or published judgements rest on.
"""

import re
from datetime import UTC, datetime
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client

from plans.actions import submissions
from plans.enums import SubmissionState
from plans.models import Change, Indicator, ResultGoal, Submission, Target
from tests.factories import PublicationFactory, ReportFactory, UserFactory
from tests.plans.entry_plan import EntryPlan
from tests.plans.submitted import TODAY, count, give, submit
from tests.plans.test_administration_pages import filled_in, page, words

pytestmark = pytest.mark.django_db

WHY = "Måltallet var tastet forkert."


@pytest.fixture
def there(there: EntryPlan) -> EntryPlan:
    """The entry plan with 15 of 10 dialogues approved."""
    anne = UserFactory.create(approver=True, username="anne")
    give(there, there.dialogue, count(15))
    row = submit(there, there.dialogue.goal)
    submissions.approve(by=anne, round=there.round, versions={row.pk: row.version}, today=TODAY)
    return there


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(UserFactory.create(administrator=True, username="ida"))
    return client


def confirmed(response: Any, **typed: str) -> dict[str, Any]:
    """What the page that asks would post, with the reason."""
    posted: dict[str, Any] = {}
    for name, value in re.findall(
        r'<input type="hidden" name="([^"]*)" value="([^"]*)"', response.content.decode()
    ):
        posted.setdefault(unescape(name), []).append(unescape(value))
    posted.pop("csrfmiddlewaretoken", None)
    return {**posted, **typed}


def kept_reason(response: Any) -> str:
    """The reason that the page itself would post again."""
    (text,) = re.findall(r'<input type="hidden" name="basis_why" value="([^"]*)"', response.content.decode())
    return unescape(text)


def fields_in(response: Any) -> dict[str, str]:
    """The versions that the page would post again."""
    found = re.findall(
        r'<input type="hidden" name="([^"]*version)" value="([^"]*)"', response.content.decode()
    )
    return dict(found)


def with_target(desk: Client, there: EntryPlan, value: str) -> tuple[str, dict[str, Any]]:
    address = page(there.dialogue)
    return address, {**filled_in(desk, address), "targets-0-value": value, "label": "Dialoger"}


def target(there: EntryPlan) -> Decimal | None:
    found: Decimal | None = there.dialogue.targets.get().value
    return found


def test_it_is_shown_first_and_nothing_is_saved(desk: Client, there: EntryPlan) -> None:
    address, typed = with_target(desk, there, "100")

    response = desk.post(address, typed)

    page_text = words(response)
    assert response.status_code == 200
    assert "Vurderinger bygger på det, du ændrer" in page_text
    assert "Intet er gemt endnu." in page_text
    assert "10 målrettede dialogaktiviteter med borgere og lokale aktører Runden 2019" in page_text
    assert "Status Indfriet → Ikke nået" in page_text
    assert "Måltal 2019 10 → 100" in page_text
    assert "De sendes tilbage til dem, der indberetter" in page_text
    assert target(there) == 10
    assert Submission.objects.get().state == SubmissionState.APPROVED
    assert "blev ændret" not in page_text  # no word that it was saved


def test_with_the_reason_all_that_was_typed_is_saved_and_the_goal_goes_back(
    desk: Client, there: EntryPlan
) -> None:
    address, typed = with_target(desk, there, "100")

    answer = desk.post(address, confirmed(desk.post(address, typed), basis_why=WHY))

    assert answer.status_code == 302
    assert target(there) == 100
    assert Indicator.objects.get(pk=there.dialogue.pk).label == "Dialoger"
    row = Submission.objects.get()
    assert (row.state, row.returned_because) == (SubmissionState.RETURNED, WHY)
    whys = Change.objects.filter(
        kind__in=["target", "indicator"], old__in=["10", ""], new__in=["100", "Dialoger"]
    )
    assert list(whys.values_list("why", flat=True)) == [WHY, WHY]


@pytest.mark.slow
def test_a_missing_reason_is_told_at_its_field_with_everything_kept(desk: Client, there: EntryPlan) -> None:
    address, typed = with_target(desk, there, "100")

    response = desk.post(address, confirmed(desk.post(address, typed), basis_why=" "))

    assert response.status_code == 422
    assert "Skriv, hvorfor det ændres." in words(response)
    assert target(there) == 10
    assert desk.post(address, confirmed(response, basis_why=WHY)).status_code == 302
    assert target(there) == 100


def test_one_can_go_back_to_what_one_typed(desk: Client, there: EntryPlan) -> None:
    address, typed = with_target(desk, there, "100")

    response = desk.post(address, confirmed(desk.post(address, typed), basis_why="", basis_back="1"))

    assert "Intet er gemt endnu. Ret det, du har skrevet, og gem igen." in words(response)
    assert 'name="targets-0-value" value="100"' in response.content.decode()
    assert target(there) == 10


@pytest.mark.slow
def test_the_reason_is_kept_while_something_else_is_mended(desk: Client, there: EntryPlan) -> None:
    """Somebody saves the target meanwhile: what was typed comes back, and the reason with it."""
    address, typed = with_target(desk, there, "100")
    asked = desk.post(address, typed)
    Target.objects.filter(indicator=there.dialogue).update(value=Decimal(12), version=2)

    refused = desk.post(address, confirmed(asked, basis_why=WHY))

    assert "har gemt ændringer, efter at du åbnede siden" in words(refused)
    again = {**typed, **fields_in(refused), "basis_why": kept_reason(refused)}
    assert WHY in desk.post(address, again).content.decode()


def test_a_plans_tolerance_shows_every_approved_judgement(desk: Client, there: EntryPlan) -> None:
    address = page(there.plan)

    response = desk.post(address, {**filled_in(desk, address), "tolerance_percent": "60"})

    page_text = words(response)
    assert "Status Indfriet (uændret)" in page_text
    assert "Tolerance under 15 pct. → under 60 pct." in page_text


def test_a_published_round_is_named_with_its_version(desk: Client, there: EntryPlan) -> None:
    report = ReportFactory.create(round=there.round)
    PublicationFactory.create(report=report, published_at=datetime(2100, 1, 1, tzinfo=UTC))
    address, typed = with_target(desk, there, "100")

    response = desk.post(address, typed)

    assert "Runden 2019, fastlåst som version 1" in words(response)
    assert "Versionen og vurderingen bliver stående" in words(response)
    assert "/plans/vink/annex/2019/publications/1/" in response.content.decode()
    desk.post(address, confirmed(response, basis_why=WHY))
    assert Submission.objects.get().state == SubmissionState.APPROVED
    assert target(there) == 100


@pytest.mark.slow
def test_what_is_published_is_told_where_the_plan_says_something_else_already(
    desk: Client, there: EntryPlan
) -> None:
    """15 of 10 is published as achieved; of 17 it would be partly achieved, of 100 not."""
    report = ReportFactory.create(round=there.round)
    PublicationFactory.create(report=report, published_at=datetime(2100, 1, 1, tzinfo=UTC))
    address, typed = with_target(desk, there, "17")
    first = desk.post(address, typed)
    assert "Fastlåst som" not in words(first)
    desk.post(address, confirmed(first, basis_why=WHY))

    address, typed = with_target(desk, there, "100")
    again = words(desk.post(address, typed))

    assert "Fastlåst som Indfriet Status efter planen Delvist nået → Ikke nået" in again
    assert "Måltal 2019 17 → 100" in again


def test_what_was_changed_meanwhile_is_seen_before_it_is_saved(desk: Client, there: EntryPlan) -> None:
    address, typed = with_target(desk, there, "100")
    seen = confirmed(desk.post(address, typed), basis_why=WHY)
    ResultGoal.objects.filter(pk=there.dialogue.goal_id).update(wording="Ti dialoger")

    again = desk.post(address, seen)

    assert "Listen er en anden end den, du så." in words(again)
    assert target(there) == 10


def test_a_target_that_is_taken_off_the_page_asks_too(desk: Client, there: EntryPlan) -> None:
    address = page(there.dialogue)

    response = desk.post(address, {**filled_in(desk, address), "targets-0-DELETE": "on"})

    assert "Måltal 2019 10 → –" in words(response)
    assert Target.objects.filter(indicator=there.dialogue).exists()


def test_an_indicator_is_not_deleted_under_an_approval_without_a_reason(
    desk: Client, there: EntryPlan
) -> None:
    extra = Indicator.objects.create(
        goal=there.dialogue.goal, order=2, label="Møder", measure="count", accumulation="sum"
    )
    address = page(extra, "delete")

    response = desk.post(address, {"post": "yes"})

    assert "Indikator Møder → –" in words(response)
    assert Indicator.objects.filter(pk=extra.pk).exists()
    desk.post(address, confirmed(response, basis_why=WHY))
    assert not Indicator.objects.filter(pk=extra.pk).exists()
    assert Submission.objects.get().returned_because == WHY


def test_a_goal_that_goes_out_shows_what_it_was_judged(desk: Client, there: EntryPlan) -> None:
    goal = there.dialogue.goal
    address = page(goal, "withdraw")
    typed = {"from_year": "2019", "why": WHY, "version": str(goal.version)}

    response = desk.post(address, typed)

    assert "Status Indfriet → Målet er ikke med" in words(response)
    assert ResultGoal.objects.get(pk=goal.pk).withdrawn_from is None
    assert desk.post(address, {**typed, **confirmed(response)}).status_code == 302
    assert ResultGoal.objects.get(pk=goal.pk).withdrawn_from == 2019


def test_a_goal_that_nobody_approved_is_changed_without_a_word(desk: Client, there: EntryPlan) -> None:
    address = page(there.others)

    answer = desk.post(address, {**filled_in(desk, address), "targets-0-value": "9"})

    assert answer.status_code == 302
    assert there.others.targets.get().value == 9
