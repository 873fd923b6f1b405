"""What differs now from the last version? The stored record against the report as it is, in words."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

Record = Mapping[str, Any]

_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was published; before and now are Danish, as the annex is.

    `is_text` says that it is what was written of the goal, which no judgement rests on.
    """

    label: str
    before: str
    now: str
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """A goal, or the memo itself, with what differs in it."""

    name: str
    is_quoted: bool  # the name is the goal's own Danish wording
    differences: tuple[Difference, ...]


def differences(published: bytes, now: Record) -> list[Changed]:
    """Everything that a new version would say otherwise, goal by goal and then of the memo.

    `published` is a publication's JSON file, `now` what `record_of` gives for the report as it is. Both go
    through JSON, so that only what would be stored is compared.
    """
    before = json.loads(published)
    now = json.loads(json.dumps(now))
    found = [*_goals(before, now), Changed(_("Notatet"), False, tuple(_memo(before["annex"], now["annex"])))]
    return [changed for changed in found if changed.differences]


def _goals(before: Record, now: Record) -> Iterator[Changed]:
    old = {goal["key"]: goal for goal in before["goals"]}
    new = {goal["key"]: goal for goal in now["goals"]}
    for key, goal in new.items():
        if key in old:
            yield Changed(goal["text"], True, goal_differences(old[key], goal))
        else:
            yield Changed(
                goal["text"], True, (Difference(_("Målet er nyt i bilaget"), _NOTHING, goal["text"]),)
            )
    for key, goal in old.items():
        if key not in new:
            gone = Difference(_("Målet er ikke længere i bilaget"), goal["text"], _NOTHING)
            yield Changed(goal["text"], True, (gone,))


def goal_differences(before: Record, now: Record) -> tuple[Difference, ...]:
    """What differs in one goal, as the records of both versions have it under "goals"."""
    return tuple(_goal(before, now))


def _goal(before: Record, now: Record) -> Iterator[Difference]:
    yield from _differing(_("Ordlyd"), before["text"], now["text"])
    old, new = before["told"], now["told"]
    yield from _differing(_("Status"), old["status"], new["status"])
    yield from _figures(old["figures"], new["figures"])
    # Two figures may round to the same words and still not be the same.
    if before["actual"] != now["actual"] and old["figures"] == new["figures"]:
        yield Difference(_("Opnået"), str(before["actual"]), str(now["actual"]))
    for label, name in (
        (_("Underoverskrift"), "sub_heading"),
        (_("Afrapportering"), "commentary"),
        (_("Fodnote"), "footnote"),
    ):
        yield from (replace(each, is_text=True) for each in _differing(label, old[name], new[name]))


def _figures(before: Sequence[Record], now: Sequence[Record]) -> Iterator[Difference]:
    old = {figure["label"]: figure for figure in before}
    new = {figure["label"]: figure for figure in now}
    for label in dict.fromkeys([*old, *new]):
        for name, word in (("target", _("Måltal")), ("actual", _("Opnået"))):
            full_label = f"{word} ({label})" if label else word
            yield from _differing(
                full_label, old.get(label, {}).get(name, ""), new.get(label, {}).get(name, "")
            )


def _memo(before: Record, now: Record) -> Iterator[Difference]:
    for name, word in {
        "kind": _("Dokumenttype"),
        "title": _("Titel"),
        "dated_on": _("Dato"),
        "intro": _("Indledning"),
        "closing": _("Afslutning"),
        "website": _("Hjemmeside"),
    }.items():
        yield from _differing(word, before[name], now[name])
    yield from _differing(_("Afsender"), "\n".join(before["sender"]), "\n".join(now["sender"]))
    yield from _differing(_("Oplysninger i margenen"), _details(before), _details(now))
    old, new = before["tables"], now["tables"]
    if len(old) != len(new):
        yield Difference(_("Antal tabeller"), str(len(old)), str(len(new)))
    for number, (table_before, table_now) in enumerate(zip(old, new, strict=False), start=1):
        yield from _table(number, table_before, table_now)


def _table(number: int, before: Record, now: Record) -> Iterator[Difference]:
    values = {"number": number}
    yield from _differing(_("Tabel %(number)s, titel") % values, _title(before), _title(now))
    headings = " | ".join(before["headings"]), " | ".join(now["headings"])
    yield from _differing(_("Tabel %(number)s, overskrifter") % values, *headings)
    if sorted(before["goals"]) == sorted(now["goals"]) and before["goals"] != now["goals"]:
        goals = "\n".join(before["goals"]), "\n".join(now["goals"])
        yield Difference(_("Tabel %(number)s, målenes rækkefølge") % values, *goals)
    elif len(before["goals"]) != len(now["goals"]):
        counts = str(len(before["goals"])), str(len(now["goals"]))
        yield Difference(_("Tabel %(number)s, antal mål") % values, *counts)
    yield from _differing(
        _("Tabel %(number)s, noter") % values,
        "\n".join([*before["notes"], before["remarks"]]),
        "\n".join([*now["notes"], now["remarks"]]),
    )


def _title(table: Record) -> str:
    return f"{table['label']}. {table['title']}"


def _details(memo: Record) -> str:
    return "\n".join(f"{label}: {value}" for label, value in [*memo["details"], *memo["sender_details"]])


def _differing(label: str, before: str, now: str) -> Iterator[Difference]:
    """The difference, if there is one; texts without their marks, unless only these differ."""
    if before == now:
        return
    plain = _plain(before), _plain(now)
    if plain[0] == plain[1]:
        yield Difference(_("%(what)s, opsætning") % {"what": label}, before or _NOTHING, now or _NOTHING)
    else:
        yield Difference(label, plain[0] or _NOTHING, plain[1] or _NOTHING)


def _plain(text: str) -> str:
    """A text's lines without its marks, a bullet before each item of a list."""
    marked = text.replace("<li>", "\n• ").replace("</p>", "\n").replace("<br>", "\n")
    lines = (line.strip() for line in unescape(strip_tags(marked)).splitlines())
    return "\n".join(line for line in lines if line)
