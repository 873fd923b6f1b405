"""What could a text be that means harm? One for each field, all in letters that the annex's font has.

A script that ran would set `canary`; whatever fetched an address would come to the one that is given.
"""

from typing import Any

import yaml

from plans.enums import AmountKind
from tests.reporting.vink_plans import DATA, LATER

SHORT = "<svg onload=canary=1>"
# Some marks have no width, one turns the direction of writing, and one is not there at all.
UNSEEN = "\u200b\u202e\u2066\u200d\ufeff"

# Keys of a plan file: of texts with lines, and of texts on one line (a unit has no room for SHORT).
_TEXTS = {
    *("aims", "introduction", "description", "footnote", "purpose", "content", "target_group", "effect"),
    *("remark", "wording", "wording_reason", "reason", "method_note", "data_source"),
    *("commentary", "sender", "intro", "closing", "notes", "recommendation", "outcome"),
}
_LINES = {
    *("title", "sub_heading", "heading", "text", "label", "column_heading", "kind", "case_number"),
    *("document_number", "case_officer", "lead", "website", "place", "source_ref", "category", "funding"),
    *("achieved", "partly_achieved", "not_achieved"),
}


# Those with room for 60 characters alone.
_SHORT_LINES = {"kind", "case_number", "document_number", "achieved", "partly_achieved", "not_achieved"}
_SHORTEST_LIMIT = 60


def harmful(address: str) -> str:
    """Markup, styles, templates, formulas, fields and addresses; `address` is an HTTP address or a file's."""
    return (
        f'<script>canary=1</script><img src="{address}" onerror="canary=1"><svg onload="canary=1">'
        f'<image href="{address}"/><use href="{address}"/></svg><iframe src="{address}"></iframe>'
        f'<style>@import "{address}"; * {{ background: url("{address}"); display: none }}</style>'
        f'<link rel="stylesheet" href="{address}"><object data="{address}"></object>'
        f'<a href="javascript:canary=1">x</a><base href="{address}">'
        f'<meta http-equiv="refresh" content="0;{address}">--></style></textarea></td></table></article>]]>'
        f"&lt;b&gt;&#65;\"'`{{{{ 7*7 }}}}{{% debug %}} {UNSEEN}"
        f'=HYPERLINK("{address}") INCLUDETEXT "{address}" @import url({address});'
    )


def hostile_plan_file(address: str) -> bytes:
    """The plan of 2018–19 with something harmful after each of its texts."""
    plan = yaml.safe_load((DATA / f"{LATER}.yaml").read_bytes())
    del plan["plan"]["predecessor"]
    return yaml.safe_dump(
        _with_after(plan, "", text=harmful(address), line=SHORT), allow_unicode=True
    ).encode()


# The longest word that Danes quote, an address without a hyphen, and 51 letters.
LONG_WORD = "Speciallægepraksisplanlægningsstabiliseringsperiode"
LONG_ADDRESS = "https://www.kk.dk/" + "forebyggelseafradikaliseringogekstremisme" * 3


def long_worded_plan_file(slug: str = LATER) -> bytes:
    """A VINK plan with a long word and a long address after each of its texts."""
    plan = yaml.safe_load((DATA / f"{slug}.yaml").read_bytes())
    plan["plan"].pop("predecessor", None)
    longer = _with_after(plan, "", text=f" {LONG_WORD} {LONG_ADDRESS}", line=f" {LONG_WORD}")
    return yaml.safe_dump(longer, allow_unicode=True).encode()


def _with_after(value: Any, key: object, *, text: str, line: str) -> Any:
    """The file's value with `text` after each text of lines, and `line` after each on one line."""
    if isinstance(value, dict):
        return {
            each: _with_after(within, each, text=text, line=line)
            for each, within in value.items()
            if each != "predecessor"
        }
    if isinstance(value, list):
        return [_with_after(within, key, text=text, line=line) for within in value]
    if isinstance(value, str) and key in _TEXTS:
        return value + text
    if isinstance(value, str) and key in _LINES and value not in list(AmountKind):
        return (value + line)[-_SHORTEST_LIMIT:] if key in _SHORT_LINES else value + line
    return value
