"""What stands beside many figures at once: who is left out of them, and which parts they have?"""

from collections.abc import Sequence

from django.db.models import prefetch_related_objects

from plans.models import Measurement


def with_lists(measurements: Sequence[Measurement]) -> Sequence[Measurement]:
    """The figures with their exclusions and parts fetched, in two queries however many."""
    prefetch_related_objects(list(measurements), "exclusions", "parts")
    return measurements
