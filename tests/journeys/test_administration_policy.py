"""Does Django's administration work under the site's policy? No page of it may make the browser complain."""

import pytest
from django.contrib import admin
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.factories import TargetFactory, UserFactory
from tests.journeys.conftest import SignIn


@pytest.mark.django_db(transaction=True)
def test_no_page_of_the_administration_breaks_the_policy(page: Page, signed_in: SignIn) -> None:
    # given an administrator and a row of the usual kinds
    TargetFactory.create()
    signed_in(page, UserFactory.create(administrator=True))
    page.goto("/admin/")

    # when they open every list, the form for a new row and the form of the first one
    seen = 0
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        page.goto(reverse(f"{name}_changelist"))
        expect(page.locator("#changelist")).to_be_visible()
        addresses = page.locator("#result_list th a, .object-tools .addlink").evaluate_all(
            "links => links.map(link => link.href)"
        )
        for address in {*addresses[:1], *addresses[-1:]}:
            answer = page.goto(address)
            assert answer is not None
            assert answer.ok, address
            seen += 1

    # then the browser has reported nothing, which the page fixture sees to
    assert seen > len(admin.site._registry) / 2


@pytest.mark.django_db(transaction=True)
def test_a_list_of_the_administration_is_scripted(page: Page, signed_in: SignIn) -> None:
    """The choice of a date is written by a script, which the policy would stop were it inline."""
    signed_in(page, UserFactory.create(administrator=True)).goto(
        reverse("admin:plans_actionplan_add"),
    )

    page.locator(".datetimeshortcuts a").first.click()

    expect(page.locator("input.vDateField").first).not_to_have_value("")
