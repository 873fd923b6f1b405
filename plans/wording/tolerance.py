"""How is the rule told the committee? The note behind "delvist indfriet", always in Danish like the annex."""

from plans.domain.values import Tolerance
from plans.enums import Basis, Status
from plans.wording import figures
from plans.wording.statuses import PlanWords


def tolerance_note(tolerance: Tolerance, words: PlanWords) -> str:
    """The published sentence, with the plan's own limit and word.

    Source: Bilag 1 for 2016–17, note 1.
    """
    limit = figures.number(tolerance.percent)
    unit = " procentpoints" if tolerance.basis is Basis.POINTS else "%"
    how_much = "højst" if tolerance.inclusive else "mindre end"
    word = words.danish_word(Status.PARTLY_ACHIEVED)
    return f"Ved {how_much} {limit}{unit} afvigelse fra resultatmålet er status angivet som {word}."
