"""What have others changed of a goal while a person had its page open? Told of what the person left alone."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from desk.goal.subject import JUDGEMENT, TEXT, FigureSection, Subject
from plans import queries
from plans.web.seen import Change
from plans.web.who_changed import JUDGEMENT_FIELDS, TEXT_FIELDS, change_text, last_change


def overtaken_parts(subject: Subject) -> list[str]:
    """A sentence for each part that is no longer what the page showed, although the person left it so."""
    sentences = [_figure(subject, each) for each in subject.figures if each.change is Change.BY_OTHERS]
    if subject.text.change is Change.BY_OTHERS:
        who = _who_changed(subject, TEXT_FIELDS)
        sentences.append(_("Teksten er ændret imens (%(who)s). Den nye tekst gælder.") % {"who": who})
    if subject.judgement.change is Change.BY_OTHERS:
        who = _who_changed(subject, JUDGEMENT_FIELDS)
        sentences.append(_("Den egne vurdering er ændret imens (%(who)s). Den nye gælder.") % {"who": who})
    return sentences


def saved_meanwhile(subject: Subject) -> dict[str, str]:
    """A sentence for each part that a draft fills in, and that was saved otherwise since it was typed."""
    person = subject.sheet.access.person
    sentences = {}
    for each in subject.figures:
        if each.is_changed and each.seen.version != each.row.version:
            sentences[each.row.id] = _("Tallet er slettet imens. Feltet viser din kladde.")
            if each.stored is not None:
                sentences[each.row.id] = _("Gemt imens: %(figure)s (%(who)s). Feltet viser din kladde.") % {
                    "figure": each.row.figure_text,
                    "who": last_change(each.stored, person).who,
                }
    version = subject.goal.submission.version if subject.goal.submission else None
    if subject.text.is_changed and subject.text.seen.version != version:
        sentences[TEXT] = _("Teksten er ændret imens (%(who)s). Felterne har det fra din kladde.") % {
            "who": _who_changed(subject, TEXT_FIELDS)
        }
    if subject.judgement.is_changed and subject.judgement.seen.version != version:
        sentences[JUDGEMENT] = _(
            "Vurderingen er ændret imens (%(who)s). Felterne har det fra din kladde."
        ) % {"who": _who_changed(subject, JUDGEMENT_FIELDS)}
    return sentences


def _who_changed(subject: Subject, fields: Collection[str]) -> str:
    """Who changed one of these fields of the submission last, and when."""
    submission = subject.goal.submission
    change = queries.latest_change("submission", submission.id, fields) if submission else None
    return change_text(change, subject.sheet.access.person).who


def _figure(subject: Subject, section: FigureSection) -> str:
    name = section.form.name
    if section.stored is None:
        return _("%(name)s er slettet imens.") % {"name": name}
    return _("%(name)s er ændret imens til %(figure)s (%(who)s). Det nye tal gælder.") % {
        "name": name,
        "figure": section.row.figure_text,
        "who": last_change(section.stored, subject.sheet.access.person).who,
    }
