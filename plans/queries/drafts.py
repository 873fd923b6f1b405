"""What did a person type without saving it?"""

from plans.models import Draft


def draft_of(user_id: int, key: str) -> Draft | None:
    """The person's own draft at this place, or None."""
    return Draft.objects.filter(user_id=user_id, key=key).first()
