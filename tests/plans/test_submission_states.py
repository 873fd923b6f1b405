"""Does `docs/submission.md` draw what the actions do? Each of them is tried in each state."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from plans.actions import submissions
from plans.enums import Status, SubmissionState
from plans.models import Submission
from tests.factories import MeasurementFactory, SubmissionFactory, UserFactory
from tests.plans.entry_plan import EntryPlan, entry_plan
from tests.plans.submitted import TODAY, count, give
from vink.accounts.models import User

PAGE = Path(__file__).parents[2] / "docs" / "submission.md"
NOT_BEGUN, REFUSED = "not_begun", "refused"
STATES = (NOT_BEGUN, *(state.value for state in SubmissionState))

Act = Callable[[EntryPlan, User, Submission | None], object]
Outcomes = Mapping[str, Mapping[str, str]]  # by act and by the state before it


def _version(stored: Submission | None) -> int | None:
    return stored.version if stored else None


def _given(stored: Submission | None) -> Submission:
    if stored is None:
        raise ValidationError("there is nothing that a page could offer this for")
    return stored


def _enter(there: EntryPlan, _approver: User, _stored: Submission | None) -> object:
    return give(there, there.dialogue, count(14), version=1)


def _write(there: EntryPlan, _approver: User, stored: Submission | None) -> object:
    return submissions.save_text(
        by=there.karin,
        round=there.round,
        goal=there.dialogue.goal,
        sub_heading="",
        commentary="Der er holdt 15.",
        footnote="",
        version=_version(stored),
        today=TODAY,
    )


def _judge(there: EntryPlan, stored: Submission | None, by: User) -> object:
    return submissions.set_override(
        by=by,
        round=there.round,
        goal=there.dialogue.goal,
        status=Status.PARTLY_ACHIEVED,
        reason="Tre var kun telefonmøder.",
        computed=Status.ACHIEVED,
        version=_version(stored),
        today=TODAY,
    )


def _submit(there: EntryPlan, _approver: User, stored: Submission | None) -> object:
    return submissions.submit(
        by=there.karin, round=there.round, goal=there.dialogue.goal, version=_version(stored), today=TODAY
    )


def _withdraw(there: EntryPlan, _approver: User, stored: Submission | None) -> object:
    return submissions.withdraw(
        by=there.karin,
        round=there.round,
        goal=there.dialogue.goal,
        version=_given(stored).version,
        today=TODAY,
    )


def _approve(there: EntryPlan, approver: User, stored: Submission | None) -> object:
    versions = {_given(stored).pk: _given(stored).version}
    return submissions.approve(by=approver, round=there.round, versions=versions, today=TODAY)


def _send_back(there: EntryPlan, approver: User, stored: Submission | None) -> object:
    return submissions.send_back(
        by=approver,
        round=there.round,
        goal=there.dialogue.goal,
        version=_given(stored).version,
        because="Tæl igen.",
    )


def _reopen(there: EntryPlan, approver: User, stored: Submission | None) -> object:
    return submissions.reopen(
        by=approver,
        round=there.round,
        goal=there.dialogue.goal,
        version=_given(stored).version,
        because="Tæl igen.",
    )


ACTS: Mapping[str, Act] = {
    "contributor enters a figure": _enter,
    "contributor writes the text": _write,
    "contributor overrides the judgement": lambda there, _, stored: _judge(there, stored, there.karin),
    "contributor submits": _submit,
    "contributor withdraws": _withdraw,
    "approver overrides the judgement": lambda there, approver, stored: _judge(there, stored, approver),
    "approver approves": _approve,
    "approver sends back": _send_back,
    "approver reopens": _reopen,
}


@pytest.fixture
def outcomes(db: None) -> Outcomes:
    """What comes of each act in each state; each is undone before the next."""
    there, approver = entry_plan(), UserFactory.create(approver=True)
    MeasurementFactory.create(indicator=there.dialogue, year=2019, as_of=there.round.as_of, value=15)
    return {
        name: {state: _outcome(there, approver, act, state) for state in STATES} for name, act in ACTS.items()
    }


def _outcome(there: EntryPlan, approver: User, act: Act, state: str) -> str:
    goal, stored = there.dialogue.goal, None
    with transaction.atomic():
        if state != NOT_BEGUN:
            because = "Tæl igen." if state == SubmissionState.RETURNED else ""
            stored = SubmissionFactory.create(
                round=there.round, goal=goal, state=state, returned_because=because
            )
        try:
            act(there, approver, stored)
        except (ValidationError, PermissionDenied):
            after = REFUSED
        else:
            row = Submission.objects.filter(round=there.round, goal=goal).first()
            after = row.state if row else NOT_BEGUN
        transaction.set_rollback(True)
    return after


def _diagram(outcomes: Outcomes) -> str:
    arrows: dict[tuple[str, str], list[str]] = {}
    for act, by_state in outcomes.items():
        for before, after in by_state.items():
            if after not in {before, REFUSED}:
                arrows.setdefault((before, after), []).append(act)
    order = sorted(arrows, key=lambda states: [STATES.index(state) for state in states])
    lines = [f"    {before} --> {after} : {_label(arrows[before, after])}" for before, after in order]
    return "\n".join(["```mermaid", "stateDiagram-v2", f"    [*] --> {NOT_BEGUN}", *lines, "```"])


def _label(acts: list[str]) -> str:
    """Who does what; whoever does several things is named once."""
    who = acts[0].split()[0]
    return f"{who} {', '.join(act.removeprefix(f'{who} ') for act in acts)}"


def _table(outcomes: Outcomes) -> str:
    def row(*cells: str) -> str:
        return f"| {' | '.join(cells)} |"

    state_rows = (
        row(act, *("–" if by_state[state] == REFUSED else by_state[state] for state in STATES))
        for act, by_state in outcomes.items()
    )
    return "\n".join([row("", *STATES), row(*["---"] * (len(STATES) + 1)), *state_rows])


@pytest.mark.slow
def test_the_page_draws_what_the_actions_do(outcomes: Outcomes) -> None:
    page = PAGE.read_text(encoding="utf-8")
    drawn = re.search(r"```mermaid\n.*?```", page, re.DOTALL)
    table = re.search(r"^\|.*?(?=\n\n|\Z)", page, re.DOTALL | re.MULTILINE)

    expected = f"{_diagram(outcomes)}\n\n{_table(outcomes)}"

    assert drawn is not None, f"docs/submission.md lacks:\n{expected}"
    assert table is not None, f"docs/submission.md lacks:\n{expected}"
    assert f"{drawn[0]}\n\n{table[0].strip()}" == expected, f"docs/submission.md should say:\n{expected}"
