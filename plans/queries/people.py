"""Who has made or changed whose account? By the history of people."""

from django.contrib.auth import get_user_model
from django.db.models import F, Max, Q

from plans.models import Change

# What decides who signs in with an account, and what they may: a new mail address takes a new password.
_TAKES_OVER = ("username", "email", "role", "is_active", "password")


def accounts_tied_to(person_id: int) -> set[int]:
    """The accounts that this person made or changed last, and those whose people did so with this account.

    What somebody changes of their own account does not hide what another did before.
    """
    about = Change.objects.filter(kind=get_user_model()._meta.model_name, field__in=_TAKES_OVER).order_by()
    by_others = about.exclude(who=F("object_id"))
    latest = by_others.values("object_id", "field").annotate(last=Max("pk")).values("last")
    is_made = Q(field="username", old="")
    ties = about.filter(Q(pk__in=latest) | is_made, Q(who=person_id) | Q(object_id=person_id))
    pairs = ties.filter(who__isnull=False).values_list("object_id", "who")
    return {account for pair in pairs for account in pair} - {person_id}
