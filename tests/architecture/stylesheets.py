"""Which rules does a stylesheet hold, and for which classes is each of them?

Reads the CSS files of `static/css` into rules, each with its selectors and the classes that each selector
needs.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
STYLES = ROOT / "static/css"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IMPORT = re.compile(r'@import url\("([^"]+)"\)[^;]*;')
_NAME = re.compile(r"(?:\.|(?=#))(#?-?[A-Za-z_][\w-]*)")
_NEGATION = re.compile(r":not\((?:[^()]|\([^()]*\))*\)")
_CHOICE = re.compile(r":(?:is|where|has)\(([^()]*)\)")


@dataclass(frozen=True)
class Rule:
    """One selector of a rule, and the classes that an element and what surrounds it must have."""

    stylesheet: str
    selector: str
    classes: frozenset[str]


def stylesheets() -> list[str]:
    """Returns the project's stylesheets, by their path beneath static/css."""
    return sorted(path.relative_to(STYLES).as_posix() for path in STYLES.rglob("*.css"))


@cache
def with_imports(name: str) -> tuple[str, ...]:
    """Returns the stylesheets that come with one: those that it imports, then itself."""
    imported: list[str] = []
    for address in _IMPORT.findall((STYLES / name).read_text()):
        path = ((STYLES / name).parent / address).resolve()
        if path.is_relative_to(STYLES):
            imported += with_imports(path.relative_to(STYLES).as_posix())
    return (*imported, name)


@cache
def rules(name: str) -> tuple[Rule, ...]:
    """Returns a stylesheet's rules, one for each selector of a list."""
    text = _IMPORT.sub("", _COMMENT.sub("", (STYLES / name).read_text()))
    return tuple(
        Rule(name, selector, classes)
        for selectors in _preludes(text)
        for selector in _listed(selectors)
        for classes in _choices(selector)
    )


def _preludes(text: str) -> list[str]:
    """What stands before each block, save at-rules, whose content is looked into."""
    found = re.findall(r"([^{};]+)\{", text)
    return [each.strip() for each in found if not each.strip().startswith("@")]


def _listed(selectors: str) -> list[str]:
    """The selectors of a list: `a, :is(b, c)` are two."""
    parts, depth = [""], 0
    for sign in selectors:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return [" ".join(part.split()) for part in parts]


def _choices(selector: str) -> list[frozenset[str]]:
    """The sets of classes of which one is needed: `:is(.a, .b) > .c` takes a and c, or b and c."""
    kept = _NEGATION.sub("", selector)
    choice = _CHOICE.search(kept)
    if choice is None:
        return [frozenset(_NAME.findall(kept))]
    before, after = kept[: choice.start()], kept[choice.end() :]
    return [found for each in _listed(choice[1]) for found in _choices(f"{before} {each} {after}")]
