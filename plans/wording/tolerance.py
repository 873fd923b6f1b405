"""How is a plan's tolerance written, for readers and for the committee?

`limit_words` gives the limit ("mindre end 15 pct."), `tolerance_note` the sentence that is published under
the judgements.
"""

from django.utils.translation import gettext as _

from plans.domain.values import Tolerance
from plans.enums import Basis, Status
from plans.wording import figures
from plans.wording.statuses import PlanWords


def limit_words(tolerance: Tolerance) -> str:
    """ "mindre end 15 pct.", "højst 5 procentpoint", "ingen tolerance"."""
    if not tolerance.percent:
        return _("ingen tolerance")
    limit = {"limit": figures.tolerance(tolerance.percent, tolerance.basis)}
    return (_("højst %(limit)s") if tolerance.inclusive else _("mindre end %(limit)s")) % limit


def tolerance_note(tolerance: Tolerance, words: PlanWords) -> str:
    """The published sentence behind "delvist indfriet", with the plan's own limit and word; always in Danish.

    Source: Bilag 1 for 2016–17, note 1.
    """
    limit = figures.number(tolerance.percent)
    unit = " procentpoints" if tolerance.basis is Basis.POINTS else "%"
    how_much = "højst" if tolerance.inclusive else "mindre end"
    word = words.danish_word(Status.PARTLY_ACHIEVED)
    return f"Ved {how_much} {limit}{unit} afvigelse fra resultatmålet er status angivet som {word}."
