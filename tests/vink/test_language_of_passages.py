"""Does an English page say which of its passages are Danish? Read from the pages of the three VINK plans."""

import pytest
from django.test import Client
from pytest_django.asserts import assertInHTML

from tests.factories import UserFactory
from tests.reporting.vink_plans import SLUGS, load
from tests.visible_text import page_texts

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.mark.slow
def test_an_english_page_says_that_the_plans_own_words_are_danish(client: Client) -> None:
    """WCAG 3.1.2: a voice that reads English aloud reads the passages of a plan in Danish."""
    plan = load(*SLUGS)
    client.force_login(UserFactory.create(language="en"))
    wordings = set(plan.goals.values_list("wording", flat=True))
    goal = plan.goals.get(key="uddannelse-beskaeftigelse")
    for address in ("", "status/2018-2019/", "entry/2019/"):
        texts = page_texts(client.get(f"/plans/{plan.slug}/{address}").content.decode())
        languages = {each.text: each.language for each in texts if each.text in wordings}
        assert len(languages) >= 4
        assert set(languages.values()) == {"da"}

    page = client.get(f"/plans/{plan.slug}/goals/{goal.key}/").content.decode()
    assertInHTML(f'<h1 class="goal-header__wording" lang="da">{goal.wording}</h1>', page)
