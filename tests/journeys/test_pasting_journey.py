"""What is pasted with Ctrl+V is read as on the server, none of it runs, and a sign of no font is told."""

import pytest
from playwright.sync_api import Locator, Page, expect

from plans.models import Submission
from plans.richtext import clean, rule
from plans.richtext.signs import unknown_signs as signs_unknown
from tests.desk.goal.entry_form import address
from tests.journeys.conftest import AxeCheck, SignIn, editor
from tests.pasted import CASES, DEEP, Pasted, random_html
from tests.plans.entry_plan import EntryPlan, entry_plan

# The clipboard as another program fills it: Chromium would clean what a page writes there itself.
COPY = """(html) => document.addEventListener("copy", (event) => {
    event.clipboardData.setData("text/html", html);
    event.preventDefault();
    event.stopImmediatePropagation();
}, { capture: true, once: true })"""
READ = """async ({ texts, rule }) => {
    const { readerBy } = await import(document.querySelector("[data-reading]").dataset.reading);
    const read = readerBy(rule);
    return texts.map((html) => read(html).join("\\n"));
}"""
MEGABYTE = 1_000_000


@pytest.fixture(autouse=True)
def pasted_faster_than_judged(expected_console_errors: list[str]) -> None:
    """The next paste breaks off what the page asked about the one before; htmx reports that as an error."""
    expected_console_errors += ["htmx:sendAbort", "htmx:afterRequest"]


@pytest.fixture
def there(transactional_db: None) -> EntryPlan:
    return entry_plan()


def ready(page: Page) -> Page:
    """The page, when its text has its editor."""
    expect(page.locator("[data-rich-text][data-ready]").first).to_be_attached()
    return page


def text(page: Page) -> Locator:
    return editor(page, "Afrapportering")


def sent(page: Page) -> str:
    """What the page would send of the text."""
    return page.locator("textarea[name$=commentary]").input_value()


def paste(page: Page, html: str) -> None:
    """Put a text on the clipboard, and press Ctrl+V in the emptied editor."""
    text(page).focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.evaluate(COPY, html)
    page.keyboard.press("Control+c")
    page.keyboard.press("Control+v")


def read(page: Page, texts: list[str]) -> list[str]:
    """The texts as the editor's reader reads them."""
    cleaned: list[str] = page.evaluate(READ, {"texts": texts, "rule": rule.for_editor()})
    return cleaned


def test_what_other_programs_give_is_kept_as_its_author_saw_it(
    page: Page, there: EntryPlan, signed_in: SignIn
) -> None:
    """Each case with a real Ctrl+V; a complaint of the browser's, as of a handler, would fail it."""
    signed_in(page, there.karin).goto(address(there, there.dialogue))
    ready(page)

    wrong = [case.name for case in CASES if pasted(page, case) != case.expected]

    assert wrong == []
    assert page.evaluate("window.pasted") is None


def pasted(page: Page, case: Pasted) -> str:
    paste(page, case.html)
    words = case.expected.split("\n")[-1].rpartition("</p>")[0][-4:].replace("&nbsp;", "\u00a0")
    expect(text(page)).to_contain_text(words.split(">")[-1])
    return clean(sent(page))


def move_the_last_word(page: Page) -> None:
    """Cut " tre" of "et to tre" and paste it before " to", each key at once after the one before."""
    text(page).focus()
    page.keyboard.type("et to tre")
    for _ in " tre":
        page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Control+x")
    page.keyboard.press("Control+ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Control+v")


def test_a_word_that_is_moved_keeps_its_space(page: Page, there: EntryPlan, signed_in: SignIn) -> None:
    signed_in(page, there.karin).goto(address(there, there.dialogue))
    ready(page)

    move_the_last_word(page)

    expect(text(page)).to_have_text("et tre to")
    assert sent(page) == "<p>et tre to</p>"


def test_keys_act_where_the_caret_stands_though_the_browser_tells_it_late(
    page: Page, there: EntryPlan, signed_in: SignIn
) -> None:
    """Here it never tells by itself, as on a busy machine it does not in time."""
    signed_in(page, there.karin).goto(address(there, there.dialogue))
    ready(page)
    page.evaluate(
        """() => window.addEventListener("selectionchange", (event) => {
            if (event.isTrusted) {
                event.stopImmediatePropagation();
            }
        }, { capture: true })"""
    )

    move_the_last_word(page)

    expect(text(page)).to_have_text("et tre to")
    assert sent(page) == "<p>et tre to</p>"


# What is pasted into "et|to", and what the text is then.
IN_A_LINE = {
    "a page's piece of a line": (
        "<meta charset='utf-8'><span style='color:red'> tre </span>",
        "<p>et tre to</p>",
    ),
    "without spaces": ("<span>tre</span>", "<p>ettreto</p>"),
    "a space before": ("<b> tre</b>", "<p>et <strong>tre</strong>to</p>"),
    "a space after": ("<i>tre</i> ", "<p>et<em>tre</em> to</p>"),
    "a space alone": ("<span> </span>", "<p>et to</p>"),
    "a space that is deleted": ("<del> </del>tre<s> </s>", "<p>ettreto</p>"),
    "Word's piece of a paragraph": (
        (
            "<html><head><style>p {}</style></head>\r\n\r\n<body lang=DA>\r\n\r\n<!--StartFragment-->"
            "<span lang=DA> tre\r\nfire </span><!--EndFragment-->\r\n\r\n</body></html>"
        ),
        "<p>et tre fire to</p>",
    ),
    "a whole paragraph": ("<p> tre </p>", "<p>ettreto</p>"),
    "more than a line": ("<span> tre<p>fire</p> fem </span>", "<p>et tre</p><p>fire</p><p>fem to</p>"),
    "the editor's own lines": (
        "<p data-pm-slice='1 1 []'> tre</p><p>fire </p>",
        "<p>et tre</p><p>fire to</p>",
    ),
    "Safari's spaces": (
        "{0}tre{0}".format("<span class='Apple-converted-space'>&nbsp;</span>"),
        "<p>et tre to</p>",
    ),
    "lines of the markup": ("\n<span>tre</span>\n", "<p>ettreto</p>"),
}


def test_what_is_pasted_into_a_line_keeps_the_spaces_at_its_ends(
    page: Page, there: EntryPlan, signed_in: SignIn
) -> None:
    """Each with a real Ctrl+V between the two words of "etto"."""
    signed_in(page, there.karin).goto(address(there, there.dialogue))
    ready(page)

    pasted = {name: pasted_between(page, html) for name, (html, _expected) in IN_A_LINE.items()}

    assert pasted == {name: expected for name, (_html, expected) in IN_A_LINE.items()}


def pasted_between(page: Page, html: str) -> str:
    paste(page, "<p>etto</p>")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.evaluate(COPY, html)
    page.keyboard.press("Control+c")
    page.keyboard.press("Control+v")
    return clean(sent(page)).replace("\n", "")


def test_the_editor_reads_every_text_as_the_server_does(
    page: Page, there: EntryPlan, signed_in: SignIn
) -> None:
    """Cases, two thousand random orders of tags and words, and what is deep or never ends."""
    signed_in(page, there.karin).goto(address(there, there.dialogue))
    texts = [case.html for case in CASES]
    texts += [random_html(seed) for seed in range(2_000)]
    texts += [piece * 300 for piece in DEEP.values()]

    texts_read = read(page, texts)

    different = [html for html, read_here in zip(texts, texts_read, strict=True) if clean(html) != read_here]
    assert different == []


def test_a_very_large_paste_is_read_in_a_moment(page: Page, there: EntryPlan, signed_in: SignIn) -> None:
    """More than a megabyte of each kind. Work that grew with the square would take hours."""
    signed_in(page, there.karin).goto(address(there, there.dialogue))

    took = page.evaluate(
        """async ({ texts, rule }) => {
            const { readerBy } = await import(document.querySelector("[data-reading]").dataset.reading);
            const read = readerBy(rule);
            const before = performance.now();
            texts.forEach(read);
            return performance.now() - before;
        }""",
        {"texts": [piece * (MEGABYTE // len(piece)) for piece in DEEP.values()], "rule": rule.for_editor()},
    )

    assert took < 5 * 60 * 1_000, f"{len(DEEP)} MB took {took / 1000:.0f} s"


LARGE = {
    "lines": "<p>Vi holdt 15 møder</p>" * (MEGABYTE // 24),
    "tags without end": "<b>" * (MEGABYTE // 3),
    "a table": "<table>" + "<tr><td>1</td><td>2</td></tr>" * (MEGABYTE // 29),
}


@pytest.mark.parametrize("html", LARGE.values(), ids=LARGE.keys())
def test_a_megabyte_is_not_pasted_and_that_is_told(
    page: Page, there: EntryPlan, signed_in: SignIn, html: str
) -> None:
    """What was there stays, also what was marked; what is shorter is pasted then, and no more is told."""
    signed_in(page, there.karin).goto(address(there, there.dialogue))
    ready(page)
    message = "Det kopierede er ikke sat ind: Der er plads til højst 20.000 tegn. Sæt mindre ind ad gangen."
    paste(page, "<p>et to tre</p>")
    page.keyboard.press("Control+a")

    page.evaluate(COPY, html)
    page.keyboard.press("Control+c")
    page.keyboard.press("Control+v")

    expect(page.get_by_role("alert").filter(has_text=message)).to_be_visible()
    assert sent(page) == "<p>et to tre</p>"
    paste(page, "<p>fire</p>")
    expect(text(page)).to_have_text("fire")
    expect(page.locator("[data-too-long]").filter(has_text="plads")).to_have_count(0)


def test_a_megabyte_of_plain_text_is_not_pasted_either(
    page: Page, there: EntryPlan, signed_in: SignIn
) -> None:
    signed_in(page, there.karin).goto(address(there, there.dialogue))
    ready(page)
    paste(page, "<p>et to tre</p>")

    page.evaluate(COPY.replace("text/html", "text/plain"), "Vi holdt 15 møder\n" * (MEGABYTE // 18))
    page.keyboard.press("Control+c")
    page.keyboard.press("Control+v")

    expect(page.get_by_role("alert").filter(has_text="højst 20.000 tegn")).to_be_visible()
    assert sent(page) == "<p>et to tre</p>"


def test_a_sign_that_cannot_be_shown_is_told_at_once_and_when_it_is_saved(
    page: Page, there: EntryPlan, axe: AxeCheck, signed_in: SignIn
) -> None:
    """A bomb of Wingdings: the words around it say where; a save is refused, and nothing typed is lost."""
    signed_in(page, there.karin).goto(address(there, there.dialogue))
    ready(page)
    message = "Tegnet U+F04D i »Vi holdt □ 15 møder« kan ikke vises. Skriv det på en anden måde."

    paste(page, "<p>Vi holdt <span style='font-family:Wingdings'>M</span> 15 møder</p>")

    expect(page.get_by_role("alert").filter(has_text=message)).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Gem", exact=True).click()
    # the answer: the editor of the page before says the same words
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_text("tegnet U+F04D i »Vi holdt □ 15 møder« kan ikke vises").first).to_be_visible()
    expect(text(page)).to_contain_text("Vi holdt \uf04d 15 møder")
    assert not Submission.objects.exists()

    paste(page, "<p>Vi holdt 15 møder</p>")
    expect(page.locator("[data-unknown]").filter(has_text="U+F04D")).to_have_count(0)
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_text("Gemt: ")).to_be_visible()
    assert Submission.objects.get().commentary == "<p>Vi holdt 15 møder</p>"


def test_an_emoji_or_a_foreign_letter_is_told_as_it_is_typed(
    page: Page, there: EntryPlan, signed_in: SignIn
) -> None:
    """The font of the annex lacks them. A box with a cross, which it shows by a twin, is not told."""
    signed_in(page, there.karin).goto(address(there, there.dialogue))
    ready(page)

    text(page).focus()
    page.keyboard.insert_text("☒ Godt gået 👍 hilsen 漢")

    message = "Tegnet 👍 (U+1F44D) i »☒ Godt gået □ hilsen □« kan ikke vises. Skriv det på en anden måde."
    expect(page.get_by_role("alert").filter(has_text=message)).to_be_visible()


def test_the_editor_knows_the_signs_that_the_server_knows(
    page: Page, there: EntryPlan, signed_in: SignIn
) -> None:
    """Every character of the first planes by itself, but for those that no text holds."""
    signed_in(page, there.karin).goto(address(there, there.dialogue))
    ready(page)
    signs = [chr(code) for code in [*range(0x20, 0x3000), *range(0xE000, 0xFFFE), *range(0x1F300, 0x1F700)]]

    signs_refused: list[str | None] = page.evaluate(
        """async (signs) => {
            const place = document.querySelector("[data-reading]");
            const { unknownSignBy } = await import(place.dataset.reading);
            const unknownSign = unknownSignBy(place.dataset.rule);
            return signs.map((sign) => unknownSign(sign) && sign);
        }""",
        signs,
    )

    assert [sign for sign in signs_refused if sign] == [sign for sign in signs if list(signs_unknown(sign))]
