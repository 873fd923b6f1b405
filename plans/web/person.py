"""Who asks for a page?

`person_of` gives the signed-in user of a request, as the type that permissions ask for.
"""

from typing import cast

from django.http import HttpRequest

from plans.permissions import Person


def person_of(request: HttpRequest) -> Person:
    """Who is signed in; without a sign-in no view is reached."""
    return cast("Person", request.user)
