"""What is said of several findings of one kind at once? "7 tal mangler", and in which order they are told."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.wording.explanation import explanations_missing

# What stops everything else comes first, then what is reported, what is approved, and what is written.
_HEADINGS: dict[str, Callable[[int], str]] = {
    "no_round": lambda _n: _("Perioden har ingen runde"),
    "no_memo": lambda _n: _("Bilaget mangler"),
    "missing_figure": lambda n: ngettext("%(n)s tal mangler", "%(n)s tal mangler", n),
    "unapproved_unsent": lambda n: ngettext("%(n)s mål er ikke sendt ind", "%(n)s mål er ikke sendt ind", n),
    "unapproved_returned": lambda n: ngettext("%(n)s mål er sendt tilbage", "%(n)s mål er sendt tilbage", n),
    "unapproved_submitted": lambda n: ngettext(
        "%(n)s mål venter på godkendelse", "%(n)s mål venter på godkendelse", n
    ),
    "unconfirmed_override": lambda n: ngettext(
        "%(n)s egen vurdering skal bekræftes", "%(n)s egne vurderinger skal bekræftes", n
    ),
    "basis_changed": lambda n: ngettext(
        "%(n)s mål er ændret, siden det blev godkendt", "%(n)s mål er ændret, siden de blev godkendt", n
    ),
    "approval_unrecorded": lambda n: ngettext(
        "%(n)s godkendelse kan ikke læses", "%(n)s godkendelser kan ikke læses", n
    ),
    "unknown_characters": lambda n: ngettext(
        "%(n)s tekst har tegn, som bilaget ikke kan vise",
        "%(n)s tekster har tegn, som bilaget ikke kan vise",
        n,
    ),
    "cpr_number": lambda n: ngettext(
        "%(n)s tekst ser ud til at indeholde et CPR-nummer",
        "%(n)s tekster ser ud til at indeholde et CPR-nummer",
        n,
    ),
    "unexplained": explanations_missing,
    "contradiction": lambda n: ngettext(
        "%(n)s tekst siger andet end tallene", "%(n)s tekster siger andet end tallene", n
    ),
    "parts_exceed_total": lambda n: ngettext(
        "%(n)s tal er mindre end sine dele", "%(n)s tal er mindre end deres dele", n
    ),
    "left_out": lambda n: ngettext(
        "%(n)s mål står ikke i bilagets tabeller", "%(n)s mål står ikke i bilagets tabeller", n
    ),
    "few_people": lambda n: ngettext(
        "%(n)s tal kan pege på enkeltpersoner", "%(n)s tal kan pege på enkeltpersoner", n
    ),
    "few_people_in_text": lambda n: ngettext(
        "%(n)s tekst kan pege på enkeltpersoner", "%(n)s tekster kan pege på enkeltpersoner", n
    ),
}
KINDS = tuple(_HEADINGS)


def kind_heading(kind: str, count: int) -> str:
    """The heading above `count` findings of a kind (`Finding.kind`)."""
    return _HEADINGS[kind](count) % {"n": count}
