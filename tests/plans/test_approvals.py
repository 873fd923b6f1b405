"""Is what somebody approved kept with all that it rested on, also what was approved before the upgrade?

Tests what an approval stores of its judgement, and the migration that stored it for earlier approvals.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from plans import queries
from plans.actions import submissions
from plans.actions.plan_import import import_plan
from plans.domain.basis_text import read
from plans.domain.values import TargetValue, Tolerance
from plans.enums import Recorded, Status, SubmissionState
from plans.judgements import approved_judgement, departure, judgements_in
from plans.models import Approval, ReportingRound, Submission, Target
from tests.factories import UserFactory
from tests.plans.entry_plan import EntryPlan, entry_plan
from tests.plans.submitted import TODAY, count, give, submit
from tests.plans.vink_files import SLUGS
from tests.plans.vink_files import read as read_file
from vink.accounts.models import User

BEFORE = [("plans", "0007_under_way")]


@pytest.fixture
def there() -> EntryPlan:
    return entry_plan()


@pytest.fixture
def anne() -> User:
    return UserFactory.create(approver=True, username="anne")


def approve(there: EntryPlan, by: User, row: Submission) -> Submission:
    [approved] = submissions.approve(by=by, round=there.round, versions={row.pk: row.version}, today=TODAY)
    return approved


@pytest.mark.django_db
def test_an_approval_keeps_status_figure_and_all_that_they_rest_on(there: EntryPlan, anne: User) -> None:
    give(there, there.dialogue, count(15))

    row = approve(there, anne, submit(there, there.dialogue.goal))

    kept = Approval.objects.get(submission=row)
    assert (kept.status, kept.figure, kept.form) == (Status.ACHIEVED, "15", 1)
    assert (kept.approved_by, kept.recorded) == (anne, Recorded.APPROVAL)
    assert kept.approved_at is not None
    basis = read(kept.basis)
    assert (basis.wording, basis.word) == (
        "10 målrettede dialogaktiviteter med borgere og lokale aktører",
        "indfriet",
    )
    [indicator] = basis.indicators
    assert indicator.targets == (TargetValue(2019, Decimal(10)),)
    assert indicator.tolerance == Tolerance(15)
    assert [each.figure.value for each in indicator.figures] == [Decimal(15)]


@pytest.mark.django_db
def test_every_approval_stays_and_the_last_one_counts(there: EntryPlan, anne: User) -> None:
    give(there, there.dialogue, count(15))
    goal = there.dialogue.goal
    row = approve(there, anne, submit(there, goal))
    submissions.reopen(
        by=anne, round=there.round, goal=goal, version=row.version, because="Et tal er forkert."
    )
    assert queries.latest_approvals([there.round.pk]) == {}  # nothing stands approved
    [figure] = there.dialogue.measurements.filter(year=2019)
    give(there, there.dialogue, count(9), version=figure.version)
    approve(there, anne, submit(there, goal))

    assert list(Approval.objects.values_list("figure", "status")) == [
        ("15", Status.ACHIEVED),
        ("9", Status.PARTLY_ACHIEVED),
    ]
    assert queries.latest_approvals([there.round.pk])[there.round.pk, goal.pk].figure == "9"


@pytest.mark.django_db
def test_a_target_of_another_value_is_a_departure_that_says_so(there: EntryPlan, anne: User) -> None:
    give(there, there.dialogue, count(15))
    row = approve(there, anne, submit(there, there.dialogue.goal))
    approval = Approval.objects.get(submission=row)
    key = (there.round.pk, there.dialogue.goal.pk)
    assert departure(approved_judgement(approval), judgements_in([there.round])[key]) is None

    Target.objects.filter(indicator=there.dialogue).update(value=100)

    found = departure(approved_judgement(approval), judgements_in([there.round])[key])
    assert found is not None
    assert (found.before.status, found.now.status) == (Status.ACHIEVED, Status.NOT_ACHIEVED)
    assert [(each.before, each.now) for each in found.changes] == [
        (TargetValue(2019, Decimal(10)), TargetValue(2019, Decimal(100)))
    ]


@pytest.mark.slow
@pytest.mark.django_db
def test_what_a_plan_file_says_is_approved_is_kept_as_it_is_judged() -> None:
    for slug in SLUGS:
        import_plan(plan_file=read_file(slug))

    rounds = list(ReportingRound.objects.select_related("plan"))
    kept = queries.latest_approvals([each.pk for each in rounds])
    assert set(kept) == set(
        Submission.objects.filter(state=SubmissionState.APPROVED).values_list("round_id", "goal_id")
    )
    now = judgements_in(rounds)
    for key, approval in kept.items():
        assert (approval.recorded, approval.approved_by, approval.approved_at) == (
            Recorded.IMPORT,
            None,
            None,
        )
        assert departure(approved_judgement(approval), now[key]) is None


@pytest.mark.slow
@pytest.mark.django_db
def test_the_upgrade_keeps_what_the_program_would(anne: User) -> None:
    """Its own reading of the rows comes to the same bases as the status report's, in all plans there are."""
    for slug in SLUGS:
        import_plan(plan_file=read_file(slug))
    at_import = {row.submission_id: (row.basis, row.status, row.figure) for row in Approval.objects.all()}
    Approval.objects.all().delete()

    upgrade().keep_what_was_approved(apps, None)

    upgraded = {row.submission_id: (row.basis, row.status, row.figure) for row in Approval.objects.all()}
    assert len(upgraded) > 10
    assert upgraded == at_import


def upgrade() -> Any:
    return import_module("plans.migrations.0009_approvals_before")


@pytest.fixture
def upgraded(transactional_db: None) -> Iterator[Callable[[], None]]:
    """Brings the tables to those of today; at the end in any case, for the tests that come after."""

    def upgrade_all() -> None:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())

    yield upgrade_all
    upgrade_all()


@pytest.mark.slow
def test_what_was_approved_before_the_upgrade_is_kept_with_who_and_when(
    upgraded: Callable[[], None],
) -> None:
    executor = MigrationExecutor(connection)
    before = executor.migrate(BEFORE).apps
    made = {name: before.get_model("plans", name) for name in _TABLES}
    user = before.get_model("accounts", "User").objects.create(username="anne", role="approver")
    plan = made["ActionPlan"].objects.create(
        title="VINK", slug="vink", starts_on=date(2018, 1, 1), ends_on=date(2019, 12, 31)
    )
    made["StatusWord"].objects.create(plan=plan, status="achieved", measure="count", word="indfriet")
    area = made["EffortArea"].objects.create(plan=plan, number=1, title="Forebyggende")
    round_ = made["ReportingRound"].objects.create(
        plan=plan, first_year=2019, last_year=2019, as_of=date(2019, 12, 31)
    )
    rows = {}
    for order, (key, state) in enumerate([("dialog", "approved"), ("exit", "draft")], start=1):
        goal = made["ResultGoal"].objects.create(plan=plan, key=key, order=order, wording=key, area=area)
        indicator = made["Indicator"].objects.create(
            goal=goal, order=1, measure="count", accumulation="sum", direction="at_least"
        )
        made["Target"].objects.create(indicator=indicator, year=2019, value=10)
        figure = made["Measurement"].objects.create(
            indicator=indicator, year=2019, as_of=date(2019, 12, 31), value=15
        )
        made["Exclusion"].objects.create(measurement=figure, order=1, count=2, reason="Aflyst")
        rows[key] = made["Submission"].objects.create(round=round_, goal=goal, state=state)
    made["Change"].objects.create(
        plan=plan,
        kind="submission",
        object_id=rows["dialog"].pk,
        field="state",
        old="submitted",
        new="approved",
        who=user,
    )
    when = made["Change"].objects.get().when

    upgraded()

    [kept] = Approval.objects.all()
    assert (kept.submission_id, kept.status, kept.figure) == (rows["dialog"].pk, "achieved", "15")
    assert (kept.recorded, kept.approved_by_id, kept.approved_at) == (Recorded.UPGRADE, user.pk, when)
    now = judgements_in(list(ReportingRound.objects.select_related("plan")))
    [judged] = [now[key] for key in now if key[1] == rows["dialog"].goal_id]
    assert departure(approved_judgement(kept), judged) is None
    assert read(kept.basis).word == "indfriet"
    assert read(kept.basis).indicators[0].figures[0].beside.left_out[0].reason == "Aflyst"
    assert when <= datetime.now(UTC)


_TABLES = (
    "ActionPlan",
    "StatusWord",
    "EffortArea",
    "ReportingRound",
    "ResultGoal",
    "Indicator",
    "Target",
    "Measurement",
    "Exclusion",
    "Submission",
    "Change",
)
