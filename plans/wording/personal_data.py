"""How is a person warned that a text seems to hold somebody's CPR number?

`cpr_warning` writes the Danish sentence that quotes what looks like a CPR number (a Danish personal identity
number) and asks for it to be deleted.
"""

from collections.abc import Sequence

from django.utils.translation import ngettext

from plans.wording import figures


def cpr_warning(found: Sequence[str]) -> str:
    """The warning about what `plans.domain.personal_data.cpr_like` found; empty where it found nothing."""
    if not found:
        return ""
    sentence = ngettext(
        "%(found)s ligner et CPR-nummer. Slet det, hvis det er: teksten bliver offentlig.",
        "%(found)s ligner CPR-numre. Slet dem, hvis de er: teksten bliver offentlig.",
        len(found),
    )
    return sentence % {"found": figures.listed([f"»{each}«" for each in found])}
