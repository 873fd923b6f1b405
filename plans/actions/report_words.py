"""Which words may a report say? Heads, titles and wordings as typed, made right or refused by field."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from plans.actions.report_content import HEAD, RowContent
from plans.actions.submission_checks import check_signs
from plans.domain.word_changes import are_same_words
from plans.models import Report, ResultGoal
from plans.richtext import clean

RICH = ("intro", "closing")
# Where documents come from is said when a plan is read from a file.
HEAD_FIELDS = tuple(name for name in HEAD if name not in {"source_ref", "remark"})
TABLE_FIELDS = ("label", "title", "column_heading", "notes")
ROW_FIELDS = ("heading", "wording", "wording_reason")

_EAN = re.compile(r"[0-9]{13}")
_SCHEME = re.compile(r"^https?://", re.IGNORECASE)
_WEBSITE = re.compile(r"[\w-]+(\.[\w-]+)+(/[A-Za-z0-9._~/-]*)?")


def head_values(values: Mapping[str, Any], stored: Report) -> dict[str, Any]:
    """What of the head of a `stored` memo is to be set, texts cleaned. Raises ValidationError by field."""
    _check_known(values, HEAD_FIELDS)
    words = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
    words |= {name: clean(words[name]) for name in RICH if name in words}
    check_signs({name: value for name, value in words.items() if isinstance(value, str)}, stored)
    errors = {}
    if words.get("title") == "":
        errors["title"] = _("Skriv bilagets titel, fx »Bilag 1. Afrapportering for 2019«.")
    if "dated_on" in words and words["dated_on"] is None:
        errors["dated_on"] = _("Vælg bilagets dato.")
    if "ean" in words:
        words["ean"] = re.sub(r"\s", "", words["ean"])
        if words["ean"] and not _EAN.fullmatch(words["ean"]):
            errors["ean"] = _("Et EAN-nummer har 13 cifre, fx 5798009710581.")
    if "website" in words:
        words["website"] = _SCHEME.sub("", words["website"]).rstrip("/")
        if words["website"] and not _WEBSITE.fullmatch(words["website"]):
            errors["website"] = _("Skriv hjemmesidens adresse, fx www.kk.dk.")
    if errors:
        raise ValidationError(errors)
    return words


def table_words(values: Mapping[str, str]) -> dict[str, Any]:
    """What of a table is to be set. Raises ValidationError by field."""
    _check_known(values, TABLE_FIELDS)
    words = {name: value.strip() for name, value in values.items()}
    check_signs(words)
    missing = {
        "label": _("Skriv tabellens nummer, fx »Tabel 1«."),
        "title": _("Skriv tabellens titel, fx »Foregribende indsats«."),
        "column_heading": _("Skriv, hvad der skal stå over kolonnen, fx »Afrapportering 2019«."),
    }
    errors = {name: message for name, message in missing.items() if words.get(name) == ""}
    if errors:
        raise ValidationError(errors)
    return words


def row_words(values: Mapping[str, str], row: RowContent, goal: ResultGoal) -> dict[str, Any]:
    """How a goal is worded in the report, "" as in the plan, and why. Raises ValidationError by field."""
    _check_known(values, ROW_FIELDS)
    words: dict[str, Any] = {name: value.strip() for name, value in values.items()}
    check_signs(words)
    wording = words.get("wording", row.wording)
    reason = words.get("wording_reason", row.wording_reason)
    if not wording or are_same_words(wording, goal.wording):
        if reason:
            message = _("Ordlyden er den vedtagne. Ret ordlyden, eller slet begrundelsen.")
            raise ValidationError({"wording_reason": message})
        # The municipality's file may word a goal as the plan does; then nothing has changed.
        words["wording"] = row.wording if are_same_words(row.wording, goal.wording) else ""
    elif not reason:
        message = _("Skriv, hvorfor ordlyden er en anden end den vedtagne, fx »Forkortet til bilaget«.")
        raise ValidationError({"wording_reason": message})
    if words.get("heading") == (goal.heading.text if goal.heading else ""):
        words["heading"] = ""
    return words


def _check_known(values: Collection[str], known: Collection[str]) -> None:
    unknown = set(values) - set(known)
    if unknown:
        raise ValueError(f"a report is not set by {', '.join(sorted(unknown))}")
