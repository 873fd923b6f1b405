"""Does nobody approve what they entered or sent in, whatever role they have since got?

Tests that a person who entered, wrote or submitted something of a goal does not approve it.
"""

import re
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from plans.actions import submissions
from plans.enums import Role, Status, SubmissionState
from plans.figures.input import FigureInput
from plans.judgements import fingerprint, judgements_in
from plans.models import Indicator, Submission, Target
from tests.factories import UserFactory
from tests.plans.entry_plan import EntryPlan
from tests.plans.submitted import TODAY, count, give, submit, write
from vink.accounts.models import User

pytestmark = pytest.mark.django_db

OWN = "Du har selv indberettet, vurderet eller sendt målet ind. En anden skal godkende det."
ADDRESS = "/plans/vink/approval/2019/"


@pytest.fixture
def anne() -> User:
    return UserFactory.create(approver=True, username="anne", first_name="Anne", last_name="Lund")


def promoted(user: User) -> User:
    user.role = Role.APPROVER
    user.save()
    return user


def approve(there: EntryPlan, by: User, *rows: Submission) -> list[Submission]:
    versions = {row.pk: row.version for row in rows}
    return submissions.approve(by=by, round=there.round, versions=versions, today=TODAY)


def refusal(there: EntryPlan, by: User, *rows: Submission) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        approve(there, by, *rows)
    return refused.value.messages


def handed_in(there: EntryPlan, indicator: Indicator) -> Submission:
    give(there, indicator, count(15))
    return submit(there, indicator.goal)


def test_who_sent_it_in_does_not_approve_it_as_an_approver(there: EntryPlan, anne: User) -> None:
    row = handed_in(there, there.dialogue)

    assert refusal(there, promoted(there.karin), row) == [f"»{there.dialogue.goal.wording}«: {OWN}"]
    assert [each.state for each in approve(there, anne, row)] == [SubmissionState.APPROVED]


def test_who_entered_one_of_its_figures_does_not_either(there: EntryPlan) -> None:
    """bo corrected the figure before karin sent it in."""
    first = give(there, there.dialogue, count(15))
    there.bo.responsibilities.update(area=there.dialogue.goal.area)
    give(there, there.dialogue, count(14), version=first.version, by=there.bo)
    row = submit(there, there.dialogue.goal)

    assert OWN in refusal(there, promoted(there.bo), row)[0]


def test_who_wrote_its_text_does_not_either(there: EntryPlan) -> None:
    give(there, there.dialogue, count(15))
    there.bo.responsibilities.update(area=there.dialogue.goal.area)
    write(there, there.dialogue.goal, "<p>Femten.</p>", by=there.bo)
    row = submit(there, there.dialogue.goal)

    assert OWN in refusal(there, promoted(there.bo), row)[0]


def test_an_approvers_own_judgement_is_approved_by_another(there: EntryPlan, anne: User) -> None:
    row = handed_in(there, there.dialogue)
    row = submissions.set_override(
        by=anne,
        round=there.round,
        goal=there.dialogue.goal,
        status=Status.PARTLY_ACHIEVED,
        reason="Tre var kun telefonmøder.",
        computed=Status.ACHIEVED,
        version=row.version,
        today=TODAY,
    )

    assert OWN in refusal(there, anne, row)[0]
    other = UserFactory.create(approver=True)
    assert [each.state for each in approve(there, other, row)] == [SubmissionState.APPROVED]


def judged(there: EntryPlan, by: User, row: Submission, status: Status | None, reason: str) -> Submission:
    """The goal judged otherwise by an approver, or as the rule has it again."""
    return submissions.set_override(
        by=by,
        round=there.round,
        goal=there.dialogue.goal,
        status=status,
        reason=reason,
        computed=Status.ACHIEVED,
        version=row.version,
        today=TODAY,
    )


def test_who_took_their_judgement_back_may_approve(there: EntryPlan, anne: User) -> None:
    row = judged(there, anne, handed_in(there, there.dialogue), Status.PARTLY_ACHIEVED, "Tre var møder.")
    row = judged(there, anne, row, None, "")

    assert [each.state for each in approve(there, anne, row)] == [SubmissionState.APPROVED]


def test_of_two_approvers_who_judge_it_after_one_another_the_first_approves(
    there: EntryPlan, anne: User
) -> None:
    other = UserFactory.create(approver=True)
    row = judged(there, anne, handed_in(there, there.dialogue), Status.PARTLY_ACHIEVED, "Tre var møder.")
    row = judged(there, other, row, Status.NOT_ACHIEVED, "Ni var møder.")

    assert OWN in refusal(there, other, row)[0]
    assert [each.state for each in approve(there, anne, row)] == [SubmissionState.APPROVED]


def test_to_confirm_anothers_judgement_is_not_to_judge(there: EntryPlan, anne: User) -> None:
    give(there, there.dialogue, count(15))
    submissions.set_override(
        by=there.karin,
        round=there.round,
        goal=there.dialogue.goal,
        status=Status.PARTLY_ACHIEVED,
        reason="Tre var kun telefonmøder.",
        computed=Status.ACHIEVED,
        version=None,
        today=TODAY,
    )
    row = submit(there, there.dialogue.goal)
    Target.objects.filter(indicator=there.dialogue).update(value=100)
    row = submissions.confirm_override(
        by=anne,
        round=there.round,
        goal=there.dialogue.goal,
        computed=Status.NOT_ACHIEVED,
        version=row.version,
        today=TODAY,
    )

    assert [each.state for each in approve(there, anne, row)] == [SubmissionState.APPROVED]


def test_who_sent_it_back_and_who_approved_it_before_may_approve_it(there: EntryPlan, anne: User) -> None:
    row = handed_in(there, there.dialogue)
    goal = there.dialogue.goal
    submissions.send_back(by=anne, round=there.round, goal=goal, version=row.version, because="Se efter.")
    [row] = approve(there, anne, submit(there, goal))
    submissions.reopen(by=anne, round=there.round, goal=goal, version=row.version, because="En fejl.")

    assert [each.state for each in approve(there, anne, submit(there, goal))] == [SubmissionState.APPROVED]


def test_another_goals_figure_does_not_count(there: EntryPlan) -> None:
    row = handed_in(there, there.dialogue)
    give(there, there.others, count(6), by=there.bo)

    assert [each.state for each in approve(there, promoted(there.bo), row)] == [SubmissionState.APPROVED]


def both(there: EntryPlan) -> tuple[Submission, Submission]:
    """karin's dialogues and bo's courses, both sent in; karin approves now."""
    own = handed_in(there, there.dialogue)
    give(there, there.others, count(6), by=there.bo)
    promoted(there.karin)
    return own, submit(there, there.others.goal, by=there.bo)


def test_approving_many_leaves_ones_own_for_somebody_else(there: EntryPlan) -> None:
    own, other = both(there)

    approved = approve(there, there.karin, own, other)

    assert [row.pk for row in approved] == [other.pk]
    assert Submission.objects.get(pk=own.pk).state == SubmissionState.SUBMITTED


@pytest.mark.slow
def test_the_page_names_what_it_left_and_offers_no_box_for_it(client: Client, there: EntryPlan) -> None:
    own, other = both(there)
    client.force_login(there.karin)
    page = client.get(ADDRESS).content.decode()
    assert len(re.findall(r'data-choice [^>]*name="chosen"', page)) == 1
    assert OWN in unescape(page)

    def chosen(row: Submission) -> str:
        judgement = judgements_in([row.round])[row.round_id, row.goal_id]
        return f"{row.goal_id}:{row.pk}:{row.version}:{fingerprint(judgement)}"

    posted = {"act": "approve", "chosen": [chosen(own), chosen(other)]}
    page_text = unescape(client.post(ADDRESS, posted, follow=True).content.decode())

    assert "1 mål er godkendt." in page_text
    assert f"{OWN} »{there.dialogue.goal.wording}«" in page_text


def test_a_goals_page_says_who_entered_who_sent_in_and_who_approved(
    client: Client, there: EntryPlan, anne: User
) -> None:
    there.bo.responsibilities.update(area=there.dialogue.goal.area)
    first = give(there, there.dialogue, count(15))
    give(there, there.dialogue, count(14), version=first.version, by=there.bo)
    approve(there, anne, submit(there, there.dialogue.goal))
    client.force_login(anne)

    page = client.get(f"/plans/vink/goals/{there.dialogue.goal.key}/").content.decode()

    page_text = " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())
    assert "Indberettet af Karin Holm og Bo Lund. Sendt ind af Karin Holm " in page_text
    assert "Godkendt af Anne Lund " in page_text
    assert "Vurderet af" not in page_text


def test_a_goals_page_and_its_contributors_tasks_say_who_judged_it_otherwise(
    client: Client, there: EntryPlan, anne: User
) -> None:
    judged(there, anne, handed_in(there, there.dialogue), Status.PARTLY_ACHIEVED, "Tre var møder.")

    def text_of(address: str) -> str:
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", client.get(address).content.decode())).split())

    client.force_login(there.karin)
    page_text = text_of(f"/plans/vink/goals/{there.dialogue.goal.key}/")
    assert "Indberettet af Karin Holm. Vurderet af Anne Lund " in page_text
    assert "Delvist nået (forslag; beregnet: indfriet)" in page_text
    assert "Vurderet som »delvist nået« af Anne Lund: Tre var møder." in text_of("/tasks/")


@pytest.mark.slow
def test_what_one_may_not_approve_is_not_counted_as_waiting_for_one(
    client: Client, there: EntryPlan, anne: User
) -> None:
    give(there, there.employed, FigureInput(numerator=7, denominator=15))
    submit(there, there.employed.goal)
    judged(there, anne, handed_in(there, there.dialogue), Status.PARTLY_ACHIEVED, "Tre var møder.")

    def counts(person: User) -> tuple[str, str]:
        client.force_login(person)
        html = client.get("/tasks/").content.decode()
        menu = re.search(r'site-navigation__count">(\d+)<', html)
        tab = re.search(r'plan-head__count">(\d+)<', client.get("/plans/vink/status/2019/").content.decode())
        assert menu is not None
        assert tab is not None
        return menu[1], tab[1]

    assert counts(UserFactory.create(approver=True)) == ("2", "2")
    assert counts(anne) == ("1", "1")
    page_text = " ".join(re.sub(r"<[^>]*>", " ", client.get("/tasks/").content.decode()).split())
    assert "Godkend 1 mål 1 venter på en anden" in page_text
