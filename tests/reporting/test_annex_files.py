"""Does one get the annex as Word and Excel file from its page, under a name that tells what it is?

Tests the views that give the annex as a Word and an Excel file.
"""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.factories import UserFactory
from tests.plans.reported_plans import full_plan

pytestmark = pytest.mark.django_db

# session, user, the plan, nine for the status report, the memo, its tables and their rows; for Excel the
# choices made for small numbers; and that the file was fetched, for the trail
QUERIES = {"docx": 16, "xlsx": 14}
FILES = pytest.mark.parametrize(
    ("kind", "label", "part"),
    [("docx", "Hent Word", "word/document.xml"), ("xlsx", "Hent Excel", "xl/worksheets/sheet1.xml")],
)


@FILES
@pytest.mark.parametrize("goals", [1, 3])
def test_the_page_leads_to_the_file(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    kind: str,
    label: str,
    part: str,
    goals: int,
) -> None:
    plan = full_plan(goals)
    client.force_login(UserFactory.create())
    address = reverse(f"annex_{kind}", args=[plan.slug, "2019"])

    page = client.get(reverse("annex", args=[plan.slug, "2019"])).content.decode()
    with django_assert_num_queries(QUERIES[kind]):
        response = client.get(address)

    assert address == f"/plans/{plan.slug}/annex/2019/bilag-1.{kind}"
    assert f'href="{address}"' in page
    assert label in page
    assert response["Content-Disposition"] == f'attachment; filename="bilag-1-{plan.slug}-2019.{kind}"'
    assert response["Content-Type"].startswith("application/vnd.openxmlformats-officedocument.")
    with ZipFile(BytesIO(response.content)) as archive:
        assert "Mål goal-1" in archive.read(part).decode().replace("&#229;", "å")


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("period", ["2017", "2020-2021"])
def test_there_is_no_file_of_other_years(client: Client, kind: str, period: str) -> None:
    plan = full_plan(1)
    client.force_login(UserFactory.create())

    assert client.get(reverse(f"annex_{kind}", args=[plan.slug, period])).status_code == 404
