"""Which part of the schema applies to a location in a plan file?

Given a location such as `goals[3].targets`, these functions look up its JSON Schema, the keys that it may
have, and whether it is required. Error messages are made from them.
"""

from functools import cache
from typing import Any

from plans.planfile.problems import Location
from plans.planfile.schema import PlanFile

Schema = dict[str, Any]


@cache
def plan_file_schema() -> Schema:
    """The JSON Schema of a plan file, descriptions in Danish."""
    return PlanFile.model_json_schema()


def schema_at(location: Location) -> Schema | None:
    """The schema of the value at `location`; None where a plan file can have no value."""
    node = resolved(plan_file_schema())
    for part in location:
        below = _below(node, part)
        if below is None:
            return None
        node = resolved(below)
    return node


def keys_at(location: Location) -> list[str]:
    """The keys that the mapping at `location` can have."""
    node = schema_at(location) or {}
    # what every entry can have, last
    return sorted(node.get("properties", {}), key=lambda key: key in {"source_ref", "remark"})


def is_required(location: Location) -> bool:
    """Whether the value at `location` cannot be left out."""
    parent = schema_at(location[:-1])
    return parent is not None and (
        isinstance(location[-1], int) or location[-1] in parent.get("required", ())
    )


def resolved(node: Schema) -> Schema:
    """The schema behind a reference or behind a choice with null; `node`'s own description is kept."""
    own = {key: value for key, value in node.items() if key in {"description", "default"}}
    if "$ref" in node:
        name = str(node["$ref"]).rpartition("/")[2]
        return resolved(plan_file_schema()["$defs"][name]) | own
    choices = [choice for choice in node.get("anyOf", ()) if choice.get("type") != "null"]
    if choices:
        # of a bare number and a mapping the mapping, which says more
        return resolved(choices[-1]) | own
    return node


def _below(node: Schema, part: str | int) -> Schema | None:
    if isinstance(part, int):
        below = node.get("items")
    else:
        below = node.get("properties", {}).get(part) or node.get("additionalProperties")
    return below if isinstance(below, dict) else None
