"""Do the templates keep to the content security policy? No inline style, script or event handler anywhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FOLDERS = ["templates", "plans", "desk", "reporting", "vink"]
TEMPLATES = sorted(
    path.relative_to(ROOT)
    for folder in FOLDERS
    for pattern in ["*.html", "*.svg"]
    for path in (ROOT / folder).rglob(pattern)
)
COMMENTS = re.compile(r"\{#.*?#\}|\{% comment.*?%\}.*?\{% endcomment %\}|<!--.*?-->", re.DOTALL)
INLINE = {
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an event handler": re.compile(r"\s(on[a-z]+|hx-on[:\w-]*)\s*=", re.IGNORECASE),
    "a script with a body": re.compile(r"<script\b[^>]*>\s*[^<\s]", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
}
# Files for their readers to keep, which bring their stylesheet with them; no pages of the site.
STANDALONE = {Path(f"templates/reporting/{name}/document.html") for name in ("annex", "brief")}


def inline_parts(template: str) -> list[str]:
    """Name what the policy would block in a template's text."""
    text = COMMENTS.sub("", template)
    return [name for name, pattern in INLINE.items() if pattern.search(text)]


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_a_template_holds_nothing_inline(path: Path) -> None:
    allowed = ["a style element"] if path in STANDALONE else []

    assert inline_parts((ROOT / path).read_text()) == allowed


@pytest.mark.parametrize(
    ("template", "named"),
    [
        ('<p style="color: red">', ["a style attribute"]),
        ("<style>p { color: red }</style>", ["a style element"]),
        ('<button type="button" onclick="go()">', ["an event handler"]),
        ('<form hx-on:submit="go()">', ["an event handler"]),
        ("<script>\n  go()\n</script>", ["a script with a body"]),
        ('<a href="javascript:go()">', ["a javascript: address"]),
        ('<script src="{% static "js/go.js" %}" defer></script>', []),
        ('{# never <p style="…"> #}<p class="style">on = 1</p>', []),
    ],
)
def test_the_search_finds_what_is_inline(template: str, named: list[str]) -> None:
    assert inline_parts(template) == named
