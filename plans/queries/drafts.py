"""What did a person type without saving it?

Reads the draft that autosave kept for a person on one page.
"""

from plans.models import Draft


def draft_of(user_id: int, key: str) -> Draft | None:
    """The person's draft under this key, which names the page, or None."""
    return Draft.objects.filter(user_id=user_id, key=key).first()
