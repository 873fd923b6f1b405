"""Does what was approved stay what was approved, whatever is changed in the plan, and by whichever action?

Tests that every change under an approved or published judgement asks for a reason first, and what becomes of
the judgement.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from plans.actions import submissions
from plans.actions.administration import PageRows, RowChange, add_row, change_row, delete_row, save_page
from plans.actions.goals import withdraw_goal
from plans.actions.judgements_kept import Affected, JudgementsRestOnIt, Outcome, Watch
from plans.enums import Direction, RoundState, Status, SubmissionState
from plans.models import Change, Indicator, ReportingRound, StatusWord, Submission, Target
from plans.models.fields import Versioned
from plans.status_report import status_report
from tests.factories import PublicationFactory, ReportFactory, ReportingRoundFactory, UserFactory
from tests.plans.entry_plan import EntryPlan, entry_plan
from tests.plans.submitted import TODAY, count, give, submit
from vink.accounts.models import User

pytestmark = pytest.mark.django_db

WHY = "Måltallet var tastet forkert."


@dataclass(frozen=True)
class Approved:
    """The entry plan with 15 of 10 dialogues approved, who approved them, and who sets up plans."""

    there: EntryPlan
    anne: User
    admin: User

    @property
    def indicator(self) -> Indicator:
        return Indicator.objects.get(pk=self.there.dialogue.pk)

    @property
    def target(self) -> Target:
        return self.indicator.targets.get()

    @property
    def submission(self) -> Submission:
        return Submission.objects.get(round=self.there.round, goal=self.there.dialogue.goal)

    @property
    def status(self) -> Status:
        """How the goal stands on every page."""
        report = status_report(self.there.plan, self.there.round.period, today=TODAY)
        [goal] = [each for each in report.goals if each.id == self.there.dialogue.goal_id]
        return goal.status

    def publish(self, at: datetime = datetime(2100, 1, 1, tzinfo=UTC)) -> None:
        report = ReportFactory.create(round=self.there.round)
        PublicationFactory.create(report=report, published_at=at)

    def change(self, row: Versioned, watch: Watch | None = None, **values: object) -> None:
        """Change a row as the administration does."""
        change = RowChange(row, values, row.version)
        own = watch or Watch(self.admin)
        with transaction.atomic():
            stored = type(row)._default_manager.get(pk=row.pk)
            change_row(by=self.admin, row=stored, change=change, watch=own)
            own.end()


@pytest.fixture
def made() -> Approved:
    there = entry_plan()
    anne = UserFactory.create(approver=True, username="anne")
    give(there, there.dialogue, count(15))
    row = submit(there, there.dialogue.goal)
    submissions.approve(by=anne, round=there.round, versions={row.pk: row.version}, today=TODAY)
    return Approved(there, anne, UserFactory.create(administrator=True, username="ida"))


def asked(change: Callable[[], object]) -> JudgementsRestOnIt:
    with pytest.raises(JudgementsRestOnIt) as found:
        change()
    return found.value


def one(found: JudgementsRestOnIt) -> Affected:
    [affected] = found.affected
    return affected


# --- Nothing is changed before somebody has seen it and said why -------------------------------------------


def test_a_target_under_an_approval_is_not_changed_without_a_word(made: Approved) -> None:
    found = asked(lambda: made.change(made.target, value=Decimal(100)))

    affected = one(found)
    assert (affected.goal, affected.round) == (made.there.dialogue.goal, made.there.round)
    assert (affected.before.status, affected.now and affected.now.status) == (
        Status.ACHIEVED,
        Status.NOT_ACHIEVED,
    )
    assert (affected.outcome, affected.published) == (Outcome.RETURNED, None)


def test_with_the_reason_it_is_changed_and_the_goal_goes_back_with_it(made: Approved) -> None:
    seen = asked(lambda: made.change(made.target, value=Decimal(100))).seen

    made.change(made.target, Watch(made.admin, WHY, seen), value=Decimal(100))

    row = made.submission
    assert (row.state, row.returned_because) == (SubmissionState.RETURNED, WHY)
    assert made.target.value == 100
    change = Change.objects.filter(kind="submission", object_id=row.pk, field="state").latest("pk")
    assert (change.old, change.new, change.who, change.why) == ("approved", "returned", made.admin, WHY)


@pytest.mark.parametrize(("why", "is_seen"), [("", True), ("  ", True), (WHY, False)])
def test_without_a_reason_or_without_having_seen_it_nothing_happens(
    made: Approved, why: str, *, is_seen: bool
) -> None:
    seen = asked(lambda: made.change(made.target, value=Decimal(100))).seen

    watch = Watch(made.admin, why, seen if is_seen else "")
    asked(lambda: made.change(made.target, watch, value=Decimal(100)))

    assert made.submission.state == SubmissionState.APPROVED


def test_what_somebody_saw_is_what_is_done(made: Approved) -> None:
    """Who saw 10 → 100 has not seen 10 → 11."""
    seen = asked(lambda: made.change(made.target, value=Decimal(100))).seen

    again = asked(lambda: made.change(made.target, Watch(made.admin, WHY, seen), value=Decimal(11)))

    assert again.seen != seen


def test_a_reason_that_cannot_be_kept_is_refused(made: Approved) -> None:
    seen = asked(lambda: made.change(made.target, value=Decimal(100))).seen

    with pytest.raises(ValidationError) as refusal:
        made.change(made.target, Watch(made.admin, "a\x00b", seen), value=Decimal(100))

    assert list(refusal.value.message_dict) == ["why"]


# --- Every way to change what it rests on -------------------------------------------------------------------


def _tolerance(made: Approved) -> None:
    made.change(made.there.plan, tolerance_percent=Decimal(60))


def _direction(made: Approved) -> None:
    made.change(made.indicator, direction=Direction.AT_MOST)


def _own_tolerance(made: Approved) -> None:
    made.change(
        made.indicator,
        tolerance_percent=Decimal(60),
        tolerance_basis="relative",
        tolerance_boundary="strict",
    )


def _wording(made: Approved) -> None:
    made.change(made.indicator.goal, wording="100 dialogaktiviteter")


def _word(made: Approved) -> None:
    word = StatusWord.objects.get(plan=made.there.plan)
    page = PageRows(StatusWord, changed=[RowChange(word, {"word": "nået"})])
    save_page(by=made.admin, owner=made.there.plan, page=page, version=made.there.plan.version)


def _deleted_target(made: Approved) -> None:
    page = PageRows(Target, deleted=[made.target])
    save_page(by=made.admin, owner=made.indicator, page=page, version=made.indicator.version)


def _whole_plan_target(made: Approved) -> None:
    page = PageRows(
        Target, deleted=[made.target], added=[Target(indicator=made.indicator, value=Decimal(10))]
    )
    save_page(by=made.admin, owner=made.indicator, page=page, version=made.indicator.version)


def _another_indicator(made: Approved) -> None:
    row = Indicator(goal=made.indicator.goal, order=2, label="Møder", measure="count", accumulation="sum")
    add_row(by=made.admin, row=row)


def _withdrawn(made: Approved) -> None:
    goal = made.indicator.goal
    withdraw_goal(by=made.admin, goal=goal, from_year=2019, why=WHY, version=goal.version)


WAYS = [
    _tolerance,
    _direction,
    _own_tolerance,
    _wording,
    _word,
    _deleted_target,
    _whole_plan_target,
    _another_indicator,
    _withdrawn,
]


@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_change_it_asks_first(made: Approved, way: Callable[[Approved], None]) -> None:
    assert one(asked(lambda: way(made))).outcome is Outcome.RETURNED


def test_an_added_indicator_that_goes_is_a_change_too(made: Approved) -> None:
    extra = Indicator.objects.create(
        goal=made.indicator.goal, order=2, label="Møder", measure="count", accumulation="sum"
    )

    def delete() -> None:
        watch = Watch(made.admin)
        delete_row(by=made.admin, row=extra, watch=watch)
        watch.end()

    assert [change.part.value for change in one(asked(delete)).changes] == ["indicator"]


@pytest.mark.parametrize(
    "change",
    [
        lambda made: made.change(made.indicator.goal, footnote="Se side 4"),
        lambda made: made.change(made.indicator, data_source="Registret"),
        lambda made: made.change(made.there.plan, title="VINK"),
        lambda made: made.change(made.there.others.targets.get(), value=Decimal(9)),  # a draft's
        lambda made: made.change(made.there.others.goal, wording="Ni forløb"),
        lambda made: made.change(made.there.plan, tolerance_percent=Decimal("15.00")),
    ],
)
def test_what_nothing_approved_rests_on_is_changed_as_before(
    made: Approved, change: Callable[[Approved], None]
) -> None:
    change(made)

    assert made.submission.state == SubmissionState.APPROVED


@pytest.mark.parametrize("way", WAYS)
def test_an_ordinary_round_asks_nothing(made: Approved, way: Callable[[Approved], None]) -> None:
    Submission.objects.update(state=SubmissionState.SUBMITTED)

    way(made)

    assert made.submission.state == SubmissionState.SUBMITTED


# --- Closed and published rounds ----------------------------------------------------------------------------


def test_a_closed_round_asks_although_nobody_approved(made: Approved) -> None:
    Submission.objects.update(state=SubmissionState.DRAFT)
    ReportingRound.objects.update(state=RoundState.CLOSED)

    found = asked(lambda: made.change(made.target, value=Decimal(100)))
    assert one(found).outcome is Outcome.CHANGES
    made.change(made.target, Watch(made.admin, WHY, found.seen), value=Decimal(100))

    assert (made.submission.state, made.status) == (SubmissionState.DRAFT, Status.NOT_ACHIEVED)


def test_a_published_judgement_stands_until_the_goal_is_opened_again(made: Approved) -> None:
    made.publish()
    found = asked(lambda: made.change(made.target, value=Decimal(100)))
    assert (one(found).outcome, one(found).published) == (Outcome.STANDS, 1)

    made.change(made.target, Watch(made.admin, WHY, found.seen), value=Decimal(100))

    row = made.submission
    assert (row.state, row.returned_because) == (SubmissionState.APPROVED, "")
    assert row.stands_since is not None
    assert (made.target.value, made.status) == (100, Status.ACHIEVED)  # as it was approved

    goal = made.there.dialogue.goal
    submissions.reopen(by=made.anne, round=made.there.round, goal=goal, version=row.version, because=WHY)

    assert made.submission.stands_since is None
    assert made.status is Status.NOT_ACHIEVED  # as the plan says now


def test_what_is_put_back_stands_on_the_plan_again(made: Approved) -> None:
    made.publish()
    for value in (100, 10):
        found = asked(lambda value=value: made.change(made.target, value=Decimal(value)))  # type: ignore[misc]
        made.change(made.target, Watch(made.admin, WHY, found.seen), value=Decimal(value))
        assert (made.submission.stands_since is not None) is (value == 100)


def test_what_was_approved_again_after_the_publication_goes_back(made: Approved) -> None:
    made.publish(at=datetime(2020, 1, 1, tzinfo=UTC))

    assert one(asked(lambda: made.change(made.target, value=Decimal(100)))).outcome is Outcome.RETURNED


def test_two_rounds_that_read_the_same_target_are_both_shown(made: Approved) -> None:
    later = ReportingRoundFactory.create(
        plan=made.there.plan, as_of=date(2020, 6, 30), state=RoundState.CLOSED
    )

    found = asked(lambda: made.change(made.target, value=Decimal(100)))

    outcomes = {each.round.pk: each.outcome for each in found.affected}
    assert outcomes == {made.there.round.pk: Outcome.RETURNED, later.pk: Outcome.CHANGES}
