"""Is a status report told to machines in the stable form that scripts rely on, exact to four decimals?

Tests `status_json`, which `plan_status` and the publications use.
"""

import json
from datetime import date

import pytest

from plans.enums import Status
from reporting.status_json import status_json
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    IndicatorFactory,
    ReportingRoundFactory,
    ReportRowFactory,
    ReportTableFactory,
    ResultGoalFactory,
    SubmissionFactory,
)
from tests.marked_english import marked_english
from tests.plans.reported_plans import BOTH_YEARS, counted_goal, counted_part, report_on, shared_goal

pytestmark = pytest.mark.django_db


def test_a_report_is_told_in_full() -> None:
    plan = ActionPlanFactory.create(slug="vink-2018-19")
    area = EffortAreaFactory.create(plan=plan, number=2)
    goal = shared_goal(area, "beskaeftigelse", numerator=7, denominator=15)
    round_ = ReportingRoundFactory.create(plan=plan)
    table = ReportTableFactory.create(report__round=round_, order=3)
    ReportRowFactory.create(table=table, goal=goal, order=4, wording="70 pct. i beskæftigelse")
    SubmissionFactory.create(
        round=round_,
        goal=goal,
        override=Status.PARTLY_ACHIEVED,
        override_reason="To borgere flyttede.",
        override_replaced=Status.NOT_ACHIEVED,
    )

    # 7/15 = 46.66667 %; (70 − 46.66667)/70 = 33.33333 %
    assert status_json(report_on(plan)) == {
        "plan": "vink-2018-19",
        "period": [2019, 2019],
        "as_of": "2020-01-15",
        "goals": [
            {
                "key": "beskaeftigelse",
                "text": "70 pct. i beskæftigelse",
                "table": 3,
                "position": 4,
                "status": "partly_achieved",
                "computed_status": "not_achieved",
                "actual": 46.6667,
                "target": 70,
                "deviation": 33.3333,
                "reason": "To borgere flyttede.",
                "reason_code": "beyond_tolerance",
                "indicators": [
                    {
                        "label": "",
                        "measure": "share",
                        "unit": "",
                        "status": "not_achieved",
                        "actual": 46.6667,
                        "target": 70,
                        "deviation": 33.3333,
                        "reason_code": "beyond_tolerance",
                        "numerator": 7,
                        "denominator": 15,
                        "pending": 0,
                    }
                ],
            }
        ],
        "counts": {
            "achieved": 0,
            "partly_achieved": 1,
            "not_achieved": 0,
            "not_measurable": 0,
            "in_progress": 0,
            "not_reported": 0,
        },
    }


def test_a_goal_of_several_indicators_has_no_figures_of_its_own() -> None:
    goal = ResultGoalFactory.create()
    counted_part(goal, target=6, value=4, label="møder")
    counted_part(goal, target=3, value=3, label="høringer")

    (goal_values,) = status_json(report_on(goal.plan))["goals"]

    assert (goal_values["actual"], goal_values["target"], goal_values["deviation"]) == (None, None, None)
    assert goal_values["reason_code"] == "worst_part_decides"
    parts = [
        (p["label"], p["actual"], p["target"], p["deviation"], p["numerator"])
        for p in goal_values["indicators"]
    ]
    # 4 of 6: 33.33333 %
    assert parts == [("møder", 4, 6, 33.3333, None), ("høringer", 3, 3, None, None)]


@pytest.mark.parametrize(
    ("value", "target", "expected"),
    [
        ("15", "10", (15, 10, None)),
        ("0", "10", (0, 10, 100)),
        ("9.5", "10", (9.5, 10, 5)),
        ("99999999999.9999", "1", (99999999999.9999, 1, None)),
        # (30000 − 29999)/30000 = 0.003333 %; (20000 − 19999.99)/20000 = 0.00005 %, half up
        ("29999", "30000", (29999, 30000, 0.0033)),
        ("19999.99", "20000", (19999.99, 20000, 0.0001)),
    ],
)
def test_numbers_are_half_up_to_four_decimals(
    value: str, target: str, expected: tuple[float, float, float | None]
) -> None:
    goal = counted_goal(EffortAreaFactory.create(), "goal", target=target, value=value)

    (goal_values,) = status_json(report_on(goal.plan))["goals"]

    assert (goal_values["actual"], goal_values["target"], goal_values["deviation"]) == expected


def test_whole_numbers_have_no_decimals_and_missing_ones_are_null() -> None:
    area = EffortAreaFactory.create()
    counted_goal(area, "whole", order=1)
    counted_goal(area, "missing", order=2, value=None)

    text = json.dumps(status_json(report_on(area.plan)))

    assert '"actual": 15, "target": 10, "deviation": null' in text
    assert '"actual": null, "target": 10, "deviation": null' in text


def test_a_goal_without_an_indicator_is_told() -> None:
    goal = ResultGoalFactory.create()

    (goal_values,) = status_json(report_on(goal.plan))["goals"]

    assert (goal_values["status"], goal_values["reason_code"], goal_values["indicators"]) == (
        "not_measurable",
        "no_target",
        [],
    )


def test_the_period_and_the_date_are_those_asked_for() -> None:
    plan = ActionPlanFactory.create()

    report_values = status_json(report_on(plan, BOTH_YEARS, as_of=date(2019, 6, 30)))

    assert (report_values["period"], report_values["as_of"], report_values["goals"]) == (
        [2018, 2019],
        "2019-06-30",
        [],
    )


def test_codes_are_no_words_of_a_language() -> None:
    goal = counted_goal(EffortAreaFactory.create(), "goal")
    IndicatorFactory.create(goal=goal, share=True)
    report = report_on(goal.plan)

    with marked_english():
        report_values = status_json(report)
    for each in report_values["goals"]:
        each.pop("reason")  # the sentence alone is the reader's

    assert "«" not in json.dumps(report_values, ensure_ascii=False)
