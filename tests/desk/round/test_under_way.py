"""Can a judged goal be told as in progress? Until its time is over, on every page and in every file."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from plans.actions.measurements import record_figure
from plans.actions.plan_import import import_plan
from plans.domain.values import Period
from plans.figures.input import FigureInput
from plans.models import ActionPlan, Indicator, Measurement, ResultGoal, Submission
from plans.planfile.reading import read_plan_file
from plans.planfile.writing import export_plan
from plans.status_report import status_reports
from plans.workbook.columns import PLACES
from tests.desk.entry_page import HTMX, get, row_of, send
from tests.desk.goal.entry_form import form_on, named, post, posted_by
from tests.desk.workbook.filling import ADVICE_SHEET, filled
from tests.factories import ReportingRoundFactory, TargetFactory, UserFactory
from tests.plans.entry_plan import EntryPlan

pytestmark = pytest.mark.django_db

FIRST_YEAR = "/plans/vink/entry/2018/"


class _FirstYear(EntryPlan):
    @property
    def address(self) -> str:
        return FIRST_YEAR


@pytest.fixture
def early(there: EntryPlan) -> EntryPlan:
    """The judged goal has one target for 2018 and 2019, and the year 2018 is reported in January 2019."""
    there.advice.targets.all().delete()
    TargetFactory.create(indicator=there.advice, year=None, value=None, text="Al sparring i hele planen")
    round_ = ReportingRoundFactory.create(plan=there.plan, first_year=2018, as_of=date(2019, 1, 15))
    return _FirstYear(**{**vars(there), "round": round_})


def stored(indicator: Indicator, year: int | None = 2018) -> Measurement:
    return Measurement.objects.get(indicator=indicator, year=year)


def tell(client: Client, there: EntryPlan, slot: str = "2018", **fields: str) -> int:
    """Post the judged goal's page; the answer's status."""
    address = f"{there.address}goals/{there.advice.goal.key}/"
    form = form_on(get(client, address))
    status, _page = post(client, address, posted_by(form) | named(there.advice, fields, slot))
    return status


def test_it_is_chosen_in_the_grid(karin: Client, early: EntryPlan) -> None:
    row = row_of(get(karin, FIRST_YEAR), early.advice, "2018")
    offered = [option.text for option in row.all("option")]
    assert offered == ["Vælg", "Indfriet", "Delvist nået", "Ikke nået", "I gang"]

    answer = send(karin, early, early.advice, slot="2018", judged="in_progress", basis="Godt på vej")

    assert (answer.status, answer.badge) == (200, "I gang")
    assert answer.announcement.startswith("Gemt: I gang. Status: I gang.")
    now = stored(early.advice)
    assert (now.under_way, now.judged, now.basis) == (True, "", "Godt på vej")


@pytest.mark.slow
def test_it_is_handed_in_approved_and_told_to_the_committee(karin: Client, early: EntryPlan) -> None:
    status = tell(karin, early, judged="in_progress", basis="Godt på vej", commentary="Sagt", then="submit")

    submission = Submission.objects.get(goal=early.advice.goal)
    assert (status, submission.state) == (302, "submitted")

    approver = Client()
    approver.force_login(UserFactory.create(approver=True))
    page = get(approver, "/plans/vink/approval/2018/")
    goal = page.one("article", id=f"goal-{early.advice.goal_id}")
    assert "I gang" in goal.with_class("approval-figures")[0].text
    assert "Godt på vej" in goal.with_class("approval-figures")[0].text
    assert [badge.text for badge in goal.with_class("status")] == ["I gang"]
    chosen = goal.one("input", name="chosen", type="checkbox").attributes["value"]
    response = approver.post("/plans/vink/approval/2018/", {"act": "approve", "chosen": chosen})
    submission.refresh_from_db()
    assert (response.status_code, submission.state) == (302, "approved")

    board = get(approver, "/plans/vink/status/2018/")
    row_texts = [row.text for row in board.all("tr") if "Sparring ved bekymring" in row.text]
    assert row_texts
    assert all("I gang" in text and "opgøres" not in text for text in row_texts)
    annex = get(approver, "/plans/vink/annex/2018/")
    (row,) = [row.text for row in annex.all("tr") if "Sparring ved bekymring" in row.text]
    assert "i gang" in row.lower()
    assert "opgøres" not in row


@pytest.mark.slow
def test_it_stands_on_the_goals_page_as_it_was_chosen(karin: Client, early: EntryPlan) -> None:
    tell(karin, early, judged="in_progress", basis="Godt på vej")

    held = form_on(get(karin, f"{FIRST_YEAR}goals/{early.advice.goal.key}/")).fields()

    assert held[f"figure-{early.advice.pk}-2018-judged"] == "in_progress"
    assert tell(karin, early, judged="achieved", basis="Nået") == 302
    assert (stored(early.advice).under_way, stored(early.advice).judged) == (False, "achieved")


def test_it_is_undone_in_the_grid(karin: Client, early: EntryPlan) -> None:
    send(karin, early, early.advice, slot="2018", judged="in_progress", basis="Godt på vej")
    answer = send(karin, early, early.advice, slot="2018", judged="achieved", basis="Nået", version=1)
    undo = answer.row.with_class("entry-figure__undo")[0]
    assert "Fortryd til I gang" in undo.text

    karin.post(FIRST_YEAR, undo.fields(), headers=HTMX)

    assert (stored(early.advice).under_way, stored(early.advice).basis) == (True, "Godt på vej")


def test_once_the_time_is_over_it_is_judged(karin: Client, early: EntryPlan, there: EntryPlan) -> None:
    """The same goal in the round of 2019, known on 15 January 2020: the plan has ended."""
    tell(karin, early, judged="in_progress")
    row = row_of(get(karin, there.address), there.advice)
    assert "I gang" not in [option.text for option in row.all("option")]
    assert "data-given" not in row.attributes

    answer = send(karin, there, there.advice, judged="in_progress")

    assert answer.status == 422
    assert answer.errors == [
        "Fejl: Perioden er slut, så målet er ikke i gang. Vælg nået, delvist nået eller ikke nået."
    ]
    assert send(karin, there, there.advice, judged="achieved", basis="Nået").badge == "Indfriet"


def test_what_was_under_way_is_missing_after_the_plan(karin: Client, early: EntryPlan) -> None:
    tell(karin, early, judged="in_progress")

    (report,) = status_reports([early.plan], [Period(2018, 2019)], today=date(2020, 6, 1)).values()

    (goal,) = [goal for goal in report.goals if goal.id == early.advice.goal_id]
    assert goal.status == "not_reported"


def test_it_goes_into_a_plan_file_and_out_again(karin: Client, early: EntryPlan) -> None:
    tell(karin, early, judged="in_progress", basis="Godt på vej")

    text = export_plan(ActionPlan.objects.get(pk=early.plan.pk))

    assert "under_way: true" in text
    again = import_plan(plan_file=read_plan_file(text.replace("slug: vink", "slug: andet", 1).encode()))
    goal = ResultGoal.objects.get(plan=again, wording="Sparring ved bekymring")
    assert stored(goal.indicators.get()).under_way
    assert export_plan(again) == text.replace("slug: vink", "slug: andet", 1)


def test_it_goes_through_a_workbook(karin: Client, early: EntryPlan) -> None:
    address = f"{FIRST_YEAR}workbook/"
    empty = karin.get(f"{address}indberetning-vink-2018.xlsx").content
    sheet = load_workbook(BytesIO(empty))[ADVICE_SHEET]
    column = PLACES["goal"]
    row = next(r for r in range(3, 10) if sheet.cell(r, column).value == "Sparring ved bekymring")
    book = filled(empty, {(ADVICE_SHEET, row): {"judged": "I gang", "basis": "Godt på vej"}})

    karin.post(address, {"action": "upload", "workbook": SimpleUploadedFile("a.xlsx", book)})
    page = get(karin, address)
    seen = page.one("input", name="seen").attributes["value"]
    karin.post(address, {"action": "confirm", "seen": seen})

    assert (stored(early.advice).under_way, stored(early.advice).basis) == (True, "Godt på vej")
    sent = load_workbook(BytesIO(karin.get(f"{address}indberetning-vink-2018.xlsx").content))
    assert sent[ADVICE_SHEET].cell(row, PLACES["judged"]).value == "I gang"


def test_a_count_is_never_under_way(early: EntryPlan) -> None:
    with pytest.raises(Exception, match="Tallet passer ikke til målet"):
        record_figure(
            by=early.karin,
            round=early.round,
            indicator=early.dialogue,
            year=2018,
            figure=replace(FigureInput(), under_way=True),
            version=1,
            today=date(2019, 1, 10),
        )
