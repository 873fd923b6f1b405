"""Who may try a password now? An account and an address each have their pace, and a known browser its own.

A stranger who guesses at an account makes all strangers wait for it, but not its owner: a browser from which
the owner has signed in carries a cookie that says so, and is counted by itself. Otherwise anybody could keep
out a person who must report before a deadline, and a guesser in a town hall with one address the whole house.
(OWASP, "Slow Down Online Guessing Attacks with Device Cookies".)
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from vink.accounts.throttling import Pace, begin, forget, forget_old, key_of, take_back
from vink.accounts.visitor import address_of

ACCOUNT = Pace(free=5, longest=timedelta(minutes=15), forgotten_after=timedelta(days=1))
# A whole town hall may have one address, and mistypes more often than one person.
ADDRESS = Pace(free=50, longest=timedelta(minutes=15), forgotten_after=timedelta(hours=1))

KNOWN_BROWSER = "vink_known_browser"
_SALT = "vink.accounts.known_browser"
_KNOWN_FOR = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class SignInAttempt:
    """One try at an account's password, already counted."""

    account: str
    address: str
    browser: str

    @classmethod
    def begin(cls, request: HttpRequest, username: str, *, now: datetime) -> "SignInAttempt":
        """Count the try before the password is looked at.

        Raises:
            TooSoonError: the account, the address or the browser must wait first.
        """
        account = _account_key(username)
        browser = _known_browser(request, account)
        attempt = cls(account, key_of("sign-in address", address_of(request)), browser)
        begin(attempt._paces(), now=now)
        return attempt

    def _paces(self) -> Mapping[str, Pace]:
        if self.browser:
            return {self.browser: ACCOUNT}
        return {self.account: ACCOUNT, self.address: ADDRESS}

    def succeeded(self, *, now: datetime) -> None:
        """The password was right: whoever signs in starts afresh.

        The address keeps what others tried from there, or a guesser would sign in between to be forgiven.
        From a known browser the account keeps what strangers tried: it is they who wait.
        """
        if self.browser:
            forget(self.browser)
        else:
            forget(self.account)
            take_back(self.address)
        forget_old(now=now)


def forgive_account(username: str) -> None:
    """Let an account be tried at once, as after its owner has set a new password."""
    forget(_account_key(username))


def know_browser(request: HttpRequest, response: HttpResponse, username: str) -> None:
    """Let the browser show next time that the account's owner has signed in with it."""
    account = _account_key(username)
    if _known_browser(request, account):
        return
    response.set_cookie(
        KNOWN_BROWSER,
        signing.dumps([account, secrets.token_urlsafe(16)], salt=_SALT),
        max_age=_KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _known_browser(request: HttpRequest, account: str) -> str:
    """The key under which a browser known to this account is counted; empty for all others."""
    try:
        known_to, nonce = signing.loads(
            request.COOKIES.get(KNOWN_BROWSER, ""), salt=_SALT, max_age=_KNOWN_FOR
        )
    except (signing.BadSignature, ValueError):
        return ""
    return key_of("sign-in browser", f"{account} {nonce}") if known_to == account else ""


def _account_key(username: str) -> str:
    # one signs in in whatever case: guesses at a name in several cases are guesses at one account
    return key_of("sign-in account", username.casefold())
