"""What has a person typed and not saved? Kept for them alone, by its place; it never counts as a figure."""

from collections.abc import Mapping
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.models import Draft
from plans.permissions import Person

LONGEST_DRAFT = 400_000  # characters, names and values together
MOST_FIELDS = 2_000
KEPT_FOR = timedelta(days=90)
ASIDE = "aside/"  # before the key of a draft that was deleted
ASIDE_FOR = timedelta(days=1)


@transaction.atomic
def save_draft(*, by: Person, key: str, fields: Mapping[str, str]) -> Draft:
    """Keep what `by` has typed at `key`, instead of what was kept there before.

    No database keeps the character NUL: it is left out. Raises ValidationError when it is too much.
    """
    kept = {name.replace("\x00", ""): value.replace("\x00", "") for name, value in fields.items()}
    if len(kept) > MOST_FIELDS or sum(len(name) + len(value) for name, value in kept.items()) > LONGEST_DRAFT:
        raise ValidationError(_("Kladden er for lang til at blive gemt. Gem, eller skriv det kortere."))
    # Nobody comes back for what lies this long, and it may hold what belongs nowhere.
    now = timezone.now()
    is_deleted = Q(key__startswith=ASIDE, saved_at__lt=now - ASIDE_FOR)
    Draft.objects.filter(Q(saved_at__lt=now - KEPT_FOR) | is_deleted, user_id=by.pk).delete()
    draft, _created = Draft.objects.update_or_create(user_id=by.pk, key=key, defaults={"fields": kept})
    return draft


def discard_draft(*, by: Person, key: str) -> None:
    """Throw away what `by` had typed at `key`; nothing happens where there is nothing."""
    Draft.objects.filter(user_id=by.pk, key=key).delete()


@transaction.atomic
def put_draft_aside(*, by: Person, key: str) -> None:
    """Take away what `by` had typed at `key`, so that it can be brought back; without it nothing happens."""
    drafts = Draft.objects.filter(user_id=by.pk)
    if drafts.filter(key=key).exists():
        drafts.filter(key=f"{ASIDE}{key}").delete()
        drafts.filter(key=key).update(key=f"{ASIDE}{key}", saved_at=timezone.now())


@transaction.atomic
def bring_draft_back(*, by: Person, key: str, fields: Mapping[str, str]) -> Draft:
    """Keep `fields` at `key`: the draft that was put aside, with what was typed since."""
    draft = save_draft(by=by, key=key, fields=fields)
    Draft.objects.filter(user_id=by.pk, key=f"{ASIDE}{key}").delete()
    return draft
