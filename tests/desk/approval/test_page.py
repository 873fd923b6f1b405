"""What does an approver see of a round, and what comes of approving, sending back and reopening?

Tests the page of approval: approving the chosen goals or one, judging otherwise, sending back, reopening,
confirming an own judgement, and its number of queries.
"""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.actions import submissions
from plans.enums import RoundState, Status, SubmissionState
from plans.figures.input import FigureInput
from plans.judgements import fingerprint, judgements_in
from plans.models import ReportingRound, Submission, Target
from tests.factories import (
    IndicatorFactory,
    MeasurementFactory,
    ResultGoalFactory,
    SubmissionFactory,
    TargetFactory,
    UserFactory,
)
from tests.plans.entry_plan import DIALOGUE, EMPLOYED, EntryPlan
from tests.plans.submitted import TODAY, count, give, history_of, submission_of, submit, write

pytestmark = pytest.mark.django_db

PAGE = "/plans/vink/approval/2019/"
DRAFT, SUBMITTED, APPROVED, RETURNED = SubmissionState
BOX = 'type="checkbox" data-choice form="approve" name="chosen"'


@pytest.fixture
def approver(client: Client) -> Client:
    client.force_login(UserFactory.create(approver=True, username="anne"))
    return client


@pytest.fixture
def handed_in(there: EntryPlan) -> list[Submission]:
    """Two goals of karin's: 15 dialogues, and 7 of 15 employed."""
    give(there, there.dialogue, count(15))
    give(there, there.employed, FigureInput(numerator=7, denominator=15))
    write(there, there.dialogue.goal, "<p>Femten <strong>dialoger</strong>.</p>")
    return [submit(there, there.dialogue.goal), submit(there, there.employed.goal)]


def text(client: Client, url: str = PAGE, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def seen(row: Submission) -> str:
    """What the box of the goal posts on a page that is opened now."""
    judgement = judgements_in([row.round])[row.round_id, row.goal_id]
    return f"{row.goal_id}:{row.pk}:{row.version}:{fingerprint(judgement)}"


def approve(client: Client, *chosen: str) -> tuple[int, str]:
    response = client.post(PAGE, {"act": "approve", "chosen": chosen})
    return response.status_code, " ".join(response.content.decode().split())


def act(client: Client, name: str, row: Submission, **fields: str) -> tuple[int, str]:
    posted = {"act": name, "goal": row.goal_id, "version": row.version, **fields}
    response = client.post(PAGE, posted)
    return response.status_code, " ".join(response.content.decode().split())


def test_everything_of_a_goal_is_read_at_once(
    there: EntryPlan, approver: Client, handed_in: list[Submission]
) -> None:
    page_text = text(approver)

    assert "<strong>15</strong>" in page_text
    assert "<strong>7 af 15 (47 pct.)</strong>" in page_text
    assert "Afvigelsen er 33 pct." in page_text
    assert "<p>Femten <strong>dialoger</strong>.</p>" in page_text
    assert "Karin Holm, " in page_text
    assert "0 af 4 mål er godkendt" in page_text
    assert page_text.count(BOX) == 2
    assert 'Sendt ind <span class="approval-states__count">2</span>' in page_text
    assert 'Ikke begyndt <span class="approval-states__count">2</span>' in page_text


def test_a_goal_with_a_figure_that_nobody_sent_in_is_a_draft_as_on_the_grid(
    there: EntryPlan, approver: Client
) -> None:
    give(there, there.dialogue, count(15))

    page_text = text(approver)

    assert 'Ikke sendt ind <span class="approval-states__count">1</span>' in page_text
    assert 'Ikke begyndt <span class="approval-states__count">3</span>' in page_text
    assert DIALOGUE in text(approver, f"{PAGE}?state=draft")
    assert DIALOGUE not in text(approver, f"{PAGE}?state=none")
    assert len(re.findall(r">\s*Ikke sendt ind\s*<", text(approver, "/plans/vink/entry/2019/"))) == 1


@pytest.mark.parametrize("role", ["reader", "contributor", "administrator"])
def test_others_are_refused(there: EntryPlan, client: Client, role: str) -> None:
    client.force_login(UserFactory.create(role=role))

    text(client, PAGE, 403)
    assert client.post(PAGE, {"act": "approve"}).status_code == 403


def test_the_chosen_goals_are_approved(
    there: EntryPlan, approver: Client, handed_in: list[Submission]
) -> None:
    dialogue, employed = handed_in

    status, _body = approve(approver, seen(dialogue), seen(employed))

    assert status == 302
    assert set(Submission.objects.values_list("state", flat=True)) == {APPROVED}
    assert "2 mål er godkendt." in text(approver)


def test_nothing_chosen_is_told(there: EntryPlan, approver: Client, handed_in: list[Submission]) -> None:
    status, body = approve(approver)

    assert (status, "Vælg mindst ét mål, før du godkender." in body) == (422, True)


def test_nothing_is_approved_when_a_figure_was_changed_meanwhile(
    there: EntryPlan, approver: Client, handed_in: list[Submission]
) -> None:
    boxes = [seen(row) for row in handed_in]
    give(there, there.dialogue, count(9), version=1)
    submit(there, there.dialogue.goal)

    status, body = approve(approver, *boxes)

    assert status == 409
    assert f"<li>»{DIALOGUE}«</li>" in body
    assert f"<li>»{EMPLOYED}«</li>" not in body
    assert "Ændret, siden du åbnede siden." in body
    assert "<strong>9</strong>" in body  # as it is now, and its box is not ticked
    assert body.count(" checked>") == 1
    assert not Submission.objects.filter(state=APPROVED).exists()


@pytest.mark.parametrize("value", [100, 11])  # 15 dialogues are not enough for 100, and still are for 11
def test_a_judgement_with_a_new_target_is_not_approved_unseen(
    there: EntryPlan, approver: Client, handed_in: list[Submission], value: int
) -> None:
    box = seen(handed_in[0])
    Target.objects.filter(indicator=there.dialogue).update(value=value)

    status, body = approve(approver, box)

    assert (status, "Ændret, siden du åbnede siden." in body) == (409, True)
    assert submission_of(there, there.dialogue.goal).state == SUBMITTED


def test_all_that_can_be_approved_are_ticked_without_scripts(
    there: EntryPlan, approver: Client, handed_in: list[Submission]
) -> None:
    assert text(approver).count(" checked>") == 0
    assert text(approver, f"{PAGE}?choose=all").count(" checked>") == 2


def test_a_goal_is_sent_back_with_a_word(
    there: EntryPlan, approver: Client, handed_in: list[Submission]
) -> None:
    row = handed_in[0]

    assert act(approver, "return", row, because="Tæl igen.")[0] == 302

    assert submission_of(there, there.dialogue.goal).state == RETURNED
    page_text = text(approver)
    assert '<strong>Sendt tilbage:</strong> <span lang="da">Tæl igen.</span>' in page_text
    assert page_text.count(BOX) == 1


@pytest.mark.parametrize(("name", "missing"), [("return", "hvad der skal rettes"), ("reopen", "hvorfor")])
def test_a_missing_word_is_asked_for_at_its_field(
    there: EntryPlan, approver: Client, handed_in: list[Submission], name: str, missing: str
) -> None:
    status, body = act(approver, name, handed_in[0], because="  ")

    assert status == 422
    assert f'<a href="#because-{handed_in[0].goal_id}">Skriv, {missing}' in body
    assert 'aria-invalid="true"' in body
    assert '<details class="details approval-goal__return" open>' in body


def test_a_word_is_kept_when_the_goal_was_changed_meanwhile(
    there: EntryPlan, approver: Client, handed_in: list[Submission]
) -> None:
    row = handed_in[0]
    write(there, row.goal, "<p>Nyt</p>", version=row.version)
    submit(there, row.goal)

    status, body = act(approver, "return", row, because="Uddyb teksten.")

    assert status == 409
    assert ">Uddyb teksten.</textarea>" in body
    assert "<p>Nyt</p>" in body
    assert submission_of(there, row.goal).state == SUBMITTED


def test_an_approved_goal_is_reopened_with_the_reason(
    there: EntryPlan, approver: Client, handed_in: list[Submission]
) -> None:
    approve(approver, seen(handed_in[0]))
    row = submission_of(there, there.dialogue.goal)

    assert act(approver, "reopen", row, because="Talt dobbelt")[0] == 302

    assert submission_of(there, row.goal).state == RETURNED
    assert history_of("submission", row.pk, "returned_because")[-1][2:4] == ("Talt dobbelt", "anne")


@pytest.mark.slow
def test_an_own_judgement_is_confirmed_before_it_is_approved(
    there: EntryPlan, approver: Client, handed_in: list[Submission]
) -> None:
    row = handed_in[0]
    submissions.withdraw(by=there.karin, round=there.round, goal=row.goal, version=row.version, today=TODAY)
    submissions.set_override(
        by=there.karin,
        round=there.round,
        goal=row.goal,
        status=Status.PARTLY_ACHIEVED,
        reason="Tre var telefonmøder.",
        computed=Status.ACHIEVED,
        version=row.version + 1,
        today=TODAY,
    )
    row = submit(there, row.goal)
    Target.objects.filter(indicator=there.dialogue).update(value=100)  # 15 of 100

    page_text = text(approver)
    assert "Tre var telefonmøder." in page_text
    assert "Bekræft egen vurdering: den erstattede" in page_text
    assert page_text.count(BOX) == 1

    assert act(approver, "confirm", row, computed="not_achieved")[0] == 302
    assert "Bekræft egen vurdering: den erstattede" not in text(approver)
    row = submission_of(there, row.goal)
    assert approve(approver, seen(row))[0] == 302


def test_the_figure_stands_beside_the_one_before_and_what_has_changed(
    there: EntryPlan, approver: Client, handed_in: list[Submission]
) -> None:
    MeasurementFactory.create(indicator=there.dialogue, year=2018, as_of=date(2019, 2, 15), value=Decimal(12))
    MeasurementFactory.create(
        indicator=there.employed, year=2018, as_of=date(2019, 2, 15), numerator=11, denominator=14, value=None
    )

    page_text = text(approver)

    assert "Sidst: 12 (2018) <strong>+3</strong>" in page_text
    assert "Sidst: 11 af 14 (79 pct.) (2018) <strong>−32 procentpoint</strong>" in page_text


def test_each_part_of_a_goal_has_its_status_beside_its_figure(there: EntryPlan, approver: Client) -> None:
    second = IndicatorFactory.create(goal=there.dialogue.goal, label="Høringer")
    TargetFactory.create(indicator=second, year=2019, value=Decimal(2))
    give(there, there.dialogue, count(15))
    give(there, second, count(1))
    submit(there, there.dialogue.goal)

    page_text = text(approver)

    figures = page_text[
        page_text.index('class="approval-figures"') : page_text.index("approval-goal__judgement")
    ]
    assert '<strong>15</strong> <span class="status status--achieved' in figures
    assert '<strong>1</strong> <span class="status status--not_achieved' in figures


def test_one_goal_is_approved_by_its_own_button_and_the_next_is_at_hand(
    there: EntryPlan, approver: Client, handed_in: list[Submission]
) -> None:
    dialogue, employed = handed_in

    response = approver.post(PAGE, {"act": "approve", "one": "1", "chosen": [seen(dialogue)]})

    assert response.headers["Location"] == f"{PAGE}#goal-{employed.goal_id}"
    assert submission_of(there, dialogue.goal).state == APPROVED
    assert submission_of(there, employed.goal).state == SUBMITTED
    assert "1 mål er godkendt." in text(approver)


@pytest.mark.slow
def test_an_approver_judges_otherwise_and_another_approves(
    there: EntryPlan, approver: Client, handed_in: list[Submission], client: Client
) -> None:
    row = handed_in[0]
    before = text(approver)
    assert before.count("Vurdér anderledes") == 2

    status, _body = act(
        approver, "judge", row, override="partly_achieved", override_reason="Tre var telefonmøder."
    )

    assert status == 302
    proposed = submission_of(there, row.goal)
    assert (proposed.state, proposed.override) == (SUBMITTED, "partly_achieved")
    page_text = text(approver)
    assert "Du har selv indberettet, vurderet eller sendt målet ind. En anden skal godkende det." in page_text
    assert page_text.count(BOX) == 1
    assert approve(approver, seen(proposed))[0] == 422
    client.force_login(UserFactory.create(approver=True, username="berit"))
    page_text = text(client)
    assert "Tre var telefonmøder." in page_text
    assert approve(client, seen(proposed))[0] == 302
    assert submission_of(there, row.goal).state == APPROVED


def test_a_judgement_without_its_reason_is_asked_for_it_and_kept(
    there: EntryPlan, approver: Client, handed_in: list[Submission]
) -> None:
    row = handed_in[0]

    status, body = act(approver, "judge", row, override="partly_achieved", override_reason="")

    assert status == 422
    assert f'<a href="#judge-{row.goal_id}-override_reason">' in body
    assert '<option value="partly_achieved" selected>' in body
    assert submission_of(there, row.goal).override == ""

    status, body = act(approver, "judge", row, override="achieved", override_reason="Fordi.")
    assert (status, "Det er allerede den beregnede vurdering." in body) == (422, True)
    assert "Fordi.</textarea>" in body


def test_a_judgement_of_a_goal_that_has_gone_on_is_refused_and_the_reason_kept(
    there: EntryPlan, approver: Client, handed_in: list[Submission]
) -> None:
    row = handed_in[0]
    submissions.withdraw(by=there.karin, round=there.round, goal=row.goal, version=row.version, today=TODAY)

    status, body = act(approver, "judge", row, override="partly_achieved", override_reason="Tre var møder.")

    assert (status, "er ændret, siden du åbnede siden" in body) == (409, True)
    assert "<li>Du skrev: Tre var møder.</li>" in body


def test_one_state_is_shown_alone_and_an_empty_one_says_so(
    there: EntryPlan, approver: Client, handed_in: list[Submission]
) -> None:
    assert EMPLOYED in text(approver, f"{PAGE}?state=submitted")
    assert DIALOGUE not in text(approver, f"{PAGE}?state=none")
    assert "Ingen af planens mål er nået hertil." in text(approver, f"{PAGE}?state=approved")
    assert EMPLOYED in text(approver, f"{PAGE}?state=nonsense")


def test_a_closed_round_is_read_only(there: EntryPlan, approver: Client, handed_in: list[Submission]) -> None:
    ReportingRound.objects.update(state=RoundState.CLOSED)

    page_text = text(approver)
    status, body = act(approver, "return", handed_in[0], because="Tæl igen.")

    assert "Runden er lukket." in page_text
    assert 'name="act"' not in page_text
    assert (status, "Runden er lukket. Intet kan ændres" in body) == (422, True)
    assert "Du skrev: Tæl igen." in body


def test_what_was_typed_is_told_where_its_field_is_gone(
    approver: Client, handed_in: list[Submission]
) -> None:
    """Somebody else has sent the goal back already: there is nothing more to send back."""
    row = handed_in[0]
    act(approver, "return", row, because="Tæl igen.")

    status, body = act(approver, "return", row, because="Uddyb teksten, og skriv kilden.")

    assert (status, "Du skrev: Uddyb teksten, og skriv kilden." in body) == (409, True)


def test_a_period_without_a_round_says_what_comes_next(there: EntryPlan, approver: Client) -> None:
    assert "Der er ingen indberetning for 2018" in text(approver, "/plans/vink/approval/2018/")
    assert approver.post("/plans/vink/approval/2018/", {"act": "approve"}).status_code == 404


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"act": "delete"},
        {"act": "return", "goal": "x", "version": "1"},
        {"act": "return", "goal": "99999", "version": "1", "because": "x"},
        {"act": "confirm", "goal": "1", "version": "1", "computed": "splendid"},
    ],
)
def test_what_the_page_never_posts_is_not_found(
    there: EntryPlan, approver: Client, posted: dict[str, str]
) -> None:
    assert approver.post(PAGE, posted).status_code == 404


@pytest.mark.parametrize(
    "chosen", ["1:1:1", "x:1:1:achieved", "9:9:9:achieved", "1:" + "9" * 40 + ":1:achieved"]
)
def test_a_strange_choice_approves_nothing(
    there: EntryPlan, approver: Client, handed_in: list[Submission], chosen: str
) -> None:
    assert approve(approver, chosen)[0] in {409, 422}
    assert not Submission.objects.filter(state=APPROVED).exists()


def test_the_entry_page_leads_approvers_here_and_nobody_else(there: EntryPlan, approver: Client) -> None:
    assert f'href="{PAGE}"' in text(approver, there.address)
    approver.force_login(there.karin)
    assert f'href="{PAGE}"' not in text(approver, there.address)


def queries_of_page(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        text(client)
    return len(queries)


def test_the_queries_do_not_grow_with_the_goals(there: EntryPlan, approver: Client) -> None:
    def more(count: int) -> None:
        for _ in range(count):
            goal = ResultGoalFactory.create(area=there.dialogue.goal.area)
            MeasurementFactory.create(indicator=IndicatorFactory.create(goal=goal), as_of=there.round.as_of)
            SubmissionFactory.create(round=there.round, goal=goal, state=SUBMITTED)

    more(1)
    one = queries_of_page(approver)
    more(3)

    assert queries_of_page(approver) == one
