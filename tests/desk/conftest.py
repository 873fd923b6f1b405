"""What do the tests of the desk share? A plan to enter figures for, and Karin at her desk."""

import pytest
from django.test import Client

from tests.plans.entry_plan import EntryPlan, entry_plan


@pytest.fixture
def there(db: None) -> EntryPlan:
    """A plan with an open round for 2019."""
    return entry_plan()


@pytest.fixture
def karin(client: Client, there: EntryPlan) -> Client:
    """The browser of who enters the figures of areas 1 and 2."""
    client.force_login(there.karin)
    return client
