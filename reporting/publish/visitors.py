"""Who publishes? The person who is signed in, by the name that the publication keeps."""

from typing import cast

from django.http import HttpRequest

from plans.actions.publications import Publisher


def publisher_of(request: HttpRequest) -> Publisher:
    """Who is signed in; without a sign-in no view is reached."""
    return cast("Publisher", request.user)
