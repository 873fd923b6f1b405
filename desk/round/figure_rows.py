"""What is shown of one figure that a round asks for? All written out; templates compute nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from desk.round.questions import NOTHING_ASKED, QuestionView, asked_of_figure
from desk.round.sheet import EntrySheet
from plans.domain.display import yardstick
from plans.domain.judgement import can_be_under_way
from plans.domain.measures import traits
from plans.domain.slots import Slot, slot_text
from plans.domain.values import Figure, TargetValue, Yardstick
from plans.enums import Measure, Status
from plans.figures.input import judged_as
from plans.models.measurement import JUDGED
from plans.status_report import GoalStatus, IndicatorStatus, StatusReport
from plans.web.who_changed import LastChange
from plans.wording import figures
from plans.wording.measurements import figure_text, side_notes
from plans.wording.problems import figure_name
from plans.wording.statuses import capitalised

_POSTED = frozenset({"figure", "judged", "basis", "unmeasurable", "reason", "retract"})  # by a way back


@dataclass(frozen=True, slots=True)
class Before:
    """The last figure known before: what it was, when, and how the figure of the round differs from it.

    `change` is empty where one of the two is no number, or where they are not of the same kind.
    """

    figure: str
    when: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A judgement that can be chosen."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Collision:
    """Two figures for the same, of which the person chooses one; `fields` post the person's own."""

    mine: str
    theirs: str
    last: LastChange
    fields: Mapping[str, str]
    is_removed: bool = False  # the stored figure was taken away


@dataclass(frozen=True, slots=True)
class Undo:
    """The way back to the figure before: how it reads (empty where there was none), and what is posted."""

    figure: str
    fields: Mapping[str, str]

    @property
    def carried(self) -> str:
        """The way back as the answer to a question carries it along, so that it is there afterwards too."""
        return json.dumps([self.figure, dict(self.fields)], ensure_ascii=False)

    @classmethod
    def of(cls, carried: str) -> "Undo | None":
        """The way back that was carried along; None where nothing was, or not such a one."""
        try:
            figure, fields = json.loads(carried)
        except (ValueError, TypeError, RecursionError):
            return None
        is_one = isinstance(figure, str) and isinstance(fields, dict) and _POSTED.issuperset(fields)
        return (
            cls(figure, fields) if is_one and all(isinstance(each, str) for each in fields.values()) else None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One figure: what it is about, what is known, what stands in its field, and what happened to it."""

    id: str
    indicator: int
    goal_id: int
    slot: Slot
    measure: Measure
    goal: str
    is_alone: bool  # the goal's only figure, whose row names the goal
    label: str  # what tells it from the goal's other figures
    name: str
    target: str
    target_note: str  # its unit, and what it covers where that is more than the figure
    before: Before | None
    details_url: str
    is_editable: bool
    is_saved: bool
    is_missing: bool  # nothing is saved, and nothing known before will do
    version: int | None
    figure: str  # in the field
    judged: str
    basis: str
    saved_figure: str  # as stored
    saved_judged: str
    saved_basis: str
    against: Yardstick | None
    figure_text: str
    besides: tuple[str, ...]
    choices: tuple[Choice, ...]
    error: str = ""
    saved_now: str = ""
    state_note: str = ""  # what saving it has done to the goal's state, where that is another now
    undo: Undo | None = None
    collision: Collision | None = None
    confirmed: str = ""  # who has let an odd figure stand, and when
    question: QuestionView | None = None  # what is asked of a figure that looks odd; nobody has to answer
    is_confirmed: bool = False  # somebody has just let it stand
    is_offered: bool = False  # what stands in the field is not kept: the question offers what may be meant

    @property
    def slot_text(self) -> str:
        """The slot as it stands in an address."""
        return slot_text(self.slot)

    @property
    def is_judgement(self) -> bool:
        """Whether a judgement is chosen instead of a figure typed."""
        return traits(self.measure).is_judged

    @property
    def subject(self) -> str:
        """What the figure is of: the goal, after what tells it from the goal's other figures."""
        return f"{self.label}, {self.goal}" if self.label else self.goal

    @property
    def field_id(self) -> str:
        """The id of the field of its figure in the grid."""
        return f"{self.id}-figure"

    @property
    def full_name(self) -> str:
        """The figure's name where nothing else tells which goal it is of."""
        return f"{self.name}: {self.subject}"

    @property
    def placeholder(self) -> str:
        """What stands in an empty field where its form must be shown."""
        return _("fx 7 af 15") if traits(self.measure).of_a_whole else ""


def figure_row(sheet: EntrySheet, goal: GoalStatus, part: IndicatorStatus, slot: Slot) -> FigureRow:
    """A figure as it is stored."""
    report, measure = sheet.report, part.facts.measure
    target, note = _target(part, slot)
    against = figure_against(part, slot)
    stored = sheet.stored(part.id, slot)
    figure = stored.figure if stored else None
    typed = figures.typed(figure) if figure else ""
    is_editable = sheet.access.may_change(goal)
    asked = asked_of_figure(sheet, part, slot, figure, against) if figure else NOTHING_ASKED
    judged = judged_as(stored) if stored else ""
    basis = stored.basis if stored and traits(measure).is_judged else ""
    return FigureRow(
        id=f"figure-{part.id}-{slot_text(slot)}",
        indicator=part.id,
        goal_id=goal.id,
        slot=slot,
        measure=measure,
        goal=goal.reported_wording,
        is_alone=len(sheet.figures_of(goal)) == 1,
        label=_label(sheet, goal, part, slot),
        name=figure_name(slot, measure),
        target=target,
        target_note=note,
        before=_before(sheet, part, slot, against),
        details_url=_details_url(report, goal, part, slot),
        is_editable=is_editable,
        is_saved=stored is not None,
        is_missing=sheet.is_missing(part.id, slot),
        version=stored.version if stored else None,
        figure=typed,
        judged=judged,
        basis=basis,
        saved_figure=typed,
        saved_judged=judged,
        saved_basis=basis,
        against=against,
        figure_text=figure_text(figure, report.words, against) if figure else "",
        besides=tuple(side_notes(stored, excluded=sheet.excluded.get(stored.pk, 0))) if stored else (),
        choices=_choices(report, part, slot) if traits(measure).is_judged else (),
        confirmed=asked.confirmed,
        question=asked.question if is_editable else None,
    )


def _details_url(report: StatusReport, goal: GoalStatus, part: IndicatorStatus, slot: Slot) -> str:
    """The goal's page, at the figure."""
    page = reverse("goal_entry", args=[report.plan.slug, report.period, goal.key])
    return f"{page}#figure-{part.id}-{slot_text(slot)}"


def slot_label(slot: Slot) -> str:
    """The slot as a person reads it."""
    return _("Hele planen") if slot is None else str(slot)


def _label(sheet: EntrySheet, goal: GoalStatus, part: IndicatorStatus, slot: Slot) -> str:
    """The indicator where the goal has several, and the year where the round is of several."""
    names = [part.label] if len(goal.indicators) > 1 else []
    if sheet.must_name(slot):
        names.append(slot_label(slot))
    return ", ".join(each for each in names if each)


def figure_against(part: IndicatorStatus, slot: Slot) -> Yardstick | None:
    """What a figure for the slot stands against, where that is a number."""
    own, whole = _targets(part, slot)
    target = own or whole
    # Without a target of its own a whole-plan figure stands against what the yearly targets come to.
    value = target.value if target else (part.assessment.target if slot is None else None)
    return yardstick(value, part.facts)


def _targets(part: IndicatorStatus, slot: Slot) -> tuple[TargetValue | None, TargetValue | None]:
    """The slot's own target, and the whole plan's."""
    targets = {target.year: target for target in part.facts.targets}
    return targets.get(slot), targets.get(None)


def _target(part: IndicatorStatus, slot: Slot) -> tuple[str, str]:
    """The target and what to know of it; a text where the goal is judged."""
    facts = part.facts
    own, whole = _targets(part, slot)
    target = own or whole
    if target is not None and target.value is None:
        return target.text, ""
    against = figure_against(part, slot)
    value = against.target if against else None
    unit = part.unit if value is not None and traits(facts.measure).counts_things else ""
    covers = _("i hele planen") if own is None and whole is not None else ""
    return figures.target(value, facts.measure, facts.direction), f"{unit} {covers}".strip()


def _before(sheet: EntrySheet, part: IndicatorStatus, slot: Slot, against: Yardstick | None) -> Before | None:
    earlier = sheet.before(part.id, slot)
    if earlier is None:
        return None
    when = figures.day(earlier.as_of) if earlier.year == slot else str(earlier.year)
    return Before(
        figure_text(earlier, sheet.report.words, against), when, _change(sheet, part, slot, earlier)
    )


def _change(sheet: EntrySheet, part: IndicatorStatus, slot: Slot, earlier: Figure) -> str:
    """How the stored figure differs from the earlier one; a year is not held against the whole plan."""
    stored = sheet.stored(part.id, slot)
    actual = stored.figure.actual if stored else None
    if actual is None or earlier.actual is None or (slot is None) != (earlier.year is None):
        return ""
    return figures.change_since(actual - earlier.actual, part.facts.measure)


def judgements_of(report: StatusReport, part: IndicatorStatus, slot: Slot) -> tuple[Status, ...]:
    """The judgements that can be chosen: that it is still in progress as long as the time is not over."""
    is_open = can_be_under_way(
        slot,
        is_for_whole_plan=any(target.year is None for target in part.facts.targets),
        plan=report.plan.span,
        period=report.period,
        as_of=report.as_of,
    )
    return (*JUDGED, Status.IN_PROGRESS) if is_open else JUDGED


def _choices(report: StatusReport, part: IndicatorStatus, slot: Slot) -> tuple[Choice, ...]:
    def word(status: Status) -> str:
        return capitalised(report.words.judgement(status))

    return tuple(Choice(status.value, word(status)) for status in judgements_of(report, part, slot))
