"""What was counted besides the goals? Key figures by area, each with its days and its parts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from plans.models import ActionPlan, KeyFigure, KeyFigurePart
from plans.wording import figures, money
from reporting.plan_page.source_notes import SourceNote, source_note
from reporting.plan_page.terms import span_words


@dataclass(frozen=True, slots=True)
class KeyFigureLine:
    """One key figure, written out."""

    label: str
    figure: str  # "ca. 300 borgere"
    days: str  # "januar 2016 – august 2017"
    parts: tuple[str, ...]  # "heraf 17 vurderet som begrundede henvendelser"
    check: str  # where the parts are more than the whole, or should make it and do not
    goal_wording: str
    goal_url: str
    source: SourceNote | None


@dataclass(frozen=True, slots=True)
class KeyFigureGroup:
    """The key figures of one area; those of the whole plan have no area."""

    title: str
    figures: tuple[KeyFigureLine, ...]


def key_figure_groups(plan: ActionPlan, rows: Iterable[KeyFigure]) -> tuple[KeyFigureGroup, ...]:
    """The key figures by area in the areas' order, then those of the whole plan; each group in its order."""
    groups: dict[tuple[int, str], list[KeyFigureLine]] = {}
    for row in rows:
        group_key = (row.area.number, str(row.area)) if row.area else (_AFTER_ALL_AREAS, _("Hele planen"))
        groups.setdefault(group_key, []).append(key_figure_line(plan, row))
    return tuple(KeyFigureGroup(title, tuple(groups[number, title])) for number, title in sorted(groups))


_AFTER_ALL_AREAS = 10**6


def key_figure_line(plan: ActionPlan, row: KeyFigure) -> KeyFigureLine:
    """One key figure; its parts, area, and its indicator's goal must have been fetched."""
    goal = row.indicator.goal if row.indicator else None
    parts = list(row.parts.all())
    written = [row.qualifier, money.in_unit(figures.number(row.value), row.unit)]
    return KeyFigureLine(
        label=row.label,
        figure=" ".join(part for part in written if part),
        days=span_words(row.starts_on, row.ends_on),
        parts=tuple(
            _("heraf %(n)s %(what)s") % {"n": figures.number(part.value), "what": part.label}
            for part in parts
        ),
        check=_check(row, parts),
        goal_wording=goal.wording if goal else "",
        goal_url=reverse("goal", args=[plan.slug, goal.key]) if goal else "",
        source=source_note(row),
    )


def _check(row: KeyFigure, parts: Sequence[KeyFigurePart]) -> str:
    """How the parts compare with the whole, where they are not what one expects."""
    whole = figures.number(row.value)
    larger = [part for part in parts if part.value > row.value]
    if larger:
        words = figures.listed([f"{part.label} ({figures.number(part.value)})" for part in larger])
        return _("Større end helheden på %(whole)s: %(parts)s.") % {"whole": whole, "parts": words}
    adding_up = [part.value for part in parts if part.adds_up]
    if adding_up and sum(adding_up) != row.value:
        return _("Delene giver tilsammen %(sum)s, ikke %(whole)s.") % {
            "sum": _addition(adding_up),
            "whole": whole,
        }
    others = [part.value for part in parts if not part.adds_up]
    if len(others) > 1 and sum(others) > row.value:
        return _("De nævnte dele overlapper: %(sum)s, mere end %(whole)s.") % {
            "sum": _addition(others),
            "whole": whole,
        }
    return ""


def _addition(values: Sequence[Decimal]) -> str:
    """ "12 + 4 + 8 = 24"; a single number as it is."""
    total = figures.number(sum(values, Decimal(0)))
    return f"{' + '.join(figures.number(value) for value in values)} = {total}" if len(values) > 1 else total
