"""Is a row of the administration named by plain digits alone, before anything is asked or done?

Tests the addresses of the administration with texts that `int` would read, and the reading of a key.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib import admin
from django.test import Client

from plans.web.row_ids import row_id
from tests.factories import UserFactory
from vink.accounts.models import User

pytestmark = pytest.mark.django_db
ODD = ["%201", "1%20", "+1", "-1", "_201", "1_0A", "1_0", "²", "١", "1.0", "1" * 19, "x"]


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(UserFactory.create(administrator=True, pk=1))
    return client


@pytest.mark.parametrize("key", ODD)
@pytest.mark.parametrize("page", ["change", "history", "delete"])
def test_no_other_text_names_a_person(desk: Client, settings: LazySettings, key: str, page: str) -> None:
    settings.PROVED_FOR = timedelta(seconds=-1)  # so that each question would be asked
    address = f"/admin/accounts/user/{key}/{page}/"

    assert desk.post(address, {"role": "reader"}).status_code == 404
    assert desk.get(address).status_code == 404
    assert User.objects.get().role == "administrator"


def test_nor_any_other_row(desk: Client) -> None:
    for model in admin.site._registry:
        for key in ODD:
            address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/{key}/change/"
            assert desk.post(address).status_code == 404, address
            assert desk.get(address).status_code == 404, address


def test_who_is_not_found_is_asked_about(desk: Client, settings: LazySettings) -> None:
    settings.PROVED_FOR = timedelta(seconds=-1)

    assert desk.post("/admin/accounts/user/99/change/", {"role": "reader"}).status_code == 401


@pytest.mark.parametrize("address", ["resultgoal/add/?plan=²", "reportinground/add/?plan=²"])
def test_an_address_with_an_odd_plan_is_that_of_a_new_row(desk: Client, address: str) -> None:
    assert desk.get(f"/admin/plans/{address}").status_code == 200


@pytest.mark.parametrize(
    ("text", "key"),
    [("1", 1), ("007", 7), (12, 12), ("", None), (None, None), ("²", None), (" 1", None), ("1" * 19, None)],
)
def test_a_key_is_read_from_digits_alone(text: Any, key: int | None) -> None:
    assert row_id(text) == key
