"""Does an administrator see what rests on a change, give the reason, and get on, by the keyboard alone?

A journey in the browser: an administrator changes a target that an approved judgement rests on.
"""

from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from plans.actions.plan_import import import_plan
from plans.enums import SubmissionState
from plans.models import ResultGoal, Submission, Target
from tests.factories import UserFactory
from tests.journeys.conftest import AxeCheck, SignIn
from tests.journeys.keyboard import tab_to
from tests.journeys.layout import fits
from tests.plans import vink_files
from vink.accounts.models import User

WHY = "Udvalget hævede måltallet den 3. marts."


@pytest.fixture
def administrator(transactional_db: None) -> User:
    """The three real plans, whose goals of 2019 are approved, and somebody who may set things up."""
    for slug in vink_files.SLUGS:
        import_plan(plan_file=vink_files.read(slug))
    return UserFactory.create(administrator=True, first_name="Ada", last_name="Min")


def go_to(page: Page, name: str, role: str) -> None:
    tab_to(page, page.get_by_role(role, name=name), most=40)  # type: ignore[arg-type]  # textbox and button


@pytest.mark.parametrize("width", [390, 1280])
def test_an_approved_target_is_changed_with_a_reason(
    page: Page, administrator: User, signed_in: SignIn, axe: AxeCheck, width: int
) -> None:
    # given the goal of 10 dialogues, approved for 2019
    goal = ResultGoal.objects.get(plan__slug="vink-2018-19", key="dialogaktiviteter")
    indicator = goal.indicators.get()
    approved = Submission.objects.get(goal=goal, round__first_year=2019, round__last_year=2019)
    assert approved.state == SubmissionState.APPROVED
    page.set_viewport_size({"width": width, "height": 844})
    signed_in(page, administrator).goto(f"/admin/plans/indicator/{indicator.pk}/change/")
    years = [page.locator(f"#id_targets-{index}-year").input_value() for index in range(2)]
    value = page.locator(f"#id_targets-{years.index('2019')}-value")

    # when the administrator writes 100 and saves by Enter
    value.fill("100")
    value.press("Enter")

    # then everything that rests on it is shown, and nothing is saved
    expect(page.get_by_role("heading", name="Det bygger på det")).to_be_visible()
    expect(page.locator(".affected")).to_contain_text("10 → 100")
    expect(page.locator(".affected")).to_contain_text("Nået → Ikke nået")
    assert fits(page)
    axe(page)
    target = Target.objects.get(indicator=indicator, year=2019)
    assert target.value == 10

    # and without a reason it is told what is missing, at its field
    go_to(page, "Gem, og send målene tilbage", "button")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Skriv, hvorfor det ændres.")).to_be_visible()
    axe(page)

    # and with the reason the target is changed, and the goal goes back to who reports it
    go_to(page, "Begrundelse", "textbox")
    page.keyboard.type(WHY)
    go_to(page, "Gem, og send målene tilbage", "button")
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("blev ændret")
    target.refresh_from_db()
    approved.refresh_from_db()
    assert target.value == Decimal(100)
    assert (approved.state, approved.returned_because) == (SubmissionState.RETURNED, WHY)
