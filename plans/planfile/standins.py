"""Placeholder values for what is wrong in a plan file, so that the rest of the file can still be checked."""

from collections.abc import Iterable
from copy import deepcopy
from datetime import date
from itertools import count

from plans.planfile.problems import Location
from plans.planfile.scalars import FIRST_YEAR, LAST_YEAR
from plans.planfile.schema_paths import Schema, is_required, resolved, schema_at
from plans.planfile.yaml_text import Node

# A plan of all years, so that nothing is outside it; and the values that have a form of their own.
_BY_NAME = {"starts_on": f"{FIRST_YEAR}-01-01", "ends_on": f"{LAST_YEAR}-12-31", "years": "2000"}
_SOME_DAY = date(2000, 1, 1).toordinal()


def with_standins(root: Node, wrong_locations: Iterable[Location]) -> Node:
    """A copy of the tree in which the values at the `wrong` places are left out or, if needed, replaced."""
    tree = deepcopy(root)
    numbers = count(1)
    for location in wrong_locations:
        _mend(tree, location, numbers)
    return tree


def _mend(tree: Node, location: Location, numbers: "count[int]") -> None:
    if not location:
        return
    parent: Node = tree
    for part in location[:-1]:
        parent = _child(parent, part)
    last, schema = location[-1], schema_at(location)
    if isinstance(parent, dict) and isinstance(last, str):
        if schema is None or not is_required(location):
            parent.pop(last, None)
        else:
            parent[last] = _standin(schema, last, numbers)
    elif isinstance(parent, list) and isinstance(last, int) and last < len(parent) and schema is not None:
        parent[last] = _standin(schema, "", numbers)


def _child(node: Node, part: str | int) -> Node:
    if isinstance(node, dict) and isinstance(part, str):
        return node.get(part)
    if isinstance(node, list) and isinstance(part, int) and part < len(node):
        return node[part]
    return None


def _standin(schema: Schema, name: str, numbers: "count[int]") -> Node:
    """A value that the schema allows and that no other stand-in has."""
    if "enum" in schema:
        return str(schema["enum"][0])
    kind = schema.get("type")
    if kind == "object":
        properties = schema.get("properties", {})
        return {key: _standin(resolved(properties[key]), key, numbers) for key in schema.get("required", ())}
    if kind == "array":
        return [_standin(resolved(schema["items"]), "", numbers) for _ in range(schema.get("minItems", 0))]
    if kind in {"integer", "number"}:
        return str(max(schema.get("maximum", 0) - next(numbers), schema.get("minimum", 0)))
    number = next(numbers)
    day = date.fromordinal(_SOME_DAY + number).isoformat()
    return _BY_NAME.get(name, day if schema.get("format") == "date" else f"x-{number}")
