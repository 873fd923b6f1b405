"""Can somebody learn by a search for a deletion what they may not read? Not by counts, nor by texts."""

import json
import logging
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from plans.actions import history, redaction
from plans.actions.drafts import save_draft
from plans.actions.redaction_search import search, search_to_decide
from plans.enums import Role
from plans.models import RedactedPlace, Redaction
from tests.factories import (
    OutgoingMailFactory,
    PublicationShareFactory,
    RedactionFactory,
    ResultGoalFactory,
    UserFactory,
)
from tests.plans.redactable import NOW, PASSAGE, REASON, Redactable, redactable
from tests.reporting.test_redaction import client_of, grant
from vink.accounts.models import Attempts, User

# each search reads every text
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.both_databases]

URL = "/plans/vink/redactions/"
SECRET = "Sygemeldt siden 120380-4321"
NOBODYS = "Sygemeldt siden 120380-9999"  # as long, and found nowhere


@pytest.fixture
def written() -> Redactable:
    return redactable()


def in_a_draft(written: Redactable) -> None:
    save_draft(by=written.karin, key="goal_entry:9", fields={"commentary": f"<p>{SECRET}</p>"})


def in_a_mail(written: Redactable) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    OutgoingMailFactory.create(user=written.karin, text=SECRET, html=SECRET, day=tomorrow)


def in_the_history_of_people(written: Redactable) -> None:
    history.note(written.karin, "last_name", SECRET, "Holm", by=None, plan=None)


def in_the_history_of_the_administration(written: Redactable) -> None:
    history.note(written.ready.report, "intro", SECRET, "", by=None, plan=written.ready.plan)


def in_what_a_colleague_asks_for(written: Redactable) -> None:
    RedactionFactory.create(plan=written.ready.plan, passage=SECRET, asked_by=written.karin)


def in_a_waiting_part_of_it(written: Redactable) -> None:
    RedactionFactory.create(plan=written.ready.plan, passage="120380-4321", asked_by=written.karin)


def in_another_plan(_written: Redactable) -> None:
    ResultGoalFactory.create(wording=SECRET)


def in_why_a_row_is_worded_so(written: Redactable) -> None:
    row = written.ready.report.tables.get().rows.get()
    type(row).objects.update(wording_reason=SECRET)


def in_a_remark_on_the_round(written: Redactable) -> None:
    type(written.ready.round).objects.update(remark=SECRET)


def in_who_shared(written: Redactable) -> None:
    PublicationShareFactory.create(publication=written.publish(), created_by=SECRET)


def in_a_session(written: Redactable) -> None:
    session = client_of(written.karin).session
    session["report_undo"] = {"before": SECRET}
    session.save()


FROM_ALL = [
    in_a_draft,
    in_a_mail,
    in_another_plan,
    in_a_session,
]
FROM_ALL_BUT_ADMINISTRATORS = [in_the_history_of_people, in_the_history_of_the_administration]
FROM_CONTRIBUTORS = [
    in_what_a_colleague_asks_for,
    in_a_waiting_part_of_it,
    in_why_a_row_is_worded_so,
    in_a_remark_on_the_round,
    in_who_shared,
]
HIDDEN = [
    *((Role.CONTRIBUTOR, hide) for hide in [*FROM_ALL, *FROM_ALL_BUT_ADMINISTRATORS, *FROM_CONTRIBUTORS]),
    *((Role.APPROVER, hide) for hide in [*FROM_ALL, *FROM_ALL_BUT_ADMINISTRATORS]),
    *((Role.ADMINISTRATOR, hide) for hide in FROM_ALL),
]


def search_answer(client: Client, passage: str) -> tuple[int, str, list[Any]]:
    """The answer to a search, without what was typed and what differs every time."""
    answer = client.post(URL, {"passage": passage, "reason": REASON})
    page = answer.content.decode().replace(passage, "…")
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    return answer.status_code, page, sorted(answer.headers)


@pytest.mark.parametrize(("role", "hide"), HIDDEN, ids=lambda each: getattr(each, "__name__", str(each)))
def test_a_guess_is_answered_as_nonsense_is(
    written: Redactable, role: Role, hide: Callable[[Redactable], None]
) -> None:
    hide(written)
    guesser = client_of(UserFactory.create(role=role))

    assert search_answer(guesser, SECRET) == search_answer(guesser, NOBODYS)
    assert not Redaction.objects.exclude(asked_by=written.karin).exists()


def test_what_one_may_read_is_found(written: Redactable) -> None:
    """Without this the test above would also pass where nothing is ever found."""
    save_draft(by=written.karin, key="goal_entry:9", fields={"commentary": SECRET})
    administrator = UserFactory.create(administrator=True)
    history.note(administrator, "last_name", SECRET, "Lund", by=None, plan=None)
    history.note(written.submission, "footnote", SECRET, "", by=written.karin, plan=written.ready.plan)
    found = {
        person.role: [
            occurrence.kind for occurrence in search(by=person, plan=written.ready.plan, passage=SECRET)
        ]
        for person in (written.karin, written.approver, administrator)
    }

    assert found == {
        "contributor": ["change", "draft"],  # of the goal's history, and her own
        "approver": ["change"],
        "administrator": ["change", "change"],
    }
    with pytest.raises(PermissionDenied):
        search(by=UserFactory.create(), plan=written.ready.plan, passage=SECRET)


def test_the_asker_and_colleagues_are_told_of_nothing_more_afterwards(written: Redactable) -> None:
    colleague = UserFactory.create(contributor=True)
    found = len(search(by=colleague, plan=written.ready.plan, passage=PASSAGE))
    asked = redaction.ask(by=colleague, plan=written.ready.plan, passage=PASSAGE, reason=REASON)
    page = f"{URL}{asked.pk}/"

    own = client_of(colleague).get(page).content.decode()
    others = client_of(written.karin).get(page).content.decode()
    deciders = client_of(written.approver).get(page).content.decode()
    everything = search_to_decide(by=written.approver, redaction=asked)

    # karin's draft, the mail to her in two forms, and what was approved
    assert len(everything) == found + 4
    assert f"Teksten står {found} steder." in own
    assert f"Teksten står {found + 4} steder." in deciders
    assert "Teksten står" not in others
    assert ["Kladde: felter" in each for each in (own, others, deciders)] == [False, False, True]

    grant(written, asked)
    after = {
        person.role: client_of(person).get(page).content.decode() for person in (colleague, written.approver)
    }
    assert "Indberetning: afrapportering" in after["contributor"]
    assert ("Kladde: felter" in after["contributor"], "Kladde: felter" in after["approver"]) == (False, True)
    assert ("Historik" in after["contributor"], "Historik" in after["approver"]) == (False, True)


def test_only_who_decides_searches_everything(written: Redactable) -> None:
    asked = redaction.ask(by=written.karin, plan=written.ready.plan, passage=PASSAGE, reason=REASON)
    own = redaction.ask(by=written.approver, plan=written.ready.plan, passage="Sørine", reason=REASON)

    for person, redaction_row in [
        (written.karin, asked),
        (written.approver, own),
        (UserFactory.create(), asked),
    ]:
        with pytest.raises(PermissionDenied):
            search_to_decide(by=person, redaction=redaction_row)


def test_every_search_is_logged_without_its_words(
    written: Redactable, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="plans.actions.redaction_search")
    karin, plan = written.karin, written.ready.plan
    found = len(search(by=karin, plan=plan, passage=PASSAGE))
    client_of(karin).post(URL, {"passage": PASSAGE, "reason": REASON})
    client_of(karin).post(URL, {"passage": NOBODYS, "reason": REASON})
    asked = redaction.ask(by=karin, plan=plan, passage=PASSAGE, reason=REASON)
    client_of(written.approver).get(f"{URL}{asked.pk}/")
    grant(written, asked)

    entries = [json.loads(line) for line in searches(caplog)]
    own = {"event": "redaction_search", "person": karin.pk, "plan": plan.pk, "reach": "own"}
    nothing = {**own, "places": 0}
    everything = {
        **own,
        "person": written.approver.pk,
        "reach": "all",
        "places": found + 1,  # the draft and the mail are the asker's own; what was approved is on no page
        "redaction": asked.pk,
    }
    assert entries == [
        *[{**own, "places": found}] * 2,
        nothing,  # to see the places
        nothing,  # and to ask, which is refused
        {**own, "places": found},
        everything,
        everything,
    ]
    assert not [word for word in ("Sørine", "010190", "120380", "Holm") if word in caplog.text]


def searches(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the log says of searches."""
    name = "plans.actions.redaction_search"
    return [record.getMessage() for record in caplog.records if record.name == name]


def test_who_searches_too_often_waits_and_others_do_not(
    written: Redactable, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="plans.actions.redaction_search")
    guesser: User = UserFactory.create(contributor=True)
    client = client_of(guesser)
    codes = [client.post(URL, {"passage": "x", "reason": REASON}).status_code for _guess in range(30)]
    assert set(codes) == {422}

    waits = client.post(URL, {"passage": PASSAGE, "reason": REASON, "seen": "7"})

    page = waits.content.decode()
    assert waits.status_code == 429
    assert 0 < int(waits.headers["Retry-After"]) <= 30
    assert "For mange forsøg. Vent" in page
    assert "Sørine Æblegård &amp; søn, 010190-1234</textarea>" in page  # what was typed stays
    assert "Teksten står" not in page
    assert searches(caplog) == []  # and nothing was searched
    assert client.get(URL).status_code == 200
    assert client_of(written.karin).post(URL, {"passage": PASSAGE, "reason": REASON}).status_code == 200
    # another plan is no way round, and readers are not counted at all
    other = ResultGoalFactory.create().plan
    assert client.post(f"/plans/{other.slug}/redactions/", {"passage": "abc"}).status_code == 429
    counted = Attempts.objects.count()
    assert client_of(UserFactory.create()).post(URL, {"passage": PASSAGE}).status_code == 404
    assert Attempts.objects.count() == counted

    Attempts.objects.update(last_at=timezone.now() - timedelta(hours=1))
    assert client.post(URL, {"passage": PASSAGE, "reason": REASON}).status_code == 200


def test_a_colleagues_request_does_not_stand_in_the_way(written: Redactable) -> None:
    first = redaction.ask(by=written.karin, plan=written.ready.plan, passage=PASSAGE, reason=REASON)
    colleague = UserFactory.create(contributor=True)
    second = redaction.ask(by=colleague, plan=written.ready.plan, passage=PASSAGE, reason=REASON)

    grant(written, first)

    assert Redaction.objects.get(pk=second.pk).passage == "[personoplysning slettet]"
    page = client_of(written.approver).get(f"{URL}{second.pk}/")
    assert page.status_code == 200
    refused = redaction.refuse(
        by=written.approver, redaction=Redaction.objects.get(pk=second.pk), version=2, reason="Sket", now=NOW
    )
    assert refused.passage == ""


ODD = [
    "ab\x00c",
    "\u202e\u202dabc",
    "(.*)",
    "[a-z]+",
    "%s%s%s",
    "<script>alert()</script>",
    "{{ form }}",
    "' OR ''='",
    "\u0301\u0301\u0301",
    "\U0001f600\U0001f600\U0001f600",
    "   \u200b  ",
    "A" * 2000,
    "４７ pct.",
    "4\u200b7 pct.",
    "ikke\u00a0nået",
    "n\u0061\u030aet",
]


def test_odd_characters_are_refused_in_words_and_find_nothing(written: Redactable) -> None:
    client = client_of(UserFactory.create(administrator=True))

    answers = [client.post(URL, {"passage": odd, "reason": REASON}) for odd in ODD]

    assert [answer.status_code for answer in answers] == [422] * len(ODD)
    pages = [answer.content.decode() for answer in answers]
    assert not [page for page in pages if "Teksten står" in page and "planens egne ord" not in page]
    assert not [page for page in pages if "<script>alert" in page]
    for seen in ("x", "-1", "9" * 400, "1\x00"):
        sent = {"passage": PASSAGE, "reason": REASON, "seen": seen}
        assert client.post(URL, sent).status_code in {200, 422}
    assert not Redaction.objects.exists()


def test_a_second_tab_grants_nothing_twice_and_undoes_no_refusal(written: Redactable) -> None:
    asked = redaction.ask(by=written.karin, plan=written.ready.plan, passage=PASSAGE, reason=REASON)
    page, approver = f"{URL}{asked.pk}/", client_of(written.approver)
    sent = {"do": "grant", "grant-version": "1", "grant-understood": "on"}
    assert "Teksten er slettet alle steder." in approver.post(page, sent, follow=True).content.decode()
    places = RedactedPlace.objects.count()

    refused = {"do": "refuse", "refuse-version": "1", "refuse-reason": "Det er ingen"}
    undone = {"do": "undo", "undo-version": "2", "undo-reason": "Det er ingen"}
    answers = [approver.post(page, each, follow=True).content.decode() for each in (sent, refused, undone)]

    assert "Intet er slettet: noget er ændret, siden du åbnede siden." in answers[0]
    assert "Intet er slettet: noget er ændret, siden du åbnede siden." in answers[1]
    assert "Sletningen kan ikke fortrydes mere" in answers[2]  # there was a CPR number in it
    assert (Redaction.objects.get().state, RedactedPlace.objects.count()) == ("granted", places)
    # what is made up leads to no page of another plan, and no decision
    other = ResultGoalFactory.create().plan
    assert approver.get(f"/plans/{other.slug}/redactions/{asked.pk}/").status_code == 404
    assert approver.post(page, {"do": "all"}).status_code == 422
