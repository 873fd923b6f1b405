"""A goal is told with the keyboard alone: its figure, its text, and nothing of it is ever lost."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import BrowserContext, Locator, Page, expect

from plans.actions.measurements import record_figure
from plans.enums import SubmissionState
from plans.figures.input import FigureInput
from plans.models import Draft, Indicator, Measurement, Submission
from tests.desk.goal.entry_form import address
from tests.factories import PASSWORD, SubmissionFactory
from tests.journeys.conftest import AxeCheck, SignIn, editor
from tests.journeys.keyboard import tab_to
from tests.plans.entry_plan import EntryPlan, entry_plan
from tests.plans.submitted import TODAY

SIZES = [{"width": 1280, "height": 800}, {"width": 390, "height": 800}]
FROM_WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin: 0}</style></head>
<body><p class="MsoNormal" style="margin:0"><b style="color:red">Fra</b> Word<o:p></o:p></p>
<p class="MsoListParagraphCxSpFirst" style="mso-list:l0 level1"><span style="mso-list:Ignore">·</span>et</p>
<p class="MsoListParagraphCxSpLast" style="mso-list:l0 level1"><span style="mso-list:Ignore">·</span>to</p>
<script>window.pasted = true</script><img src="x" onerror="window.pasted = true"></body></html>
"""


@pytest.fixture
def there(transactional_db: None) -> EntryPlan:
    return entry_plan()


def field(page: Page, indicator: Indicator, name: str = "figure") -> Locator:
    return page.locator(f"[name='figure-{indicator.pk}-2019-{name}']")


def text(page: Page) -> Locator:
    """The editor of the text for the annex."""
    return editor(page, "Afrapportering")


def sign_in_elsewhere(context: BrowserContext) -> None:
    other = context.new_page()
    other.goto("/login/")
    other.get_by_label("Brugernavn").fill("karin")
    other.get_by_label("Adgangskode").fill(PASSWORD)
    other.keyboard.press("Enter")
    expect(other.get_by_role("button", name="Log af")).to_be_visible()
    other.close()


@pytest.mark.parametrize("size", SIZES, ids=["1280", "390"])
def test_a_goal_is_told_with_the_keyboard_alone(
    page: Page, there: EntryPlan, axe: AxeCheck, signed_in: SignIn, size: dict[str, int]
) -> None:
    # given karin at a share that was sent back
    SubmissionFactory.create(
        round=there.round,
        goal=there.employed.goal,
        state=SubmissionState.RETURNED,
        returned_because="Skriv, hvorfor målet ikke er nået.",
    )
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    signed_in(page, there.karin).goto(address(there, there.employed))
    expect(page.get_by_text("Skriv, hvorfor målet ikke er nået.")).to_be_visible()
    expect(text(page)).to_be_visible()
    axe(page)

    # when she types the figure
    figure = field(page, there.employed)
    tab_to(page, figure)
    page.keyboard.type("7 af 15")

    # then the judgement, what one case means and a sentence follow, and the draft keeps itself
    expect(page.locator("#goal-judgement")).to_contain_text("Ikke nået")
    expect(page.locator("#goal-judgement")).to_contain_text("Én mere i mål: 8 af 15 = 53 pct., ikke nået.")
    expect(page.locator(".goal-figure__remarks")).to_contain_text("7 af 15 = 47 pct.")
    expect(page.locator("#draft-state")).to_contain_text("Kladde gemt kl. ")

    # when she takes the sentence, and writes on
    _write_on(page)

    # then she is warned of the CPR number, and everything passes axe
    expect(page.locator("#id_commentary_warning")).to_contain_text("»010190-1234« ligner et CPR-nummer.")
    axe(page)

    # when she makes a mistake and saves
    page.keyboard.press("Shift+Home")
    page.keyboard.type("Komplekse sager")
    figure.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("17 af 15")
    page.keyboard.press("Enter")

    # then the error leads to the field, and the text is still there
    expect(page.locator(".error-summary")).to_be_focused()
    expect(text(page)).to_contain_text("Komplekse sager")
    axe(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(figure).to_be_focused()

    # when she corrects it and hands the goal in
    page.keyboard.press("Control+a")
    page.keyboard.type("7 af 15")
    tab_to(page, page.get_by_role("button", name="Gem og send ind"))
    page.keyboard.press("Enter")

    # then all of it is kept and waits, and no draft is left
    expect(page.get_by_text("Sendt ind og venter på godkendelse:")).to_be_visible()
    expect(page.locator(".messages")).to_be_focused()
    now = Submission.objects.get(round=there.round, goal=there.employed.goal)
    assert (now.state, Measurement.objects.get(indicator=there.employed).numerator) == ("submitted", 7)
    assert now.commentary.endswith("<p><strong>Fed</strong></p>\n<ul>\n<li>Komplekse sager</li>\n</ul>")
    assert not Draft.objects.exists()

    # and the page says that it waits; once approved it is locked
    page.goto(address(there, there.employed))
    expect(page.get_by_role("button", name="Træk tilbage")).to_be_visible()
    axe(page)
    Submission.objects.update(state=SubmissionState.APPROVED)
    page.goto(address(there, there.employed))
    expect(text(page)).to_have_attribute("aria-readonly", "true")
    expect(figure).to_be_disabled()
    axe(page)


def _write_on(page: Page) -> None:
    """Take the suggested sentence, and add a bold word and a bullet that holds a CPR number."""
    tab_to(page, page.get_by_role("button", name="Sæt ind i teksten"))
    page.keyboard.press("Enter")
    expect(text(page)).to_contain_text("47 pct. af alle borgere")
    expect(text(page)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+b")
    page.keyboard.type("Fed")
    page.keyboard.press("Control+b")
    page.keyboard.press("Enter")
    page.keyboard.type("- 010190-1234")


def test_what_is_pasted_from_word_is_cleaned(page: Page, there: EntryPlan, signed_in: SignIn) -> None:
    signed_in(page, there.karin).goto(address(there, there.dialogue))
    text(page).focus()

    text(page).evaluate(
        """(editor, html) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/html", html);
            const options = { clipboardData, bubbles: true, cancelable: true };
            editor.dispatchEvent(new ClipboardEvent("paste", options));
        }""",
        FROM_WORD,
    )
    expect(text(page)).to_contain_text("to")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_text("Gemt: ")).to_be_visible()

    assert Submission.objects.get().commentary == (
        "<p><strong>Fra</strong> Word</p>\n<ul>\n<li>et</li>\n<li>to</li>\n</ul>"
    )
    assert page.evaluate("window.pasted") is None


def test_two_at_once_see_both_and_choose(
    page: Page, there: EntryPlan, axe: AxeCheck, signed_in: SignIn, expected_console_errors: list[str]
) -> None:
    expected_console_errors.append("status of 409")
    signed_in(page, there.karin).goto(address(there, there.employed))
    expect(text(page)).to_be_visible()
    record_figure(
        by=there.bo,
        round=there.round,
        indicator=there.employed,
        year=2019,
        figure=FigureInput(numerator=8, denominator=15),
        version=None,
        today=TODAY,
    )
    field(page, there.employed).fill("9 af 15")
    text(page).fill("Min tekst")
    page.get_by_role("button", name="Gem", exact=True).click()

    expect(page.locator(".conflict")).to_be_focused()
    axe(page)
    page.get_by_role("button", name="Gem mit tal, 9 af 15").press("Enter")

    expect(page.get_by_text("Gemt: ")).to_be_visible()
    assert Measurement.objects.get(indicator=there.employed).numerator == 9
    assert Submission.objects.get().commentary == "<p>Min tekst</p>"


def test_nothing_is_lost_on_a_closed_tab(
    page: Page, context: BrowserContext, there: EntryPlan, axe: AxeCheck, signed_in: SignIn
) -> None:
    # given karin, who closes the tab in the middle of a word
    signed_in(page, there.karin).goto(address(there, there.employed))
    expect(text(page)).to_be_visible()
    field(page, there.employed).fill("7 af 15")
    text(page).fill("En halv sætn")
    page.close(run_before_unload=False)

    # when she comes back
    again = context.new_page()
    again.goto(address(there, there.employed))

    # then it is all there, and the page says why
    expect(again.locator("#draft-notice")).to_contain_text("Felterne er udfyldt fra din kladde")
    expect(field(again, there.employed)).to_have_value("7 af 15")
    expect(text(again)).to_have_text("En halv sætn")
    axe(again)
    assert not Measurement.objects.filter(indicator=there.employed).exists()

    # when she throws it away
    again.get_by_role("button", name="Slet kladden").press("Enter")

    # then it is gone
    expect(again.get_by_text("Kladden er slettet.")).to_be_visible()
    expect(field(again, there.employed)).to_have_value("")
    again.reload()
    expect(text(again)).to_be_visible()
    expect(again.locator("#draft-notice")).to_be_hidden()


@pytest.mark.usefixtures("signed_out_errors")
@pytest.mark.parametrize("gone", ["session", "cookies"])
def test_nothing_is_lost_on_an_expired_sign_in(
    page: Page, context: BrowserContext, there: EntryPlan, axe: AxeCheck, signed_in: SignIn, gone: str
) -> None:
    # given karin, whose session ends while she types, or whose browser forgets all cookies
    signed_in(page, there.karin).goto(address(there, there.employed))
    expect(text(page)).to_be_visible()
    if gone == "session":
        Session.objects.all().delete()
    else:
        context.clear_cookies()
    field(page, there.employed).fill("7 af 15")
    text(page).fill("Skrevet uden forbindelse")

    # then the page says that the draft is kept here
    expect(page.locator("#draft-state")).to_contain_text("Du er logget af. Kladden er gemt i denne browser.")
    axe(page)

    # when she saves all the same, and has to sign in
    page.get_by_role("button", name="Gem", exact=True).press("Enter")
    expect(page.locator(".typed-again")).to_have_text(
        "Du er logget af, så det, du sendte, er ikke gemt. Det ligger i denne browser. "
        "Log på her, så kommer det tilbage."
    )
    page.get_by_label("Brugernavn").fill("karin")
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.keyboard.press("Enter")

    # then what she wrote is offered as a draft that is not saved yet, and can be saved
    expect(page.locator("#draft-notice")).to_contain_text("din kladde, som ikke er gemt endnu")
    expect(page.locator("#draft-notice")).to_contain_text("Den er hentet fra denne browser.")
    expect(field(page, there.employed)).to_have_value("7 af 15")
    expect(text(page)).to_have_text("Skrevet uden forbindelse")
    page.get_by_role("button", name="Gem", exact=True).press("Enter")
    expect(page.get_by_text("Gemt: ")).to_be_visible()
    assert Measurement.objects.get(indicator=there.employed).numerator == 7
    assert page.evaluate("Object.keys(localStorage).length") == 0


@pytest.mark.usefixtures("offline_errors")
def test_nothing_is_lost_on_a_lost_connection(
    page: Page, context: BrowserContext, there: EntryPlan, signed_in: SignIn
) -> None:
    signed_in(page, there.karin).goto(address(there, there.employed))
    expect(text(page)).to_be_visible()
    context.set_offline(True)
    field(page, there.employed).fill("7 af 15")
    expect(page.locator("#draft-state")).to_contain_text("Vink kan ikke nås.")

    context.set_offline(False)

    expect(page.locator("#draft-state")).to_contain_text("Kladde gemt kl. ")
    assert Draft.objects.get().fields[f"figure-{there.employed.pk}-2019-figure"] == "7 af 15"


def test_without_scripts_everything_can_be_said(
    browser: object, base_url: str, there: EntryPlan, signed_in: SignIn
) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url)  # type: ignore[attr-defined]
    page = signed_in(context.new_page(), there.karin)
    page.goto(address(there, there.employed))
    field(page, there.employed).fill("7 af 15")
    page.get_by_label("Afrapportering").fill("En linje\n- et punkt")
    page.get_by_role("button", name="Gem", exact=True).click()

    expect(page.locator("#goal-judgement")).to_contain_text("Ikke nået")
    assert Submission.objects.get().commentary == "<p>En linje</p>\n<ul>\n<li>et punkt</li>\n</ul>"
    context.close()


@pytest.fixture
def signed_out_errors(expected_console_errors: list[str]) -> None:
    """Chromium and htmx report the requests that were refused."""
    expected_console_errors += ["status of 401", "Response Status Error Code 401"]


@pytest.fixture
def offline_errors(expected_console_errors: list[str]) -> None:
    """Chromium and htmx report the requests that found no connection."""
    expected_console_errors += ["ERR_INTERNET_DISCONNECTED", "htmx:sendError"]
