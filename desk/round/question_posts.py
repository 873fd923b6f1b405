"""What do the buttons of a question post? That the value stands, or that another one was meant.

Each posts `part=value`: whose question it is, and the key of its value, or what is to be typed instead.
"""

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django_htmx.http import trigger_client_event

from plans.web.seen import TYPED

ANSWER, USE = "answer", "use"


def answered_part(posted: QueryDict) -> tuple[str, str]:
    """Whose question was answered, and the key of the value that stands."""
    part, _is, key = str(posted[ANSWER]).partition("=")
    return part, key


def with_what_was_meant(posted: QueryDict, field: str) -> QueryDict:
    """The posted page with the value that a button offered in its `field`, where there are no scripts."""
    part, is_offered, value = str(posted.get(USE, "")).partition("=")
    if not is_offered:
        return posted
    changed = posted.copy()
    changed[f"{part}-{field}"] = value
    changed[f"{part}-typed"] = TYPED
    return changed


def noted() -> str:
    """What is said once a value that looks odd was let stand."""
    return _("Noteret som rigtigt.")


def announced(response: HttpResponse) -> HttpResponse:
    """The response, with which a screen reader hears that it was noted."""
    return trigger_client_event(response, "announce", {"text": noted()})
