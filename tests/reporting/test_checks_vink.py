"""What do the checks find in the two published annexes? Small numbers, truly there, and no false alarm."""

import pytest

from plans import queries
from plans.domain.values import Period
from plans.findings import Finding, findings
from reporting.management.arguments import requested_report
from tests.reporting import vink_plans

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_plans() -> None:
    vink_plans.load(*vink_plans.SLUGS)


def found(slug: str, period: str) -> list[Finding]:
    status = requested_report(slug, Period.parse(period))
    assert status.round is not None
    return findings(status, queries.report_of(status.round))


def findings_of(slug: str, period: str) -> list[tuple[str, str, str]]:
    """Each finding by its check, its goal's place and what was found."""
    return [(each.code, each.location.partition(":")[0], each.found) for each in found(slug, period)]


@pytest.mark.slow
def test_the_annex_of_2019_tells_of_four_borgere_one_of_whom_is_recognisable() -> None:
    assert findings_of(vink_plans.LATER, "2019") == [
        ("few_people", "Tabel 3, mål 2", "3 i mål, 1 ikke i mål, 4 i alt og frafald på 2 og 1"),
        (
            "few_people_in_text",
            "Tabel 3, mål 2",
            "3 ud af 4 borgere; 3 yderligere forløb; To af disse; en tredje er",
        ),
    ]


@pytest.mark.slow
def test_the_annex_of_2016_17_tells_of_few_in_four_goals() -> None:
    assert findings_of(vink_plans.EARLIER, "2016-2017") == [
        ("few_people", "Tabel 1, mål 1", "2 afventer"),  # 10 of 19 reached, 2 awaited
        ("few_people", "Tabel 1, mål 3", "3 ikke i mål"),  # 11 of 14
        ("few_people", "Tabel 1, mål 4", "frafald på 2"),  # 9 of 9, 2 ended too late
        ("few_people_in_text", "Tabel 1, mål 1", "to af de borgere"),
        ("few_people_in_text", "Tabel 1, mål 3", "3 borgere; de tre sidste; en er"),
        ("few_people_in_text", "Tabel 1, mål 4", "To af disse"),
        ("few_people_in_text", "Tabel 1, mål 7", "4 aktive forældrecoachforløb; Tre af forløbene"),
    ]


@pytest.mark.slow
def test_a_report_that_was_not_begun_misses_its_memo_and_every_figure_and_says_each_once() -> None:
    codes = [finding.code for finding in found(vink_plans.LATER, "2018")]

    assert codes == ["no_memo", *["missing_figure"] * 7]
