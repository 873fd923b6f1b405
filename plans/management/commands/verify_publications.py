"""Is every publication still what was published? `manage.py verify_publications` reckons each hash again."""

import hashlib
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plans import queries
from plans.models import Publication

# The stored file → its name in the publication's address.
_NAMES = {
    "html": "bilag-1.html",
    "pdf": "bilag-1.pdf",
    "docx": "bilag-1.docx",
    "status_report": "bilag-1.json",
}


class Command(BaseCommand):
    """Prints a line for each stored file; exit 1 if one is not what its hash says."""

    help = "Efterprøver, at hver udgivet fil er, som den blev udgivet; nævner hver fil."

    def handle(self, **options: Any) -> None:  # noqa: ARG002
        differing = count = 0
        for publication in queries.every_publication():
            redacted = _redacted(publication)
            for name, label in _NAMES.items():
                count += 1
                is_same = _sha256(getattr(publication, name)) == getattr(publication, f"{name}_sha256")
                differing += not is_same
                self.stdout.write(f"{_place(publication)} {label}: {_told(is_same, redacted.get(name, []))}")
        if differing:
            raise CommandError(f"{differing} af {count} filer er ikke, som de blev udgivet.")
        self.stdout.write(f"{count} filer er, som de blev udgivet.")


def _redacted(publication: Publication) -> dict[str, list[str]]:
    """By file, the hashes that it had before passages with personal data were blanked, oldest first."""
    hashes: dict[str, list[str]] = {}
    for place in queries.redacted_places(publication):
        hashes.setdefault(place.field, []).append(place.old_hash)
    return hashes


def _told(is_same: bool, old_hashes: list[str]) -> str:
    said = "som udgivet" if is_same else "AFVIGER"
    if not old_hashes:
        return said
    return f"{said} efter sletning af personoplysninger; kontrolsum før: {', '.join(old_hashes)}"


def _place(publication: Publication) -> str:
    round_ = publication.report.round
    return f"{round_.plan.slug} {round_.period} version {publication.number}"


def _sha256(content: Any) -> str:
    return hashlib.sha256(bytes(content)).hexdigest()
