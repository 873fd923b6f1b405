"""Does a person see where they are signed in, and can they sign out there?

Tests the list of one's own sessions, ending one of them and all others, and what is kept of each.
"""

import re

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from tests.factories import PASSWORD, UserFactory
from tests.vink.conftest import Clock
from vink.accounts.access_tokens import make_token
from vink.accounts.browsers import device_of, shortened
from vink.accounts.models import User

EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0"
    " Safari/537.36 Edg/142.0.0.0"
)
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/18.0 Mobile/15E148 Safari/604.1"
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ida() -> User:
    return UserFactory.create(username="ida")


def signed_in(user_agent: str, address: str = "192.0.2.17", *, username: str = "ida") -> Client:
    browser = Client(headers={"User-Agent": user_agent}, REMOTE_ADDR=address)
    browser.post("/login/", {"username": username, "password": PASSWORD})
    return browser


def page_of(browser: Client) -> str:
    return " ".join(browser.get("/me/sessions/").content.decode().split())


def ways_out(page: str) -> list[str]:
    return re.findall(r'action="(/me/sessions/\w{32}/end/)"', page)


def is_in(browser: Client) -> bool:
    return browser.get("/me/").status_code == 200


def test_the_list_says_by_what_since_when_and_from_where(ida: User, clock: Clock) -> None:
    signed_in(SAFARI, "2001:db8:1:2::3")
    clock.forward(minutes=12)
    desk = signed_in(EDGE)
    UserFactory.create(username="bo")
    signed_in(SAFARI.replace("iPhone", "iPad"), username="bo")

    page = page_of(desk)

    current, others = page.split("Andre steder")
    assert "Edge på Windows" in current
    assert "Senest brugt 15. januar 2020 kl. 10.12<" in current
    assert "Logget på 15. januar 2020 kl. 10.12 fra 192.0.2.x<" in current
    assert "Safari på iPhone" in others
    assert "Senest brugt 15. januar 2020 kl. 10.00<" in others
    assert "Logget på 15. januar 2020 kl. 10.00 fra 2001:db8:1::x<" in others
    assert "iPad" not in page
    for row in Session.objects.all():
        assert row.session_key not in page


def test_devices_that_are_called_alike_are_told_apart(ida: User, clock: Clock) -> None:
    signed_in(EDGE)
    clock.forward(seconds=5)
    desk = signed_in(EDGE)
    signed_in(SAFARI)

    current, others = page_of(desk).split("Andre steder")
    assert "Edge på Windows (login 2 af 2)" in current
    assert "Edge på Windows (login 1 af 2)" in others
    assert "Safari på iPhone<" in others


def test_one_signs_out_on_another_device(ida: User) -> None:
    desk, phone, tablet = signed_in(EDGE), signed_in(SAFARI), signed_in(SAFARI)
    [way, _other] = ways_out(page_of(desk))

    page = desk.post(way, follow=True).content.decode()

    assert "Du er logget af på enheden." in page
    assert len(ways_out(page)) == 1
    assert is_in(desk)
    assert [is_in(phone), is_in(tablet)].count(True) == 1
    assert desk.post(way).status_code == 404


def test_one_signs_out_everywhere_else_and_keeps_ones_tokens(ida: User) -> None:
    desk, phone, tablet = signed_in(EDGE), signed_in(SAFARI), signed_in(SAFARI)
    UserFactory.create(username="bo")
    other = signed_in(EDGE, username="bo")
    token = make_token(by=ida, name="Power BI")

    page = desk.post("/me/sessions/others/end/", follow=True).content.decode()

    assert "Du er logget af 2 andre steder." in page
    assert "Du er ikke logget på andre steder." in page
    assert [is_in(each) for each in (desk, phone, tablet, other)] == [True, False, False, True]
    assert Client().get("/api/v1/plans/", headers={"Authorization": f"Bearer {token}"}).status_code == 200
    assert (
        "Du var ikke logget på andre steder."
        in desk.post("/me/sessions/others/end/", follow=True).content.decode()
    )


def test_nobody_ends_somebody_elses_session(ida: User) -> None:
    signed_in(SAFARI)
    [way] = ways_out(page_of(signed_in(EDGE)))
    UserFactory.create(username="bo")
    stranger = signed_in(EDGE, username="bo")

    assert stranger.post(way).status_code == 404
    assert Session.objects.count() == 3


def test_what_works_no_more_is_not_listed(ida: User) -> None:
    signed_in(SAFARI)
    ida.refresh_from_db()
    ida.set_password("fire-ord-i-snevejr")
    ida.save()
    desk = Client()
    desk.force_login(ida)

    assert ways_out(page_of(desk)) == []
    assert "Ukendt browser" in page_of(desk)


def test_what_is_kept_of_a_session_is_little_and_goes_with_it(ida: User) -> None:
    desk = signed_in(EDGE, "192.0.2.17")
    kept = Session.objects.get().get_decoded()

    assert {name: kept[name] for name in kept if name.startswith("vink_")}.keys() == {
        "vink_began",
        "vink_seen",
        "vink_browser",
        "vink_system",
        "vink_address",
    }
    assert (kept["vink_browser"], kept["vink_system"], kept["vink_address"]) == (
        "Edge",
        "Windows",
        "192.0.2.x",
    )
    assert "192.0.2.17" not in repr(kept)
    assert "Mozilla" not in repr(kept)
    desk.post("/logout/")
    assert not Session.objects.exists()


def test_a_new_password_leaves_the_own_session_in_the_list(ida: User) -> None:
    desk = signed_in(EDGE)
    new = "fire-ord-i-snevejr"
    typed = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    desk.post("/me/password/", typed)

    assert "Edge på Windows" in page_of(desk)
    assert desk.cookies[settings.SESSION_COOKIE_NAME].value not in page_of(desk)


@pytest.mark.parametrize(
    ("user_agent", "browser", "system"),
    [
        (EDGE, "Edge", "Windows"),
        (SAFARI, "Safari", "iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux"),
        (
            "Mozilla/5.0 (Linux; Android 10; K) (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
            "Chrome",
            "Android",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15",
            "Safari",
            "Mac",
        ),
        ("<script>", "", ""),
        ("", "", ""),
    ],
)
def test_a_device_is_named_in_plain_words(user_agent: str, browser: str, system: str) -> None:
    device = device_of(user_agent)

    assert (device.browser, device.system) == (browser, system)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("192.0.2.17", "192.0.2.x"),
        ("2001:db8:1:2::/64", "2001:db8:1::x"),
        ("", ""),
        ("unix socket", ""),
    ],
)
def test_an_address_is_shortened(address: str, kept: str) -> None:
    assert shortened(address) == kept
