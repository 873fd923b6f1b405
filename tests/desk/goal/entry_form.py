"""How do tests fill in a goal's entry page? Its own form, as a browser would post it."""

from django.test import Client

from plans.models import Indicator, Measurement, Submission
from tests.desk.entry_page import Node, get, read
from tests.plans.entry_plan import EntryPlan


def address(there: EntryPlan, indicator: Indicator) -> str:
    return f"{there.address}goals/{indicator.goal.key}/"


def figure_id(indicator: Indicator, slot: str = "2019") -> str:
    return f"figure-{indicator.pk}-{slot}"


def form_on(page: Node) -> Node:
    return page.one("form", id="goal-form")


def posted_by(form: Node) -> dict[str, str]:
    """What the form would post: a box that is not ticked is left out."""
    fields = form.fields()
    for box in form.all("input", type="checkbox"):
        if "checked" not in box.attributes:
            del fields[box.attributes["name"]]
        else:
            fields[box.attributes["name"]] = "on"
    return fields


def named(indicator: Indicator, fields: dict[str, str], slot: str = "2019") -> dict[str, str]:
    """Fields of a figure as the page names them; the goal's own have their names as they are."""
    own = {"sub_heading", "commentary", "footnote", "override", "override_reason", "then", "version"}
    return {
        name if name in own else f"{figure_id(indicator, slot)}-{name}": text for name, text in fields.items()
    }


def fill_in(
    client: Client,
    there: EntryPlan,
    indicator: Indicator,
    fields: dict[str, str] | None = None,
    *,
    seen: int | None = None,
    **more: str,
) -> tuple[int, Node]:
    """Fill in the page's own form and post it; the answer's status and the page after it.

    `seen` is the version of the figure that was on a page which has grown old since.
    """
    form = form_on(get(client, address(there, indicator)))
    posted = posted_by(form) | named(indicator, {**(fields or {}), **more})
    if seen is not None:
        posted[f"{figure_id(indicator)}-version"] = str(seen)
    return post(client, form.attributes["action"], posted)


def post(client: Client, to: str, posted: dict[str, str]) -> tuple[int, Node]:
    response = client.post(to, posted, follow=True)
    status = response.redirect_chain[0][1] if response.redirect_chain else response.status_code
    return status, read(response.content.decode())


def exclusion(row: int, count: str, reason: str = "", due_on: str = "") -> dict[str, str]:
    prefix = f"exclusions-{row}"
    return {f"{prefix}-count": count, f"{prefix}-reason": reason, f"{prefix}-due_on": due_on}


def part(row: int, value: str, label: str = "") -> dict[str, str]:
    return {f"parts-{row}-value": value, f"parts-{row}-label": label}


def errors(page: Node) -> list[str]:
    return [node.text for summary in page.with_class("error-summary") for node in summary.all("li")]


def stored(indicator: Indicator) -> Measurement:
    return Measurement.objects.get(indicator=indicator, year=2019)


def submission_of(there: EntryPlan, indicator: Indicator) -> Submission:
    return Submission.objects.get(round=there.round, goal=indicator.goal)
