"""How is it told how far a goal has come in the middle of its period? Figures and time, never a verdict."""

from collections.abc import Sequence
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.domain.display import yardstick_of
from plans.domain.measures import traits
from plans.domain.progress import WHOLE, NextCases, Progress
from plans.domain.rounding import rounded
from plans.domain.timing import TimeLeft
from plans.enums import Direction
from plans.wording import figures

_FEW = 10  # below it a pace has a decimal, for whole numbers would say too little


def progress_sentence(progress: Progress) -> str:
    """How far, against the target and the time, and what is needed; empty where there is no figure yet."""
    if progress.actual is None or progress.target is None or traits(progress.facts.measure).is_judged:
        return ""
    if traits(progress.facts.measure).in_percent:
        return _share(progress)
    if progress.facts.direction is Direction.AT_MOST:
        return _count_at_most(progress)
    return _count_at_least(progress)


def progress_in_short(parts: Sequence[Progress]) -> str:
    """ "78 pct. af målet på 58 pct. af tiden", for one part of a goal; for several the time alone.

    Empty where there are none, or where the parts' time differs.
    """
    times = {part.share_of_time for part in parts}
    if len(times) != 1:
        return ""
    time = figures.percent(times.pop())
    share = parts[0].share_of_target if len(parts) == 1 else None
    if share is None:
        return _("%(time)s af tiden er gået") % {"time": time}
    values = {"share": figures.percent(share), "time": time}
    if parts[0].is_level_at_most:
        # A level is not used up: it stands under its highest figure, or over it.
        facts, target = parts[0].facts, parts[0].target
        highest = figures.target(target, facts.measure, facts.direction)
        return _("%(target)s; %(time)s af tiden er gået") % {"target": highest, "time": time}
    if parts[0].facts.direction is Direction.AT_MOST:
        return _("%(share)s af det højeste tal brugt på %(time)s af tiden") % values
    return _("%(share)s af målet på %(time)s af tiden") % values


def _figures(progress: Progress) -> dict[str, str]:
    target = progress.target or Fraction(0)
    share = progress.share_of_target
    return {
        "actual": figures.actual(progress.assessment, progress.facts),
        "target": figures.number(target),
        "share": "" if share is None else figures.percent(share),
        "time": figures.percent(progress.share_of_time),
        "left": figures.number(abs(progress.left or Fraction(0))),
    }


def _count_at_least(progress: Progress) -> str:
    values = _figures(progress)
    if progress.is_on_target:
        return _("%(actual)s indtil nu mod måltal %(target)s; %(time)s af tiden er gået.") % values
    if progress.left_a_year is None:
        return (
            _(
                "%(actual)s indtil nu mod måltal %(target)s (%(share)s af målet på %(time)s af tiden);"
                " der mangler %(left)s."
            )
            % values
        )
    return _(
        "%(actual)s af %(target)s nået (%(share)s af målet på %(time)s af tiden); der mangler %(left)s,"
        " dvs. %(pace)s om året i den resterende tid (%(rest)s)."
    ) % {**values, "pace": _pace(progress.left_a_year), "rest": _time_left(progress.time_left)}


def _count_at_most(progress: Progress) -> str:
    values = _figures(progress)
    left = progress.left or Fraction(0)
    if left < 0:
        return (
            _(
                "%(actual)s mod højst %(target)s: det højeste tal er overskredet med %(left)s;"
                " %(time)s af tiden er gået."
            )
            % values
        )
    if left == 0 and not progress.is_level_at_most:
        return _("%(actual)s mod højst %(target)s: der er intet tilbage; %(time)s af tiden er gået.") % values
    if progress.left_a_year is None:
        return _("%(actual)s indtil nu mod højst %(target)s; %(time)s af tiden er gået.") % values
    return _(
        "%(actual)s af højst %(target)s brugt (%(share)s på %(time)s af tiden); der er %(left)s tilbage,"
        " dvs. %(pace)s om året i den resterende tid (%(rest)s)."
    ) % {**values, "pace": _pace(progress.left_a_year), "rest": _time_left(progress.time_left)}


def _share(progress: Progress) -> str:
    """A share is told as it is: what the rest must bring depends on how many cases will come."""
    values = {
        "actual": figures.actual(progress.assessment, progress.facts),
        "target": figures.target_beside(progress.assessment, progress.facts),
        "time": figures.percent(progress.share_of_time),
    }
    sentence = _("%(actual)s indtil nu mod måltal %(target)s; %(time)s af tiden er gået.") % values
    if progress.next_cases is None:
        return sentence
    return f"{sentence} {_next_cases(progress.next_cases, progress)}"


def _next_cases(cases: NextCases, progress: Progress) -> str:
    share = Fraction(WHOLE * cases.numerator, cases.denominator)
    against = yardstick_of(progress.assessment, progress.facts)
    values = {
        "cases": figures.number(cases.cases),
        "counts": figures.counts(cases.numerator, cases.denominator),
        "share": figures.share_of_counts(share, against),
    }
    if progress.facts.direction is Direction.AT_MOST:
        sentence = ngettext(
            "Måltallet kræver mindst %(cases)s mere, der ikke tæller med (%(counts)s = %(share)s).",
            "Måltallet kræver mindst %(cases)s flere, hvoraf ingen tæller med (%(counts)s = %(share)s).",
            cases.cases,
        )
    else:
        sentence = ngettext(
            "Måltallet kræver mindst %(cases)s mere, der kommer i mål (%(counts)s = %(share)s).",
            "Måltallet kræver mindst %(cases)s flere, der alle kommer i mål (%(counts)s = %(share)s).",
            cases.cases,
        )
    return sentence % values


def _pace(a_year: Fraction) -> str:
    """ "ca. 11", "ca. 4,8", "3": what is needed a year, exact where it is a short number."""
    decimals = 0 if a_year >= _FEW else 1
    short = rounded(a_year, decimals)
    while not short:
        decimals += 1
        short = rounded(a_year, decimals)
    text = figures.number(short)
    return text if short == a_year else _("ca. %(number)s") % {"number": text}


def _time_left(left: TimeLeft) -> str:
    """ "10 måneder", "godt 10 måneder", "12 dage"."""
    if not left.months:
        return ngettext("%(days)s dag", "%(days)s dage", left.days) % {"days": left.days}
    months = ngettext("%(months)s måned", "%(months)s måneder", left.months) % {"months": left.months}
    return _("godt %(months)s") % {"months": months} if left.days else months
