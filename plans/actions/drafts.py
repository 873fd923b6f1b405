"""What has a person typed and not saved? Kept for them alone, by its place; it never counts as a figure."""

from collections.abc import Mapping
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.models import Draft
from plans.permissions import Person

LONGEST_DRAFT = 400_000  # characters, names and values together
MOST_FIELDS = 2_000
KEPT_FOR = timedelta(days=90)


@transaction.atomic
def save_draft(*, by: Person, key: str, fields: Mapping[str, str]) -> Draft:
    """Keep what `by` has typed at `key`, instead of what was kept there before.

    No database keeps the character NUL: it is left out. Raises ValidationError when it is too much.
    """
    kept = {name.replace("\x00", ""): value.replace("\x00", "") for name, value in fields.items()}
    if len(kept) > MOST_FIELDS or sum(len(name) + len(value) for name, value in kept.items()) > LONGEST_DRAFT:
        raise ValidationError(_("Kladden er for lang til at blive gemt. Gem, eller skriv det kortere."))
    # Nobody comes back for what lies this long, and it may hold what belongs nowhere.
    Draft.objects.filter(user_id=by.pk, saved_at__lt=timezone.now() - KEPT_FOR).delete()
    draft, _created = Draft.objects.update_or_create(user_id=by.pk, key=key, defaults={"fields": kept})
    return draft


def discard_draft(*, by: Person, key: str) -> None:
    """Throw away what `by` had typed at `key`; nothing happens where there is nothing."""
    Draft.objects.filter(user_id=by.pk, key=key).delete()
