"""Who answers for what a check found, and what does history keep of it?

Tests the actions by which an approver answers for a finding and takes that back.
"""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from plans.actions.acknowledgements import acknowledge, withdraw_acknowledgement
from plans.actions.history import Conflict
from plans.enums import Treatment
from plans.models import Acknowledgement, Change, Report
from plans.models.fields import LONGEST_TEXT
from tests.factories import ReportFactory, UserFactory
from vink.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    return ReportFactory.create()


@pytest.fixture
def approver() -> User:
    return UserFactory.create(approver=True)


def answer(
    by: User,
    report: Report,
    *,
    found: str = "3 i mål",
    reason: str = "De har sagt ja til det.",
    treatment: Treatment = Treatment.SUPPRESS,
    replaces: int | None = None,
) -> Acknowledgement:
    return acknowledge(
        by=by,
        report=report,
        check_code="few_people",
        finding_key="arbejde/1",
        found=found,
        treatment=treatment,
        reason=reason,
        replaces=replaces,
    )


def test_an_answer_is_kept_with_who_gave_it_and_why(report: Report, approver: User) -> None:
    given = answer(approver, report, reason="  De har sagt ja til det. ")

    stored = Acknowledgement.objects.get()
    assert (stored.pk, stored.found, stored.treatment) == (given.pk, "3 i mål", "suppress")
    assert (stored.reason, stored.acknowledged_by) == ("De har sagt ja til det.", approver)
    change = Change.objects.get(kind="acknowledgement", field="treatment")
    assert (change.plan, change.object_id, change.new) == (report.round.plan, given.pk, "suppress")
    assert (change.who, change.why) == (approver, "De har sagt ja til det.")


def test_an_answer_to_something_else_goes_instead_and_history_keeps_both(
    report: Report, approver: User
) -> None:
    earlier = answer(approver, report)

    later = answer(approver, report, found="4 i mål", treatment=Treatment.KEEP, replaces=earlier.pk)

    assert Acknowledgement.objects.get() == later
    changes = Change.objects.filter(kind="acknowledgement", field="found").values_list("old", "new")
    assert list(changes) == [("", "3 i mål"), ("3 i mål", ""), ("", "4 i mål")]


@pytest.mark.parametrize("saw_another", [False, True])
def test_who_did_not_see_another_answer_does_not_overwrite_it(
    report: Report, approver: User, saw_another: bool
) -> None:
    stored = answer(approver, report)

    with pytest.raises(Conflict) as conflict:
        answer(approver, report, reason="En anden grund", replaces=stored.pk + 1 if saw_another else None)

    assert conflict.value.current == stored
    assert Acknowledgement.objects.get().reason == "De har sagt ja til det."


@pytest.mark.parametrize("reason", ["", "  \n", "x" * (LONGEST_TEXT + 1), "a\x00b"])
def test_an_answer_needs_a_reason_that_can_be_kept(report: Report, approver: User, reason: str) -> None:
    with pytest.raises(ValidationError) as refused:
        answer(approver, report, reason=reason)

    assert set(refused.value.message_dict) == {"reason"}
    assert not Acknowledgement.objects.exists()


def test_an_answer_that_is_taken_back_stays_in_the_history(report: Report, approver: User) -> None:
    given = answer(approver, report)

    withdraw_acknowledgement(by=approver, report=report, acknowledgement=given.pk)
    withdraw_acknowledgement(by=approver, report=report, acknowledgement=given.pk)  # by another, at once

    assert not Acknowledgement.objects.exists()
    changes = Change.objects.filter(kind="acknowledgement", field="reason").values_list("old", "new")
    assert list(changes) == [("", "De har sagt ja til det."), ("De har sagt ja til det.", "")]


def test_an_answer_is_taken_back_in_its_own_report(report: Report, approver: User) -> None:
    given = answer(approver, report)

    withdraw_acknowledgement(by=approver, report=ReportFactory.create(), acknowledgement=given.pk)

    assert Acknowledgement.objects.get() == given


@pytest.mark.parametrize("role", ["reader", "contributor", "administrator"])
def test_only_approvers_answer(report: Report, approver: User, role: str) -> None:
    person = UserFactory.create(role=role)
    given = answer(approver, report)

    with pytest.raises(PermissionDenied):
        answer(person, ReportFactory.create())
    with pytest.raises(PermissionDenied):
        withdraw_acknowledgement(by=person, report=report, acknowledgement=given.pk)
