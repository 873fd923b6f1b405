"""Which publications does a redaction go through?

`publications_of` yields every publication of the plan with its files, one in memory at a time.
"""

from collections.abc import Iterator

from plans.models import ActionPlan, Publication


def publications_of(plan: ActionPlan) -> Iterator[Publication]:
    """All of the plan's publications with their files, one in memory at a time."""
    rows = Publication.objects.filter(report__round__plan=plan).order_by("pk")
    return rows.iterator(chunk_size=1)
