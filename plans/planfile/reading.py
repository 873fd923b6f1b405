"""What does a plan file say, or what is wrong with it? All at once, each thing with its place."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pydantic import ValidationError

from plans.planfile.ordering import in_order
from plans.planfile.plan_checks import plan_problems
from plans.planfile.problems import InvalidPlanFileError, Location, Problem
from plans.planfile.schema import PlanFile
from plans.planfile.sentences import IN_KEY, expected
from plans.planfile.standins import with_standins
from plans.planfile.yaml_text import Node, Tree, parse

# A file with more wrong values than this has enough to tell.
MOST_TO_MEND = 500
# The last part of a place where something that is wrong may be what a reference looks for.
_NAMING = {"plan", "predecessor", "areas", "number", "headings", "text", "goals", "key", "indicators"}


def read_plan_file(data: bytes) -> PlanFile:
    """The plan in a YAML file.

    Raises InvalidPlanFileError with every problem, in the order of the file.
    """
    tree = parse(data)
    try:
        file = PlanFile.model_validate(tree.root)
    except ValidationError as error:
        raise InvalidPlanFileError(_in_order(_schema_problems(error, tree.root), tree)) from None
    problems = _in_order(plan_problems(file), tree)
    if problems:
        raise InvalidPlanFileError(problems)
    return in_order(file)


def problems_in(values: Node) -> list[Problem]:
    """What is wrong with a plan that comes from elsewhere than a file, as nested keys and values."""
    try:
        return list(plan_problems(PlanFile.model_validate(values)))
    except ValidationError as error:
        return _schema_problems(error, values)


def _in_order(problems: Iterable[Problem], tree: Tree) -> list[Problem]:
    located = [replace(problem, line=tree.line_of(problem.location)) for problem in problems]
    return sorted([*tree.problems, *located], key=lambda problem: problem.line or 0)


def _schema_problems(error: ValidationError, root: Node) -> list[Problem]:
    """What pydantic found, and what else is wrong with the rest."""
    errors = error.errors(include_url=False)
    locations = [_in_tree(details["loc"], root) for details in errors]
    found = [
        Problem(location, expected(details, location))
        for details, location in zip(errors, locations, strict=True)
    ]
    return [*found, *_problems_of_the_rest(root, locations)]


def _in_tree(loc: tuple[int | str, ...], root: Node) -> Location:
    """The place as the file has it: a bare number is not `{value: …}`, and a key is where its value is."""
    path: list[int | str] = []
    node = root
    for part in loc:
        if part == IN_KEY or not isinstance(node, dict | list):
            break
        path.append(part)
        if isinstance(node, dict):
            node = node.get(str(part))
        else:
            node = node[part] if isinstance(part, int) and part < len(node) else None
    return tuple(path)


def _problems_of_the_rest(root: Node, wrong_locations: Sequence[Location]) -> list[Problem]:
    """What is wrong besides: nothing that may only follow from what stands at the `wrong` places."""
    if len(wrong_locations) > MOST_TO_MEND:
        return []
    try:
        file = PlanFile.model_validate(with_standins(root, wrong_locations))
    except ValidationError:
        return []
    # everything about an indicator follows from its measure
    tainted = {
        location[:-1] if location and location[-1] == "measure" else location for location in wrong_locations
    }
    return [
        problem
        for problem in plan_problems(file)
        if not any(_touch(problem.location, location) or _may_hide(problem, location) for location in tainted)
    ]


def _touch(one: Location, other: Location) -> bool:
    """Whether one place lies in the other."""
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]


def _may_hide(problem: Problem, location: Location) -> bool:
    """Whether what is wrong at `location` may be why a reference finds nothing."""
    if not problem.looks_into or not location or location[0] != problem.looks_into:
        return False
    return isinstance(location[-1], int) or location[-1] in _NAMING
