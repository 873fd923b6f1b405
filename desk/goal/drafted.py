"""What is kept as a person's draft of a goal? What they have typed, in one tab or in several, and no more."""

from collections.abc import Mapping

from desk.goal.forms.goal_text import GoalTextForm
from desk.goal.subject import JUDGEMENT, TEXT, Filling, RoundGoal, subject_of
from desk.round.override_form import OverrideForm
from plans.web.rich_text import FORMAT
from plans.web.seen import TYPED

Fields = Mapping[str, str]


def draft_fields(round_goal: RoundGoal, typed: Fields, before: Fields) -> dict[str, str]:
    """The fields of a page as a draft; nothing where they say what is stored.

    `before` is the draft there was. What it says of parts that nobody touched on this page was typed in
    another tab, and is kept.
    """
    elsewhere = typed_elsewhere(round_goal, typed, before)
    own = _changed(round_goal, typed)
    if not own and not elsewhere:
        return {}
    taken = _parts(elsewhere)
    return {name: text for name, text in typed.items() if _part_of(name) not in taken} | elsewhere


def typed_elsewhere(round_goal: RoundGoal, typed: Fields, before: Fields) -> dict[str, str]:
    """What the draft `before` says of parts that were left alone on the page whose fields are `typed`."""
    if not before:
        return {}
    left = {name.removesuffix("-typed") for name in typed if name.endswith("-typed") and typed[name] != TYPED}
    left -= _changed(round_goal, typed)
    kept = _changed(round_goal, before) & left
    return {name: text for name, text in before.items() if _part_of(name) in kept}


def _changed(round_goal: RoundGoal, fields: Fields) -> set[str]:
    """The parts of which the fields say something else than what is stored."""
    subject = subject_of(round_goal, Filling(posted=fields))
    parts = {figure.row.id: figure.is_changed for figure in subject.figures}
    parts |= {TEXT: subject.text.is_changed, JUDGEMENT: subject.judgement.is_changed}
    return {part for part, is_changed in parts.items() if is_changed}


_OF_GOAL = {
    **{f"{field}{ending}": TEXT for field in GoalTextForm.base_fields for ending in ("", FORMAT)},
    **dict.fromkeys(OverrideForm.base_fields, JUDGEMENT),
}


def _part_of(name: str) -> str:
    """The part of the page that a field belongs to: "figure-3-2019-method_note" to "figure-3-2019"."""
    if name in _OF_GOAL:
        return _OF_GOAL[name]
    kind, *rest = name.split("-")
    return "-".join((kind, *rest[:2])) if kind == "figure" else kind


def _parts(fields: Fields) -> set[str]:
    return {_part_of(name) for name in fields}
