"""Is one asked before a half-written reason or form is left? By a link, and by another form of the page."""

import pytest
from playwright.sync_api import Dialog, Page, expect

from plans.figures.input import FigureInput
from plans.models import Submission
from tests.desk.goal.entry_form import address
from tests.factories import UserFactory
from tests.journeys.conftest import SignIn
from tests.plans.entry_plan import EntryPlan, entry_plan
from tests.plans.spending_plan import spending_plan
from tests.plans.submitted import count, give, submit

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def there(transactional_db: None) -> EntryPlan:
    return entry_plan()


@pytest.fixture
def asked(page: Page) -> list[str]:
    """The kinds of questions that the browser has asked; the answer is to stay."""
    kinds: list[str] = []

    def stay(dialog: Dialog) -> None:
        kinds.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    return kinds


def test_a_half_written_reason_is_not_left_unasked(
    page: Page, there: EntryPlan, signed_in: SignIn, asked: list[str]
) -> None:
    # given two goals that wait, and a reason to send one back, half written
    give(there, there.dialogue, count(15))
    give(there, there.employed, FigureInput(numerator=7, denominator=15))
    row = submit(there, there.dialogue.goal)
    submit(there, there.employed.goal)
    signed_in(page, UserFactory.create(approver=True)).goto("/plans/vink/approval/2019/")
    goal = page.locator(f"#goal-{row.goal_id}")
    goal.locator("summary", has_text="Send tilbage").click()
    reason = page.locator(f"#because-{row.goal_id}")
    reason.press_sequentially("Tæl ig")

    # when a link, or the other form of the page, would leave it
    page.get_by_role("link", name="Handleplaner").first.click()
    expect(reason).to_have_value("Tæl ig")
    assert asked == ["beforeunload"]

    # then one stays, and what is sent itself asks nothing
    reason.press_sequentially("en")
    reason.locator("xpath=ancestor::form").get_by_role("button").click()
    expect(page.get_by_text("Sendt tilbage: »")).to_be_visible()
    assert asked == ["beforeunload"]


def test_a_change_in_the_administration_is_not_left_unasked(
    page: Page, there: EntryPlan, signed_in: SignIn, asked: list[str]
) -> None:
    signed_in(page, UserFactory.create(administrator=True)).goto(
        f"/admin/plans/actionplan/{there.plan.pk}/change/"
    )
    page.locator("#id_title").fill("Et nyt navn")

    page.get_by_role("link", name="Tilbage til Vink").click()

    expect(page.locator("#id_title")).to_have_value("Et nyt navn")
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("button", ["Gem", "Gem og send ind", "Gem og gå videre"])
def test_a_goal_that_is_saved_without_a_connection_stays_with_its_draft(
    page: Page, there: EntryPlan, signed_in: SignIn, expected_console_errors: list[str], button: str
) -> None:
    expected_console_errors += ["ERR_INTERNET_DISCONNECTED", "htmx:sendError"]
    signed_in(page, there.karin).goto(address(there, there.dialogue))
    expect(page.locator("[data-rich-text][data-ready]").first).to_be_attached()
    page.context.set_offline(True)
    footnote = page.locator("[name$=footnote]")
    footnote.fill("Opgjort i juni")

    page.get_by_role("button", name=button, exact=True).click()

    expect(page.locator("#failure")).to_have_text(
        "Ikke gemt: der er ingen forbindelse. Kladden ligger i denne browser."
    )
    expect(footnote).to_have_value("Opgjort i juni")
    page.context.set_offline(False)
    expect(page.locator("#draft-state")).to_contain_text("Kladde gemt kl. ")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("Gemt: ")
    assert Submission.objects.get().footnote == "Opgjort i juni"


@pytest.mark.parametrize("where", ["spending", "administration", "sign-in"])
def test_a_form_that_is_sent_without_a_connection_stays_as_it_was_filled_in(
    page: Page, there: EntryPlan, signed_in: SignIn, expected_console_errors: list[str], where: str
) -> None:
    expected_console_errors += ["ERR_INTERNET_DISCONNECTED", "htmx:sendError"]
    if where == "spending":
        money = spending_plan(there)
        signed_in(page, there.karin).goto(money.address)
        field = page.locator(f"[name='line-{money.karins.pk}-amount']")
        button = page.get_by_role("button", name="Gem forbruget")
    elif where == "administration":
        administrator = UserFactory.create(administrator=True)
        signed_in(page, administrator).goto(f"/admin/plans/actionplan/{there.plan.pk}/change/")
        field, button = page.locator("#id_title"), page.locator("[name=_save]")
    else:
        page.goto("/login/")
        field, button = page.get_by_label("Brugernavn"), page.locator("main form button").last
    page.context.set_offline(True)
    field.fill("1,4")

    button.click()

    expect(page.locator("#failure")).to_have_text(
        "Ikke sendt: der er ingen forbindelse. Det, du har skrevet, står her endnu."
        " Prøv igen, når forbindelsen er tilbage."
    )
    expect(field).to_have_value("1,4")
