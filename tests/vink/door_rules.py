"""Who gets which answer at which address? The one table; `test_doors` holds every address against it.

A page that is new needs a line in `RULES`, by its address's name: what everybody gets to GET and to POST.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate

from plans.actions import history
from plans.actions.redaction_places import occurrences_for
from plans.actions.redaction_search import digest_of
from plans.enums import AmountKind, SubmissionState
from plans.models import BudgetLine, Change, Job, Redaction, Report
from tests.factories import (
    BudgetLineFactory,
    JobFactory,
    PublicationFactory,
    PublicationShareFactory,
    RedactionFactory,
    ResponsibilityFactory,
    SubmissionFactory,
    UserFactory,
)
from tests.plans.entry_plan import EntryPlan, entry_plan
from vink.accounts.access_tokens import make_token
from vink.accounts.models import AccessToken, User


class Visitor(StrEnum):
    """Everybody who may come to a door. The contributors' areas are told from the figure that is at stake."""

    ANONYMOUS = "anonymous"
    DEACTIVATED = "deactivated, with a session that was begun before"
    READER = "reader"
    OWN = "contributor of its area"
    ELSEWHERE = "contributor of another area"
    ENDED = "contributor whose responsibility for its area ended yesterday"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"


STRANGERS = (Visitor.ANONYMOUS, Visitor.DEACTIVATED)
SIGNED_IN = tuple(visitor for visitor in Visitor if visitor not in STRANGERS)

SIGN_IN = "led to sign in"  # the answer 302 to /login/?next=…, or 401 to a script
NO_TOKEN = 401  # what the feed says to programs: nobody leads them to a page
Answer = int | str
Answers = Mapping[Visitor, Answer]


TOKEN = "token-of-the-world"
PASSAGE = "Ane fra Holmegade"  # what may be asked to be blanked, read by everybody


@dataclass(frozen=True)
class World:
    """A plan with a round, and somebody of each kind."""

    entry: EntryPlan
    people: Mapping[Visitor, User]
    content: list[str]  # what is to be read of the plan, and nowhere else on the site


def make_world() -> World:
    """Set the plan up with karin, who enters its first area, and bo, who enters its third."""
    entry = entry_plan()
    area = entry.dialogue.goal.area
    ended = UserFactory.create(contributor=True)
    ResponsibilityFactory.create(user=ended, area=area, ends_on=localdate() - timedelta(days=1))
    deactivated = UserFactory.create(contributor=True, is_active=False)
    ResponsibilityFactory.create(user=deactivated, area=area)
    people = {
        Visitor.DEACTIVATED: deactivated,
        Visitor.READER: UserFactory.create(),
        Visitor.OWN: entry.karin,
        Visitor.ELSEWHERE: entry.bo,
        Visitor.ENDED: ended,
        Visitor.APPROVER: UserFactory.create(approver=True),
        Visitor.ADMINISTRATOR: UserFactory.create(administrator=True),
    }
    _publish(entry)
    _submit(entry)
    RedactionFactory.create(plan=entry.plan, asked_by=entry.karin)
    BudgetLineFactory.create(table__plan=entry.plan, area=area, amount=Decimal(2))
    make_token(by=entry.karin, name="Power BI")
    JobFactory.create(
        done=True, owner=entry.karin, address=reverse("annex_pdf", args=[entry.plan.slug, "2019"])
    )
    plan = entry.plan
    areas = [area.title for area in plan.areas.all()]
    return World(entry, people, [plan.title, *areas, *plan.goals.values_list("wording", flat=True)])


def _submit(entry: EntryPlan) -> None:
    """Hand in the goal of the third area, and correct a text of the second."""
    SubmissionFactory.create(round=entry.round, goal=entry.others.goal, state=SubmissionState.SUBMITTED)
    submission = SubmissionFactory.create(
        round=entry.round,
        goal=entry.advice.goal,
        sub_heading="Status",
        commentary=f"<p>{PASSAGE} deltog.</p>",
    )
    corrected = {"sub_heading": "Status på sparring"}
    history.change(submission, corrected, version=1, by=entry.karin, plan=entry.plan)


def _publish(entry: EntryPlan) -> None:
    """Publish a report of the round once, and share it."""
    report, _is_new = Report.objects.get_or_create(
        round=entry.round, defaults={"title": "Bilag 1", "dated_on": entry.round.as_of}
    )
    PublicationShareFactory.create(publication=PublicationFactory.create(report=report), token=TOKEN)


def _nothing(_world: World) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What everybody gets at an address.

    Args:
        get, post: the answers
        place: what the address is made of
        typed: what is posted
        asks: the page at this address has a form that posts to it, for those who may post it and nobody else
    """

    get: Answers
    post: Answers
    url_kwargs: Callable[[World], dict[str, Any]] = field(default=_nothing)
    typed: Callable[[World], dict[str, Any]] = field(default=_nothing)
    asks: bool = False


def inside(answer: Answer) -> Answers:
    """Everybody who is signed in gets this answer, and nobody else any."""
    return {visitor: SIGN_IN if visitor in STRANGERS else answer for visitor in Visitor}


def only(*allowed: Visitor, answer: Answer) -> Answers:
    """Those who are allowed to get this answer; the others who are signed in are refused."""
    return {**inside(403), **dict.fromkeys(allowed, answer)}


def open_to_all(answer: Answer, *, signed_in: Answer | None = None) -> Answers:
    """A page that needs no sign-in, and what it answers to those who are signed in, if something else."""
    return {
        visitor: answer if visitor in STRANGERS or signed_in is None else signed_in for visitor in Visitor
    }


def _plan(world: World) -> dict[str, Any]:
    return {"slug": world.entry.plan.slug}


def _round(world: World) -> dict[str, Any]:
    return {**_plan(world), "period": "2019"}


def _goal(world: World) -> dict[str, Any]:
    return {**_plan(world), "key": world.entry.dialogue.goal.key}


def _entered(world: World) -> dict[str, Any]:
    return {**_round(world), "key": world.entry.dialogue.goal.key}


def _typed_on_the_goals_page(world: World) -> dict[str, Any]:
    return {f"figure-{world.entry.dialogue.pk}-2019-figure": "15", "sub_heading": "Dialogaktiviteter"}


def _changed(world: World) -> dict[str, Any]:
    change = Change.objects.get(kind="submission", field="sub_heading")
    return {**_plan(world), "key": world.entry.advice.goal.key, "change": change.pk}


def _typed_in_the_sheet(world: World) -> dict[str, Any]:
    return {"indicator": world.entry.dialogue.pk, "slot": "2019", "figure": "15", "version": ""}


def _typed_as_spent(_world: World) -> dict[str, Any]:
    line = BudgetLine.objects.get(kind=AmountKind.BUDGET)
    return {f"line-{line.pk}-amount": "1,5"}


def _publication(world: World) -> dict[str, Any]:
    return {**_round(world), "number": 1}


def _published_file(world: World) -> dict[str, Any]:
    return {**_publication(world), "extension": "pdf"}


def _asked_to_blank(world: World) -> dict[str, Any]:
    # read by everybody, and none of the plan's own words
    found = occurrences_for(world.entry.karin, world.entry.plan, PASSAGE)
    return {"passage": PASSAGE, "reason": "Et navn", "seen": digest_of(PASSAGE, found)}


def _redaction(world: World) -> dict[str, Any]:
    return {**_plan(world), "number": Redaction.objects.get().pk}


def _granted(_world: World) -> dict[str, Any]:
    return {"do": "refuse", "refuse-version": "1", "refuse-reason": "Det er ingen person"}


def _shared(_world: World) -> dict[str, Any]:
    return {"token": TOKEN}


def _shared_file(world: World) -> dict[str, Any]:
    return {**_shared(world), "extension": "pdf"}


def _decided(_world: World) -> dict[str, Any]:
    return {
        "decision-committee": "Udvalget",
        "decision-decided_on": "2020-02-03",
        "decision-title": "Bilag 1",
        "decision-outcome": "Taget til efterretning",
    }


def _pasted_in_the_sheet(world: World) -> dict[str, Any]:
    line = {name: str(value) for name, value in _typed_in_the_sheet(world).items()}
    return {"rows": json.dumps([{**line, "figure": "femten"}])}


def _token(_world: World) -> dict[str, Any]:
    return {"token_id": AccessToken.objects.get(name="Power BI").pk}


def _stood_in_for(world: World) -> dict[str, Any]:
    today = localdate().isoformat()
    return {"deputy": world.people[Visitor.READER].pk, "starts_on": today, "ends_on": today}


def _link(_world: World) -> dict[str, Any]:
    return {"uidb64": "MQ", "token": "made-up"}


def _job(_world: World) -> dict[str, Any]:
    return {"number": Job.objects.get().pk}


def _karins(answer: Answer) -> Answers:
    """What is karin's own; nobody else finds it."""
    return {**inside(404), Visitor.OWN: answer}


def page(url_kwargs: Callable[[World], dict[str, Any]] = _nothing) -> Rule:
    """A page that everybody reads who is signed in, and that takes nothing."""
    return Rule(get=inside(200), post=inside(405), url_kwargs=url_kwargs)


def feed(url_kwargs: Callable[[World], dict[str, Any]] = _nothing) -> Rule:
    """What programs read, with the token of somebody, and so does everybody who is signed in."""
    strangers = dict.fromkeys(STRANGERS, NO_TOKEN)
    return Rule(get={**inside(200), **strangers}, post={**inside(405), **strangers}, url_kwargs=url_kwargs)


def for_approvers(answer: Answer, typed: Callable[[World], dict[str, Any]] = _nothing) -> Rule:
    """What approvers alone do to a publication, by a form of its page."""
    return Rule(
        get=inside(405), post=only(Visitor.APPROVER, answer=answer), url_kwargs=_publication, typed=typed
    )


RULES: dict[str, Rule] = {
    # --- the plans ---
    "overview": page(),
    "trail": Rule(get=only(Visitor.ADMINISTRATOR, answer=200), post=inside(405)),
    "trail_csv": Rule(get=only(Visitor.ADMINISTRATOR, answer=200), post=inside(405)),
    "trail_xlsx": Rule(get=only(Visitor.ADMINISTRATOR, answer=200), post=inside(405)),
    "tasks": Rule(get={**inside(200), Visitor.READER: 403}, post=inside(405)),
    "plan": page(_plan),
    "board": Rule(get=inside(302), post=inside(405), url_kwargs=_plan),  # to the status, dense
    "board_file": page(lambda world: {**_plan(world), "extension": "csv"}),
    "ended_plans": page(),
    "compare": page(),
    "compare_file": page(),
    "goal": page(_goal),
    "money": page(_plan),
    "money_xlsx": page(_plan),
    "status": page(_round),
    "annex": page(_round),
    "report_editor": Rule(
        get=only(Visitor.APPROVER, Visitor.ADMINISTRATOR, answer=200),
        post=only(Visitor.APPROVER, Visitor.ADMINISTRATOR, answer=302),
        url_kwargs=_round,
        typed=lambda _world: {"do": "add_table", "version": "1"},
        asks=True,
    ),
    "annex_pdf": page(_round),
    "pdf_job": Rule(get=_karins(200), post=_karins(302), url_kwargs=_job),
    "annex_docx": page(_round),
    "annex_xlsx": page(_round),
    "brief": page(_round),
    "brief_pdf": page(_round),
    "report_checks": Rule(
        get={**inside(200), Visitor.READER: 403},
        post=only(Visitor.APPROVER, answer=302),
        url_kwargs=_round,
        typed=lambda _world: {"withdraw": "1"},
    ),
    "publications": Rule(
        get=inside(200),
        post=only(Visitor.APPROVER, answer=422),  # nothing is ready to be published
        url_kwargs=_round,
    ),
    "publication": page(_publication),
    "publication_file": page(_published_file),
    "publication_share": for_approvers(302),
    "publication_lengthen": for_approvers(302),
    "publication_revoke": for_approvers(302),
    "publication_filing": for_approvers(302, lambda _world: {"filing-document_number": "2020-17"}),
    "publication_decision": for_approvers(302, _decided),
    "publication_outcome": Rule(
        get=inside(405),
        post=only(Visitor.APPROVER, answer=404),  # nothing stands on an agenda
        url_kwargs=lambda world: {**_publication(world), "decision": 1},
    ),
    **{
        name: Rule(
            get=only(Visitor.APPROVER, answer=404),  # nothing stands on an agenda
            post=only(Visitor.APPROVER, answer=404),
            url_kwargs=lambda world: {**_publication(world), "decision": 1},
        )
        for name in ("meeting_edit", "meeting_delete")
    },
    "publication_connect": for_approvers(422),  # there is no decision to choose
    "redactions": Rule(
        get={**inside(200), Visitor.READER: 404},
        post={**inside(302), Visitor.READER: 404},
        url_kwargs=_plan,
        typed=_asked_to_blank,
        asks=True,
    ),
    "redaction": Rule(
        get={**inside(200), Visitor.READER: 404},
        post={
            **only(Visitor.APPROVER, Visitor.ADMINISTRATOR, answer=302),
            Visitor.READER: 404,
        },
        url_kwargs=_redaction,
        typed=_granted,
    ),
    # --- figures ---
    "entry": Rule(
        get=inside(200),
        post=only(Visitor.OWN, answer=302),
        url_kwargs=_round,
        typed=_typed_in_the_sheet,
    ),
    "entry_column": Rule(
        get=inside(405),
        post=only(Visitor.OWN, answer=200),
        url_kwargs=_round,
        typed=_pasted_in_the_sheet,
    ),
    "entry_submit": Rule(
        get=only(Visitor.OWN, Visitor.ELSEWHERE, answer=200),
        post=only(Visitor.OWN, Visitor.ELSEWHERE, answer=302),
        url_kwargs=_round,
    ),
    "entry_withdraw": Rule(
        get=inside(405),
        post=only(Visitor.OWN, answer=302),
        url_kwargs=_round,
        typed=lambda world: {"goal": world.entry.dialogue.goal_id, "version": "1"},
    ),
    "goal_entry": Rule(
        get=inside(200),
        post=only(Visitor.OWN, answer=302),
        url_kwargs=_entered,
        typed=_typed_on_the_goals_page,
        asks=True,
    ),
    "goal_entry_preview": Rule(
        get=inside(405),
        post=only(Visitor.OWN, answer=200),
        url_kwargs=_entered,
        typed=_typed_on_the_goals_page,
    ),
    "goal_entry_draft": Rule(
        get=inside(405),
        post=only(Visitor.OWN, answer=302),
        url_kwargs=_entered,
        typed=_typed_on_the_goals_page,
    ),
    # --- approval and history ---
    "approval": Rule(
        get=only(Visitor.APPROVER, answer=200),
        post=only(Visitor.APPROVER, answer=302),
        url_kwargs=_round,
        typed=lambda world: {
            "act": "return",
            "goal": world.entry.others.goal_id,
            "version": 1,
            "because": "Tæl igen.",
        },
        asks=True,
    ),
    "restore": Rule(
        get=only(Visitor.OWN, answer=200),
        post=only(Visitor.OWN, answer=302),
        url_kwargs=_changed,
        typed=lambda _world: {"version": "2"},
        asks=True,
    ),
    "spending": Rule(
        get=inside(200),
        post=only(Visitor.OWN, answer=302),
        url_kwargs=_round,
        typed=_typed_as_spent,
        asks=True,
    ),
    "spending_preview": Rule(
        get=inside(405), post=only(Visitor.OWN, answer=200), url_kwargs=_round, typed=_typed_as_spent
    ),
    "workbook": Rule(
        get=only(Visitor.OWN, Visitor.ELSEWHERE, answer=200),
        post=only(Visitor.OWN, Visitor.ELSEWHERE, answer=302),
        url_kwargs=_round,
        typed=lambda _world: {"action": "discard"},
    ),
    "workbook_file": Rule(
        get=only(Visitor.OWN, Visitor.ELSEWHERE, answer=200),
        post=inside(405),
        url_kwargs=lambda world: {**_round(world), "name": "indberetning-vink-2019"},
    ),
    # --- one's account ---
    "profile": Rule(get=inside(200), post=inside(302), typed=lambda _world: {"language": "en"}, asks=True),
    "access_tokens": Rule(get=inside(405), post=inside(201), typed=lambda _world: {"name": "Excel"}),
    "access_token_revoke": Rule(
        get={**inside(404), Visitor.OWN: 200},
        post={**inside(404), Visitor.OWN: 302},
        url_kwargs=_token,
        asks=True,
    ),
    "access_token_lengthen": Rule(get=inside(405), post={**inside(404), Visitor.OWN: 302}, url_kwargs=_token),
    "deputies": Rule(get=inside(405), post=only(Visitor.APPROVER, answer=302), typed=_stood_in_for),
    "deputy_end": Rule(get=inside(405), post=inside(404), url_kwargs=lambda _world: {"deputy_id": 1}),
    "sessions": Rule(get=inside(200), post=inside(405)),
    "session_end": Rule(get=inside(405), post=inside(404), url_kwargs=lambda _world: {"mark": "made-up"}),
    "sessions_end_others": Rule(get=inside(405), post=inside(302)),
    "password_change": Rule(get=inside(200), post=inside(200), asks=True),  # 200: nothing was typed
    "admin_password_change": Rule(get=inside(302), post=inside(302)),
    "admin_password_change_done": Rule(get=inside(302), post=inside(302)),
    # --- the feed ---
    "feed": page(),
    "feed_plans": feed(),
    "feed_status": feed(_round),
    "feed_goals": feed(),
    "feed_publications": feed(),
    "feed_description": feed(),
    # --- for whoever works on the screen ---
    "components": Rule(get={**inside(404), Visitor.ADMINISTRATOR: 200}, post=inside(405)),
    # --- open to all; EXEMPT names them once more ---
    "icon": Rule(get=open_to_all(302), post=open_to_all(405)),
    "accessibility": Rule(get=open_to_all(200), post=open_to_all(405)),
    "security_txt": Rule(get=open_to_all(404), post=open_to_all(405)),  # nobody is named under test
    "shared_publication": Rule(get=open_to_all(200), post=open_to_all(405), url_kwargs=_shared),
    "shared_file": Rule(get=open_to_all(200), post=open_to_all(405), url_kwargs=_shared_file),
    "login": Rule(get=open_to_all(200, signed_in=302), post=open_to_all(200, signed_in=302)),
    "logout": Rule(get=open_to_all(405), post=open_to_all(302)),
    "admin_logout": Rule(get=open_to_all(405), post=open_to_all(302)),
    "language": Rule(get=open_to_all(405), post=open_to_all(302)),
    "csrf_token": Rule(get=open_to_all(204), post=open_to_all(405)),
    "logged_out": Rule(get=open_to_all(200, signed_in=302), post=open_to_all(405)),
    "password_reset": Rule(get=open_to_all(200), post=open_to_all(200), asks=True),
    "password_reset_done": Rule(get=open_to_all(200), post=open_to_all(405)),
    "invitation": Rule(get=open_to_all(410), post=open_to_all(410), url_kwargs=_link),
    "password_reset_confirm": Rule(get=open_to_all(410), post=open_to_all(410), url_kwargs=_link),
    "password_reset_complete": Rule(get=open_to_all(200), post=open_to_all(405)),
}

# The pages that need no sign-in, named once more, so that a rule alone opens no door.
EXEMPT = {
    "icon",
    "accessibility",
    "security_txt",
    "shared_publication",
    "shared_file",
    "login",
    "logout",
    "admin_logout",
    "language",
    "csrf_token",
    "logged_out",
    "password_reset",
    "password_reset_done",
    "invitation",
    "password_reset_confirm",
    "password_reset_complete",
}

# Django's administration: administrators get in, and nobody else past any of its addresses.
ADMINISTRATION = "admin"
