"""What do a text's style sheets say of an element? By its classes, and by what stands around it."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from plans.richtext.styles import CSS_COMMENT, SPACES, Effect, effect_of

_STATEMENT = re.compile(r"@(?:charset|import|namespace)[^@;{}]*;", re.IGNORECASE)
_ON_SCREENS = re.compile(r"\s*@media\b[^{]*\b(?:screen|all)\b", re.IGNORECASE)
_PART = r"(?:\*|[a-z][a-z0-9]*)?(?:\.[^ .,:#*()\[\]{}+~>]+)*"
_SELECTOR = re.compile(rf"{_PART}(?: (?:> )?{_PART})*")
_MOST_RULES = 20  # of a class within other elements, the last ones; programs write a few


class _Rule(NamedTuple):
    """What is said of an element with all these names, where others with these names stand around it."""

    own: frozenset[str]
    around: frozenset[str]
    effect: Effect


class StyleSheets:
    """Tells the styles of classes. An element costs a bounded number of steps for each of its classes."""

    def __init__(self) -> None:
        self._plain: dict[str, Effect] = {}  # of ".class" and "element.class"
        self._rules: dict[str, list[_Rule]] = {}  # the others, by the last class of their selector
        self._around: Counter[str] = Counter()  # the names of the open elements

    def read(self, sheet: str) -> None:
        """Take in what a sheet says of classes; not what it says for print alone."""
        for selector, effect in _rules(sheet):
            *around, last = selector.replace("> ", "").split(" ")
            own = _names(last)
            if not around and last.count(".") == 1:
                self._plain[last] = self._plain.get(last, _NOTHING).with_later(effect)
            else:
                rules = self._rules.setdefault(f".{last.rpartition('.')[2]}", [])
                rules.append(_Rule(own, frozenset().union(*map(_names, around)), effect))
                del rules[:-_MOST_RULES]

    def effect(self, name: str, classes: str) -> Effect:
        """What is said of an element with these classes, in the elements that are open."""
        effect = _NOTHING
        if not classes or not (self._plain or self._rules):
            return effect
        names = names_of(name, classes)
        for one in names[1:]:
            for selector in (one, f"{name}{one}"):
                if selector in self._plain:
                    effect = effect.with_later(self._plain[selector])
        for one in names[1:] if self._rules else ():
            for rule in self._rules.get(one, ()):
                if rule.own.issubset(names) and all(self._around[around] for around in rule.around):
                    effect = effect.with_later(rule.effect)
        return effect

    def begin(self, name: str, classes: str) -> tuple[str, ...]:
        """An element stands around what comes. Gives the names by which it is told to end."""
        names = names_of(name, classes) if self._rules else ()
        self._around.update(names)
        return names

    def end(self, names: tuple[str, ...]) -> None:
        """What was begun by these names stands around no more."""
        self._around.subtract(names)


_NOTHING = Effect()


def names_of(name: str, classes: str) -> tuple[str, ...]:
    """The names by which selectors know an element: "p", ".a", ".b"."""
    return (name, *(f".{one}" for one in dict.fromkeys(SPACES.split(classes.lower())) if one))


def _names(part: str) -> frozenset[str]:
    name, *classes = part.split(".")
    return frozenset({f".{one}" for one in classes} | ({name} - {"", "*"}))


def _rules(sheet: str) -> Iterator[tuple[str, Effect]]:
    is_within = False
    for piece in _STATEMENT.sub(" ", CSS_COMMENT.sub(" ", sheet)).split("}"):
        selectors, *declared = piece.split("{")
        if len(declared) > 1 and _ON_SCREENS.match(selectors):
            selectors, *declared = declared
        if not declared:
            is_within = False
        elif len(declared) > 1:
            is_within = True
        elif not is_within:
            effect = effect_of(declared[0])
            for selector in selectors.replace(">", " > ").split(","):
                normalised = SPACES.sub(" ", selector).strip(" ").lower().replace("*.", ".")
                if "." in normalised.rpartition(" ")[2] and _SELECTOR.fullmatch(normalised):
                    yield normalised, effect
