"""What do the tests of the desk share? A plan to enter figures for, and Karin at her desk."""

import pytest
from django.test import Client

from tests.plans.entry_plan import EntryPlan, entry_plan
from tests.rows_made_once import MadeOnce, Once


@pytest.fixture(scope="module")
def made_entry_plan(once: Once) -> MadeOnce[EntryPlan]:
    return once(entry_plan)


@pytest.fixture
def there(made_entry_plan: MadeOnce[EntryPlan], db: None) -> EntryPlan:
    """A plan with an open round for 2019; a module whose tests commit makes one for each."""
    return made_entry_plan.copy()


@pytest.fixture
def karin(client: Client, there: EntryPlan) -> Client:
    """The browser of who enters the figures of areas 1 and 2."""
    client.force_login(there.karin)
    return client
