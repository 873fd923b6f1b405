"""What have others changed of a goal while a person had its page open? Told of what the person left alone."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from desk.goal.subject import JUDGEMENT, TEXT, FigureSection, Subject
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


def saved_meanwhile(subject: Subject) -> dict[str, str]:
    """A sentence for each part that a draft fills in, and that was saved otherwise since it was typed."""
    person = subject.sheet.access.person
    told = {}
    for each in subject.figures:
        if each.is_changed and each.seen.version != each.row.version:
            told[each.row.id] = _("Tallet er slettet imens. Feltet har det fra din kladde.")
            if each.stored is not None:
                told[each.row.id] = _("Gemt imens: %(figure)s (%(who)s). Feltet har det fra din kladde.") % {
                    "figure": each.row.told,
                    "who": last_change(each.stored, person).who,
                }
    version = subject.goal.submission.version if subject.goal.submission else None
    if subject.text.is_changed and subject.text.seen.version != version:
        told[TEXT] = _("Teksten er ændret imens (%(who)s). Felterne har det fra din kladde.") % {
            "who": _who_said(subject, TEXT_FIELDS)
        }
    if subject.judgement.is_changed and subject.judgement.seen.version != version:
        told[JUDGEMENT] = _("Vurderingen er ændret imens (%(who)s). Felterne har det fra din kladde.") % {
            "who": _who_said(subject, JUDGEMENT_FIELDS)
        }
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
