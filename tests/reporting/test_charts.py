"""Does everything in a trend picture stand where it should, and is nothing there that is not?

Tests the geometry and the SVG of the trend picture on a goal's page.
"""

import re
import xml.etree.ElementTree as ET
from fractions import Fraction
from itertools import pairwise

import pytest
from django.template.loader import render_to_string

from plans.domain.values import Tolerance
from plans.enums import Basis, Direction, Measure, Status
from reporting.goal_page.chart_geometry import Slot, bar_hatching, grid, nice_step, stretches, tolerated
from reporting.goal_page.charts import Chart, trend_chart
from reporting.goal_page.findings import finding, slots_text

WORDS = {status: status.value for status in Status}
SVG = "{http://www.w3.org/2000/svg}"


def slot(label: str, actual: int | None, target: int | None = 70, **changes: object) -> Slot:
    values = {
        "label": label,
        "actual": None if actual is None else Fraction(actual),
        "actual_text": "–" if actual is None else f"{actual} pct.",
        "target": None if target is None else Fraction(target),
        "target_text": "–" if target is None else f"{target} pct.",
        "tolerance": Tolerance(15),
        "direction": Direction.AT_LEAST,
        "status": Status.NOT_REPORTED if actual is None else Status.ACHIEVED,
    }
    return Slot(**{**values, **changes})  # type: ignore[arg-type]  # the values above, by name


def chart(*slots: Slot) -> Chart:
    return trend_chart(slots, tick_text=lambda value: f"{value} pct.", words=WORDS)


LINEAGE = (
    slot("2016–2017", 79),
    slot("2018", None, new_definition=True),
    slot("2019", 47, status=Status.NOT_ACHIEVED),
)


@pytest.mark.parametrize(
    ("span", "step"), [(1, "1/5"), (4, 1), (15, 5), (79, 20), (100, 20), (101, 25), (2100, 500), (6, 2)]
)
def test_grid_lines_stand_at_round_numbers(span: int, step: str | int) -> None:
    assert nice_step(Fraction(span)) == Fraction(step)


def test_the_grid_reaches_over_figures_targets_and_tolerance() -> None:
    # at most 10, tolerated up to 11.5
    high = slot("2019", 4, 10, direction=Direction.AT_MOST)

    assert grid([high])[-1] == Fraction(25, 2)
    assert grid([slot("2019", 0, None)]) == tuple(Fraction(number, 5) for number in range(6))


@pytest.mark.parametrize(
    ("changes", "limit"),
    [
        ({}, Fraction(595, 10)),  # 70 − 15 % of 70 = 59.5
        ({"tolerance": Tolerance(15, Basis.POINTS)}, 55),  # 70 − 15
        ({"direction": Direction.AT_MOST}, Fraction(805, 10)),  # 70 + 10.5
        ({"target": Fraction(5), "tolerance": Tolerance(15, Basis.POINTS)}, 0),  # never below nothing
        ({"target": None}, None),
    ],
)
def test_the_band_is_as_deep_as_the_tolerance(changes: dict[str, object], limit: Fraction | None) -> None:
    assert tolerated(slot("2019", 47, **changes)) == limit  # type: ignore[arg-type]  # by name


def test_a_new_definition_and_a_missing_target_break_the_target_line() -> None:
    assert list(stretches(LINEAGE)) == [[0], [1, 2]]
    assert list(stretches([slot("2018", 5), slot("2019", 6, None), slot("2020", 7)])) == [[0], [2]]


def test_the_lines_of_two_definitions_do_not_touch() -> None:
    drawn = chart(*LINEAGE)
    before, after = drawn.target_lines
    (gap,) = drawn.breaks

    assert float(before.split(" ")[-1].split(",")[0]) < float(gap) < float(after.split(" ")[0].split(",")[0])
    assert [label.text for label in drawn.break_labels] == ["ny definition"]


def test_a_bar_is_as_high_as_its_figure() -> None:
    drawn = chart(slot("2018", 50, 100), slot("2019", 100, 100))
    half, whole = (float(bar.height) for bar in drawn.bars)

    assert (half, whole) == (95.0, 190.0)  # of 190 units for 100 pct.


def test_the_legend_names_only_what_is_in_the_picture() -> None:
    assert [item.kind for item in chart(*LINEAGE).legend] == [
        "target",
        "band",
        "achieved",
        "not_achieved",
        "not_reported",
    ]
    assert [item.kind for item in chart(slot("2019", 5, None)).legend] == ["achieved"]


def test_an_interim_figure_is_marked_and_explained() -> None:
    drawn = chart(slot("2016–2017", 2100, 1000, earlier=(Fraction(1883),)))

    assert drawn.bars[0].earlier.startswith("M")
    assert "tidligere tal" in [item.text for item in drawn.legend]


def test_statuses_differ_by_hatching_and_not_by_colour_alone() -> None:
    hatched = {status: bar_hatching(status, *(Fraction(n) for n in (0, 0, 40, 60))) for status in Status}

    assert hatched[Status.ACHIEVED] == ""
    assert len({hatched[s] for s in (Status.PARTLY_ACHIEVED, Status.NOT_ACHIEVED, Status.IN_PROGRESS)}) == 3


def test_the_hatching_stays_within_its_bar() -> None:
    path = bar_hatching(Status.NOT_ACHIEVED, Fraction(10), Fraction(20), Fraction(40), Fraction(60))
    places = [(float(x), float(y)) for x, y in re.findall(r"([\d.]+),([\d.]+)", path)]

    assert places
    assert all(10 <= x <= 50 and 20 <= y <= 80 for x, y in places)


@pytest.mark.parametrize("count", [1, 3, 12, 40])
def test_the_newest_period_always_has_its_label_and_none_runs_into_another(count: int) -> None:
    drawn = chart(*(slot(str(1980 + number), 50 + number % 7) for number in range(count)))
    places = [float(label.x) for label in drawn.periods]

    assert drawn.periods[-1].text == str(1980 + count - 1)
    assert all(later - earlier >= 4 * 7.2 for earlier, later in pairwise(places))
    assert float(drawn.right) <= drawn.width <= 400


def test_the_drawing_is_valid_keeps_to_the_policy_and_tells_its_finding() -> None:
    description = slots_text(LINEAGE, WORDS)
    text = render_to_string(
        "reporting/goal/chart.svg",
        {
            "chart": chart(*LINEAGE),
            "chart_id": "c",
            "finding": finding(LINEAGE, Measure.SHARE, "borgere"),
            "description": description,
        },
    )
    root = ET.fromstring(text)  # noqa: S314  # written by the template

    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == (
        "Fra 79 pct. i 2016–2017 til 47 pct. i 2019; måltallet er 70 pct. Definitionen er ændret undervejs."
    )
    assert "2019: måltal 70 pct., opnået 47 pct., not_achieved." in description
    assert "Ny definition. 2018: måltal 70 pct., opnået –, not_reported." in description
    assert " style=" not in text
    assert not re.search(r'(?:x|y|width|height|d|points)="[^"]*\d,\d+,', text)  # no decimal commas


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ([slot("2019", 15, 10)], "2019: 15 pct. mod måltal 10 pct."),
        ([slot("2019", 15, None)], "2019: 15 pct."),
        ([slot("2018", 5, None), slot("2019", 15, None)], "Fra 5 pct. i 2018 til 15 pct. i 2019."),
    ],
)
def test_the_finding_says_what_there_is(slots: list[Slot], expected: str) -> None:
    assert finding(slots, Measure.SHARE, "borgere") == expected
