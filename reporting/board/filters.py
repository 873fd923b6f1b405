"""Which goals does somebody want to see on the board? A form over goals with their standings.

Statuses, missing figures and Danish words are what no database knows: every filter here takes a list of
goals and returns a shorter one.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.domain.ordering import danish_key
from plans.domain.slots import missing_slots
from plans.domain.values import Period
from plans.enums import PreventionLevel, Status
from plans.wording import figures
from plans.wording.choices import CHOICES
from plans.wording.statuses import capitalised
from reporting.board.reading import BoardGoal, BoardReading
from reporting.board.rows import area_name

PERIOD, SORT, VIEW = "period", "sort", "view"
DENSE, FULL = "dense", "full"
FIGURES, COMMENTARY = "figures", "commentary"
# What the goals may be sorted by besides each period's status; `status` is that of the chosen one.
SORTS = ("area", "goal", "figure", "deviation", "status")
LONGEST_SEARCH = 100

Goals = list[BoardGoal]
Choices = list[tuple[str, str]]


class BoardForm(forms.Form):
    """The filters of a board's address."""

    text = forms.CharField(
        label=gettext_lazy("Søg i mål, overskrifter og områder"),
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={
            "max_length": gettext_lazy("Søg efter højst 100 tegn."),
        },
    )
    area = forms.MultipleChoiceField(
        label=gettext_lazy("Område"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy("Planen har intet område %(value)s. Vælg blandt områderne.")
        },
    )
    level = forms.MultipleChoiceField(
        label=gettext_lazy("Niveau"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Planen har intet niveau %(value)s. Vælg et andet.")},
    )
    status = forms.MultipleChoiceField(
        label=gettext_lazy("Status"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Der er ingen status %(value)s. Vælg en anden.")},
    )
    person = forms.ChoiceField(
        label=gettext_lazy("Ansvarlig i dag"),
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy(
                "Personen har ikke ansvar for et område i planen i dag. Vælg en anden."
            )
        },
    )
    missing = forms.ChoiceField(
        label=gettext_lazy("Mangler"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Vælg, hvad målene mangler: tal eller tekst.")},
    )
    period = forms.ChoiceField(
        label=gettext_lazy("Periode"),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": gettext_lazy("Planen har ingen periode %(value)s. Vælg en anden.")},
    )
    sort = forms.ChoiceField(
        label=gettext_lazy("Rækkefølge"),
        required=False,
        widget=forms.HiddenInput,
        error_messages={
            "invalid_choice": gettext_lazy("Målene kan ikke sorteres efter %(value)s. Vælg en af kolonnerne.")
        },
    )
    view = forms.ChoiceField(
        label=gettext_lazy("Visning"),
        required=False,
        widget=forms.HiddenInput,
        choices=[(DENSE, DENSE), (FULL, FULL)],
        error_messages={"invalid_choice": gettext_lazy("Der er ingen visning %(value)s. Vælg en anden.")},
    )

    def __init__(self, data: QueryDict, reading: BoardReading) -> None:
        super().__init__(data)
        self.reading = reading
        for name, choices in _choices(reading).items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        period = self.cleaned_data.get(PERIOD, "")
        if self.cleaned_data.get("missing") == COMMENTARY and period in self._periods_without_round:
            years = figures.years(Period.parse(period))
            message = _("Der er ingen indberetning for %(years)s, så ingen tekster mangler.")
            self.add_error("missing", message % {"years": years})
        return self.cleaned_data

    @property
    def _periods_without_round(self) -> set[str]:
        """The periods that nobody writes commentary for."""
        return {str(period) for period in self.reading.periods if period not in self.reading.reported}


class BoardFilter:
    """What a board's address asks for; `kept` are the goals that pass all of its filters."""

    def __init__(self, asked: QueryDict, reading: BoardReading) -> None:
        data = asked.copy()
        data.setdefault(PERIOD, str(reading.period))
        if reading.in_full and data.get(SORT, "").removeprefix("-") not in SORTS:
            data.pop(SORT, None)  # of a column that only the dense view has
        self.reading = reading
        self.form = BoardForm(data, reading)

    @cached_property
    def chosen(self) -> Period:
        """The period whose status, figures and round the filters speak of."""
        asked = self.given.get(PERIOD)
        return Period.parse(asked) if asked else self.reading.period

    @cached_property
    def given(self) -> Mapping[str, Any]:
        """The valid and not empty choices, by filter."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @cached_property
    def kept(self) -> Goals:
        """The goals that pass every filter."""
        goals = self.reading.goals(self.chosen)
        filters: Mapping[str, Callable[[Goals, Any], Goals]] = {
            "text": self.with_text,
            "area": self.in_area,
            "level": self.on_level,
            "status": self.with_status,
            "person": self.held_by,
            "missing": self.that_misses,
        }
        for name, keep in filters.items():
            if name in self.given:
                goals = keep(goals, self.given[name])
        return goals

    def with_text(self, goals: Goals, value: str) -> Goals:
        """Those whose wording, heading or areas have every word, however it is spelt in Danish."""
        words = danish_key(value).split()
        return [goal for goal in goals if _has_all(words, goal)]

    def in_area(self, goals: Goals, value: Iterable[str]) -> Goals:
        """Those of any of these areas, as lead or further area."""
        return [goal for goal in goals if any(str(area.number) in value for area in goal.areas)]

    def on_level(self, goals: Goals, value: Iterable[str]) -> Goals:
        """Those whose areas work on any of these levels."""
        return [goal for goal in goals if any(level.value in value for level in goal.levels)]

    def with_status(self, goals: Goals, value: Iterable[str]) -> Goals:
        """Those that have any of these statuses in the chosen period."""
        chosen = self.chosen
        return [goal for goal in goals if chosen in goal.standings and goal.standings[chosen].status in value]

    def held_by(self, goals: Goals, value: str) -> Goals:
        """Those of any area that the person enters figures for today."""
        areas = next(holder.areas for holder in self.reading.holders if str(holder.id) == value)
        return [goal for goal in goals if any(area.id in areas for area in goal.areas)]

    def that_misses(self, goals: Goals, value: str) -> Goals:
        """Those of which figures, or the commentary, of the chosen period are missing."""
        misses = self._misses_figures if value == FIGURES else self._misses_commentary
        return [goal for goal in goals if misses(goal)]

    def _misses_figures(self, goal: BoardGoal) -> bool:
        """Whether the round waits for a figure; without a round, whether one is needed for a judgement."""
        standing, report = goal.standings.get(self.chosen), self.reading.reports[self.chosen]
        if standing is None:
            return False
        if report.round is None:
            return any(part.assessment.status is Status.NOT_REPORTED for part in standing.indicators)
        return any(
            missing_slots(part.facts, standing.period, plan=report.plan.span, as_of=report.as_of)
            for part in standing.indicators
        )

    def _misses_commentary(self, goal: BoardGoal) -> bool:
        standing = goal.standings.get(self.chosen)
        return standing is not None and (standing.submission is None or not standing.submission.commentary)


def _has_all(words: Iterable[str], goal: BoardGoal) -> bool:
    texts = {goal.named_by.wording}
    for standing in goal.standings.values():
        texts |= {standing.reported_wording, standing.heading}
    areas = [area_name(area.number, area.title) for area in goal.areas]
    searched = danish_key("\n".join([*texts, *areas]))
    return all(word in searched for word in words)


def _choices(reading: BoardReading) -> dict[str, Choices]:
    """What there is to choose in each filter, as its address writes it and as a reader does."""
    words = next(iter(reading.reports.values())).words
    periods = [str(period) for period in reading.periods]
    return {
        "area": [(str(area.number), area_name(area.number, area.title)) for area in reading.areas],
        "level": [(level.value, level_name(level)) for level in reading.levels],
        "status": [(status.value, capitalised(words.word(status))) for status in Status],
        "person": [("", _("Alle")), *((str(holder.id), holder.name) for holder in reading.holders)],
        "missing": [("", _("Vis alle")), (FIGURES, _("Tal")), (COMMENTARY, _("Tekst"))],
        PERIOD: [(period, period) for period in periods],
        SORT: [(f"{sign}{name}", name) for name in (*SORTS, *periods) for sign in ("", "-")],
    }


def level_name(level: PreventionLevel) -> str:
    """ "Forebyggende": a level as it opens a line."""
    return capitalised(str(CHOICES[PreventionLevel][level]))
