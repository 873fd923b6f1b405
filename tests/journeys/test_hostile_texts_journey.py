"""Does a browser run or fetch anything of a text that means harm? On no page that shows the annex."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from plans.actions.publications import share
from plans.models import (
    ActionPlan,
    EffortArea,
    Report,
    ReportRow,
    ReportTable,
    ResultGoal,
    StatusWord,
    Submission,
)
from tests.journeys.conftest import AxeCheck, SignIn
from tests.reporting.hostile_texts import SHORT, harmful
from tests.reporting.publishing_plan import PublishingPlan, publishing_plan

ELSEWHERE = "http://harm.example/x"
ANNEX = "/plans/vink/annex/2019/"
PAGES = [
    "/",
    "/plans/vink/",
    "/plans/vink/goals/dialog/",
    "/plans/vink/status/2019/",
    "/plans/vink/status/2019/?view=dense",
    ANNEX,
    f"{ANNEX}edit/",
    f"{ANNEX}checks/",
    f"{ANNEX}publications/",
    f"{ANNEX}publications/1/",
    f"{ANNEX}publications/1/bilag-1.html",
]


@pytest.fixture
def harmful_plan(transactional_db: None) -> PublishingPlan:
    """Every text of the plan and of its published version 1 means harm."""
    ready = publishing_plan()
    harm = harmful(ELSEWHERE)
    ActionPlan.objects.update(title=f"Plan {SHORT}", aims=harm, introduction=harm)
    EffortArea.objects.update(title=f"Område {SHORT}", purpose=harm)
    ResultGoal.objects.update(wording=f"Mål {harm}")
    StatusWord.objects.update(word=f"nået {SHORT}")
    head = dict.fromkeys(("kind", "title", "case_number", "document_number", "case_officer"), f"x {SHORT}")
    Report.objects.update(
        **head, website=f"www.kk.dk/{SHORT}", sender=harm, intro=f"<p>{harm}</p>", closing=harm
    )
    words = dict.fromkeys(("label", "title", "column_heading"), f"x {SHORT}")
    ReportTable.objects.update(**words, notes=harm)
    ReportRow.objects.update(heading=f"x {SHORT}")
    Submission.objects.update(sub_heading=f"x {SHORT}", commentary=f"<p>{harm}</p>", footnote=harm)
    ready.publish()
    return ready


@pytest.fixture
def asked_elsewhere(page: Page) -> Iterator[list[str]]:
    """The addresses of other hosts that the browser has asked for."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if urlsplit(request.url).hostname not in {"localhost", "127.0.0.1"}:
            asked.append(request.url)

    page.context.on("request", note)
    yield asked
    page.context.remove_listener("request", note)


def test_no_page_runs_or_fetches_what_a_text_says(
    page: Page, signed_in: SignIn, harmful_plan: PublishingPlan, asked_elsewhere: list[str], axe: AxeCheck
) -> None:
    shared, _is_new = share(by=harmful_plan.approver, publication=harmful_plan.report.publications.get())
    signed_in(page, harmful_plan.approver)
    for address in [*PAGES, f"/shared/{shared.token}/", f"/shared/{shared.token}/bilag-1.html"]:
        answer = page.goto(address, wait_until="networkidle")

        assert answer is not None
        assert answer.ok, address
        assert "script-src" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert page.evaluate("typeof canary") == "undefined", address
        assert page.locator("iframe, object, embed, base, article img, article style").count() == 0, address
        assert asked_elsewhere == [], address
    # whoever opens the document sees the words
    expect(page.locator("article h1")).to_contain_text(SHORT)
    axe(page)
