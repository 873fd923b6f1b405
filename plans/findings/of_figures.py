"""What do the figures and their texts ask of whoever publishes them? Explanations, agreement, discretion."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from django.utils import translation
from django.utils.translation import gettext as _

from plans.disclosure.behind import Behind, FiguresBehind
from plans.disclosure.choices import Choices
from plans.disclosure.small_numbers import FEW_PEOPLE, SmallNumbers, few_people_key, small_numbers
from plans.disclosure.versions import DifferenceFromVersion
from plans.domain.values import Period
from plans.enums import PartOf
from plans.findings.confirmed import Confirmed
from plans.findings.contradictions import contradictions
from plans.findings.finding import Finding
from plans.findings.places import Places
from plans.models import MeasurementPart
from plans.status_report import GoalStatus, IndicatorStatus
from plans.wording import figures


def unexplained(places: Places, goal: GoalStatus) -> Iterator[Finding]:
    """A goal that was missed, wholly or in part, of which nothing is said."""
    if goal.asks_for_text and not places.commentary(goal).strip():
        status = places.status.words.word(goal.status, goal.measure)
        yield Finding(
            code="unexplained",
            location=places.goal(goal),
            message=_("Målet er %(status)s, og der står ikke hvorfor.") % {"status": status},
            why=_("Skriv en forklaring, eller acceptér, at målet afrapporteres uden."),
            url=places.goal_entry(goal),
            link=_("Skriv en forklaring"),
            blocks=False,
            key=goal.key,
            found=goal.status.value,
        )


def contradicting(
    places: Places, goal: GoalStatus, behind: FiguresBehind, confirmed: Confirmed
) -> Iterator[Finding]:
    """Figures in the text on a goal that are others than the table's."""
    if goal.submission is None:
        return
    submission = goal.submission
    texts = [submission.sub_heading, places.commentary(goal), submission.footnote]
    if found := contradictions(goal, "\n".join(texts), behind):
        written = ", ".join(f"»{each.written}«" for each in found)
        computed = "; ".join(dict.fromkeys(each.computed for each in found))
        yield Finding(
            code="contradiction",
            location=places.goal(goal),
            message=_("I teksten står %(written)s, men tabellens tal er %(computed)s.")
            % {"written": written, "computed": computed},
            why=_(
                "Ret teksten eller tallet. Handler teksten om noget andet, så acceptér det, og skriv hvad."
            ),
            url=places.goal_entry(goal),
            link=_("Ret teksten eller tallet"),
            blocks=False,
            key=goal.key,
            found=f"{written}: {', '.join(_exact(part) for part in goal.indicators)}",
            confirmed=confirmed.sentences(goal, [each.written for each in found]),
        )


def too_large_parts(
    places: Places, goal: GoalStatus, indicator: IndicatorStatus, behind: FiguresBehind
) -> Iterator[Finding]:
    """Parts of a figure ("heraf") that are more than the figure itself."""
    for each in behind[indicator.id]:
        for part_of in PartOf:
            parts = [part for part in each.parts if part.part_of == part_of]
            whole = _whole(each, part_of)
            if not parts or whole is None or _most(parts) <= whole:
                continue
            parts_text = ", ".join(f"{part.label}: {figures.number(part.value)}" for part in parts)
            yield Finding(
                code="parts_exceed_total",
                location=places.goal(goal, indicator.label),
                message=_("Delene er flere end helheden på %(whole)s (%(parts)s).")
                % {"whole": figures.number(whole), "parts": parts_text},
                why=_("Ret tallet eller delene, eller acceptér det, og skriv, hvorfor det er rigtigt."),
                url=places.goal_entry(goal),
                link=_("Ret tallet"),
                blocks=False,
                key=f"{goal.key}/{indicator.id}/{each.figure.year or ''}/{part_of}",
                found=f"{parts_text} > {figures.number(whole)}",
            )


def few_people_counted(
    places: Places, goal: GoalStatus, indicator: IndicatorStatus, behind: FiguresBehind, choices: Choices
) -> Iterator[Finding]:
    """Counts of people that are so small that they can be recognised, with the choice of what to do.

    Large counts tell small ones where another period hides those, by what they differ from the rest of it,
    and where an earlier version tells almost the same.
    """
    small = small_numbers(indicator, behind[indicator.id])
    given_away = choices.given_away(places.status, goal, indicator)
    differences = choices.differences(places.status, goal, indicator)
    if not small and not given_away and not differences:
        return
    numbers = _numbers(small, given_away, differences)
    with translation.override("da"):
        found = _numbers(small, given_away, differences)  # the same, whoever looks
    yield Finding(
        code=FEW_PEOPLE,
        location=places.goal(goal, indicator.label),
        message=_("Tallene er så små, at de kan pege på enkeltpersoner: %(numbers)s.") % {"numbers": numbers},
        why=_(
            "Vælg, om tallene skal skjules eller afrundes uden for huset (i Excel, ledelsesoverblik og data),"
            " eller skriv, hvorfor de kan bringes. Bedømmelsen bliver stående."
        ),
        url=places.goal_entry(goal),
        link=_("Se tallet"),
        blocks=False,
        key=few_people_key(goal, indicator),
        found=found,
        of_figures=True,
    )


def _numbers(
    small: SmallNumbers, given_away: Sequence[Period], differences: Sequence[DifferenceFromVersion]
) -> str:
    texts = [f"{count} {_count_name(name)}" for name, count in small.counts]
    if small.excluded:
        excluded = figures.listed([str(count) for count in small.excluded])
        texts.append(_("frafald på %(counts)s") % {"counts": excluded})
    if given_away:
        periods = figures.listed([figures.years(period) for period in given_away])
        texts.append(_("de skjulte tal for %(periods)s kan regnes ud af dem") % {"periods": periods})
    for each in differences:
        counts = figures.listed([f"{count} {_count_name(name)}" for name, count in each.counts])
        texts.append(
            _("forskellen fra version %(number)s er %(counts)s") % {"number": each.number, "counts": counts}
        )
    return figures.listed(texts)


def _count_name(name: str) -> str:
    return {
        "actual": _("opgjort"),
        "numerator": _("i mål"),
        "others": _("ikke i mål"),
        "pending": _("afventer"),
        "denominator": _("i alt"),
    }[name]


def _exact(indicator: IndicatorStatus) -> str:
    """A part's figure as no language writes it."""
    assessment = indicator.assessment
    if assessment.denominator is not None:
        return f"{assessment.numerator}/{assessment.denominator}"
    return str(assessment.actual)


def _whole(behind: Behind, part_of: PartOf) -> Fraction | None:
    """The number that the parts are parts of."""
    figure = behind.figure
    if part_of is PartOf.FIGURE and figure.value is not None:
        return Fraction(figure.value)
    whole = figure.numerator if part_of is PartOf.FIGURE else figure.denominator
    return None if whole is None else Fraction(whole)


def _most(parts: list[MeasurementPart]) -> Fraction:
    """The largest part, or all those that make the whole together."""
    together = sum((Fraction(part.value) for part in parts if part.adds_up), Fraction(0))
    return max(together, *(Fraction(part.value) for part in parts))
