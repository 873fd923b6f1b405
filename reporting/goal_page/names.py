"""What are the rows called that a goal's history is about?

`names_of` gives a name to every indicator, target, figure and submission of the goal, and to the areas and
goals that it refers to.
"""

from collections.abc import Iterable, Mapping

from plans.domain.slots import slot_text
from plans.enums import Measure
from plans.models import Indicator, Target
from plans.wording import figures
from reporting.goal_page.history import Names
from reporting.goal_page.reading import GoalReading, targets_of


def names_of(reading: GoalReading) -> Names:
    """What the history calls the rows of this goal."""
    own = reading.indicators.get(reading.goal.pk, [])
    several = len(own) > 1
    names = {("indicator", each.pk): each.label for each in own}

    def of_year(indicator: int, year: int | None) -> str:
        period = str(year) if year else figures.years(reading.goal.plan.period)
        label = names["indicator", indicator]
        return f"{label}, {period}" if several and label else period

    rows = dict(names)
    targets = targets_of(own)
    rows |= {("target", pk): of_year(row.indicator_id, row.year) for pk, row in targets.items()}
    rows |= {
        ("measurement", row.pk): of_year(indicator.pk, row.year)
        for indicator in own
        for row in reading.measurements.get(indicator.pk, [])
    }
    rows |= {("measurement", pk): of_year(*figure) for pk, figure in reading.retracted.items()}
    rows |= {("submission", row.pk): figures.years(row.round.period) for row in reading.submissions}
    links = {("area", str(pk)): str(area) for pk, area in reading.areas.items()}
    links |= {("predecessor", str(goal.pk)): goal.wording for goal in reading.line}
    if reading.goal.heading:
        links["heading", str(reading.goal.heading_id)] = reading.goal.heading.text
    return Names(rows, links, _targets(own, targets))


def _targets(indicators: Iterable[Indicator], targets: Mapping[int, Target]) -> dict[tuple[int, str], str]:
    """The targets that are numbers, written out, by indicator and slot."""
    measures = {each.pk: Measure(each.measure) for each in indicators}
    return {
        (row.indicator_id, slot_text(row.year)): figures.amount(row.value, measures[row.indicator_id])
        for row in targets.values()
        if row.value is not None
    }
