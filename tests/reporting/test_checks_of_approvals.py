"""Is a judgement published that is not the one which was approved? What the checks say of it."""

from decimal import Decimal

import pytest

from plans.enums import Status
from plans.findings import Finding, findings
from plans.models import Approval, Indicator, Measurement, StatusWord, Target
from tests.reporting.checked_reports import CheckedReport

pytestmark = pytest.mark.django_db


@pytest.fixture
def checked() -> CheckedReport:
    report = CheckedReport()
    report.add_goal("dialog", "<p>VINK holdt 15 aktiviteter.</p>", value=15)
    return report


def found(report: CheckedReport) -> list[Finding]:
    """What is found without anything being approved anew."""
    return [
        each
        for each in findings(report.status, report.memo)
        if each.code in {"basis_changed", "approval_unrecorded"}
    ]


def only(report: CheckedReport) -> Finding:
    [finding] = found(report)
    return finding


def test_nothing_is_found_while_all_is_as_it_was_approved(checked: CheckedReport) -> None:
    assert found(checked) == []


def test_another_target_stands_in_the_way_with_what_was_and_what_is(checked: CheckedReport) -> None:
    Target.objects.update(value=Decimal(100))

    finding = only(checked)

    assert finding.stands_in_the_way
    assert finding.message == (
        "Grundlaget er ændret, siden målet blev godkendt: Måltal 2019: 10 → 100."
        " Målet blev godkendt som »nået« og er nu »ikke nået«."
    )
    assert finding.reopen_url.startswith("/plans/vink/approval/2019/#goal-")


def test_a_wider_tolerance_is_found_although_the_status_is_the_same(checked: CheckedReport) -> None:
    checked.plan.tolerance_percent = Decimal(60)
    checked.plan.save()

    assert only(checked).message == (
        "Grundlaget er ændret, siden målet blev godkendt: Tolerance: under 15 pct. → under 60 pct."
    )


def test_the_plans_word_and_an_added_indicator_are_found(checked: CheckedReport) -> None:
    StatusWord.objects.create(plan=checked.plan, status=Status.ACHIEVED, word="indfriet")
    goal = Indicator.objects.get().goal
    Indicator.objects.create(goal=goal, order=2, label="Møder", measure="count", accumulation="sum")

    assert only(checked).message == (
        "Grundlaget er ændret, siden målet blev godkendt: Ordet for status: – → indfriet;"
        " Indikator: – → Møder."
    )


def test_a_figure_that_was_changed_past_the_program_is_found(checked: CheckedReport) -> None:
    Measurement.objects.update(value=Decimal(9))

    assert "Tal 2019: 15 → 9." in only(checked).message


def test_a_rule_that_comes_to_something_else_on_the_same_basis_is_found(checked: CheckedReport) -> None:
    Approval.objects.update(status=Status.PARTLY_ACHIEVED)

    assert only(checked).message == "Målet blev godkendt som »delvist nået« og er nu »nået«."


@pytest.mark.parametrize("basis", ['{"form":99}', "?"])
def test_what_cannot_be_read_is_not_published(checked: CheckedReport, basis: str) -> None:
    Approval.objects.update(basis=basis)

    assert only(checked).message == "Det, der blev godkendt, kan denne udgave af Vink ikke læse."


def test_an_approval_of_which_nothing_is_known_is_not_published(checked: CheckedReport) -> None:
    Approval.objects.all().delete()

    assert only(checked).message == "Det er ikke registreret, hvad der blev godkendt."
    assert only(checked).stands_in_the_way
