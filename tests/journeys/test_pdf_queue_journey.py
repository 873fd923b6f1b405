"""Does one who waits for a PDF file get it without doing anything? Journeys with scripts and without."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from plans.models import ActionPlan, Job
from plans.pdf.queue import MAKERS
from tests.factories import JobFactory, UserFactory
from tests.journeys.conftest import AxeCheck, SignIn
from tests.patience import PATIENCE
from tests.plans.reported_plans import full_plan

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan(transactional_db: None) -> ActionPlan:
    return full_plan(1)


def somebody_is_first() -> None:
    """Another's file, which a process elsewhere makes and does not come to an end with."""
    JobFactory.create(claimed=True, claimed_at=timezone.now() + timedelta(hours=1))


def it_is_made() -> None:
    Job.objects.filter(claimed_by="elsewhere:1").delete()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_goes_on_by_itself_and_one_may_cancel(
    page: Page, plan: ActionPlan, axe: AxeCheck, signed_in: SignIn, width: int
) -> None:
    # given a file that somebody waits for
    page.set_viewport_size({"width": width, "height": 800})
    signed_in(page, UserFactory.create()).goto(f"/plans/{plan.slug}/annex/2019/")
    somebody_is_first()

    # when one asks for another
    page.get_by_role("link", name="Hent PDF").click()

    # then a page says how many come first
    expect(page.get_by_role("heading", name="PDF-filen er i kø")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Der er 1 PDF-fil foran din.")).to_be_visible()
    axe(page)

    # and leads to the file once it is there
    with page.expect_download(timeout=PATIENCE * 1000) as download:
        it_is_made()
    assert download.value.suggested_filename == f"bilag-1-{plan.slug}-2019.pdf"
    expect(page.get_by_role("heading", name="PDF-filen er klar")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Tilbage til bilaget").click()
    expect(page.get_by_role("heading", name="Bilag 1 for 2019")).to_be_visible()

    # when one asks for another and thinks better of it
    somebody_is_first()
    page.goto(f"/plans/{plan.slug}/brief/2019/")
    page.get_by_role("link", name="Hent ledelsesoverblik (PDF)").click()
    page.get_by_role("button", name="Annullér").click()

    # then it is out of the queue
    expect(page.get_by_text("PDF-filen er annulleret.")).to_be_visible()
    expect(page.get_by_role("heading", name="Ledelsesoverblik 2019")).to_be_visible()
    MAKERS.join(PATIENCE)


def test_the_page_goes_on_without_scripts(
    page: Page, browser: Browser, base_url: str, plan: ActionPlan, signed_in: SignIn
) -> None:
    signed_in(page, UserFactory.create())
    state = page.context.storage_state()
    context = browser.new_context(java_script_enabled=False, storage_state=state, base_url=base_url)
    without = context.new_page()
    without.goto(f"/plans/{plan.slug}/annex/2019/")
    somebody_is_first()

    without.get_by_role("link", name="Hent PDF").click()
    expect(without.get_by_role("heading", name="PDF-filen er i kø")).to_be_visible()
    with without.expect_download(timeout=PATIENCE * 1000) as download:
        it_is_made()

    assert download.value.suggested_filename == f"bilag-1-{plan.slug}-2019.pdf"
    context.close()
    MAKERS.join(PATIENCE)
