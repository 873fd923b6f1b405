"""What does a plan file say, or what is wrong with it? All at once, each thing with its place."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pydantic import ValidationError

from plans.planfile.ordering import in_order
from plans.planfile.plan_checks import plan_problems
from plans.planfile.problems import InvalidPlanFileError, Place, Problem
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
    told = [replace(problem, line=tree.line_of(problem.place)) for problem in problems]
    return sorted([*tree.problems, *told], key=lambda problem: problem.line or 0)


def _schema_problems(error: ValidationError, root: Node) -> list[Problem]:
    """What pydantic found, and what else is wrong with the rest."""
    errors = error.errors(include_url=False)
    places = [_in_tree(details["loc"], root) for details in errors]
    found = [Problem(place, expected(details, place)) for details, place in zip(errors, places, strict=True)]
    return [*found, *_problems_of_the_rest(root, places)]


def _in_tree(location: tuple[int | str, ...], root: Node) -> Place:
    """The place as the file has it: a bare number is not `{value: …}`, and a key is where its value is."""
    place: list[int | str] = []
    node = root
    for part in location:
        if part == IN_KEY or not isinstance(node, dict | list):
            break
        place.append(part)
        if isinstance(node, dict):
            node = node.get(str(part))
        else:
            node = node[part] if isinstance(part, int) and part < len(node) else None
    return tuple(place)


def _problems_of_the_rest(root: Node, wrong: Sequence[Place]) -> list[Problem]:
    """What is wrong besides: nothing that may only follow from what stands at the `wrong` places."""
    if len(wrong) > MOST_TO_MEND:
        return []
    try:
        file = PlanFile.model_validate(with_standins(root, wrong))
    except ValidationError:
        return []
    # everything about an indicator follows from its measure
    tainted = {place[:-1] if place and place[-1] == "measure" else place for place in wrong}
    return [
        problem
        for problem in plan_problems(file)
        if not any(_touch(problem.place, place) or _may_hide(problem, place) for place in tainted)
    ]


def _touch(one: Place, other: Place) -> bool:
    """Whether one place lies in the other."""
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]


def _may_hide(problem: Problem, place: Place) -> bool:
    """Whether what is wrong at `place` may be why a reference finds nothing."""
    if not problem.looks_into or not place or place[0] != problem.looks_into:
        return False
    return isinstance(place[-1], int) or place[-1] in _NAMING
