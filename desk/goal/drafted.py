"""What is kept as a person's draft of a goal? What they have typed, in one tab or in several, and no more.

Beside the fields of the page a draft says which of them were typed, and what another tab had in a field that
both have changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desk.goal.forms.goal_text import GoalTextForm
from desk.goal.subject import JUDGEMENT, TEXT, Filling, RoundGoal, subject_of
from desk.round.override_form import OverrideForm
from plans.richtext import clean, from_plain
from plans.versions import version_of
from plans.web.rich_text import FORMAT, is_readable
from plans.web.seen import TYPED

Fields = Mapping[str, str]

TYPED_NAMES = "typed-names"  # the names of what was typed, with a space between
ELSEWHERE = "elsewhere:"  # before the name of a field: what another tab has typed in it
_OF_THE_PAGE = ("-version", "-shown", "-typed", "_FORMS")  # what the page says of itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The fields of a page, and what the page says of them.

    Args:
        base: of each field that was changed on the page, what it held when the page last agreed with the
            draft; None where no script tells
    """

    fields: Fields
    base: Fields | None


def draft_fields(round_goal: RoundGoal, typed: Typed, before: Fields) -> dict[str, str]:
    """The fields of a page as a draft; nothing where they say what is stored.

    `before` is the draft there was. What it says of fields that nobody changed on this page was typed in
    another tab, and is kept; of a field that both have changed it is kept beside the page's.
    """
    merging = _merging(round_goal, typed, before)
    fields = merging.fields()
    changed = _changed(round_goal, fields)
    names = dict.fromkeys([*merging.typed_before, *merging.base])
    typed_names = " ".join(name for name in names if part_of(name) in changed)
    elsewhere = {
        name: text for name, text in elsewhere_in(before).items() if not _is_same(name, {name: text}, fields)
    } | {name: before.get(name, "") for name in merging.met}
    if not changed and not elsewhere:
        return {}
    return {**fields, TYPED_NAMES: typed_names, **_beside(elsewhere)}


def left_after_saving(round_goal: RoundGoal, typed: Typed, before: Fields, now: RoundGoal) -> dict[str, str]:
    """What the draft `before` holds that another tab typed, once the page whose fields are `typed` is saved.

    `round_goal` is the goal as it was, and `now` as it is saved.
    """
    if not before:
        return {}
    merging = _merging(round_goal, typed, before)
    elsewhere = elsewhere_in(before) | {name: before.get(name, "") for name in merging.met}
    fields = {name: text for name, text in merging.fields().items() if part_of(name) in merging.taken_parts}
    mixed = merging.taken_parts & merging.own
    fields |= {name: text for name, text in _seen(now).items() if part_of(name) in mixed}
    if not fields and not elsewhere:
        return {}
    return {**fields, TYPED_NAMES: " ".join(sorted(merging.taken)), **_beside(elsewhere)}


def elsewhere_in(draft: Fields) -> dict[str, str]:
    """What the draft keeps of another tab, by the names of its fields."""
    return {name.removeprefix(ELSEWHERE): text for name, text in draft.items() if name.startswith(ELSEWHERE)}


def put_beside(current: Fields, earlier: Fields) -> dict[str, str]:
    """The draft `current` with what `earlier` says otherwise, as if another tab had typed it."""
    names = _names_typed(earlier)
    others = {name: earlier.get(name, "") for name in names if not _is_same(name, earlier, current)}
    return {**current, **_beside(elsewhere_in(earlier) | others)}


def _beside(elsewhere: Fields) -> dict[str, str]:
    return {f"{ELSEWHERE}{name}": text for name, text in elsewhere.items() if text}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Merging:
    """A page and the draft that another tab may have added to."""

    typed: Fields
    before: Fields
    base: Fields  # of what was changed on the page
    own: frozenset[str]  # the parts that the page changes
    typed_before: tuple[str, ...]  # the fields that the draft says were typed
    taken: frozenset[str]  # of those, what only the draft has changed
    met: frozenset[str]  # of those, what both have changed

    @property
    def taken_parts(self) -> frozenset[str]:
        return frozenset(map(part_of, self.taken))

    def fields(self) -> dict[str, str]:
        """The page's fields, with what only the draft has changed."""
        whole = self.taken_parts - self.own
        fields = {name: text for name, text in self.typed.items() if part_of(name) not in whole}
        fields |= {name: text for name, text in _without_notes(self.before).items() if part_of(name) in whole}
        for name in self.taken:
            for each in (name, f"{name}{FORMAT}"):
                fields.pop(each, None)
                if each in self.before:
                    fields[each] = self.before[each]
        for part in self.taken_parts & self.own:
            fields |= {f"{part}-typed": TYPED, **_older(part, self.typed, self.before)}
        return fields


def _merging(round_goal: RoundGoal, typed: Typed, before: Fields) -> _Merging:
    fields, own = typed.fields, _changed(round_goal, typed.fields)
    changed_before = _changed(round_goal, before) if before else frozenset()
    typed_before = tuple(name for name in _names_typed(before) if part_of(name) in changed_before)
    base = typed.base
    if base is None:
        # Nobody knows which fields were changed: all of each part that was touched are the page's.
        left = {name.removesuffix("-typed") for name, mark in fields.items() if _is_left(name, mark)} - own
        base = {
            name: before.get(name, "")
            for name in {**fields, **before}
            if part_of(name) not in left and not _is_of_the_page(name)
        }
    taken, met = set(), set()
    for name in typed_before:
        if _is_same(name, fields, before):
            continue
        if name not in base or (typed.base is not None and _is_same(name, fields, base)):
            taken.add(name)
        elif not _is_same(name, base, before):
            met.add(name)
    return _Merging(
        typed=fields,
        before=before,
        base=base,
        own=own,
        typed_before=typed_before,
        taken=frozenset(taken),
        met=frozenset(met),
    )


def _names_typed(draft: Fields) -> list[str]:
    """The fields that were typed; all of them in a draft from before drafts told."""
    return draft.get(TYPED_NAMES, "").split() or [name for name in draft if not _is_of_the_page(name)]


def _is_left(name: str, text: str) -> bool:
    return name.endswith("-typed") and text != TYPED


def _is_of_the_page(name: str) -> bool:
    return (
        name.endswith((*_OF_THE_PAGE, FORMAT))
        or name in {"version", TYPED_NAMES}
        or name.startswith(ELSEWHERE)
    )


def _without_notes(draft: Fields) -> dict[str, str]:
    return {
        name: text for name, text in draft.items() if name != TYPED_NAMES and not name.startswith(ELSEWHERE)
    }


def _is_same(name: str, one: Fields, other: Fields) -> bool:
    """Whether both say the same in a field, however its text is written down."""
    texts = (one.get(name, ""), other.get(name, ""))
    if texts[0] == texts[1] or f"{name}{FORMAT}" not in _OF_GOAL or not all(map(is_readable, texts)):
        return texts[0] == texts[1]
    one_html, other_html = (clean(text if text.startswith("<") else from_plain(text)) for text in texts)
    return one_html == other_html


def _older(part: str, one: Fields, other: Fields) -> dict[str, str]:
    """What both say that they saw of a part, by who saw it first: what was saved since is then told."""
    first = min(one, other, key=lambda fields: version_of(fields.get(f"{part}-version", "")) or 0)
    return {name: first.get(name, "") for name in (f"{part}-version", f"{part}-shown")}


def _seen(now: RoundGoal) -> dict[str, str]:
    """What a page says of itself that shows the goal as it is stored, and in which something is typed."""
    subject = subject_of(now, Filling())
    parts = {each.row.id: each.seen for each in subject.figures}
    parts |= {TEXT: subject.text.seen, JUDGEMENT: subject.judgement.seen}
    fields: dict[str, str] = {}
    for part, stored in parts.items():
        seen = replace(stored, is_typed=True)
        version = "" if seen.version is None else str(seen.version)
        fields |= {f"{part}-version": version, f"{part}-shown": seen.marks, f"{part}-typed": TYPED}
    return fields


def _changed(round_goal: RoundGoal, fields: Fields) -> frozenset[str]:
    """The parts of which the fields say something else than what is stored."""
    subject = subject_of(round_goal, Filling(posted=fields))
    parts = {figure.row.id: figure.is_changed for figure in subject.figures}
    parts |= {TEXT: subject.text.is_changed, JUDGEMENT: subject.judgement.is_changed}
    return frozenset(part for part, is_changed in parts.items() if is_changed)


_OF_GOAL = {
    **{f"{field}{ending}": TEXT for field in GoalTextForm.base_fields for ending in ("", FORMAT)},
    **dict.fromkeys(OverrideForm.base_fields, JUDGEMENT),
}


def part_of(name: str) -> str:
    """The part of the page that a field belongs to: "figure-3-2019-method_note" to "figure-3-2019"."""
    if name in _OF_GOAL:
        return _OF_GOAL[name]
    kind, *rest = name.split("-")
    return "-".join((kind, *rest[:2])) if kind == "figure" else kind
