"""How long must one wait after how many attempts, and does it hold with several processes at once?

Tests `vink.accounts.throttling`, which counts attempts and makes people wait.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import RequestFactory
from pytest_django import Settings

from vink.accounts import wording
from vink.accounts.models import Attempts
from vink.accounts.throttling import Pace, TooSoonError, begin, forget, forget_old, key_of, take_back
from vink.accounts.visitor import address_of

NOW = datetime(2020, 1, 15, 9, 0, tzinfo=UTC)
PACE = Pace(free=3, longest=timedelta(minutes=4), forgotten_after=timedelta(hours=1))


@pytest.mark.parametrize(
    ("attempts", "since_last", "wait"),
    [
        (0, 0, 0),
        (2, 0, 0),
        (3, 0, 30),  # 30 · 2⁰
        (3, 29, 1),
        (3, 30, 0),
        (4, 0, 60),  # 30 · 2¹
        (5, 0, 120),  # 30 · 2²
        (6, 0, 240),  # 30 · 2³, the longest
        (7, 0, 240),
        (10**9, 0, 240),
        (10**9, 3600, 0),  # forgotten
    ],
)
def test_the_wait_doubles_up_to_the_longest(attempts: int, since_last: int, wait: int) -> None:
    assert PACE.wait(attempts, timedelta(seconds=since_last)) == timedelta(seconds=wait)


@pytest.mark.django_db
def test_the_fourth_attempt_waits_and_waiting_is_not_counted() -> None:
    for _attempt in range(3):
        begin({"a": PACE}, now=NOW)
    for _attempt in range(5):
        with pytest.raises(TooSoonError) as refused:
            begin({"a": PACE}, now=NOW + timedelta(seconds=10))
        assert refused.value.wait == timedelta(seconds=20)

    begin({"a": PACE}, now=NOW + timedelta(seconds=30))

    assert Attempts.objects.get().count == 4


@pytest.mark.django_db
def test_the_longest_of_several_waits_holds_and_nothing_is_counted_meanwhile() -> None:
    lenient = Pace(free=100, longest=timedelta(minutes=4), forgotten_after=timedelta(hours=1))
    for _attempt in range(3):
        begin({"account": PACE}, now=NOW)

    with pytest.raises(TooSoonError):
        begin({"account": PACE, "address": lenient}, now=NOW)

    assert dict(Attempts.objects.values_list("key", "count")) == {"account": 3}


@pytest.mark.django_db
def test_after_an_hour_of_quiet_it_begins_anew() -> None:
    for _attempt in range(3):
        begin({"a": PACE}, now=NOW)

    begin({"a": PACE}, now=NOW + timedelta(hours=1))

    assert Attempts.objects.get().count == 1


@pytest.mark.django_db
def test_an_attempt_is_taken_back_and_all_are_forgotten() -> None:
    begin({"a": PACE, "b": PACE}, now=NOW)
    begin({"a": PACE, "b": PACE}, now=NOW)

    take_back("a")
    forget("b")
    take_back("b")

    assert dict(Attempts.objects.values_list("key", "count")) == {"a": 1}


@pytest.mark.django_db
def test_what_no_longer_counts_is_cleared_away() -> None:
    begin({"old": PACE}, now=NOW - timedelta(days=3))
    begin({"new": PACE}, now=NOW)

    forget_old(now=NOW)

    assert Attempts.objects.get().key == "new"


@pytest.mark.django_db(transaction=True)
def test_twelve_attempts_at_once_are_three() -> None:
    def attempt(_number: int) -> bool:
        try:
            begin({"a": PACE, "b": PACE}, now=NOW)
        except TooSoonError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(max_workers=6) as workers:
        allowed = list(workers.map(attempt, range(12)))

    assert allowed.count(True) == 3
    assert set(Attempts.objects.values_list("count", flat=True)) == {3}


def test_a_key_keeps_nothing_of_what_was_typed() -> None:
    assert "hemmelig" not in key_of("sign-in account", "hemmelig")
    assert len(key_of("sign-in account", "x" * 10_000)) == 64
    assert key_of("one", "name") != key_of("another", "name")


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0.2, "Vent 1 sekund,"),
        (30, "Vent 30 sekunder,"),
        (60, "Vent 60 sekunder,"),
        (61, "Vent 2 minutter,"),
        (15 * 60, "Vent 15 minutter,"),
    ],
)
def test_the_wait_is_told_and_never_too_short(seconds: float, expected: str) -> None:
    sentence = wording.wait(timedelta(seconds=seconds))

    assert sentence == f"For mange forsøg. {expected} og prøv igen."


@pytest.mark.parametrize(
    ("headers", "proxies", "address"),
    [
        ({"REMOTE_ADDR": "192.0.2.7"}, 0, "192.0.2.7"),
        ({"REMOTE_ADDR": "192.0.2.7", "HTTP_X_FORWARDED_FOR": "198.51.100.1"}, 0, "192.0.2.7"),  # made up
        ({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "198.51.100.1"}, 1, "198.51.100.1"),
        ({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 198.51.100.1"}, 1, "198.51.100.1"),
        ({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "198.51.100.1, 10.0.0.2"}, 2, "198.51.100.1"),
        ({"REMOTE_ADDR": "10.0.0.1"}, 1, "10.0.0.1"),  # the proxy says nothing
        ({"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, 0, "2001:db8:1:2::/64"),
        ({"REMOTE_ADDR": "::ffff:192.0.2.7"}, 0, "192.0.2.7"),
        ({"REMOTE_ADDR": ""}, 0, ""),  # a socket
    ],
)
def test_the_visitors_address(
    rf: RequestFactory, settings: Settings, headers: dict[str, str], proxies: int, address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies

    assert address_of(rf.get("/", **headers)) == address  # type: ignore[arg-type]  # the request's META
