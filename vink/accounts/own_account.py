"""Whose account is it on the pages of one's own? A copy of the signed-in person's, as it is stored."""

from django.http import HttpRequest

from vink.accounts.models import User


def own_account(request: HttpRequest) -> User:
    """The account of who is signed in, with their own role, also where they stand in for somebody.

    A copy: what is typed wrongly must not get into the page's head.
    """
    return User.objects.get_by_natural_key(request.user.get_username())
