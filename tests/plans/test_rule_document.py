"""Is what docs/rule.md tells of the rule true? Every line of its tables of figures is recomputed."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from plans.domain.values import Figure, IndicatorFacts
from plans.enums import Direction, Measure, Status
from plans.wording import figures
from tests.plans.domain.facts import count_indicator, counted, judge, percentage, share_indicator, shared
from tests.plans.reason_cases import ONE_YEAR

RULE = Path(__file__).parents[2] / "docs" / "rule.md"


def lines(*headings: str) -> list[dict[str, str]]:
    """The lines of the document's table with these headings."""
    found: list[dict[str, str]] = []
    for block in RULE.read_text().split("\n\n"):
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
        if rows and tuple(rows[0]) == headings:
            found += [dict(zip(headings, row, strict=True)) for row in rows[2:]]
    assert found
    return found


def number(written: str) -> Decimal:
    """A number as the document has it: 1.362, or with a point for its decimals, 94.5."""
    return Decimal(re.sub(r"\.(?=\d{3}(\D|$))", "", written))


def figure(written: str) -> Figure:
    """ "7 af 15", "47 pct. (7 af 15)", "59.5 pct.", "1.362"."""
    if counts := re.search(r"([\d.]+) af ([\d.]+)", written):
        return shared(2017, int(number(counts[1])), int(number(counts[2])))
    if written.endswith("pct."):
        return percentage(2017, written.removesuffix(" pct."))
    return counted(2017, str(number(written)))


def facts_of(line: dict[str, str]) -> IndicatorFacts:
    target = line["target"]
    direction = Direction.AT_MOST if target.startswith("højst") else Direction.AT_LEAST
    value = str(number(target.removeprefix("højst ").removesuffix(" pct.")))
    if target.endswith("pct."):
        return share_indicator({2017: value}, figure(line["actual"]), direction=direction)
    return count_indicator({2017: value}, figure(line["actual"]), direction=direction)


JUDGED = lines("target", "actual", "computed", "status")
DISPLAYED = lines("target", "actual", "exact", "shown", "deviation", "status")


@pytest.mark.parametrize(
    "line", [*JUDGED, *DISPLAYED], ids=lambda line: f"{line['actual']} of {line['target']}"
)
def test_a_line_has_the_status_that_the_document_tells(line: dict[str, str]) -> None:
    assert judge(facts_of(line), ONE_YEAR).status is Status(line["status"])


@pytest.mark.parametrize(
    "line",
    DISPLAYED,
    ids=lambda line: f"{line['actual']} of {line['target']}",
)
def test_a_line_is_shown_as_the_document_tells(line: dict[str, str]) -> None:
    facts = facts_of(line)
    assessment = judge(facts, ONE_YEAR)

    assert figures.actual(assessment, facts) == line["shown"]
    assert figures.deviation(assessment.deviation, facts.tolerance) == line["deviation"]


def test_both_measures_and_directions_have_a_line() -> None:
    all_facts = [facts_of(line) for line in [*JUDGED, *DISPLAYED]]

    assert {facts.measure for facts in all_facts} == {Measure.COUNT, Measure.SHARE}
    assert {facts.direction for facts in all_facts} == set(Direction)
