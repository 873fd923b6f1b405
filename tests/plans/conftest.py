"""What do the tests of the plans share? A plan to enter figures for."""

import pytest

from tests.plans.entry_plan import EntryPlan, entry_plan


@pytest.fixture
def there(db: None) -> EntryPlan:
    """A plan with an open round for 2019."""
    return entry_plan()
