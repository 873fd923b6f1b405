"""How is a plan written so that people like to read it? Defaults left out, long texts in blocks."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import yaml
from yaml.resolver import Resolver

from plans.models import ActionPlan
from plans.planfile.figure_checks import plain
from plans.planfile.ordering import in_order
from plans.planfile.scalars import PERHAPS_THOUSANDS
from plans.planfile.schema import PlanFile, PlanHead
from plans.planfile.schema_base import Entry
from plans.planfile.schema_goals import TargetEntry
from plans.planfile.stored import stored_plan_file

_WIDTH = 110
# what is this short stands on one line
_SHORT = 90
_RESOLVER = Resolver()
_TEXT, _MAPPING, _LIST = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "map", "seq"))


def export_plan(plan: ActionPlan) -> str:
    """The stored plan as the text of a plan file."""
    return plan_file_text(stored_plan_file(plan))


def plan_file_text(file: PlanFile) -> str:
    """A plan file as YAML; reading it gives an equal plan file."""
    node = _entry(in_order(file))
    text: str = yaml.serialize(node, Dumper=_Dumper, allow_unicode=True, width=_WIDTH)
    return text


class _Dumper(yaml.SafeDumper):
    """Indents lists under their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)


def _node(value: Any) -> yaml.Node:
    if isinstance(value, TargetEntry) and value == TargetEntry(value=value.value):
        return _plain(value.value)
    if isinstance(value, Entry):
        return _entry(value)
    if isinstance(value, dict):
        return _mapping([(str(key), _node(item)) for key, item in value.items()])
    if isinstance(value, tuple):
        return _list([_node(item) for item in value])
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return _text(value)
    return _plain(value)


def _entry(entry: Entry) -> yaml.MappingNode:
    """An entry without what would be as it is anyway; single values stand before the lists."""
    fields = [(name, _node(value)) for name, value in _filled_fields(entry)]
    single = [(name, node) for name, node in fields if isinstance(node, yaml.ScalarNode)]
    rest = [(name, node) for name, node in fields if not isinstance(node, yaml.ScalarNode)]
    return _mapping([*single, *rest], on_a_line=not isinstance(entry, PlanFile | PlanHead))


def _filled_fields(entry: Entry) -> Iterator[tuple[str, Any]]:
    # what every entry can have, last
    names = sorted(type(entry).model_fields, key=lambda name: name in {"source_ref", "remark"})
    for name in names:
        field, value = type(entry).model_fields[name], getattr(entry, name)
        if field.is_required() or value != field.default:
            yield name, value


def _mapping(pairs: Sequence[tuple[str, yaml.Node]], *, on_a_line: bool = True) -> yaml.MappingNode:
    length = sum(len(key) + 4 + _length(node) for key, node in pairs)
    return yaml.MappingNode(
        _MAPPING,
        [(_plain(key), node) for key, node in pairs],
        flow_style=on_a_line and length <= _SHORT,
    )


def _list(nodes: Sequence[yaml.Node]) -> yaml.SequenceNode:
    single = all(isinstance(node, yaml.ScalarNode) for node in nodes)
    short = sum(_length(node) + 2 for node in nodes) <= _SHORT
    return yaml.SequenceNode(_LIST, list(nodes), flow_style=single and short)


def _length(node: yaml.Node) -> int:
    """How much room a node takes on a line; too much for one, if it has others within it or is in a block."""
    if isinstance(node, yaml.ScalarNode) and node.style is None:
        return len(node.value)
    if isinstance(node, yaml.CollectionNode) and node.flow_style:
        parts = [part for item in node.value for part in (item if isinstance(item, tuple) else (item,))]
        return sum(_length(part) + 2 for part in parts)
    return _SHORT + 1


def _text(text: str) -> yaml.ScalarNode:
    style = None
    if "\n" in text:
        style = "|"
    elif len(text) > _SHORT and not text.startswith(" "):
        style = ">"
    return yaml.ScalarNode(_TEXT, text, style=style)


def _plain(value: object) -> yaml.ScalarNode:
    """A number, a date, a word of the schema's: never in quotes, save where they keep a fourth decimal."""
    text = _word(value)
    if isinstance(value, Decimal) and text != plain(value):
        return yaml.ScalarNode(_TEXT, text)  # a text, which a writer puts in quotes
    # the type that a YAML reader would see in it
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return yaml.ScalarNode(tag, text)


def _word(value: object) -> str:
    if value is None:
        return "-"  # the amount that a document leaves open
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        text = plain(value)
        return f"{text}0" if PERHAPS_THOUSANDS.fullmatch(text) else text
    if isinstance(value, date):
        return value.isoformat()
    return str(value.value if isinstance(value, StrEnum) else value)
