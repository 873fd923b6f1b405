"""How does a goal come from draft to approved, who may do what, and what does the history say of it?

Tests the actions on submissions: saving text and judgement, submitting, withdrawing, approving, sending back,
reopening.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.actions import submissions
from plans.actions.history import Conflict
from plans.actions.measurements import retract_figure
from plans.enums import RoundState, Status, SubmissionState, Unmeasurable
from plans.figures.input import FigureInput
from plans.models import Change, Measurement, ReportingRound, ResultGoal, Submission
from plans.models.history_chain import hold_history
from plans.status_report import status_report
from tests.factories import (
    IndicatorFactory,
    MeasurementFactory,
    ReportingRoundFactory,
    SubmissionFactory,
    TargetFactory,
    UserFactory,
)
from tests.plans.entry_plan import EntryPlan
from tests.plans.submitted import TODAY, count, give, history_of, submission_of, submit, write
from vink.accounts.models import User

pytestmark = pytest.mark.django_db

DRAFT, SUBMITTED, APPROVED, RETURNED = SubmissionState


@pytest.fixture
def goal(there: EntryPlan) -> ResultGoal:
    return there.dialogue.goal


@pytest.fixture
def approver() -> User:
    return UserFactory.create(approver=True, username="anne")


@pytest.fixture
def submitted(there: EntryPlan, goal: ResultGoal) -> Submission:
    """The goal with its figure, handed in by karin."""
    give(there, there.dialogue, count(15))
    return submit(there, goal)


@pytest.fixture
def approved(there: EntryPlan, submitted: Submission, approver: User) -> Submission:
    [row] = submissions.approve(
        by=approver, round=there.round, versions={submitted.pk: submitted.version}, today=TODAY
    )
    return row


def approve(there: EntryPlan, by: User, *rows: Submission) -> list[Submission]:
    versions = {row.pk: row.version for row in rows}
    return submissions.approve(by=by, round=there.round, versions=versions, today=TODAY)


def override(
    there: EntryPlan,
    goal: ResultGoal,
    status: Status | None = Status.PARTLY_ACHIEVED,
    *,
    by: User | None = None,
    computed: Status = Status.ACHIEVED,
    version: int | None = None,
    reason: str = "Tre af de 15 var kun telefonmøder.",
) -> Submission:
    return submissions.set_override(
        by=by or there.karin,
        round=there.round,
        goal=goal,
        status=status,
        reason=reason,
        computed=computed,
        version=version,
        today=TODAY,
    )


def errors_of(refusal: pytest.ExceptionInfo[ValidationError]) -> dict[str, list[str]]:
    return refusal.value.message_dict


# --- from draft to approved -------------------------------------------------------------------------------


def test_a_goal_is_submitted_and_approved_and_the_history_says_by_whom(
    there: EntryPlan, goal: ResultGoal, approver: User
) -> None:
    give(there, there.dialogue, count(15))
    draft = write(there, goal, "<p>Femten dialoger.</p>")

    handed_in = submit(there, goal)
    [row] = approve(there, approver, handed_in)

    assert (draft.state, handed_in.state, row.state) == (DRAFT, SUBMITTED, APPROVED)
    assert (draft.version, handed_in.version, row.version) == (1, 2, 3)
    assert history_of("submission", row.pk, "state") == [
        ("state", "", "draft", "karin", ""),
        ("state", "draft", "submitted", "karin", ""),
        ("state", "submitted", "approved", "anne", ""),
    ]


def test_a_goal_without_a_word_is_submitted_too(there: EntryPlan, goal: ResultGoal) -> None:
    give(there, there.dialogue, count(15))

    assert (submit(there, goal).state, submission_of(there, goal).commentary) == (SUBMITTED, "")


def test_missing_figures_are_named(there: EntryPlan, goal: ResultGoal) -> None:
    IndicatorFactory.create(goal=goal, order=99, label="Høringer")
    give(there, there.dialogue, count(15))

    with pytest.raises(ValidationError) as refusal:
        submit(there, goal)

    assert errors_of(refusal) == {"figure": ["Tallet for 2019 (Høringer) mangler."]}
    assert not Submission.objects.exists()


def test_last_years_figure_is_not_this_years(there: EntryPlan, goal: ResultGoal) -> None:
    with pytest.raises(ValidationError, match="Tallet for 2019 mangler"):
        submit(there, goal)


@pytest.mark.parametrize(
    ("as_of", "columns", "counts"),
    [
        (date(2020, 1, 1), {}, True),  # the year was over
        (date(2019, 7, 1), {}, False),  # half of it
        (date(2020, 1, 1), {"provisional": True}, False),
        (date(2020, 1, 1), {"unmeasurable": Unmeasurable.TOO_RECENT}, False),
        (date(2020, 1, 1), {"unmeasurable": Unmeasurable.NOT_HELD}, True),
    ],
)
def test_an_earlier_days_figure_will_do_where_it_cannot_change(
    there: EntryPlan, goal: ResultGoal, as_of: date, columns: dict[str, Any], counts: bool
) -> None:
    MeasurementFactory.create(indicator=there.dialogue, year=2019, as_of=as_of, **columns)

    if counts:
        assert submit(there, goal).state == SUBMITTED
    else:
        with pytest.raises(ValidationError, match="mangler"):
            submit(there, goal)


def test_what_cannot_be_measured_is_given(there: EntryPlan, goal: ResultGoal) -> None:
    give(there, there.dialogue, FigureInput(unmeasurable=Unmeasurable.NOT_HELD, reason="Aflyst"))

    assert submit(there, goal).state == SUBMITTED


def test_a_submitted_goal_is_withdrawn(there: EntryPlan, goal: ResultGoal, submitted: Submission) -> None:
    row = submissions.withdraw(
        by=there.karin, round=there.round, goal=goal, version=submitted.version, today=TODAY
    )

    assert row.state == DRAFT


def test_a_goal_is_sent_back_with_a_word_corrected_and_approved(
    there: EntryPlan, goal: ResultGoal, submitted: Submission, approver: User
) -> None:
    back = submissions.send_back(
        by=approver, round=there.round, goal=goal, version=submitted.version, because=" Tæl igen. "
    )
    assert (back.state, back.returned_because) == (RETURNED, "Tæl igen.")
    status = status_report(there.plan, there.round.period, today=TODAY).goals[0]
    assert status.submission is not None
    assert status.submission.returned_because == "Tæl igen."

    give(there, there.dialogue, count(14), version=1)
    assert submission_of(there, goal).state == RETURNED  # until it is handed in again

    [row] = approve(there, approver, submit(there, goal))
    assert (row.state, row.returned_because) == (APPROVED, "")


def test_an_approved_goal_is_reopened_with_the_reason(
    there: EntryPlan, goal: ResultGoal, approved: Submission, approver: User
) -> None:
    with pytest.raises(ValidationError, match="Målet er godkendt; tallet er låst"):
        give(there, there.dialogue, count(14), version=1)

    row = submissions.reopen(
        by=approver, round=there.round, goal=goal, version=approved.version, because="Talt dobbelt"
    )

    assert row.state == RETURNED
    assert history_of("submission", row.pk, "returned_because")[-1][2] == "Talt dobbelt"
    assert give(there, there.dialogue, count(14), version=1).value == 14


def test_approval_locks_text_judgement_and_state(
    there: EntryPlan, goal: ResultGoal, approved: Submission
) -> None:
    attempts: list[Callable[[], object]] = [
        lambda: write(there, goal, "<p>Nyt</p>", version=approved.version),
        lambda: override(there, goal, version=approved.version),
        lambda: submit(there, goal),
        lambda: submissions.withdraw(
            by=there.karin, round=there.round, goal=goal, version=approved.version, today=TODAY
        ),
    ]
    for attempt in attempts:
        with pytest.raises(ValidationError, match="Målet er godkendt og låst"):
            attempt()


# --- what changes a submitted goal ------------------------------------------------------------------------


def test_a_changed_figure_takes_the_goal_back_to_draft(
    there: EntryPlan, goal: ResultGoal, submitted: Submission
) -> None:
    give(there, there.dialogue, count(15), version=1)
    assert submission_of(there, goal).state == SUBMITTED  # it said so already

    give(there, there.dialogue, count(14), version=1)

    why = "Et tal blev ændret efter indsendelsen. Målet skal indsendes igen."
    assert submission_of(there, goal).state == DRAFT
    assert history_of("submission", submitted.pk, "state")[-1] == (
        "state",
        "submitted",
        "draft",
        "karin",
        why,
    )


def test_a_retracted_figure_takes_it_back_too(
    there: EntryPlan, goal: ResultGoal, submitted: Submission
) -> None:
    retract_figure(
        by=there.karin, round=there.round, indicator=there.dialogue, year=2019, version=1, today=TODAY
    )

    assert submission_of(there, goal).state == DRAFT
    with pytest.raises(ValidationError, match="Tallet for 2019 mangler"):
        submit(there, goal)


def test_a_changed_text_takes_it_back_too(there: EntryPlan, goal: ResultGoal, submitted: Submission) -> None:
    row = write(there, goal, "<p>Nyt</p>", version=submitted.version)

    why = "Teksten blev ændret efter indsendelsen. Målet skal indsendes igen."
    assert history_of("submission", row.pk, "state", "commentary")[-2:] == [
        ("commentary", "", "<p>Nyt</p>", "karin", why),
        ("state", "submitted", "draft", "karin", why),
    ]


def test_nothing_is_approved_that_was_changed_unseen(
    there: EntryPlan, goal: ResultGoal, submitted: Submission, approver: User
) -> None:
    give(there, there.dialogue, count(14), version=1)
    submit(there, goal)

    with pytest.raises(Conflict) as conflict:
        approve(there, approver, submitted)

    assert conflict.value.current == submission_of(there, goal)
    assert submission_of(there, goal).state == SUBMITTED


# --- text -------------------------------------------------------------------------------------------------


def test_a_text_is_cleaned_and_kept_once(there: EntryPlan, goal: ResultGoal) -> None:
    row = write(there, goal, '<p onclick="x">Det <b>gik</b>.</p><script>alert(1)</script>')
    again = write(there, goal, row.commentary, version=None)

    assert row.commentary == "<p>Det <strong>gik</strong>.</p>"
    assert again.version == row.version == 1


def test_two_first_texts_meet(there: EntryPlan, goal: ResultGoal) -> None:
    first = write(there, goal, "<p>Den ene</p>")

    with pytest.raises(Conflict) as conflict:
        write(there, goal, "<p>Den anden</p>")

    assert conflict.value.current == first


@pytest.mark.parametrize(
    ("field", "text", "error"),
    [
        ("sub_heading", "x" * 201, "Teksten er for lang; højst 200 tegn."),
        ("commentary", "x" * 20_001, "Teksten er for lang; højst 20000 tegn."),
        ("commentary", "<ul><li>a" * 16_000, "Teksten er for lang; højst 20000 tegn."),
        (
            "commentary",
            "<p>Vi holdt <i style='font-family:Wingdings'>M</i></p>",
            "Tegnet U+F04D i »Vi holdt □« kan ikke vises. Skriv det på en anden måde.",
        ),
        (
            "footnote",
            "Se \uf0e0 side 2",
            "Tegnet U+F0E0 i »Se □ side 2« kan ikke vises. Skriv det på en anden måde.",
        ),
        ("footnote", "a\x00b", "Teksten indeholder et tegn, der ikke kan gemmes (NUL)."),
    ],
)
def test_a_text_that_cannot_be_kept_is_refused(
    there: EntryPlan, goal: ResultGoal, field: str, text: str, error: str
) -> None:
    texts: dict[str, Any] = {"sub_heading": "", "commentary": "", "footnote": "", field: text}

    with pytest.raises(ValidationError) as refusal:
        submissions.save_text(
            by=there.karin, round=there.round, goal=goal, version=None, today=TODAY, **texts
        )

    assert errors_of(refusal) == {field: [error]}


# --- the judgement ----------------------------------------------------------------------------------------


def test_an_own_judgement_stands_and_the_computed_one_stays_visible(
    there: EntryPlan, goal: ResultGoal
) -> None:
    give(there, there.dialogue, count(15))
    override(there, goal)

    status = status_report(there.plan, there.round.period, today=TODAY).goals[0]

    assert (status.status, status.computed_status) == (Status.PARTLY_ACHIEVED, Status.ACHIEVED)
    assert status.override is not None
    assert not status.override.to_be_confirmed


def test_an_own_judgement_asks_to_be_confirmed_when_the_computed_one_changes(
    there: EntryPlan, goal: ResultGoal, approver: User
) -> None:
    give(there, there.dialogue, count(15))
    override(there, goal)
    row = submit(there, goal)
    TargetFactory._meta.model.objects.filter(indicator=there.dialogue).update(value=20)  # 15 of 20: 25 pct.

    with pytest.raises(ValidationError) as refusal:
        approve(there, approver, row)
    reason_error = "den erstattede »indfriet«, men målet beregnes nu til »ikke nået«."
    assert errors_of(refusal)["__all__"] == [f"»{goal.wording}«: Bekræft egen vurdering: {reason_error}"]

    row = submissions.confirm_override(
        by=approver,
        round=there.round,
        goal=goal,
        computed=Status.NOT_ACHIEVED,
        version=row.version,
        today=TODAY,
    )
    assert [each.state for each in approve(there, approver, row)] == [APPROVED]


def test_it_must_be_confirmed_before_it_is_submitted(there: EntryPlan, goal: ResultGoal) -> None:
    row = override(there, goal, computed=Status.NOT_REPORTED)
    give(there, there.dialogue, count(15))

    with pytest.raises(ValidationError) as refusal:
        submit(there, goal)
    assert list(errors_of(refusal)) == ["override"]

    submissions.confirm_override(
        by=there.karin,
        round=there.round,
        goal=goal,
        computed=Status.ACHIEVED,
        version=row.version,
        today=TODAY,
    )
    assert submit(there, goal).state == SUBMITTED


@pytest.mark.parametrize(
    ("status", "computed", "reason", "field"),
    [
        (Status.PARTLY_ACHIEVED, Status.ACHIEVED, "  ", "override_reason"),
        (Status.ACHIEVED, Status.ACHIEVED, "Fordi", "override"),
        (Status.NOT_REPORTED, Status.ACHIEVED, "Fordi", "override"),
    ],
)
def test_a_judgement_that_overrides_nothing_is_refused(
    there: EntryPlan, goal: ResultGoal, status: Status, computed: Status, reason: str, field: str
) -> None:
    with pytest.raises(ValidationError) as refusal:
        override(there, goal, status, computed=computed, reason=reason)

    assert list(errors_of(refusal)) == [field]


def test_an_own_judgement_is_taken_away_again(there: EntryPlan, goal: ResultGoal) -> None:
    row = override(there, goal)

    row = override(there, goal, None, version=row.version)

    assert (row.override, row.override_reason, row.override_replaced) == ("", "", "")


def test_an_approver_judges_only_what_lies_with_them(
    there: EntryPlan, goal: ResultGoal, approver: User
) -> None:
    with pytest.raises(PermissionDenied):
        override(there, goal, by=approver)

    give(there, there.dialogue, count(15))
    row = submit(there, goal)
    row = override(there, goal, by=approver, version=row.version)
    assert (row.state, row.override) == (SUBMITTED, Status.PARTLY_ACHIEVED)

    row = override(there, goal, Status.NOT_ACHIEVED, version=row.version)  # karin does
    assert row.state == DRAFT


# --- who --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["reader", "approver", "administrator", "contributor"])
def test_only_those_who_report_the_goal_write_and_submit(
    there: EntryPlan, goal: ResultGoal, role: str
) -> None:
    by = there.bo if role == "contributor" else UserFactory.create(role=role)
    common: dict[str, Any] = {"by": by, "round": there.round, "goal": goal, "today": TODAY}
    attempts: list[Callable[[], object]] = [
        lambda: submissions.save_text(**common, sub_heading="", commentary="x", footnote="", version=None),
        lambda: submissions.submit(**common, version=None),
        lambda: submissions.withdraw(**common, version=1),
        lambda: override(there, goal, by=by),
        lambda: retract_figure(
            by=by, round=there.round, indicator=there.dialogue, year=2019, version=1, today=TODAY
        ),
    ]
    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt()
    assert not Submission.objects.exists()


@pytest.mark.parametrize("role", ["reader", "contributor", "administrator"])
def test_only_approvers_approve_send_back_and_reopen(
    there: EntryPlan, goal: ResultGoal, submitted: Submission, role: str
) -> None:
    by = there.karin if role == "contributor" else UserFactory.create(role=role)
    common: dict[str, Any] = {
        "by": by,
        "round": there.round,
        "goal": goal,
        "version": submitted.version,
        "because": "x",
    }
    attempts: list[Callable[[], object]] = [
        lambda: approve(there, by, submitted),
        lambda: submissions.send_back(**common),
        lambda: submissions.reopen(**common),
    ]
    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt()
    assert submission_of(there, goal).state == SUBMITTED


def test_a_closed_round_locks_everything(
    there: EntryPlan, goal: ResultGoal, submitted: Submission, approver: User
) -> None:
    ReportingRound.objects.update(state=RoundState.CLOSED)
    before = Change.objects.count()
    word: dict[str, Any] = {"round": there.round, "goal": goal, "version": submitted.version, "because": "x"}
    attempts: list[Callable[[], object]] = [
        lambda: write(there, goal, "<p>Nyt</p>", version=submitted.version),
        lambda: override(there, goal, version=submitted.version),
        lambda: submit(there, goal),
        lambda: approve(there, approver, submitted),
        lambda: submissions.send_back(by=approver, **word),
        lambda: submissions.reopen(by=approver, **word),
    ]
    for attempt in attempts:
        with pytest.raises(ValidationError, match="Runden er lukket"):
            attempt()
    assert Change.objects.count() == before


@pytest.mark.parametrize("act", [submissions.send_back, submissions.reopen])
def test_a_word_is_required(
    there: EntryPlan, goal: ResultGoal, submitted: Submission, approver: User, act: Callable[..., object]
) -> None:
    with pytest.raises(ValidationError) as refusal:
        act(by=approver, round=there.round, goal=goal, version=submitted.version, because=" \n")

    assert list(errors_of(refusal)) == ["because"]


def test_only_what_is_submitted_is_sent_back_and_only_what_is_approved_reopened(
    there: EntryPlan, goal: ResultGoal, approver: User
) -> None:
    draft = write(there, goal, "<p>Kladde</p>")
    common: dict[str, Any] = {
        "by": approver,
        "round": there.round,
        "goal": goal,
        "version": draft.version,
        "because": "x",
    }

    with pytest.raises(ValidationError, match="ikke sendt ind"):
        submissions.send_back(**common)
    with pytest.raises(ValidationError, match="ikke godkendt"):
        submissions.reopen(**common)
    with pytest.raises(ValidationError, match="Målet er ikke sendt ind"):
        approve(there, approver, draft)


# --- many at once -----------------------------------------------------------------------------------------


def test_approving_is_all_or_nothing(there: EntryPlan, submitted: Submission, approver: User) -> None:
    draft = write(there, there.advice.goal, "<p>Kladde</p>")

    with pytest.raises(ValidationError) as refusal:
        approve(there, approver, submitted, draft)

    assert errors_of(refusal)["__all__"] == [f"»{there.advice.goal.wording}«: Målet er ikke sendt ind."]
    assert submission_of(there, there.dialogue.goal).state == SUBMITTED


def test_a_goal_of_another_round_is_not_approved(
    there: EntryPlan, submitted: Submission, approver: User
) -> None:
    elsewhere = SubmissionFactory.create(state=SUBMITTED)

    with pytest.raises(ValidationError, match="Vælg de mål, der skal godkendes"):
        approve(there, approver, submitted, elsewhere)


def queries_of_approving(there: EntryPlan, by: User, *goals: ResultGoal) -> int:
    rows = [SubmissionFactory.create(round=there.round, goal=each, state=SUBMITTED) for each in goals]
    with CaptureQueriesContext(connection) as queries:
        approve(there, by, *rows)
    return len(queries)


def test_many_are_approved_with_as_many_queries_as_one(there: EntryPlan, approver: User) -> None:
    for indicator in [there.dialogue, there.others]:
        MeasurementFactory.create(indicator=indicator, as_of=there.round.as_of)
    MeasurementFactory.create(indicator=there.employed, as_of=there.round.as_of, numerator=7, denominator=15)
    hold_history(there.plan.pk)  # or the first of the two, which share a transaction, would do that for both
    one = queries_of_approving(there, approver, there.dialogue.goal)

    assert queries_of_approving(there, approver, there.others.goal, there.employed.goal) == one


# --- rounds that share figures ----------------------------------------------------------------------------


def beside(there: EntryPlan, *, first_year: int = 2018, as_of: date | None = None) -> ReportingRound:
    return ReportingRoundFactory.create(
        plan=there.plan, first_year=first_year, last_year=2019, as_of=as_of or there.round.as_of
    )


def test_approval_in_one_round_is_not_bypassed_through_another_of_the_same_day(
    there: EntryPlan, goal: ResultGoal
) -> None:
    SubmissionFactory.create(round=beside(there), goal=goal, state=APPROVED)

    with pytest.raises(ValidationError, match="Tallet indgår også i runden 2018–2019, opgjort 15"):
        give(there, there.dialogue, count(15))


def test_a_closed_round_of_the_same_day_keeps_its_figures(there: EntryPlan) -> None:
    ReportingRound.objects.filter(pk=beside(there).pk).update(state=RoundState.CLOSED)

    with pytest.raises(ValidationError, match="først ændres, når den runde åbnes igen"):
        give(there, there.dialogue, count(15))


def test_a_later_round_without_an_own_figure_reads_this_one(there: EntryPlan, goal: ResultGoal) -> None:
    later = beside(there, as_of=date(2020, 3, 1))
    SubmissionFactory.create(round=later, goal=goal, state=APPROVED)

    with pytest.raises(ValidationError, match="hvor målet er godkendt"):
        give(there, there.dialogue, count(15))

    MeasurementFactory.create(indicator=there.dialogue, year=2019, as_of=later.as_of)
    assert give(there, there.dialogue, count(15)).value == 15


def test_what_is_submitted_in_the_other_round_becomes_a_draft_too(there: EntryPlan, goal: ResultGoal) -> None:
    other = SubmissionFactory.create(round=beside(there), goal=goal, state=SUBMITTED)

    give(there, there.dialogue, count(15))

    other.refresh_from_db()
    assert (other.state, other.version) == (DRAFT, 2)


# --- a figure that is taken back --------------------------------------------------------------------------


def test_a_retracted_figure_is_missing_and_its_history_kept(there: EntryPlan) -> None:
    measurement = give(there, there.employed, FigureInput(numerator=7, denominator=15))
    pk = measurement.pk

    retract_figure(
        by=there.karin,
        round=there.round,
        indicator=there.employed,
        year=2019,
        version=1,
        today=TODAY,
        why="Forkert mål",
    )

    assert not Measurement.objects.filter(pk=pk).exists()
    gone = ("7", "", "karin", "Forkert mål")
    assert history_of("measurement", pk, "numerator")[-1][1:] == gone
    assert history_of("measurement", pk, "year", "as_of")[-1][2] == ""


def test_a_figure_that_somebody_else_changed_is_not_retracted(there: EntryPlan) -> None:
    give(there, there.dialogue, count(15))
    give(there, there.dialogue, count(14), version=1)

    with pytest.raises(Conflict):
        retract_figure(
            by=there.karin, round=there.round, indicator=there.dialogue, year=2019, version=1, today=TODAY
        )
