"""Does a history call a row by what a person knows it by, also one that is gone?

Tests the names of rows in the history's list and pages in the administration.
"""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from plans import queries
from plans.actions import history
from plans.actions.administration import delete_row
from plans.models import Change, Indicator, Target
from plans.queries.named_rows import _WAYS
from tests.factories import UserFactory
from tests.plans.entry_plan import DIALOGUE, EntryPlan
from tests.plans.submitted import count, give, write

pytestmark = pytest.mark.django_db


def test_a_target_a_figure_and_a_text_are_named_by_their_goal(there: EntryPlan) -> None:
    target = there.dialogue.targets.get()
    history.change(target, {"value": Decimal(100)}, version=1, by=None, plan=there.plan)
    figure = give(there, there.dialogue, count(15))
    submission = write(there, there.dialogue.goal, "<p>Femten.</p>")

    named = queries.names_of_rows(Change.objects.all())

    assert named["target", target.pk] == f"{DIALOGUE}, 2019"
    assert named["measurement", figure.pk] == f"{DIALOGUE}, 2019"
    assert named["submission", submission.pk] == f"{DIALOGUE}, 2019"


def test_a_row_that_is_gone_is_named_by_what_it_belonged_to(there: EntryPlan) -> None:
    ida = UserFactory.create(administrator=True)
    extra = Indicator.objects.create(
        goal=there.dialogue.goal, order=2, label="Møder", measure="count", accumulation="sum"
    )
    target = Target.objects.create(indicator=extra, year=2018, value=4)
    keys = extra.pk, target.pk
    delete_row(by=ida, row=extra)

    named = queries.names_of_rows(Change.objects.filter(kind__in=["target", "indicator"]))

    assert (named["indicator", keys[0]], named["target", keys[1]]) == (DIALOGUE, f"{DIALOGUE}, 2018")


def test_the_list_and_the_page_of_the_history_name_the_goal(client: Client, there: EntryPlan) -> None:
    target = there.dialogue.targets.get()
    history.change(target, {"value": Decimal(100)}, version=1, by=None, plan=there.plan)
    client.force_login(UserFactory.create(administrator=True))

    pages = [reverse("admin:plans_change_changelist")]
    pages += [reverse("admin:plans_change_change", args=[Change.objects.get(kind="target").pk])]

    for page in pages:
        text = client.get(page).content.decode()
        assert f"måltal: {DIALOGUE}, 2019" in text
        assert f"måltal {target.pk}<" not in text


def test_every_kind_of_row_has_a_name() -> None:
    """What is written to the history without a name here would be told by its number."""
    from plans.actions.redaction_places import OF_KIND  # noqa: PLC0415

    unnamed = set(OF_KIND) - set(_WAYS)

    # what has no history of its own: it is told with the figure, or is its own record
    assert unnamed == {"exclusion", "measurementpart", "outgoingmail", "approval"}
