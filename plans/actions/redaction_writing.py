"""How are words put where nobody else may write: into history, publications and every row at once?

For `redaction` and `redaction_undo` alone, for what people have decided.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping

from django.db import connection, models
from django.db.models import F

from plans import publication_guard
from plans.actions import history
from plans.actions.redaction_places import HISTORY, OF_KIND
from plans.models import Change, Publication, Redaction
from plans.models.change import blank_words
from plans.models.fields import Versioned
from plans.permissions import Person

Text = tuple[str, int, str]  # the kind of row, its key, the column


def write_texts(texts: Mapping[Text, str]) -> None:
    """Put the texts into their rows; a row that people edit becomes another version."""
    rows: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    for (kind, key, column), text in texts.items():
        rows[kind, key][column] = text
    _write_history({key: values for (kind, key), values in rows.items() if kind == HISTORY})
    _write_tables({row: values for row, values in rows.items() if row[0] in OF_KIND})


def write_files(
    redaction: Redaction, publication: Publication, files: Mapping[str, bytes], *, by: Person, why: str
) -> None:
    """Put these files in place of a publication's, with their hashes, and write that to the history."""
    new = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    digests = {f"{name}_sha256": digest for name, digest in new.items()}
    publication_guard.GUARD.rewrite(connection, publication.pk, {**files, **digests})
    for name, digest in new.items():
        old = getattr(publication, f"{name}_sha256")
        history.note(publication, f"{name}_sha256", old, digest, by=by, plan=redaction.plan, why=why)


def _write_tables(rows: Mapping[tuple[str, int], dict[str, str]]) -> None:
    owners: dict[type[models.Model], set[int]] = defaultdict(set)
    for (kind, key), values in rows.items():
        table = OF_KIND[kind]
        row = table.model._default_manager.filter(pk=key)
        if table.model is Publication:
            publication_guard.GUARD.rewrite(connection, key, values)
            continue
        row.update(**values, **({"version": F("version") + 1} if issubclass(table.model, Versioned) else {}))
        if table.owner:
            owners[_owner(table.model, table.owner)].update(row.values_list(table.owner, flat=True))
    for model, keys in owners.items():
        model._default_manager.filter(pk__in=keys).update(version=F("version") + 1)


def _owner(model: type[models.Model], path: str) -> type[models.Model]:
    for name in path.split("__"):
        related = model._meta.get_field(name).related_model
        assert isinstance(related, type)  # noqa: S101  # the table of places names foreign keys
        model = related
    return model


def _write_history(texts: Mapping[int, dict[str, str]]) -> None:
    for change in Change.objects.filter(pk__in=texts).iterator():
        words = {"old": change.old, "new": change.new, "why": change.why} | texts[change.pk]
        blank_words(change.pk, **words)
