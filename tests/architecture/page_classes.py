"""Which classes can a page have, and which stylesheets does it load? Its template, with all in it, tells."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.architecture.stylesheets import with_imports

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = ROOT / "templates"
FRAME = "base.html"
_COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?%\}.*?\{% endcomment %\}|<!--.*?-->", re.DOTALL)
_INCLUDED = re.compile(r"""\{% (?:include|extends) "([^"]+)" """.rstrip())
_EXTENDED = re.compile(r'\{% extends "([^"]+)"')
_TAG = re.compile(r"\{% (\w+)")
_STATIC = re.compile(r"""\{% static "([^"]+)" %\}""")
_CLASS_ATTRIBUTE = re.compile(r"""\bclass="((?:\{%.*?%\}|\{\{.*?\}\}|[^"])*)\"""")
_ID_ATTRIBUTE = re.compile(r"""\bid="([\w-]+)\"""")
_CHOSEN = re.compile(r"\{%.*?%\}")
_FILLED_IN = re.compile(r"\{\{.*?\}\}")
# Classes that a script gives: element.classList.add("…"), element.className = "…", {className: "…"}.
_BY_SCRIPT = re.compile(r"""(?:classList\.(?:add|toggle|replace)|className\s*[=:])([^;]+)""")
_QUOTED = re.compile(r"""["'`]([^"'`]*)["'`]""")
_IMPORTED = re.compile(r"""\bfrom "(\.[^"]+)\"""")
# What a template's text does not name: where it calls for more templates than those that it includes.
_CALLED = {
    "as_field_group": ["django/forms/field.html"],
    "{% render_table": ["components/table.html"],
    "{% status_icon": ["components/icon.html"],
    "js/rich-text.js": ["components/rich_text.html"],
}
# The cells of reporting/tables.py.
_OF_PAGES = {
    "reporting/status.html": [f"reporting/cells/{name}.html" for name in ("goal", "lines", "status")]
}
# Classes that neither a template nor a script of ours writes, by what brings them.
_BROUGHT = {
    "{% htmx_script": {"htmx-request"},  # while it waits
    "js/rich-text.js": {"ProseMirror"},  # by the editor of texts
    "{% render_table": {"column-wide", "column-middle"},  # by reporting/tables.py
    "|unbroken_years": {"unbroken"},  # by plans/templatetags/typesetting.py
}


@dataclass(frozen=True)
class Page:
    """A page's template, the classes that it can have, and the stylesheets that it loads."""

    template: str
    classes: frozenset[str]
    beginnings: frozenset[str]
    own: tuple[str, ...]  # the stylesheets that it links beside the frame's
    stylesheets: tuple[str, ...]  # all, with those that they import

    def can_have(self, classes: frozenset[str]) -> bool:
        """Returns whether all of these classes can stand on the page."""
        return all(each in self.classes or any(map(each.startswith, self.beginnings)) for each in classes)


def pages() -> list[Page]:
    """Returns every page in the site's frame."""
    names = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
    frames = {frame for name in names for frame in _frames(name)[1:]}
    return [_page(name) for name in names if FRAME in _frames(name) and name not in frames]


def _frames(name: str) -> list[str]:
    """A template, and those that it stands in, from the inside to the outside."""
    outer = _EXTENDED.search(_text(name)) if (TEMPLATES / name).is_file() else None
    return [name, *(_frames(outer[1]) if outer else ())]


def _page(name: str) -> Page:
    written = [_text(part) for part in sorted(_parts(name))]
    scripts = {each for text in written for each in _STATIC.findall(text) if each.endswith(".js")}
    in_templates = " ".join(found for text in written for found in _CLASS_ATTRIBUTE.findall(text))
    in_scripts = " ".join(_of_script(ROOT / "static" / script) for script in sorted(scripts))
    ids = {f"#{each}" for text in written for each in _ID_ATTRIBUTE.findall(text)}
    brought = {
        word for call, given in _BROUGHT.items() if any(call in text for text in written) for word in given
    }
    words = (
        ids | brought | set(_FILLED_IN.sub("{{", _CHOSEN.sub(" ", f"{in_templates} {in_scripts}")).split())
    )
    filled_in = {word.partition("{{")[0] for word in words if "{{" in word}
    own = [each for part in reversed(_frames(name)) if part != FRAME for each in linked(part)]
    return Page(
        template=name,
        classes=frozenset(word for word in words if "{{" not in word),
        beginnings=frozenset(filled_in - {""}),
        own=tuple(own),
        stylesheets=tuple(sheet for each in [*linked(FRAME), *own] for sheet in with_imports(each)),
    )


def linked(name: str) -> list[str]:
    """Returns the stylesheets that a template links itself, by their path beneath static/css."""
    return [each.removeprefix("css/") for each in _STATIC.findall(_text(name)) if each.endswith(".css")]


@cache
def _text(name: str) -> str:
    return _COMMENT.sub("", (TEMPLATES / name).read_text())


@cache
def _parts(name: str) -> frozenset[str]:
    """The template and every other one that it can show."""
    if not (TEMPLATES / name).is_file():
        return frozenset()  # another package's
    text = _text(name)
    named = [*_INCLUDED.findall(text), *(f"components/{tag}.html" for tag in _TAG.findall(text))]
    named += [part for call, parts in _CALLED.items() if call in text for part in parts]
    named += _OF_PAGES.get(name, [])
    return frozenset({name}).union(*(_parts(each) for each in named if each != name))


@cache
def _of_script(path: Path) -> str:
    if not path.is_file():
        return ""
    text = path.read_text()
    given = " ".join(word for found in _BY_SCRIPT.findall(text) for word in _QUOTED.findall(found))
    return " ".join(
        [given, *(_of_script((path.parent / each).resolve()) for each in _IMPORTED.findall(text))]
    )
