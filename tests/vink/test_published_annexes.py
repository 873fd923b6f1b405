"""Does the demonstration hold both annexes as the municipality published them, and something to do?

Tests `publish_annexes`, by which the command `demo` publishes the annexes of the VINK plans.
"""

import csv
import json
from pathlib import Path

import pytest

from plans import queries
from plans.enums import RoundState
from plans.models import Acknowledgement, Change, Publication, ReportingRound
from tests.factories import UserFactory
from tests.reporting.pdf_reading import TaggedPdf
from tests.reporting.vink_plans import LATER, SLUGS, load
from vink.management.published_annexes import publish_annexes

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PUBLISHED = Path(__file__).parents[1] / "data" / "published.csv"


def test_both_annexes_are_published_as_they_were_with_every_goal_and_judgement() -> None:
    load(*SLUGS)
    approver = UserFactory.create(approver=True)

    publish_annexes(by=approver)

    with PUBLISHED.open(encoding="utf-8") as file:
        expected = [row for row in csv.DictReader(file) if row["source"] in {"000", "001"}]
    found = []
    for publication in Publication.objects.select_related("report__round__plan"):
        record = json.loads(bytes(publication.status_report))
        slug, period = publication.report.round.plan.slug, str(publication.report.round.period)
        found += [
            (slug, period, str(goal["table"]), str(goal["position"]), goal["told"]["status"].lower())
            for goal in record["goals"]
        ]
        titles = [f"{table['label']}. {table['title']}" for table in record["annex"]["tables"]]
        html = bytes(publication.html).decode()
        places = [html.index(f"<h2>{title}</h2>") for title in titles]
        assert places == sorted(places)
        pdf = TaggedPdf(bytes(publication.pdf)).text
        assert [title for title in titles if title not in pdf] == []
        assert (publication.number, publication.published_at.date()) == (1, publication.report.dated_on)
    columns = ("plan", "period", "table", "position", "published")
    assert sorted(found) == sorted(tuple(row[column] for column in columns) for row in expected)


def test_publishing_them_twice_changes_nothing_and_a_round_to_work_on_stays_open() -> None:
    load(*SLUGS)
    approver = UserFactory.create(approver=True)
    publish_annexes(by=approver)
    before = Publication.objects.count(), Acknowledgement.objects.count(), Change.objects.count()

    publish_annexes(by=approver)

    assert (Publication.objects.count(), Acknowledgement.objects.count(), Change.objects.count()) == before
    assert before[0] == 2
    open_rounds = ReportingRound.objects.filter(state=RoundState.OPEN)
    assert [(round_.plan.slug, str(round_.period)) for round_ in open_rounds] == [(LATER, "2018")]


def test_a_round_that_somebody_has_opened_again_is_left_alone() -> None:
    load(*SLUGS)
    ReportingRound.objects.filter(plan__slug=LATER, first_year=2019).update(state=RoundState.OPEN)

    publish_annexes(by=UserFactory.create(approver=True))

    (publication,) = queries.every_publication()
    assert publication.report.round.plan.slug != LATER
