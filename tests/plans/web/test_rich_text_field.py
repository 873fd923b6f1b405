"""Is a formatted text read from the editor and from a plain text area alike, and shown in both?

Tests the form field `RichTextField`, and how saving without scripts keeps formatting.
"""

from functools import partial
from typing import Any

import pytest
from django import forms
from django.utils.datastructures import MultiValueDict

from plans.richtext import from_plain, plain_text
from plans.web.rich_text import RichTextField, kept_formatting
from tests.pasted import calls_of

BULLETS = "<p>To ting:</p>\n<ul>\n<li><strong>én</strong></li>\n<li>to</li>\n</ul>"


class TextForm(forms.Form):
    text = RichTextField(label="Afrapportering", longest=60)


def posted(text: str, **more: Any) -> TextForm:
    form = TextForm(MultiValueDict({"text": [text], **{name: [value] for name, value in more.items()}}))
    form.is_valid()
    return form


def test_what_the_editor_sends_is_cleaned() -> None:
    form = posted("<p>En <b>fed</b><script>x()</script></p>", **{"text-format": "html"})

    assert form.cleaned_data["text"] == "<p>En <strong>fed</strong></p>"


def test_plain_lines_become_paragraphs_and_bullets() -> None:
    """Signs of HTML are signs: nobody who writes without the editor writes HTML."""
    form = posted("1 < 2\r\n\r\n• én\r\n- to")

    assert form.cleaned_data["text"] == "<p>1 &lt; 2</p>\n<ul>\n<li>én</li>\n<li>to</li>\n</ul>"


@pytest.mark.parametrize("how", [{}, {"text-format": "html"}])
def test_what_cannot_be_kept_is_told_and_stays(how: dict[str, str]) -> None:
    too_long, with_nul = posted("x" * 61, **how), posted("a\x00b", **how)

    assert too_long.errors == {"text": ["Afrapportering må højst fylde 60 tegn. Skriv kortere."]}
    assert "x" * 61 in str(too_long["text"])
    assert "text" in with_nul.errors


def test_a_sign_that_nothing_can_show_is_named_with_its_place() -> None:
    form = posted("<p>Fra 10 \uf0e0 15</p>", **{"text-format": "html"})

    assert form.errors == {
        "text": ["Afrapportering: tegnet U+F0E0 i »Fra 10 □ 15« kan ikke vises. Skriv det på en anden måde."]
    }
    assert "Fra 10 \uf0e0 15" in str(form["text"])


@pytest.mark.parametrize("how", [{}, {"text-format": "html"}])
def test_a_character_that_the_annexs_font_lacks_is_named_with_its_place(how: dict[str, str]) -> None:
    """It was saved without a word, and then nobody got the PDF. The skin's colour is a character too."""
    form = posted("Godt gået 👍🏽 hilsen 漢", **how)

    assert form.errors["text"] == [
        f"Afrapportering: tegnet {sign} i »Godt gået □□ hilsen □« kan ikke vises. Skriv det på en anden måde."
        for sign in ("👍 (U+1F44D)", "🏽 (U+1F3FD)", "漢 (U+6F22)")
    ]
    assert "Godt gået 👍🏽 hilsen 漢" in str(form["text"])


@pytest.mark.parametrize("how", [{}, {"text-format": "html"}])
def test_a_character_that_stood_there_may_stay_and_another_may_not(how: dict[str, str]) -> None:
    """A plan file brought it in. Who corrects a word beside it is not refused for it."""
    stored = {"text": "<p>Godt gået 👍</p>"}
    values = MultiValueDict(
        {"text": ["Meget godt gået 👍 漢"], **{name: [value] for name, value in how.items()}}
    )

    form = TextForm(values, initial=stored)

    assert form.errors["text"] == [
        (
            "Afrapportering: tegnet 漢 (U+6F22) i »Meget godt gået □ □« kan ikke vises."
            " Skriv det på en anden måde."
        )
    ]
    assert TextForm(MultiValueDict({"text": ["Meget godt gået 👍"]}), initial=stored).is_valid()


def test_what_the_annex_shows_by_its_twin_is_kept() -> None:
    form = posted("☒ ja ☐ A\u030arhus \u2011 10⁻³ ⑩ • 1\u202f0 ord\u200bdel")

    assert form.errors == {}


def test_what_is_far_too_long_is_refused_before_it_is_read() -> None:
    """320 kB of lists in lists took a minute: neither the refusal nor the page with it looks at a tag."""
    nested = "<ul><li>a" * 36_000
    short, long = (posted(html, **{"text-format": "html"}) for html in ("<ul><li>a" * 20, nested))
    _first, shown_short, shown_long = (calls_of(partial(str, form["text"])) for form in (short, short, long))

    assert long.errors["text"] == ["Afrapportering må højst fylde 60 tegn. Skriv kortere."]
    assert shown_long < shown_short + 100
    assert calls_of(partial(posted, nested, **{"text-format": "html"})) < 5_000


def test_it_is_shown_as_plain_lines_with_the_html_beside_it() -> None:
    html = str(TextForm(initial={"text": BULLETS})["text"])

    assert ">\nTo ting:\n• én\n• to</textarea>" in html
    assert 'data-html="&lt;p&gt;To ting:&lt;/p&gt;' in html
    assert '<input type="hidden" name="text-format" value="plain">' in html


def test_saving_without_scripts_keeps_the_formatting_of_an_unchanged_text() -> None:
    assert kept_formatting(from_plain(plain_text(BULLETS)), BULLETS) == BULLETS
    assert kept_formatting(from_plain("To ting:\n• én"), BULLETS) == from_plain("To ting:\n• én")
    assert kept_formatting("", "") == ""
