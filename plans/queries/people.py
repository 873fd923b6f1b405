"""Who has made or changed whose account, by the history of people, and who approves and administers."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, F, Max, Q, QuerySet

from plans.enums import Role
from plans.models import Change

# What decides who signs in with an account, and what they may: a new mail address takes a new password.
_TAKES_OVER = ("username", "email", "role", "is_active", "password")
# Whoever set one of these last can sign in.
_OPENS = {"email", "password"}
_Ties = Mapping[int, set[int]]


def accounts_tied_to(person_id: int) -> set[int]:
    """The accounts that may be in the same hand as this person's, through any number of other accounts.

    Those are whoever made the account or changed last who gets into it and what it may do; whoever did so
    with theirs, and so on; and those with whom the person did so. And those that have a maker in common, if
    that maker could sign in as both: who set the password or the mail address last. A role that is given to
    two people does not make them one, but with two passwords a single hand asks and decides.

    What somebody changes of their own account hides nothing: whoever has its password could have done that.
    An account made from the command line has no maker, and is tied to nobody before somebody changes it.
    """
    under: dict[int, set[int]] = defaultdict(set)  # whom somebody made or changed
    over: dict[int, set[int]] = defaultdict(set)
    opened: dict[int, set[int]] = defaultdict(set)  # as whom somebody can sign in
    openers: dict[int, set[int]] = defaultdict(set)
    for by, account, opens in _ties():
        under[by].add(account)
        over[account].add(by)
        if opens:
            opened[by].add(account)
            openers[account].add(by)
    tied = _reached(person_id, under) | _reached(person_id, over)
    for opener in _reached(person_id, openers):
        tied |= _reached(opener, opened)
    return tied - {person_id}


def _ties() -> Iterator[tuple[int, int, bool]]:
    """Who made or last changed an account, which, and whether that lets them sign in with it."""
    about = Change.objects.filter(kind=get_user_model()._meta.model_name, field__in=_TAKES_OVER).order_by()
    by_others = about.exclude(who=F("object_id"))
    latest = by_others.values("object_id", "field").annotate(last=Max("pk")).values("last")
    is_made = Q(field="username", old="")
    rows = about.filter(Q(pk__in=latest) | is_made).values_list("who", "object_id", "field", "old")
    found = list(rows)
    with_new_password = {account for _by, account, field, _old in found if field == "password"}
    for by, account, field, old in found:
        # Whoever makes an account says where the link to its first password is sent.
        is_first = (field, old) == ("username", "") and account not in with_new_password
        if by is not None:
            yield by, account, field in _OPENS or is_first


def _reached(start: int, ties: _Ties) -> set[int]:
    """Where one comes from `start`, step by step."""
    reached: set[int] = set()
    ahead = [start]
    while ahead:
        new = ties.get(ahead.pop(), set()) - reached
        reached |= new
        ahead += new
    return reached


def approvers(on: date) -> list[Any]:
    """The active approvers, each with `has_deputy`: whether somebody stands in for them that day or later."""
    people = get_user_model()._default_manager.filter(role=Role.APPROVER, is_active=True).order_by("pk")
    is_stood_in_for = Q(deputies__ended_at=None, deputies__ends_on__gte=on)
    return list(people.annotate(has_deputy=Count("deputies", filter=is_stood_in_for)))


def administrators_who_sign_in() -> QuerySet[Any]:
    """The active administrators with a password: who is merely invited can look after nothing yet."""
    people = get_user_model()._default_manager.filter(role=Role.ADMINISTRATOR, is_active=True)
    return people.exclude(password="").exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)


def administrators_with_address(*, but: Collection[int]) -> list[Any]:
    """The administrators who can sign in and get a mail, by name, without those of `but`."""
    people = administrators_who_sign_in().exclude(email="").exclude(pk__in=but)
    return list(people.order_by("first_name", "last_name", "pk"))
