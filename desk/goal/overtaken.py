"""What have others changed of a goal while a person had its page open? Told of what the person left alone."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from desk.goal.subject import FigureSection, Subject
from plans import queries
from plans.web.shown import Change
from plans.web.who_changed import JUDGEMENT_FIELDS, TEXT_FIELDS, last_change, told_change


def overtaken_parts(subject: Subject) -> list[str]:
    """A sentence for each part that is no longer what the page showed, although the person left it so."""
    told = [_figure(subject, each) for each in subject.figures if each.change is Change.BY_OTHERS]
    if subject.text.change is Change.BY_OTHERS:
        who = _who_said(subject, TEXT_FIELDS)
        told.append(_("Teksten er ændret imens (%(who)s). Den nye tekst gælder.") % {"who": who})
    if subject.judgement.change is Change.BY_OTHERS:
        who = _who_said(subject, JUDGEMENT_FIELDS)
        told.append(_("Den egne vurdering er ændret imens (%(who)s). Den nye gælder.") % {"who": who})
    return told


def _who_said(subject: Subject, fields: Collection[str]) -> str:
    """Who changed one of these fields of the submission last, and when."""
    submission = subject.goal.submission
    change = queries.latest_change("submission", submission.id, fields) if submission else None
    return told_change(change, subject.sheet.access.person).who


def _figure(subject: Subject, section: FigureSection) -> str:
    name = section.form.name
    if section.stored is None:
        return _("%(name)s er slettet imens.") % {"name": name}
    return _("%(name)s er ændret imens til %(figure)s (%(who)s). Det nye tal gælder.") % {
        "name": name,
        "figure": section.row.told,
        "who": last_change(section.stored, subject.sheet.access.person).who,
    }
