"""What do the checks find before publication, and what do they leave alone?

Tests `plans.findings.findings`, each check with a report that fails it and one that does not.
"""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.enums import PartOf, Status, SubmissionState
from plans.findings import findings
from plans.models import Measurement, ReportRow, ResultGoal
from tests.factories import (
    AcknowledgementFactory,
    ActionPlanFactory,
    ExclusionFactory,
    MeasurementFactory,
    MeasurementPartFactory,
    ReportingRoundFactory,
)
from tests.marked_english import marked_english
from tests.plans.reported_plans import counted_goal, report_on
from tests.reporting.checked_reports import CheckedReport

pytestmark = pytest.mark.django_db


@pytest.fixture
def checked() -> CheckedReport:
    return CheckedReport()


def measurement(goal: ResultGoal) -> Measurement:
    return Measurement.objects.get(indicator__goal=goal)


def test_nothing_is_found_in_a_report_that_is_ready(checked: CheckedReport) -> None:
    checked.add_goal("dialog", "<p>15 aktiviteter er afholdt.</p>", value=15)
    checked.add_goal(
        "arbejde",
        "<p>80 pct. er i arbejde (40 ud af 50).</p>",
        share=True,
        people=True,
        numerator=40,
        denominator=50,
    )

    assert checked.found() == []


# --- what is missing ---


def test_a_missing_figure_blocks_and_is_named(checked: CheckedReport) -> None:
    checked.add_goal("dialog")

    finding = checked.only()

    assert (finding.code, finding.blocks, finding.stands_in_the_way) == ("missing_figure", True, True)
    assert finding.location == "Tabel 1, mål 1: Mål dialog"
    assert finding.message == "Tallet for 2019 mangler."
    assert "/entry/2019/" in finding.url


def test_a_figure_that_could_not_be_measured_is_not_missing(checked: CheckedReport) -> None:
    checked.add_goal("dialog", unmeasurable="not_held", reason="Ikke afholdt")

    assert checked.found() == []


def test_a_part_that_does_not_decide_is_missed_as_well(checked: CheckedReport) -> None:
    goal = checked.add_goal("dialog", "<p>Få kom.</p>", value=1)
    counted = goal.indicators.get()
    counted.label = "Møder"
    counted.save()
    other = counted_goal(checked.area, "other", value=None).indicators.get()
    other.goal, other.label = goal, "Høringer"
    other.save()
    ResultGoal.objects.filter(key="other").delete()

    # one part is missed, so the goal is not achieved; the other has no figure
    assert checked.status.goals[0].status is Status.NOT_ACHIEVED
    assert [(finding.code, finding.message) for finding in checked.found()] == [
        ("missing_figure", "Høringer: Tallet for 2019 mangler.")
    ]


@pytest.mark.parametrize(
    ("state", "message"),
    [
        (SubmissionState.DRAFT, "Målet er ikke sendt ind."),
        (SubmissionState.SUBMITTED, "Målet er sendt ind, men ikke godkendt."),
        (SubmissionState.RETURNED, "Målet er sendt tilbage og ikke sendt ind igen."),
    ],
)
def test_a_goal_that_is_not_approved_blocks(
    checked: CheckedReport, state: SubmissionState, message: str
) -> None:
    submission = checked.submission(checked.add_goal("dialog", value=15))
    submission.state = state
    submission.save()

    finding = checked.only()

    assert (finding.code, finding.message, finding.blocks) == ("unapproved", message, True)
    assert ("/approval/" in finding.url) == (state is SubmissionState.SUBMITTED)


def test_a_goal_of_which_nothing_was_submitted_blocks(checked: CheckedReport) -> None:
    unsaid = checked.submission(checked.add_goal("dialog", value=15))
    unsaid.approvals.all().delete()
    unsaid.delete()

    assert checked.only().message == "Målet er ikke sendt ind."


@pytest.mark.parametrize(
    ("replaced", "codes"), [(Status.NOT_ACHIEVED, []), (Status.NOT_REPORTED, ["unconfirmed_override"])]
)
def test_an_override_is_to_be_confirmed_when_it_replaces_another_status(
    checked: CheckedReport, replaced: Status, codes: list[str]
) -> None:
    submission = checked.submission(checked.add_goal("dialog", value=5))
    submission.override, submission.override_replaced = Status.PARTLY_ACHIEVED, replaced
    submission.override_reason = "To møder blev aflyst af gæsterne."
    submission.save()

    assert checked.codes() == codes


def test_a_goal_that_the_tables_leave_out_asks_for_a_reason(checked: CheckedReport) -> None:
    checked.add_goal("dialog", value=15)
    left_out = checked.add_goal("arbejde", value=15)
    ReportRow.objects.filter(goal=left_out).delete()

    finding = checked.only()

    assert (finding.code, finding.location, finding.blocks) == ("left_out", "Mål arbejde", False)
    assert finding.stands_in_the_way


def test_a_round_without_a_memo_cannot_be_published(checked: CheckedReport) -> None:
    checked.add_goal("dialog", value=15)

    assert [finding.code for finding in findings(checked.status, None)] == ["no_memo"]


def test_a_period_without_a_round_has_nothing_to_publish() -> None:
    plan = ActionPlanFactory.create()

    (finding,) = findings(report_on(plan), None)

    assert (finding.code, finding.blocks) == ("no_round", True)


# --- what is answered for ---


@pytest.mark.parametrize(
    ("value", "text", "codes"),
    [
        (5, "", ["unexplained"]),  # (10 − 5) / 10 = 50 %: not achieved
        (9, "<p> </p>", ["unexplained"]),  # (10 − 9) / 10 = 10 %: partly achieved
        (9, "<p>Et møde blev aflyst.</p>", []),
        (10, "", []),
    ],
)
def test_a_missed_goal_is_to_be_explained(
    checked: CheckedReport, value: int, text: str, codes: list[str]
) -> None:
    checked.add_goal("dialog", text, value=value)

    assert checked.codes() == codes


def test_a_contradiction_names_what_is_written_and_what_is_computed(checked: CheckedReport) -> None:
    # 7 of 15 = 46.7 %
    checked.add_goal("arbejde", "<p>75 pct. er i arbejde.</p>", share=True, numerator=7, denominator=15)

    finding = checked.only()

    assert finding.code == "contradiction"
    assert finding.message == "I teksten står »75 pct.«, men tabellens tal er 47 pct. (7 af 15)."


@pytest.mark.parametrize(
    ("parts", "adds_up", "found"),
    [
        ((12,), False, False),
        ((16,), False, True),
        ((12, 10), False, False),  # groups that may overlap
        ((12, 10), True, True),  # 12 + 10 = 22 of 15
        ((5, 10), True, False),
    ],
)
def test_parts_that_exceed_their_total(
    checked: CheckedReport, parts: tuple[int, ...], adds_up: bool, found: bool
) -> None:
    goal = checked.add_goal("dialog", value=15)
    for part in parts:
        MeasurementPartFactory.create(measurement=measurement(goal), value=Decimal(part), adds_up=adds_up)

    assert checked.codes() == (["parts_exceed_total"] if found else [])


def test_parts_of_the_denominator_are_held_against_it(checked: CheckedReport) -> None:
    goal = checked.add_goal("arbejde", share=True, numerator=11, denominator=14)
    part = MeasurementPartFactory.create(
        measurement=measurement(goal), value=Decimal(14), part_of=PartOf.DENOMINATOR
    )
    assert checked.codes() == []

    part.value = Decimal(15)
    part.save()

    assert checked.only().message == "Delene er flere end helheden på 14 (heraf i udsatte boligområder: 15)."


def test_what_looks_like_a_cpr_number_is_told_without_its_last_digits(checked: CheckedReport) -> None:
    checked.add_goal("dialog", "<p>Mor til 010190-1234 kom.</p>", value=15)

    finding = checked.only()

    assert finding.code == "cpr_number"
    assert finding.message == "Teksten indeholder noget, der ligner et CPR-nummer: 010190-••••."
    assert finding.stands_in_the_way
    assert "1234" not in repr(finding)


@pytest.mark.parametrize("field", ["title", "intro", "closing", "case_officer"])
def test_a_cpr_number_is_found_in_every_part_of_the_memo(checked: CheckedReport, field: str) -> None:
    checked.add_goal("dialog", value=15)
    setattr(checked.report, field, "Om 0101901234.")
    checked.report.save()

    assert checked.codes() == ["cpr_number"]


def test_a_cpr_number_is_found_in_what_only_the_excel_file_says(checked: CheckedReport) -> None:
    indicator = checked.add_goal("dialog", value=15).indicators.get()
    indicator.unit = "010190-1234"
    indicator.save()

    assert checked.codes() == ["cpr_number"]


def test_another_cpr_number_with_the_same_birthday_asks_again(checked: CheckedReport) -> None:
    goal = checked.add_goal("dialog", "<p>Sag 010190-1234.</p>", value=15)
    asked = checked.only()
    AcknowledgementFactory.create(
        report=checked.report, check_code=asked.code, place=asked.key, found=asked.found
    )
    assert not checked.only().stands_in_the_way

    submission = checked.submission(goal)
    submission.commentary = "<p>Sag 010190-4321.</p>"
    submission.save()

    assert checked.only().stands_in_the_way


def test_characters_that_the_font_lacks_block(checked: CheckedReport) -> None:
    checked.add_goal("dialog", "<p>Snemand ☃ og سلام</p>", value=15)

    finding = checked.only()

    assert (finding.code, finding.blocks) == ("unknown_characters", True)
    assert "☃ (U+2603)" in finding.message


# --- small numbers ---


@pytest.mark.parametrize(
    ("figure", "numbers"),
    [
        ({"numerator": 3, "denominator": 4}, "3 i mål, 1 ikke i mål og 4 i alt"),
        ({"numerator": 12, "denominator": 15}, "3 ikke i mål"),
        ({"numerator": 40, "denominator": 50, "pending": 2}, "2 afventer"),
        ({"numerator": 40, "denominator": 50}, None),
        ({"numerator": 50, "denominator": 50}, None),  # nobody is not few
    ],
)
def test_few_people_are_found_in_figures(
    checked: CheckedReport, figure: dict[str, int], numbers: str | None
) -> None:
    checked.add_goal("arbejde", "<p>Som ventet.</p>", share=True, people=True, **figure)

    found = [finding.found for finding in checked.found() if finding.code == "few_people"]

    assert found == ([] if numbers is None else [numbers])
    assert all(finding.of_figures for finding in checked.found())


def test_few_people_who_are_left_out_are_found(checked: CheckedReport) -> None:
    goal = checked.add_goal("arbejde", share=True, people=True, numerator=40, denominator=50)
    ExclusionFactory.create(measurement=measurement(goal), count=2)
    ExclusionFactory.create(measurement=measurement(goal), count=9)

    assert checked.only().found == "frafald på 2"


def test_a_count_of_few_people_is_found_and_one_of_few_meetings_is_not(checked: CheckedReport) -> None:
    checked.add_goal("borgere", "<p>Som ventet.</p>", people=True, value=4)
    checked.add_goal("møder", "<p>Som ventet.</p>", value=4)

    assert [(finding.code, finding.location) for finding in checked.found()] == [
        ("few_people", "Tabel 1, mål 1: Mål borgere")
    ]


def test_a_figure_that_no_longer_counts_is_left_alone(checked: CheckedReport) -> None:
    goal = checked.add_goal("arbejde", share=True, people=True, numerator=40, denominator=50)
    earlier = measurement(goal)
    MeasurementFactory.create(
        indicator=earlier.indicator, as_of=earlier.as_of.replace(month=7), numerator=3, denominator=4
    )

    assert checked.codes() == []


def test_few_people_are_found_in_the_text_of_a_goal_that_counts_people(checked: CheckedReport) -> None:
    text = "<p>2 borgere er fraflyttet.</p>"
    checked.add_goal("arbejde", text, share=True, people=True, numerator=40, denominator=50)
    checked.add_goal("dialog", text, value=15)

    finding = checked.only()

    assert (finding.code, finding.of_figures) == ("few_people_in_text", False)
    assert finding.message == "Teksten fortæller om ganske få personer: »2 borgere«."


# --- what was answered ---


def test_an_acknowledgement_holds_for_what_was_found_and_no_more(checked: CheckedReport) -> None:
    goal = checked.add_goal("arbejde", "<p>Godt.</p>", share=True, people=True, numerator=47, denominator=50)
    asked = checked.only()
    given = AcknowledgementFactory.create(
        report=checked.report, check_code=asked.code, place=asked.key, found=asked.found
    )

    answered = checked.only()
    assert (answered.acknowledgement, answered.stands_in_the_way) == (given, False)

    row = measurement(goal)
    row.numerator = 48
    row.save()

    again = checked.only()
    assert (again.acknowledgement, again.lapsed, again.stands_in_the_way) == (None, given, True)


def test_an_acknowledgement_holds_in_both_languages(checked: CheckedReport) -> None:
    checked.add_goal("arbejde", "<p>75 pct.</p>", share=True, people=True, numerator=47, denominator=50)
    for asked in checked.found():
        AcknowledgementFactory.create(
            report=checked.report, check_code=asked.code, place=asked.key, found=asked.found
        )

    with marked_english():
        answered = checked.found()

    assert [(each.code, each.stands_in_the_way) for each in answered] == [
        ("contradiction", False),
        ("few_people", False),
    ]


def test_what_blocks_cannot_be_acknowledged(checked: CheckedReport) -> None:
    checked.add_goal("dialog")
    missing = checked.only()
    AcknowledgementFactory.create(
        report=checked.report, check_code=missing.code, place=missing.key, found=missing.found
    )

    assert checked.only().stands_in_the_way


def test_an_acknowledgement_is_of_its_own_report(checked: CheckedReport) -> None:
    checked.add_goal("dialog", value=5)
    asked = checked.only()
    AcknowledgementFactory.create(
        report__round=ReportingRoundFactory.create(plan=checked.plan, first_year=2018),
        check_code=asked.code,
        place=asked.key,
        found=asked.found,
    )

    assert checked.only().stands_in_the_way


def test_the_queries_do_not_grow_with_the_goals(checked: CheckedReport) -> None:
    def count() -> int:
        status, memo = checked.status, checked.memo
        with CaptureQueriesContext(
            connection,
        ) as queries:
            findings(status, memo)
        return len(queries)

    checked.add_goal(
        "a", "<p>2 borgere 010190-1234 ☃</p>", share=True, people=True, numerator=3, denominator=4
    )
    one = count()
    checked.add_goal(
        "b", "<p>2 borgere 010190-1234 ☃</p>", share=True, people=True, numerator=3, denominator=4
    )
    checked.add_goal("c", value=5)

    # the acknowledgements, the choices for small numbers, exclusions, parts, versions, and what was approved
    assert (one, count()) == (6, 6)
