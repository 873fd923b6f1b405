"""How does an approver get a round approved, and a contributor an earlier figure back? By the keyboard."""

import pytest
from playwright.sync_api import Locator, Page, expect

from plans.enums import SubmissionState
from plans.figures.input import FigureInput
from plans.models import Measurement, Submission
from tests.factories import ResponsibilityFactory, UserFactory
from tests.journeys.conftest import AxeCheck, SignIn
from tests.journeys.keyboard import tab_to
from tests.journeys.layout import fits
from tests.plans.entry_plan import DIALOGUE, EntryPlan, entry_plan
from tests.plans.submitted import count, give, submission_of, submit, write
from vink.accounts.models import User

DESK, TELEPHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
PAGE = "/plans/vink/approval/2019/"


@pytest.fixture
def there(transactional_db: None) -> EntryPlan:
    """Karin has handed in a count and a share."""
    plan = entry_plan()
    give(plan, plan.dialogue, count(15))
    give(plan, plan.employed, FigureInput(numerator=7, denominator=15))
    write(plan, plan.dialogue.goal, "<p>Femten dialoger i fem boligområder.</p>")
    submit(plan, plan.dialogue.goal)
    submit(plan, plan.employed.goal)
    return plan


@pytest.fixture(params=[DESK, TELEPHONE], ids=["desk", "telephone"])
def sized(request: pytest.FixtureRequest, page: Page) -> Page:
    page.set_viewport_size(request.param)
    return page


def reach(page: Page, locator: Locator) -> None:
    """Go on by Tab until `locator` has the focus, and is not hidden under anything."""
    tab_to(page, locator, most=80)
    on_top = """element => {
        const box = element.getBoundingClientRect();
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return element === top || element.contains(top);
    }"""
    assert locator.evaluate(on_top)


def check(page: Page, axe: AxeCheck) -> None:
    axe(page)
    assert fits(page)


def test_an_approver_sends_one_back_and_approves_the_rest(
    sized: Page, there: EntryPlan, signed_in: SignIn, axe: AxeCheck
) -> None:
    page = sized
    signed_in(page, UserFactory.create(approver=True)).goto(PAGE)
    check(page, axe)
    dialogue = page.locator(f"#goal-{there.dialogue.goal_id}")

    # given nothing chosen, when it is approved, then the page says what to do
    reach(page, page.get_by_role("button", name="Godkend valgte"))
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator(".error-summary")).to_contain_text("Vælg mindst ét mål")
    check(page, axe)

    # when one is sent back without a word, then the word is asked for; with it, it goes
    reach(page, dialogue.locator("summary", has_text="Send tilbage"))
    page.keyboard.press("Enter")
    reach(page, dialogue.get_by_role("button", name="Send tilbage"))
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_contain_text("Skriv, hvad der skal rettes.")
    check(page, axe)
    reach(page, page.get_by_role("link", name="Skriv, hvad der skal rettes."))
    page.keyboard.press("Enter")
    expect(dialogue.get_by_label("Hvad skal rettes?")).to_be_focused()
    page.keyboard.type("Tæl moderne med.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    # then the page says so, goes on at the goal, and has what was done read aloud
    expect(page.locator(".messages")).to_contain_text(f"Sendt tilbage: »{DIALOGUE}«.")
    expect(page.locator(".messages")).to_have_attribute("role", "status")
    expect(dialogue).to_be_focused()
    expect(dialogue).to_contain_text("Sendt tilbage: Tæl moderne med.")
    check(page, axe)

    # when karin corrects it, and all are chosen, then all are approved
    give(there, there.dialogue, count(16), version=1)
    submit(there, there.dialogue.goal)
    page.goto(PAGE)
    reach(page, page.get_by_label("Vælg alle 2 mål, der kan godkendes"))
    page.keyboard.press("Space")
    check(page, axe)
    button = page.get_by_role("button", name="Godkend valgte (2)")
    reach(page, button)
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("2 mål er godkendt.")
    expect(page.locator(".approval-bar")).to_contain_text("2 af 4 mål er godkendt")
    check(page, axe)
    assert Submission.objects.filter(state=SubmissionState.APPROVED).count() == 2


def test_an_approver_is_told_what_changed_while_they_read(
    sized: Page,
    there: EntryPlan,
    signed_in: SignIn,
    axe: AxeCheck,
    expected_console_errors: list[str],
) -> None:
    expected_console_errors.append("status of 409")
    page = sized
    signed_in(page, UserFactory.create(approver=True)).goto(PAGE)
    page.get_by_label("Vælg alle").check()

    give(there, there.dialogue, count(5), version=1)
    submit(there, there.dialogue.goal)
    page.get_by_role("button", name="Godkend valgte").click()

    expect(page.locator(".error-summary")).to_contain_text("Intet er godkendt")
    changed = page.locator(f"#goal-{there.dialogue.goal_id}")
    expect(changed).to_contain_text("Ændret, siden du åbnede siden.")
    expect(changed.get_by_role("checkbox")).not_to_be_checked()
    expect(page.get_by_role("button", name="Godkend valgte (1)")).to_be_visible()
    check(page, axe)
    assert submission_of(there, there.dialogue.goal).state == SubmissionState.SUBMITTED


def test_an_earlier_figure_is_put_back_from_the_history(
    sized: Page, there: EntryPlan, signed_in: SignIn, axe: AxeCheck
) -> None:
    page, goal = sized, there.dialogue.goal
    give(there, there.dialogue, count(16), version=1, by=_colleague(there))
    signed_in(page, there.karin).goto(f"/plans/vink/goals/{goal.key}/")
    check(page, axe)

    reach(page, page.locator(".history-fold > summary"))
    page.keyboard.press("Enter")
    reach(page, page.get_by_role("link", name="Sæt »15« tilbage"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sæt tilbage: Måling, 2019")
    check(page, axe)
    reach(page, page.get_by_role("button", name="Sæt tilbage"))
    page.keyboard.press("Enter")

    expect(page.locator(".messages")).to_contain_text("Sat tilbage: Måling, 2019.")
    expect(page.locator(".standing")).to_contain_text("15")
    check(page, axe)
    assert Measurement.objects.get(indicator=there.dialogue, year=2019).value == 15


def _colleague(there: EntryPlan) -> User:
    """Somebody else who reports the goal."""
    user = UserFactory.create(contributor=True)
    ResponsibilityFactory.create(user=user, area=there.dialogue.goal.area)
    return user
