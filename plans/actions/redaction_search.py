"""Where does somebody find a passage? Every search is logged: who searched, in which plan, how many places.

The log never says what was looked for: the words are personal data, and the log is kept for long.
"""

import json
import logging
from collections.abc import Iterable

from django.utils.crypto import salted_hmac

from plans.actions.redaction_people import check_decides
from plans.actions.redaction_places import occurrences, occurrences_for
from plans.actions.redaction_unsaved import Occurrence
from plans.models import ActionPlan, Redaction
from plans.permissions import Person, check_has_tasks

_SALT = "plans.redaction_search"
logger = logging.getLogger(__name__)


def search(*, by: Person, plan: ActionPlan, passage: str) -> list[Occurrence]:
    """Where the passage stands in what the person may read. Raises PermissionDenied for readers."""
    check_has_tasks(by)
    found = occurrences_for(by, plan, passage)
    _log(by, plan, "own", len(found))
    return found


def search_to_decide(*, by: Person, redaction: Redaction) -> list[Occurrence]:
    """Where the passage stands at all, also in others' drafts, in mails and in history without a plan.

    Raises PermissionDenied for everybody but those who decide this redaction.
    """
    check_decides(by, redaction)
    found = occurrences(redaction.plan, redaction.passage, but=redaction.pk)
    _log(by, redaction.plan, "all", len(found), redaction=redaction.pk)
    return found


def digest_of(passage: str, found: Iterable[Occurrence]) -> str:
    """What tells the words that were looked for and the places that were found from all others.

    It gives nobody the words: it cannot be made without the site's key.
    """
    seen = [passage, *([occurrence.kind, occurrence.object_id, occurrence.field] for occurrence in found)]
    return salted_hmac(_SALT, json.dumps(seen), algorithm="sha256").hexdigest()


def _log(by: Person, plan: ActionPlan, reach: str, found: int, **more: int) -> None:
    entry = {"event": "redaction_search", "person": by.pk, "plan": plan.pk, "reach": reach, "places": found}
    logger.info("%s", json.dumps({**entry, **more}))
