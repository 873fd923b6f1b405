"""What helps a person to give the right figure? The target, the figure before, and what is counted how."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from plans import queries
from plans.models import Indicator
from plans.views.entry_sheet import EntrySheet
from plans.views.figure_rows import FigureRow
from plans.wording.measurements import told_besides


@dataclass(frozen=True, slots=True)
class FigureFact:
    """A name and its value."""

    label: str
    value: str


def figure_facts(sheet: EntrySheet, indicator: Indicator, row: FigureRow) -> list[FigureFact]:
    """The facts that there are, the target first."""
    known = sheet.before(indicator.pk, row.slot)
    before = queries.measurement_of(indicator, known) if known else None
    facts = [FigureFact(_("Måltal"), f"{row.target} {row.target_note}".strip())]
    if row.before is not None and before is not None:
        excluded = sum(exclusion.count for exclusion in before.exclusions.all())
        told = [row.before.figure, *told_besides(before, excluded=excluded), before.method_note]
        name = _("Senest, %(when)s") % {"when": row.before.when}
        facts.append(FigureFact(name, ". ".join(each.rstrip(".") for each in told if each)))
    defined = [
        (_("Tælles med"), indicator.numerator),
        (_("Alle"), indicator.denominator),
        (_("Datakilde"), indicator.data_source),
    ]
    return [*facts, *(FigureFact(label, value) for label, value in defined if value)]
