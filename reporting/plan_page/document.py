"""How does a plan read as a document? Its aims, areas, goals, money and decisions, written out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from plans.models import ActionPlan, EffortArea, ResultGoal
from plans.prose import Prose, prose
from plans.status_report import StatusReport
from plans.web.facts import Fact
from plans.wording import figures
from plans.wording.areas import shared_with
from plans.wording.statuses import PlanWords, capitalised
from reporting.goal_rows import GoalRow, goal_rows
from reporting.plan_page.budget_pages import BudgetChapter, budget_chapter
from reporting.plan_page.decisions import DecisionPart, decision_part
from reporting.plan_page.key_figures import KeyFigureGroup, key_figure_groups
from reporting.plan_page.reading import GoalPlace, PlanReading
from reporting.plan_page.rule import rule_sentence
from reporting.plan_page.source_notes import SourceNote, source_note
from reporting.plan_page.terms import level_word


@dataclass(frozen=True, slots=True)
class Link:
    """The text and the address of a link."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class TextPart:
    """A text under its own small heading: an area's purpose, content, target group."""

    heading: str
    text: Prose


@dataclass(frozen=True, slots=True)
class EffortPart:
    """One of the things done in an area."""

    title: str
    description: Prose
    source: SourceNote | None


@dataclass(frozen=True, slots=True)
class GoalPart:
    """A goal in the plan: its wording, and where to read more."""

    wording: str
    url: str
    footnote: str
    shared: str  # "Fælles med område 3"
    withdrawn: str  # "Udgået fra og med 2019"
    source: SourceNote | None
    standing: GoalRow | None  # in the shown period; None where the goal was withdrawn before it


@dataclass(frozen=True, slots=True)
class GoalGroup:
    """The goals under one heading; those without one have an empty heading."""

    heading: str
    footnote: str
    source: SourceNote | None
    goals: tuple[GoalPart, ...]


@dataclass(frozen=True, slots=True)
class LevelTag:
    """A level of the prevention triangle, and its word."""

    level: str
    word: str


@dataclass(frozen=True, slots=True)
class AreaPart:
    """An area with all that the plan says of it."""

    anchor: str
    number: int
    title: str
    levels: tuple[LevelTag, ...]
    facts: tuple[Fact, ...]
    introduction: Prose
    texts: tuple[TextPart, ...]
    texts_heading: str  # "Formål, indhold og målgruppe"
    efforts: tuple[EffortPart, ...]
    efforts_heading: str  # "6 indsatser"
    goal_groups: tuple[GoalGroup, ...]
    source: SourceNote | None


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """The whole plan."""

    title: str
    lead: str
    rule: str
    standing: str  # of which period and day the goals' statuses are
    standing_url: str
    predecessor: Link | None
    successors: tuple[Link, ...]
    areas: tuple[AreaPart, ...]
    aims: Prose
    introduction: Prose
    source: SourceNote | None
    budget: BudgetChapter | None
    key_figures: tuple[KeyFigureGroup, ...]
    decisions: tuple[DecisionPart, ...]

    @property
    def key_figures_heading(self) -> str:
        """ "17 nøgletal"."""
        count = sum(len(group.figures) for group in self.key_figures)
        return ngettext("%(n)s nøgletal", "%(n)s nøgletal", count) % {"n": count}

    @property
    def contents(self) -> tuple[Link, ...]:
        """The chapters that there are, each with its place on the page."""
        areas = [Link(f"{area.number}. {area.title}", f"#{area.anchor}") for area in self.areas]
        chapters = [
            *((True, link) for link in areas),
            (self.aims, Link(_("Formål"), "#aims")),
            (self.introduction, Link(_("Indledning"), "#introduction")),
            (self.budget, Link(_("Økonomi"), "#budget")),
            (self.key_figures, Link(pgettext("plural", "Nøgletal"), "#key-figures")),
            (self.decisions, Link(_("Beslutninger"), "#decisions")),
        ]
        return tuple(link for is_there, link in chapters if is_there)


def plan_document(reading: PlanReading, report: StatusReport) -> PlanDocument:
    """The plan as its document reads, with each goal's status in `report`; what it does not hold is empty."""
    plan = reading.plan
    standings = {row.key: row for row in goal_rows(report)}
    return PlanDocument(
        title=plan.title,
        lead=_lead(reading),
        rule=rule_sentence(plan.tolerance, PlanWords.of(reading.words)),
        standing=_("Målenes status er for %(years)s, opgjort %(day)s.")
        % {"years": figures.years(report.period), "day": figures.day(report.as_of)},
        standing_url=reverse("status", args=[plan.slug, report.period]),
        predecessor=_plan_link(plan.predecessor) if plan.predecessor else None,
        successors=tuple(_plan_link(successor) for successor in reading.successors),
        aims=prose(plan.aims),
        introduction=prose(plan.introduction),
        source=source_note(plan),
        areas=tuple(_area(area, reading.goals.get(area.pk, []), standings) for area in reading.areas),
        budget=budget_chapter((table, list(table.lines.all())) for table in reading.budget_tables),
        key_figures=key_figure_groups(plan, reading.key_figures),
        decisions=tuple(decision_part(decision) for decision in reading.decisions),
    )


def _lead(reading: PlanReading) -> str:
    """ "1. januar 2016 – 31. december 2017 · 3 indsatsområder · 14 resultatmål"."""
    plan, areas = reading.plan, len(reading.areas)
    goals = len({goal_place.goal.pk for places in reading.goals.values() for goal_place in places})
    parts = [
        figures.days(plan.starts_on, plan.ends_on),
        ngettext("%(n)s indsatsområde", "%(n)s indsatsområder", areas) % {"n": areas},
        ngettext("%(n)s resultatmål", "%(n)s resultatmål", goals) % {"n": goals},
    ]
    return " · ".join(parts)


def _plan_link(plan: ActionPlan) -> Link:
    return Link(plan.title, reverse("plan", args=[plan.slug]))


def _area(area: EffortArea, places: Sequence[GoalPlace], standings: Mapping[str, GoalRow]) -> AreaPart:
    facts = [
        (_("Igangsat"), str(area.started_year) if area.started_year else ""),
        (_("Ansvarlig"), area.lead),
    ]
    texts = [
        (_("Formål"), area.purpose),
        (_("Indhold"), area.content),
        (_("Målgruppe"), area.target_group),
        (_("Effekt"), area.effect),
    ]
    texts = [(heading, text) for heading, text in texts if text.strip()]
    efforts = list(area.efforts.all())
    return AreaPart(
        anchor=f"area-{area.number}",
        number=area.number,
        title=area.title,
        levels=tuple(LevelTag(level.value, level_word(level)) for level in area.levels),
        facts=tuple(Fact(label, value) for label, value in facts if value),
        introduction=prose(area.introduction),
        texts=tuple(TextPart(heading, prose(text)) for heading, text in texts),
        texts_heading=capitalised(figures.listed([heading.lower() for heading, _text in texts]))
        if texts
        else "",
        efforts=tuple(
            EffortPart(
                effort.title, prose(effort.description), source_note(effort) if effort.remark else None
            )
            for effort in efforts
        ),
        efforts_heading=ngettext("%(n)s indsats", "%(n)s indsatser", len(efforts)) % {"n": len(efforts)},
        goal_groups=_goal_groups(places, standings),
        source=source_note(area),
    )


def _goal_groups(places: Iterable[GoalPlace], standings: Mapping[str, GoalRow]) -> tuple[GoalGroup, ...]:
    groups = []
    for _pk, found in groupby(places, key=lambda goal_place: goal_place.goal.heading_id):
        under = list(found)
        heading = under[0].goal.heading
        groups.append(
            GoalGroup(
                heading=heading.text if heading else "",
                footnote=heading.footnote if heading else "",
                source=source_note(heading) if heading and heading.remark else None,
                goals=tuple(_goal(goal_place, standings) for goal_place in under),
            )
        )
    return tuple(groups)


def _goal(goal_place: GoalPlace, standings: Mapping[str, GoalRow]) -> GoalPart:
    goal = goal_place.goal
    standing = standings.get(goal.key)
    return GoalPart(
        wording=goal.wording,
        url=standing.url if standing else reverse("goal", args=[goal.plan.slug, goal.key]),
        footnote=goal.footnote,
        shared=shared_with([area.number for area in goal_place.shared_with]),
        withdrawn=_withdrawn(goal),
        source=source_note(goal) if goal.remark else None,
        standing=standing,
    )


def _withdrawn(goal: ResultGoal) -> str:
    if goal.withdrawn_from is None:
        return ""
    return _("Udgået fra og med %(year)s") % {"year": goal.withdrawn_from}
