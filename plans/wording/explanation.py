"""What is said where a missed goal has no explanation? The same on field, grid, submission and checks.

Whoever misses a goal is asked why. The goal can be sent in without it; the annex cannot be locked.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def missing_explanation(*, is_lacking: bool = True) -> str:
    """What stands beside a goal without the explanation that it is asked for; empty where none is."""
    return _("Mangler forklaring; det stopper fastlåsningen") if is_lacking else ""


def explanations_missing(n: int) -> str:
    """ "2 mål mangler forklaring; de stopper fastlåsningen"; empty where there are none."""
    if not n:
        return ""
    pattern = ngettext(
        "%(n)s mål mangler forklaring; det stopper fastlåsningen",
        "%(n)s mål mangler forklaring; de stopper fastlåsningen",
        n,
    )
    return pattern % {"n": n}
