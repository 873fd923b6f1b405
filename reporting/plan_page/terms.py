"""Which words describe what a plan is made of? Levels, kinds of amount, votes, ways of measuring."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from plans.domain.measures import traits
from plans.domain.values import Period, Span
from plans.enums import Accumulation, AmountKind, Direction, Measure, PreventionLevel, VoteSide
from plans.wording import figures
from plans.wording.choices import CHOICES
from plans.wording.statuses import capitalised


def level_word(level: PreventionLevel) -> str:
    """A level of the prevention triangle."""
    return str(CHOICES[PreventionLevel][level])


def amount_kind_word(kind: AmountKind) -> str:
    """The word for what an amount is: budget, spent, expected or carried over."""
    return capitalised(str(CHOICES[AmountKind][kind]))


def vote_side_word(side: VoteSide) -> str:
    """Who voted how, as the minutes open the line."""
    return {
        VoteSide.FOR: _("For stemte"),
        VoteSide.AGAINST: _("Imod stemte"),
        VoteSide.ABSTAINED: _("Undlod at stemme"),
    }[side]


def measure_word(measure: Measure) -> str:
    """What kind of figure an indicator takes, in plain words."""
    return {
        Measure.COUNT: _("Et antal"),
        Measure.SHARE: _("En andel i procent"),
        Measure.JUDGEMENT: _("En vurdering, ikke et tal"),
    }[measure]


def direction_word(direction: Direction) -> str:
    """When a target counts as met."""
    return {
        Direction.AT_LEAST: _("Når tallet er mindst måltallet."),
        Direction.AT_MOST: _("Når tallet er højst måltallet."),
    }[direction]


def accumulation_word(accumulation: Accumulation, measure: Measure, *, carries_over: bool) -> str:
    """How several years become one figure, or one judgement."""
    if traits(measure).is_judged:
        if accumulation is Accumulation.LATEST:
            return _("Den seneste vurdering gælder.")
        return _("Den dårligste vurdering gælder.")
    if carries_over:
        return _("De samme borgere kan indgå i flere år; hele perioden kræver derfor sit eget tal.")
    return {
        Accumulation.SUM: _("Årenes tal lægges sammen."),
        Accumulation.POOLED: _("Årenes antal lægges sammen, og andelen regnes af summerne."),
        Accumulation.LATEST: _("Det seneste års tal gælder."),
    }[accumulation]


def span_words(starts_on: date | None, ends_on: date | None) -> str:
    """The days that a figure covers: "2015", "2010–2013", "januar 2016 – august 2017", or the days."""
    if starts_on is None or ends_on is None:
        return _open_span_words(starts_on, ends_on)
    years = Span(starts_on, ends_on).period
    if (starts_on, ends_on) == (years.starts_on, years.ends_on):
        return figures.years(years)
    if starts_on.day == 1 and (ends_on + timedelta(days=1)).day == 1:
        return f"{date_format(starts_on, 'F Y')} – {date_format(ends_on, 'F Y')}"
    return figures.days(starts_on, ends_on)


def _open_span_words(starts_on: date | None, ends_on: date | None) -> str:
    if starts_on is not None:
        return _("fra %(day)s") % {"day": figures.day(starts_on)}
    if ends_on is not None:
        return _("til %(day)s") % {"day": figures.day(ends_on)}
    return ""


def period_words(period: Period, plan: Period) -> str:
    """A period of a plan's figures: "2019", or "2016–2017, hele planen"."""
    if period == plan and period.first != period.last:
        return _("%(years)s, hele planen") % {"years": figures.years(period)}
    return figures.years(period)
