"""Which keys, lists and texts does a YAML file hold? Only that: no aliases, no types, nothing explodes.

The file is read event by event into dicts, lists and texts, so that 4.15 stays "4.15" and `no` a word.
A value that is left empty, or is a bare `null` or `~`, is None.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn, TypeAlias

import yaml
from django.utils.translation import gettext
from yaml.events import AliasEvent, Event, MappingStartEvent, NodeEvent, ScalarEvent, SequenceStartEvent
from yaml.events import MappingEndEvent as EndOfMapping
from yaml.events import SequenceEndEvent as EndOfList

from plans.planfile.problems import InvalidPlanFileError, Location, Problem

MOST_BYTES = 2_000_000
MOST_VALUES = 200_000
DEEPEST = 20

Node: TypeAlias = "dict[str, Node] | list[Node] | str | None"

_NOTHING = {"", "~", "null", "Null", "NULL"}
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Tree:
    """What a file holds, the line of every place, and what is wrong with single places."""

    root: Node = None
    lines: dict[Location, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line_of(self, location: Location) -> int | None:
        """The line of `location`, or of the nearest location around it that the file has."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location)


def parse(data: bytes) -> Tree:
    """The tree of a YAML file.

    Raises InvalidPlanFileError where nothing can be made of it: too large, not UTF-8, not YAML, empty, too
    deep, or with anchors and aliases. What only concerns one place, such as a key that is there twice, is in
    the tree's problems.
    """
    if len(data) > MOST_BYTES:
        _stop(gettext("Filen er for stor; den må højst fylde %(most)d byte.") % {"most": MOST_BYTES})
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _stop(gettext("Filen er ikke en tekstfil i UTF-8."), data.count(b"\n", 0, error.start) + 1)
    if _DIRECTIVE.search(text):
        # Thousands of %TAG lines would take the parser minutes, and no plan needs one.
        _stop(gettext("En linje kan ikke begynde med et procenttegn."))
    try:
        return _Reader(yaml.parse(text, Loader=_LOADER)).whole_file()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _stop(_not_yaml(error.problem or error.context), mark.line + 1 if mark else None)
    except yaml.YAMLError as error:
        _stop(_not_yaml(getattr(error, "reason", None)))


def _not_yaml(detail: str | None) -> str:
    return gettext("Filen er ikke gyldig YAML (%(detail)s).") % {"detail": detail or "?"}


def _stop(expected: str, line: int | None = None, location: Location = ()) -> NoReturn:
    raise InvalidPlanFileError([Problem(location, expected, line)])


def _line(event: Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


class _Reader:
    """Takes the parser's events one by one; as deep as `DEEPEST` at most, and no more than `MOST_VALUES`."""

    def __init__(self, events: Iterator[Event]) -> None:
        # of documents, only what they hold
        self._events = (event for event in events if isinstance(event, NodeEvent | _Ends))
        self._tree = Tree()
        self._values = 0
        self._anchors: list[Problem] = []

    def whole_file(self) -> Tree:
        """The tree; raises InvalidPlanFileError for more or less than one mapping, and for anchors."""
        first = next(self._events, None)
        if first is None:
            _stop(gettext("Filen er tom."))
        self._tree.root = self._value(first, ())
        if not self._anchors and next(self._events, None) is not None:
            _stop(gettext("Filen må kun indeholde ét dokument; fjern linjen ---."))
        if self._anchors:
            raise InvalidPlanFileError(self._anchors)
        if self._tree.root is None:
            _stop(gettext("Filen er tom."))
        if not isinstance(self._tree.root, dict):
            _stop(gettext("Filen skal bestå af nøgler med værdier: plan, areas, goals og så videre."))
        return self._tree

    def _value(self, event: Event, location: Location) -> Node:
        line = _line(event)
        self._tree.lines.setdefault(location, line)
        self._values += 1
        if self._values > MOST_VALUES:
            _stop(gettext("Filen har for mange værdier; højst %(most)d.") % {"most": MOST_VALUES}, line)
        if len(location) > DEEPEST:
            _stop(gettext("Filen er indlejret for dybt; højst %(most)d trin.") % {"most": DEEPEST}, line)
        self._refuse_what_explodes(event, location, line)
        if isinstance(event, MappingStartEvent):
            return self._mapping(location)
        if isinstance(event, SequenceStartEvent):
            return self._list(location)
        if isinstance(event, ScalarEvent):
            bare = not event.style and event.value in _NOTHING
            return None if bare else event.value
        return None

    def _mapping(self, location: Location) -> dict[str, Node]:
        mapping: dict[str, Node] = {}
        for event in self._until(EndOfMapping):
            line = _line(event)
            if not isinstance(event, ScalarEvent):
                self._value(event, location)
                self._value(next(self._events), location)
                self._add(location, line, gettext("En nøgle skal være et enkelt ord."))
                continue
            key = event.value
            self._refuse_what_explodes(event, (*location, key), line)
            twice = key in mapping
            if twice:
                self._add((*location, key), line, gettext("Nøglen står der to gange; behold den ene."))
            else:
                self._tree.lines[*location, key] = line
            value = self._value(next(self._events), (*location, key))
            if not twice:
                mapping[key] = value
        return mapping

    def _list(self, location: Location) -> list[Node]:
        return [
            self._value(event, (*location, position)) for position, event in enumerate(self._until(EndOfList))
        ]

    def _until(self, end: type[Event]) -> Iterator[Event]:
        for event in self._events:
            if isinstance(event, end):
                return
            yield event

    def _refuse_what_explodes(self, event: Event, location: Location, line: int) -> None:
        if isinstance(event, AliasEvent):
            self._anchors.append(
                Problem(location, gettext("Skriv værdien helt ud i stedet for et *alias."), line)
            )
        elif getattr(event, "anchor", None) is not None:
            self._anchors.append(
                Problem(location, gettext("Fjern ankeret (&); aliasser kan ikke bruges."), line)
            )
        elif getattr(event, "tag", None) is not None:
            self._add(location, line, gettext("Fjern typen (!); her kan kun stå en værdi."))

    def _add(self, location: Location, line: int, expected: str) -> None:
        self._tree.problems.append(Problem(location, expected, line))


_Ends = EndOfMapping | EndOfList
