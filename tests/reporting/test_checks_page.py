"""Does an approver see what stands in the way, answer for what may stay, and lose nothing that was typed?

Tests the page of checks: its links by role, and answering for findings.
"""

import re
from http import HTTPStatus
from pathlib import Path

import pytest
from django.test import Client

from plans.disclosure.small_numbers import FEW_PEOPLE
from plans.enums import SubmissionState, Treatment
from plans.models import Acknowledgement, Measurement, ReportTable
from reporting.checks.kinds import KINDS, kind_heading
from reporting.checks.page import anchor_of, mark_of
from tests.factories import AcknowledgementFactory, ActionPlanFactory, UserFactory
from tests.reporting.checked_reports import CheckedReport
from vink.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def checked() -> CheckedReport:
    """A report in which 3 of 4 people are told of."""
    checked = CheckedReport()
    checked.add_goal("arbejde", "<p>Godt.</p>", share=True, people=True, numerator=3, denominator=4)
    return checked


@pytest.fixture
def approver(client: Client) -> User:
    user = UserFactory.create(approver=True, first_name="Anne", last_name="Lund")
    client.force_login(user)
    return user


def answer(checked: CheckedReport, **typed: str) -> dict[str, str]:
    """What the form of the one finding posts."""
    finding = checked.only()
    posted = {"code": finding.code, "place": finding.key, "seen": mark_of(finding), "replaces": ""}
    return {**posted, "treatment": "suppress", "reason": "Et lille hold.", **typed}


def text_of(client: Client, checked: CheckedReport) -> str:
    return words(client.get(checked.address).content.decode())


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html.partition("<main")[2]).split())


@pytest.mark.slow
def test_an_approver_answers_and_takes_it_back(
    client: Client, checked: CheckedReport, approver: User
) -> None:
    assert "1 ting skal rettes eller accepteres, før bilaget kan fastlåses." in text_of(client, checked)

    answered = client.post(checked.address, answer(checked))

    finding = checked.only()
    assert answered.headers["Location"] == f"{checked.address}#{anchor_of(finding.code, finding.key)}"
    given = Acknowledgement.objects.get()
    assert (given.treatment, given.reason, given.acknowledged_by) == ("suppress", "Et lille hold.", approver)
    page = text_of(client, checked)
    assert "Klar til at blive fastlåst" in page
    assert "Tallene Skjules Begrundelse Et lille hold. Accepteret af Anne Lund" in page
    assert "Gå til fastlåsning" in page

    client.post(checked.address, {"withdraw": str(given.pk)})

    assert not Acknowledgement.objects.exists()
    assert "Accepten er trukket tilbage." in text_of(client, checked)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"reason": " "}, "Begrundelsen mangler. Skriv, hvorfor det kan bringes."),
        ({"treatment": ""}, "Vælg, hvad der skal ske med tallene."),
        ({"treatment": "blur"}, "blur"),
        ({"reason": "a\x00b"}, "Begrundelse"),
    ],
)
@pytest.mark.usefixtures("approver")
def test_an_answer_that_is_not_whole_stays_in_its_form(
    client: Client, checked: CheckedReport, typed: dict[str, str], error: str
) -> None:
    refused = client.post(checked.address, answer(checked, **typed))

    page = refused.content.decode()
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert error in page
    assert "data-focus" in page
    assert '<details class="details" open>' in page
    if "reason" not in typed:
        assert "Et lille hold.</textarea>" in page
    assert not Acknowledgement.objects.exists()


@pytest.mark.usefixtures("approver")
def test_what_has_changed_meanwhile_is_seen_before_it_is_answered(
    client: Client, checked: CheckedReport
) -> None:
    typed = answer(checked)
    figure = Measurement.objects.get()
    figure.numerator = 2
    figure.save()

    asked_again = client.post(checked.address, typed)

    page = asked_again.content.decode()
    assert asked_again.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Det fundne er ændret, siden du åbnede siden." in page
    assert "Et lille hold.</textarea>" in page
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen is not None

    client.post(checked.address, {**typed, "seen": seen[1]})

    assert Acknowledgement.objects.get().found == checked.only().found


@pytest.mark.usefixtures("approver")
def test_an_answer_that_has_lapsed_is_shown_and_its_reason_offered_again(
    client: Client, checked: CheckedReport
) -> None:
    finding = checked.only()
    earlier = AcknowledgementFactory.create(
        report=checked.report, check_code=finding.code, place=finding.key, found="2 i mål"
    )

    page = client.get(checked.address).content.decode()

    assert "men ændret siden" in words(page)
    assert f"{earlier.reason}</textarea>" in page

    client.post(checked.address, answer(checked, replaces=str(earlier.pk)))

    assert Acknowledgement.objects.get().found == finding.found


@pytest.mark.usefixtures("approver")
def test_two_approvers_do_not_answer_over_each_other(client: Client, checked: CheckedReport) -> None:
    typed = answer(checked)
    finding = checked.only()
    other = AcknowledgementFactory.create(
        report=checked.report, check_code=finding.code, place=finding.key, found=finding.found
    )

    late = client.post(checked.address, typed, follow=True)

    assert Acknowledgement.objects.get() == other
    assert "Det er allerede accepteret" in late.content.decode()


@pytest.mark.usefixtures("approver")
def test_a_lapsed_answer_that_another_has_renewed_meanwhile_is_not_overwritten(
    client: Client, checked: CheckedReport
) -> None:
    finding = checked.only()
    other = AcknowledgementFactory.create(
        report=checked.report, check_code=finding.code, place=finding.key, found="2 i mål"
    )

    late = client.post(checked.address, answer(checked))  # saw no earlier answer

    assert late.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Acknowledgement.objects.get() == other
    assert "Det fundne er ændret, siden du åbnede siden." in late.content.decode()


@pytest.mark.usefixtures("approver")
def test_what_is_mended_needs_no_answer_and_what_blocks_gets_none(
    client: Client, checked: CheckedReport
) -> None:
    typed = answer(checked)
    Measurement.objects.all().delete()
    missing = checked.only()

    client.post(checked.address, typed)
    client.post(checked.address, {**typed, "code": missing.code, "place": missing.key})

    assert missing.blocks
    assert not Acknowledgement.objects.exists()


@pytest.mark.usefixtures("approver")
def test_a_text_is_kept_and_not_rounded(client: Client) -> None:
    checked = CheckedReport()
    checked.add_goal("dialog", value=5)

    assert "Hvad skal der ske med tallene?" not in text_of(client, checked)
    client.post(checked.address, answer(checked, treatment="round"))

    assert Acknowledgement.objects.get().treatment == Treatment.KEEP


@pytest.mark.slow
@pytest.mark.usefixtures("approver")
def test_what_is_found_is_told_by_kind_with_each_goals_whole_name_and_link(client: Client) -> None:
    checked = CheckedReport()
    ending = "af alle, der har fået tilbud, er et helt år senere stadig i forløb hos kommunen"
    for number in (1, 2):
        goal = checked.add_goal(f"maal-{number}", value=10)
        goal.wording = f"{number}0 {ending}"
        goal.save()
        checked.add_goal(f"uforklaret-{number}", value=1)
    waiting = checked.add_goal("venter", value=10)
    Measurement.objects.filter(value=10).exclude(indicator__goal=waiting).delete()
    checked.set_state(waiting, SubmissionState.SUBMITTED)

    page = text_of(client, checked)

    order = [
        "2 tal mangler",
        "1 mål venter på godkendelse",
        "2 mål mangler forklaring; de stopper fastlåsningen",
    ]
    assert [page.count(heading) for heading in order] == [1, 1, 1]
    assert sorted(order, key=page.index) == order
    assert page.count("Tallet for 2019 mangler.") == 1  # said once of both
    assert f"10 {ending}" in page
    assert f"20 {ending}" in page
    urls = {url for url, _link in links(client, checked)}
    assert {"/plans/vink/approval/2019/"} < urls
    assert len(urls) == 5  # each goal's own way


def test_every_check_has_a_heading() -> None:
    source = "".join(path.read_text() for path in Path("plans/findings").glob("*.py"))
    codes = {*re.findall(r'(?:code=|places, goal, )"(\w+)"', source), FEW_PEOPLE} - {"unapproved"}

    assert codes <= set(KINDS)
    assert all(kind_heading(kind, 2) for kind in KINDS)


def test_a_contributor_reads_and_does_not_answer(client: Client, checked: CheckedReport) -> None:
    client.force_login(UserFactory.create(contributor=True))
    checked.set_state(checked.plan.goals.get(), SubmissionState.SUBMITTED)
    ReportTable.objects.update(title="☃")

    page = client.get(checked.address).content.decode()

    assert "Målet er sendt ind, men ikke godkendt." in page
    assert "eller en godkender kan acceptere det" in page
    assert "Acceptér med en begrundelse" not in page
    assert "/approval/" not in page
    assert "/edit/" not in page


@pytest.mark.usefixtures("approver")
def test_a_period_without_a_round_or_memo_says_what_comes_first(client: Client) -> None:
    plan = ActionPlanFactory.create(slug="ny")

    page = client.get("/plans/ny/annex/2019/checks/").content.decode()

    assert "Perioden har ingen indberetningsrunde" in page
    assert client.post("/plans/ny/annex/2019/checks/", {"code": "x"}).status_code == HTTPStatus.FOUND
    assert plan.title in page


def test_readers_do_not_see_what_stands_in_the_way(client: Client, checked: CheckedReport) -> None:
    client.force_login(UserFactory.create())

    assert client.get(checked.address).status_code == HTTPStatus.FORBIDDEN
    assert "Kontrol" not in words(client.get("/plans/vink/annex/2019/").content.decode())
    assert "i mål" not in words(client.get("/plans/vink/annex/2019/publications/").content.decode())


def links(client: Client, checked: CheckedReport) -> list[tuple[str, str]]:
    """Where one is led to mend what was found, and what the links say."""
    page = client.get(checked.address).content.decode()
    return re.findall(r'class="checks__mend" href="([^"]+)">([^<]+)', page)


@pytest.mark.slow
def test_everybody_is_led_to_where_they_themselves_can_mend_it(client: Client) -> None:
    checked = CheckedReport()
    goal = checked.add_goal("dialog", value=1)  # missed, and nothing explains it
    entry, approval = "/plans/vink/entry/2019/goals/dialog/", f"/plans/vink/approval/2019/#goal-{goal.pk}"

    client.force_login(UserFactory.create(contributor=True))
    assert [url for url, _link in links(client, checked)] == [entry]

    client.force_login(UserFactory.create(administrator=True))
    assert links(client, checked) == [(entry, "Se målets indberetning")]

    # an approved goal is locked: its approver is led to where it is opened again, and no longer when it is
    client.force_login(UserFactory.create(approver=True))
    assert links(client, checked) == [(approval, "Genåbn målet, så det kan rettes")]
    checked.set_state(goal, SubmissionState.RETURNED)
    assert set(links(client, checked)) == {(entry, "Se målets indberetning")}


def test_an_approver_looks_at_a_small_number_and_opens_no_goal_for_it(
    client: Client, checked: CheckedReport, approver: User
) -> None:
    assert links(client, checked) == [("/plans/vink/entry/2019/goals/arbejde/", "Se tallet")]
