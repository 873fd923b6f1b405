"""What becomes of a goal that was sent in when its figure is changed in the grid, and when that is undone?

It is a draft again, and says so; undoing sends it in again, unless something else has changed meanwhile.
"""

import json

import pytest
from django.test import Client

from plans.figures.input import FigureInput
from plans.models import Indicator, Measurement, Submission
from tests.desk.entry_page import HTMX, Answer, Node, get, read, send
from tests.plans.entry_plan import EntryPlan
from tests.plans.submitted import count, give, history_of, submission_of, submit, write

pytestmark = pytest.mark.django_db

DRAFT_AGAIN = "Målet er ikke længere sendt ind. Send det ind igen."
SENT_AGAIN = "Målet er sendt ind igen, som det var."


@pytest.fixture
def sent(there: EntryPlan) -> Submission:
    """15 dialogues, sent in."""
    give(there, there.dialogue, count(15))
    return submit(there, there.dialogue.goal)


def state(there: EntryPlan, indicator: Indicator | None = None) -> str:
    return submission_of(there, (indicator or there.dialogue).goal).state


def undo(client: Client, there: EntryPlan, row: Node) -> Answer:
    fields = row.one("form", **{"class": "entry-figure__undo"}).fields()
    return send(
        client, there, there.dialogue, **{key: fields[key] for key in fields.keys() - {"indicator", "slot"}}
    )


def pill(page: Node, there: EntryPlan) -> str:
    return page.one("div", id=f"state-{there.dialogue.goal_id}").text


def test_a_change_says_that_the_goal_is_a_draft_again(
    karin: Client, there: EntryPlan, sent: Submission
) -> None:
    answer = send(karin, there, there.dialogue, figure="16", version="1")

    assert state(there) == "draft"
    assert DRAFT_AGAIN in pill(answer.page, there)
    assert DRAFT_AGAIN in answer.announcement
    # the next one changes no state, and says nothing of it
    again = send(karin, there, there.dialogue, figure="17", version="2")
    assert DRAFT_AGAIN not in again.page.text + again.announcement


def test_an_odd_figure_says_so_before_its_question(karin: Client, there: EntryPlan, sent: Submission) -> None:
    answer = send(karin, there, there.dialogue, figure="1.200", version="1")

    assert f"{DRAFT_AGAIN} Er 1.200 rigtigt?" in answer.announcement


def test_without_scripts_the_next_page_says_so(karin: Client, there: EntryPlan, sent: Submission) -> None:
    posted = {"indicator": there.dialogue.pk, "slot": "2019", "version": "1", "figure": "16"}
    assert karin.post(there.address, posted).status_code == 302

    assert DRAFT_AGAIN in get(karin, there.address).text


def test_undoing_the_change_sends_the_goal_in_again(
    karin: Client, there: EntryPlan, sent: Submission
) -> None:
    changed = send(karin, there, there.dialogue, figure="16", version="1")
    back = undo(karin, there, changed.row)

    assert (state(there), Measurement.objects.get(indicator=there.dialogue, year=2019).value) == (
        "submitted",
        15,
    )
    assert SENT_AGAIN in pill(back.page, there)
    assert SENT_AGAIN in back.announcement
    assert "Sendt ind" in pill(get(karin, there.address), there)
    assert history_of("submission", sent.pk, "state")[-1] == (
        "state",
        "draft",
        "submitted",
        "karin",
        "Ændringen er fortrudt. Målet er sendt ind igen, som det var.",
    )
    # and what was undone can be done again: then it is a draft once more
    once_more = undo(karin, there, back.row)
    assert (state(there), DRAFT_AGAIN in once_more.announcement) == ("draft", True)


def test_undoing_step_by_step_sends_it_in_at_the_last(
    karin: Client, there: EntryPlan, sent: Submission
) -> None:
    first = send(karin, there, there.dialogue, figure="16", version="1")
    second = send(karin, there, there.dialogue, figure="17", version="2")

    undo(karin, there, second.row)
    assert state(there) == "draft"
    fields = first.row.one("form", **{"class": "entry-figure__undo"}).fields()
    send(karin, there, there.dialogue, figure=fields["figure"], undo="1", version="4")
    assert state(there) == "submitted"


def test_undoing_after_an_answer_does_it_too(karin: Client, there: EntryPlan, sent: Submission) -> None:
    odd = send(karin, there, there.dialogue, figure="1.200", version="1")
    fields = odd.row.one("form", **{"class": "question"}).fields()
    answered = send(
        karin, there, there.dialogue, answer="right", version=fields["version"], way_back=fields["way_back"]
    )
    # the answer leaves the goal's state on the page as it stands, with what was said of it
    assert answered.page.with_class("entry-state") == []
    undo(karin, there, answered.row)

    assert state(there) == "submitted"


def test_an_emptied_figure_that_comes_back_does_it_too(
    karin: Client, there: EntryPlan, sent: Submission
) -> None:
    emptied = send(karin, there, there.dialogue, figure="", version="1")
    assert (state(there), DRAFT_AGAIN in emptied.announcement) == ("draft", True)
    undo(karin, there, emptied.row)

    assert (state(there), Measurement.objects.get(indicator=there.dialogue, year=2019).value) == (
        "submitted",
        15,
    )


def test_typing_the_old_figure_is_no_undoing(karin: Client, there: EntryPlan, sent: Submission) -> None:
    send(karin, there, there.dialogue, figure="16", version="1")
    send(karin, there, there.dialogue, figure="15", version="2")

    assert state(there) == "draft"


def test_a_text_that_was_changed_since_keeps_it_a_draft(
    karin: Client, there: EntryPlan, sent: Submission
) -> None:
    changed = send(karin, there, there.dialogue, figure="16", version="1")
    write(
        there,
        there.dialogue.goal,
        "<p>Seksten.</p>",
        version=submission_of(there, there.dialogue.goal).version,
    )
    back = undo(karin, there, changed.row)

    assert (state(there), SENT_AGAIN in back.page.text) == ("draft", False)


def test_a_change_by_somebody_else_is_not_undone_for_them(
    client: Client, karin: Client, there: EntryPlan
) -> None:
    give(there, there.employed, FigureInput(numerator=7, denominator=15))
    submit(there, there.employed.goal)
    give(there, there.employed, FigureInput(numerator=8, denominator=15), version=1, by=there.bo)
    send(karin, there, there.employed, figure="7 af 15", undo="1", version="2")

    assert state(there, there.employed) == "draft"


def test_who_takes_it_back_themselves_has_it_stay_a_draft(
    karin: Client, there: EntryPlan, sent: Submission
) -> None:
    posted = {"goal": there.dialogue.goal_id, "version": sent.version}
    karin.post(f"{there.address}withdraw/", posted)
    assert state(there) == "draft"
    changed = send(karin, there, there.dialogue, figure="16", version="1")
    undo(karin, there, changed.row)

    assert state(there) == "draft"


def paste(client: Client, there: EntryPlan, **posted: str) -> Node:
    response = client.post(f"{there.address}column/", posted, headers=HTMX)
    assert response.status_code == 200
    return read(response.content.decode())


@pytest.mark.slow
def test_a_pasted_column_says_so_and_its_undoing_sends_all_in_again(
    karin: Client, there: EntryPlan, sent: Submission
) -> None:
    give(there, there.employed, FigureInput(numerator=7, denominator=15))
    submit(there, there.employed.goal)
    lines = [
        {"indicator": str(each.pk), "slot": "2019", "version": "1", "figure": figure}
        for each, figure in [(there.dialogue, "16"), (there.employed, "8 af 15")]
    ]
    answer = paste(karin, there, rows=json.dumps(lines))

    assert [state(there), state(there, there.employed)] == ["draft", "draft"]
    (message,) = answer.with_class("undo__text")
    assert message.text == "2 tal er gemt. 2 mål er ikke længere sendt ind. Send dem ind igen."
    assert DRAFT_AGAIN in pill(answer, there)

    fields = answer.with_class("undo")[0].fields()
    undone = paste(karin, there, rows=fields["rows"], undo=fields["undo"])
    assert [state(there), state(there, there.employed)] == ["submitted", "submitted"]
    (message,) = undone.with_class("undo__text")
    assert message.text == "Indsæt er fortrudt: 2 tal er, som de var. 2 mål er sendt ind igen."
    assert SENT_AGAIN in pill(undone, there)
