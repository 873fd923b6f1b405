"""How many statements saving a figure takes: at most sixteen on either page, however large the plan is.

Of these: session and person (2), the goal (1), the transaction (2), the plan's lock with the last seal of its
history (1), its rounds, areas with what is given to the person, words, targets, figures, submissions and rows
of the report (7), and the figure with its history (2). The goal's page asks for the draft.
"""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plans.enums import SubmissionState
from plans.models import Change, Indicator, Measurement, Submission
from tests.desk.entry_page import get
from tests.desk.goal.entry_form import address, figure_id, form_on, posted_by
from tests.factories import (
    EffortAreaFactory,
    ExclusionFactory,
    IndicatorFactory,
    MeasurementFactory,
    ResponsibilityFactory,
    SubmissionFactory,
    TargetFactory,
)
from tests.plans.entry_plan import EntryPlan

pytestmark = pytest.mark.django_db

MOST = 16
TO_DRAFT = 2  # a submitted goal becomes a draft again: its row and its history
LISTS = 2  # a figure with exclusions or parts: both are read


@pytest.fixture
def given(there: EntryPlan) -> Measurement:
    """A figure that there is already, in a plan of several goals with figures and texts."""
    for _number in range(3):
        area = EffortAreaFactory.create(plan=there.plan)
        ResponsibilityFactory.create(user=there.karin, area=area)
        indicator = IndicatorFactory.create(goal__area=area)
        TargetFactory.create(indicator=indicator)
        MeasurementFactory.create(indicator=indicator, as_of=there.round.as_of)
        SubmissionFactory.create(round=there.round, goal=indicator.goal)
    return MeasurementFactory.create(
        indicator=there.employed, as_of=there.round.as_of, value=None, numerator=7, denominator=15
    )


def send_row(client: Client, there: EntryPlan, indicator: Indicator, **fields: str) -> int:
    posted = {"indicator": str(indicator.pk), "slot": "2019", **fields}
    return client.post(there.address, posted, headers={"HX-Request": "true"}).status_code


def test_a_corrected_figure_of_the_grid(
    karin: Client,
    there: EntryPlan,
    given: Measurement,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(MOST):
        status = send_row(karin, there, there.employed, figure="8 af 15", version=str(given.version))

    assert (status, _numerators(there)) == (200, [8])
    assert Change.objects.filter(kind="measurement", object_id=given.pk, old="7", new="8").count() == 1


def test_a_first_figure_of_the_grid(
    karin: Client,
    there: EntryPlan,
    given: Measurement,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(MOST):
        status = send_row(karin, there, there.dialogue, figure="12")

    stored = Measurement.objects.get(indicator=there.dialogue, as_of=there.round.as_of)
    assert (status, stored.value) == (200, 12)
    assert Change.objects.filter(kind="measurement", object_id=stored.pk, field="value", new="12").exists()


def test_a_figure_of_a_submitted_goal(
    karin: Client,
    there: EntryPlan,
    given: Measurement,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    SubmissionFactory.create(
        round=there.round, goal=there.employed.goal, state=SubmissionState.SUBMITTED.value
    )
    ExclusionFactory.create(measurement=given)

    with django_assert_max_num_queries(MOST + TO_DRAFT + LISTS):
        send_row(karin, there, there.employed, figure="8 af 15", version=str(given.version))

    assert (_numerators(there), given.exclusions.count()) == ([8], 1)
    assert Submission.objects.get(goal=there.employed.goal).state == SubmissionState.DRAFT


@pytest.mark.parametrize("is_first", [False, True])
def test_a_figure_of_the_goals_page(
    karin: Client,
    there: EntryPlan,
    given: Measurement,
    *,
    is_first: bool,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    indicator, figure = (there.dialogue, "12") if is_first else (there.employed, "8 af 15")
    page = form_on(get(karin, address(there, indicator)))
    posted = posted_by(page) | {f"{figure_id(indicator)}-figure": figure}

    with django_assert_max_num_queries(MOST):
        status = karin.post(page.attributes["action"], posted).status_code

    assert status == 302
    stored = Measurement.objects.get(indicator=indicator, as_of=there.round.as_of)
    assert (stored.value, stored.numerator) == ((12, None) if is_first else (None, 8))


def _numerators(there: EntryPlan) -> list[int | None]:
    figures = Measurement.objects.filter(indicator=there.employed, as_of=there.round.as_of)
    return list(figures.values_list("numerator", flat=True))
