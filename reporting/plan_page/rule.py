"""By which rule and in which words is a plan judged? One sentence for the reader of the plan."""

from django.utils.translation import gettext as _

from plans.domain.values import Tolerance
from plans.enums import Measure, Status
from plans.wording.statuses import PlanWords, capitalised
from plans.wording.tolerance import limit_words


def rule_sentence(tolerance: Tolerance, words: PlanWords) -> str:
    """The plan's own words for how a goal can stand, and its own limit."""
    if not tolerance.percent:
        return _(
            "I planen er et mål »%(achieved)s« eller »%(not)s«: planen har ingen tolerance%(shares)s."
        ) % {
            "achieved": words.word(Status.ACHIEVED),
            "not": words.word(Status.NOT_ACHIEVED),
            "shares": _shares(words),
        }
    return _(
        "I planen er et mål »%(achieved)s«, »%(partly)s« eller »%(not)s«; det er »%(partly)s«, når tallet "
        "afviger %(limit)s fra måltallet%(shares)s."
    ) % {
        "achieved": words.word(Status.ACHIEVED),
        "partly": words.word(Status.PARTLY_ACHIEVED),
        "not": words.word(Status.NOT_ACHIEVED),
        "limit": limit_words(tolerance),
        "shares": _shares(words),
    }


def partly_sentence(tolerance: Tolerance, words: PlanWords) -> str:
    """ "Delvist nået, når tallet afviger mindre end 15 pct. fra måltallet.", or that nothing is tolerated."""
    if not tolerance.percent:
        return _("Der er ingen tolerance.")
    return _("%(word)s, når tallet afviger %(limit)s fra måltallet.") % {
        "word": capitalised(words.word(Status.PARTLY_ACHIEVED)),
        "limit": limit_words(tolerance),
    }


def _shares(words: PlanWords) -> str:
    """What shares are called that cannot be measured, where the plan has words of its own for them."""
    of_shares = words.word(Status.NOT_MEASURABLE, Measure.SHARE)
    if of_shares == words.word(Status.NOT_MEASURABLE):
        return ""
    return _("; om en andel, der ikke kan måles, står der »%(word)s«") % {"word": of_shares}
