"""Which components may a template use, and what does each of them need?

Every component is a tag whose parameters are its inputs, so that a wrong or missing input is an error and
not an empty place on the page. The markup is in `templates/components/`. Two are templates of their own:
`table.html`, which django-tables2 renders, and the form field, which Django renders by
`{{ form.name.as_field_group }}`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from django import template
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from plans.enums import Status

register = template.Library()

TONES = ("success", "info", "warning", "error")


class StatusCount(Protocol):
    """How many goals have a status, called by the plan's own word."""

    status: str
    word: str
    count: int


class Link(Protocol):
    """A place to go; `current` is the one where the reader is."""

    label: str
    url: str
    current: bool


class Fact(Protocol):
    """A name and its value."""

    label: str
    value: Any


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A part of the bar over the statuses, in percent of its width."""

    status: Status
    start: str
    width: str


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Show an icon of Det Fælles Designsystem; without a label it is decoration.

    Args:
        name: which icon
        label: what it means
    """
    return _kept("components/icon.html", sprite="dkfds/img/all-svg-icons.svg", name=name, label=label)


@register.simple_tag
def status_icon(status: str, label: str = "") -> SafeString:
    """Show a status's own icon; without a label it is decoration.

    Args:
        status: one of the six values of `Status`
        label: what it means

    Raises:
        ValueError: there is no such status.
    """
    of_status = Status(status)
    inputs = {"name": of_status.value, "label": label, "status": of_status.value}
    return _kept("components/icon.html", sprite="img/status.svg", **inputs)


@register.simple_tag
def status_badge(status: str, word: str, note: str = "") -> SafeString:
    """Show a status by icon, word and colour.

    Args:
        status: one of the six values of `Status`
        word: what the plan calls it, such as "nået" or "indfriet"
        note: what belongs to the status, such as "fastsat af en godkender"

    Raises:
        ValueError: there is no such status.
    """
    return _kept("components/status_badge.html", status=Status(status).value, word=word, note=note)


@lru_cache(maxsize=1024, typed=True)  # typed: safe text is not escaped again
def _kept(template_name: str, **inputs: str) -> SafeString:
    """Render a component that depends on its inputs alone and stands in every row of a page."""
    return render_to_string(template_name, inputs)


@register.inclusion_tag("components/status_summary.html")
def status_summary(
    counts: Iterable[StatusCount], label: str, element_id: str = "status-summary"
) -> dict[str, Any]:
    """Show how many goals have each status, as counts and as a bar; a status without goals is left out.

    Args:
        counts: in the order in which they are shown; an optional `url` leads to the goals
        label: what was counted, such as "14 resultatmål fordelt på status"
        element_id: unique on the page
    """
    counted = [each for each in counts if each.count]
    return {"counts": counted, "label": label, "segments": _segments(counted), "element_id": element_id}


def _segments(counts: Sequence[StatusCount]) -> list[Segment]:
    total = sum(each.count for each in counts)
    segments, before = [], 0
    for each in counts:
        start, width = f"{100 * before / total:.3f}%", f"{100 * each.count / total:.3f}%"
        segments.append(Segment(status=Status(each.status), start=start, width=width))
        before += each.count
    return segments


@register.inclusion_tag("components/alert.html")
def alert(tone: str, text: str, heading: str = "") -> dict[str, Any]:
    """Tell something important: success, info, warning or error.

    Raises:
        ValueError: there is no such tone.
    """
    if tone not in TONES:
        raise ValueError(f"An alert is one of {', '.join(TONES)}; not {tone!r}.")
    return {"tone": tone, "text": text, "heading": heading}


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """List the forms' errors at the head of the page, each with a link to its field; nothing without any."""
    return {"forms": [form for form in forms if form.errors]}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(page_name: str, *trail: str) -> dict[str, Any]:
    """Show the way to this page.

    Args:
        page_name: the name of this page
        trail: name and address of each page above it, from the top: "Planer", "/plans/"

    Raises:
        ValueError: a name has no address.
    """
    return {"page_name": page_name, "trail": list(zip(trail[::2], trail[1::2], strict=True))}


@register.inclusion_tag("components/facts.html")
def facts(items: Iterable[Fact], language: str = "") -> dict[str, Any]:
    """List facts: name and value.

    Args:
        items: in the order in which they are shown
        language: of the values, where it may be another than the page's, as of what people wrote
    """
    return {"items": items, "language": language}


@register.inclusion_tag("components/period_switcher.html")
def period_switcher(periods: Sequence[Link], label: str) -> dict[str, Any]:
    """Lead to the same page for another period.

    Args:
        periods: in their order
        label: what is chosen, such as "Periode"
    """
    return {"periods": periods, "label": label}


@register.inclusion_tag("components/progress.html")
def progress(label: str, done: int, total: int, text: str) -> dict[str, Any]:
    """Show how much of something is done.

    Args:
        label: what is done, such as "Indberettede mål"
        done: how much of it, at most `total`
        total: all of it
        text: the same in words, such as "4 af 14"
    """
    return {"label": label, "done": done, "total": total, "text": text}


@register.inclusion_tag("components/conflict_choice.html")
def conflict_choice(  # noqa: PLR0913  # a component's inputs, named where it is used
    what: str,
    mine: str,
    theirs: str,
    who: str,
    name: str = "choice",
    element_id: str = "conflict",
    *,
    is_own: bool = False,
    is_removed: bool = False,
) -> dict[str, Any]:
    """Let a person choose between two values. It stands in the page's own form, which posts the choice.

    Args:
        what: the figure of which there are two values, such as "Målrettede dialogaktiviteter, 2019"
        mine: the value that this person entered, as shown
        theirs: the value that was saved meanwhile, as shown
        who: who saved it and when, such as "Karin Holm kl. 10.42"
        name: the name under which "mine" or "theirs" is posted
        element_id: unique on the page
        is_own: whether the person saved the other value themself, in another place
        is_removed: whether the stored value was taken away, so that `theirs` says that there is none
    """
    return {
        "what": what,
        "mine": mine,
        "theirs": theirs,
        "who": who,
        "name": name,
        "element_id": element_id,
        "is_own": is_own,
        "is_removed": is_removed,
    }


@register.inclusion_tag("components/undo_toast.html", takes_context=True)
def undo_toast(
    context: template.Context,
    text: str,
    action: str,
    fields: dict[str, str],
    button: str = "",
    target: str = "",
) -> dict[str, Any]:
    """Say what was done and offer to undo it; it stays until it is used or closed.

    Args:
        context: the template's, for the form's token
        text: what was done, such as "15 er gemt for Målrettede dialogaktiviteter."
        action: the address to which undoing is posted
        fields: what is posted, by name; without any there is no way back
        button: what the way back is called, if not "Fortryd"
        target: where a script puts the answer, a selector; without it undoing leads to a page
    """
    return {
        "text": text,
        "action": action,
        "fields": fields,
        "button": button,
        "target": target,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_block_tag(end_name="endpage_header")
def page_header(content: SafeString, title: str, lead: str = "") -> SafeString:
    """Open a page by its title and one sentence; the content is what one can do there (buttons)."""
    return render_to_string("components/page_header.html", {"actions": content, "title": title, "lead": lead})


@register.simple_block_tag(end_name="endempty_state")
def empty_state(content: SafeString, heading: str, text: str) -> SafeString:
    """Say why there is nothing here and what comes next; the content is what one can do (a button)."""
    context = {"actions": content, "heading": heading, "text": text}
    return render_to_string("components/empty_state.html", context)


@register.simple_block_tag(end_name="enddisclosure")
def disclosure(content: SafeString, summary: str, *, is_open: bool = False) -> SafeString:
    """Keep details behind one line until they are asked for."""
    context = {"content": content, "summary": summary, "is_open": is_open}
    return render_to_string("components/disclosure.html", context)
