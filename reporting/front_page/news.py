"""What have others changed since somebody was here last? Whose figure, text or state, from what to what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from plans import queries
from plans.domain.measures import GIVEN_IN
from plans.domain.values import Period
from plans.models import ActionPlan, Change, Indicator, ResultGoal
from plans.permissions import Person
from plans.wording import figures
from reporting.first_sentence import shortened
from reporting.front_page.reading import figures_by_key, indicators_by_key, submissions_by_key
from reporting.goal_page.history import Event, Names, events

KINDS = ("measurement", "submission")
FIELDS = (
    # a figure, and what says which one it was where it was taken back
    *(*GIVEN_IN, "reason"),
    *("pending", "exclusions", "parts", "indicator", "year"),
    # what is said of a goal, how it is judged, and how far it has come
    *("sub_heading", "commentary", "footnote", "override", "override_reason", "state", "returned_because"),
)
# Entries of the history that are looked at; a new figure has some four.
MOST_CHANGES = 100
GOALS = 5  # that are shown before somebody asks for all
EVENTS = 3  # of a goal; its own page has them all
_LONGEST_VALUE = 100


@dataclass(frozen=True, slots=True)
class GoalNews:
    """A goal with what happened to it, the newest first."""

    wording: str
    plan: str
    url: str
    events: tuple[Event, ...]
    earlier: int  # events that are left out


@dataclass(frozen=True, slots=True)
class News:
    """What others have changed since `since`; without it this is the first visit.

    `is_cut` says that so much has happened that only the latest of it is told.
    """

    since: str
    goals: tuple[GoalNews, ...]
    is_cut: bool

    @property
    def count(self) -> int:
        """How many things were done."""
        return sum(len(goal.events) + goal.earlier for goal in self.goals)


def read_news(*, by: Person, since: datetime | None) -> News:
    """What everybody but `by` has changed of the goals since then; five queries."""
    if since is None:
        return News("", (), is_cut=False)
    latest = queries.latest_changes(KINDS, FIELDS, MOST_CHANGES, not_by=by.pk)
    changes = [change for change in latest if change.when > since]
    since_text = date_format(timezone.localtime(since), "DATETIME_FORMAT")
    is_cut = len(changes) == MOST_CHANGES
    return News(since_text, tuple(_by_goal(changes)) if changes else (), is_cut)


def _by_goal(changes: Sequence[Change]) -> Iterable[GoalNews]:
    """The changes under their goals, the goal of the newest first."""
    places = _Places(changes)
    groups: dict[ResultGoal, list[Change]] = {}
    for change in changes:
        goal = places.goal_of(change)
        if goal is not None:
            groups.setdefault(goal, []).append(change)
    names = Names(places.names, {})
    for goal, own in groups.items():
        # The year stands at the head of the event.
        own_events = events([change for change in own if change.field != "year"], names)
        if own_events:
            url = reverse("goal", args=[goal.plan.slug, goal.key])
            newest = tuple(_short(event) for event in own_events[:EVENTS])
            yield GoalNews(
                goal.wording, goal.plan.title, f"{url}#history", newest, len(own_events) - len(newest)
            )


def _short(event: Event) -> Event:
    fields = (
        replace(field, old=shortened(field.old, _LONGEST_VALUE), new=shortened(field.new, _LONGEST_VALUE))
        for field in event.fields
    )
    return replace(event, fields=tuple(fields), why=shortened(event.why, _LONGEST_VALUE))


class _Places:
    """Which goal each changed row belongs to, and what the row is called."""

    def __init__(self, changes: Sequence[Change]) -> None:
        ids = {kind: {each.object_id for each in changes if each.kind == kind} for kind in KINDS}
        figure_of = figures_by_key(ids["measurement"])
        # A figure that was taken back is no row any more, but its history says what it was of.
        gone = ids["measurement"] - figure_of.keys()
        for change in changes:
            if change.kind == "measurement" and change.object_id in gone and change.field == "indicator":
                figure_of[change.object_id] = (int(change.old or change.new), _year(changes, change))
        indicators = indicators_by_key({part for part, _year in figure_of.values()})
        self._goals: dict[tuple[str, int], ResultGoal] = {}
        self.names: dict[tuple[str, int], str] = {}
        for pk, (part, year) in figure_of.items():
            if part in indicators:
                indicator = indicators[part]
                self._goals["measurement", pk] = indicator.goal
                self.names["measurement", pk] = _figure_name(indicator, year)
        for row in submissions_by_key(ids["submission"]):
            self._goals["submission", row.pk] = row.goal
            self.names["submission", row.pk] = figures.years(row.round.period)

    def goal_of(self, change: Change) -> ResultGoal | None:
        """The goal; None for a row of which nothing is left to tell."""
        return self._goals.get((change.kind, change.object_id))


def _year(changes: Sequence[Change], gone: Change) -> int | None:
    years = (
        each.old or each.new
        for each in changes
        if (each.kind, each.object_id, each.field) == (gone.kind, gone.object_id, "year")
    )
    return next((int(year) for year in years), None)


def _figure_name(indicator: Indicator, year: int | None) -> str:
    plan: ActionPlan = indicator.goal.plan
    period = figures.years(Period(year, year) if year else plan.period)
    return f"{indicator.label}, {period}" if indicator.label else period
