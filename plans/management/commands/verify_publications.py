"""Is every publication still what was published? `manage.py verify_publications` reckons each hash again."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from plans import queries
from plans.models import Publication, RedactedPlace
from plans.wording import figures

# The stored file → its name in the publication's address.
_NAMES = {
    "html": "bilag-1.html",
    "pdf": "bilag-1.pdf",
    "docx": "bilag-1.docx",
    "status_report": "bilag-1.json",
}


class Command(BaseCommand):
    """Prints a line for each stored file; exit 1 if one is not what its hash says."""

    help = "Efterprøver, at hver fil af en fastlåst version er, som den blev fastlåst; nævner hver fil."

    def handle(self, **options: Any) -> None:  # noqa: ARG002
        with translation.override("da"):
            self._verify()

    def _verify(self) -> None:
        differing = count = 0
        for publication in queries.every_publication():
            redacted = _redacted(publication)
            for name, label in _NAMES.items():
                count += 1
                is_same = _sha256(getattr(publication, name)) == getattr(publication, f"{name}_sha256")
                differing += not is_same
                self.stdout.write(
                    f"{_heading(publication)} {label}: {_result_text(is_same, redacted.get(name, []))}"
                )
        if differing:
            raise CommandError(f"{differing} af {count} filer er ikke, som de blev fastlåst.")
        self.stdout.write(f"{count} filer er, som de blev fastlåst.")


def _redacted(publication: Publication) -> dict[str, list[str]]:
    """By file, when, why and by whom passages were blanked, and which bytes; oldest first."""
    lines: dict[str, list[str]] = {}
    for redacted in queries.redacted_places(publication):
        lines.setdefault(redacted.field, []).append("; ".join(_history(redacted)))
    return lines


def _history(redacted: RedactedPlace) -> Iterator[str]:
    redaction = redacted.redaction
    day = figures.day(timezone.localdate(redaction.decided_at))
    yield f"redigeret {day}: {redaction.reason} (kontrolsum før: {redacted.old_hash})"
    if redacted.replaced:
        yield f"erstattede bytes i filen før: {redacted.replaced}"
    asked_by = redaction.asked_as or redaction.asked_by.display_name
    decided = redaction.decided_as or (redaction.decided_by.display_name if redaction.decided_by else "")
    yield f"slettet af {decided}, anmodet af {asked_by}"
    if redacted.is_restored and redaction.undone_at:
        day = figures.day(timezone.localdate(redaction.undone_at))
        yield f"sat ind igen {day} af {redaction.undone_as}: {redaction.undo_reason}"


def _result_text(is_same: bool, redactions: list[str]) -> str:
    return "; ".join(["som fastlåst" if is_same else "AFVIGER", *redactions])


def _heading(publication: Publication) -> str:
    round_ = publication.report.round
    return f"{round_.plan.slug} {round_.period} version {publication.number}"


def _sha256(content: Any) -> str:
    return hashlib.sha256(bytes(content)).hexdigest()
