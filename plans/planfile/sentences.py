"""How is it said what the schema expected? A Danish sentence for each kind of error that pydantic finds."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext, gettext_noop
from pydantic_core import ErrorDetails

from plans.planfile.problems import Location
from plans.planfile.schema_paths import keys_at, schema_at

# pydantic's mark for an error in a key itself
IN_KEY = "[key]"

# sentences that say all by themselves, with the error's own numbers
_SENTENCES = {
    "plan_file": "%(sentence)s",
    "string_too_short": gettext_noop("Her skal stå en tekst; den må ikke være tom."),
    "string_too_long": gettext_noop("Teksten er for lang; højst %(max_length)d tegn."),
    "string_pattern_mismatch": gettext_noop("Her må kun stå bogstaverne a-z, cifre, - og _."),
    "tuple_type": gettext_noop("Her skal stå en liste: hver linje begynder med en bindestreg."),
    "too_long": gettext_noop("Listen er for lang; højst %(max_length)d."),
    "too_short": gettext_noop("Listen er for kort; mindst %(min_length)d."),
    "model_type": gettext_noop("Her skal stå nøgler med værdier."),
    "dict_type": gettext_noop("Her skal stå nøgler med værdier."),
}


def expected(error: ErrorDetails, location: Location) -> str:
    """What was expected at `location`, where the schema met `error`."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing":
        return _missing(location)
    if kind == "extra_forbidden":
        return _unknown_key(location)
    # A text that was made right first is counted as a list would be.
    if kind == "too_long" and isinstance(error["input"], str):
        kind = "string_too_long"
    if kind == "enum":
        return _one_of(context, in_key=error["loc"][-1] == IN_KEY)
    return gettext(_SENTENCES[kind]) % context if kind in _SENTENCES else error["msg"]


def _missing(location: Location) -> str:
    meaning = (schema_at(location) or {}).get("description")
    if not meaning:
        return gettext("Mangler.")
    return gettext("Mangler: %(meaning)s") % {"meaning": gettext(meaning)}


def _unknown_key(location: Location) -> str:
    known = keys_at(location[:-1])
    alike = get_close_matches(str(location[-1]), known, n=1)
    if alike:
        return gettext("Ukendt nøgle; mente du %(key)s?") % {"key": alike[0]}
    return gettext("Ukendt nøgle; her kan stå: %(keys)s.") % {"keys": ", ".join(known)}


def _one_of(context: Mapping[str, Any], *, in_key: bool) -> str:
    values = str(context["expected"]).replace("'", "").replace(" or ", ", ")
    if in_key:
        return gettext("Ukendt nøgle; her kan stå: %(keys)s.") % {"keys": values}
    return gettext("Her skal stå en af disse: %(values)s.") % {"values": values}
