"""Is the history what was written? Each seal is reckoned again, for every plan and for what has none.

A text may be another than the one that was sealed where a redaction lists it, and then it is what that
redaction left. That the latest entries of a chain are gone is seen by who kept its last seal (`Head`).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import QuerySet

from plans.actions.redaction_places import HISTORY
from plans.domain.history_seals import TEXTS, seal, text_digest
from plans.enums import RedactionState
from plans.models import ActionPlan, Change, RedactedPlace, history_keys
from plans.models.history_chain import entry_of
from plans.models.history_keys import is_keyed_hash

_DECIDED = (RedactionState.GRANTED, RedactionState.UNDONE)
Texts = Mapping[tuple[int, str], Sequence[str]]


class Fault(StrEnum):
    """What is wrong with an entry."""

    UNSEALED = "unsealed"
    SEAL = "seal"
    TEXT = "text"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Broken:
    """An entry that is not what was written; `column` is the text that is another."""

    plan: str
    change: int
    fault: Fault
    kind: str = ""
    object_id: int = 0
    field: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a chain and its seal."""

    change: int
    seal: str


@dataclass(slots=True)
class Chain:
    """What was found of one plan's history; without a slug, of what belongs to no plan."""

    plan: str
    entries: int = 0
    blanked: int = 0
    head: Head | None = None
    broken: list[Broken] = field(default_factory=list)


def chains() -> Iterator[Chain]:
    """Every chain of the history, verified."""
    left_by_redactions = _left_by_redactions()
    keys = history_keys.keys()
    for pk, slug in [(None, ""), *ActionPlan.objects.order_by("slug").values_list("pk", "slug")]:
        yield _verified(slug, Change.objects.filter(plan=pk).order_by("pk"), keys, left_by_redactions)


def missing(kept: Mapping[str, Head]) -> Iterator[Broken]:
    """The entries that were the last of their chains once, and are not there any more as they were."""
    for plan, head in kept.items():
        if not Change.objects.filter(pk=head.change, seal=head.seal).exists():
            yield Broken(plan, head.change, Fault.GONE)


def _verified(plan: str, rows: QuerySet[Change], keys: list[bytes], left: Texts) -> Chain:
    chain, previous = Chain(plan), ""
    for row in rows.iterator():
        chain.entries += 1
        if not row.seal:
            chain.broken.append(_broken(plan, row, Fault.UNSEALED))
            continue
        digests = {column: getattr(row, f"{column}_digest") for column in TEXTS}
        entry = entry_of(row)
        key = next((key for key in keys if seal(key, entry, digests, previous) == row.seal), None)
        if key is None:
            chain.broken.append(_broken(plan, row, Fault.SEAL))
            key = keys[0]
        elif key != keys[0]:  # the next is probably sealed with the same
            keys = [key, *(other for other in keys if other != key)]
        for column in TEXTS:
            text = getattr(row, column)
            if text_digest(key, entry, column, text) == digests[column]:
                continue
            if any(is_keyed_hash(text, digest) for digest in left.get((row.pk, column), ())):
                chain.blanked += 1
            elif not (chain.broken and chain.broken[-1].change == row.pk):
                chain.broken.append(_broken(plan, row, Fault.TEXT, column))
        previous = row.seal
        chain.head = Head(row.pk, row.seal)
    return chain


def _broken(plan: str, row: Change, fault: Fault, column: str = "") -> Broken:
    return Broken(plan, row.pk, fault, row.kind, row.object_id, row.field, column)


def _left_by_redactions() -> Texts:
    """By entry and text, the keyed hashes of what redactions left there, or put back."""
    left: dict[tuple[int, str], list[str]] = defaultdict(list)
    rows = RedactedPlace.objects.filter(kind=HISTORY, redaction__state__in=_DECIDED)
    for key, column, old, new, is_restored in rows.values_list(
        "object_id", "field", "old_hash", "new_hash", "is_restored"
    ):
        left[key, column].append(old if is_restored else new)
    return left
