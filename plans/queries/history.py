"""What has happened to a row?"""

from plans.models import Change


def latest_change(kind: str, object_id: int) -> Change | None:
    """The latest entry in an object's history, with who made it."""
    changes = Change.objects.filter(kind=kind, object_id=object_id)
    return changes.select_related("who").order_by("pk").last()
