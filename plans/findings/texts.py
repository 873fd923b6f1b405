"""Which texts leave the house with a report? The annex's, and those that only its files of figures hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext as _

from plans.disclosure.texts import text_key
from plans.findings.places import Places
from plans.models import Report
from plans.richtext import plain_text, rich
from plans.status_report import GoalStatus

_OF_THE_MEMO = (
    "kind",
    "title",
    "case_number",
    "document_number",
    "case_officer",
    "sender",
    "ean",
    "website",
    "intro",
    "closing",
)
_OF_A_TABLE = ("label", "title", "column_heading", "notes")


@dataclass(frozen=True, slots=True)
class Text:
    """A plain text, what the program calls its place and what a person does, and where it is mended."""

    key: str
    location: str
    plain: str
    url: str
    link: str
    goal: GoalStatus | None = None  # the goal that it is said of; None for the memo's own texts
    is_commentary: bool = False  # what was written of the goal in this round, not what was adopted
    is_printed: bool = True  # in the annex itself


def texts(places: Places) -> list[Text]:
    """Every text that is not empty, in the order of the annex."""
    memo = places.memo
    of_memo = [*_memo(places, memo), *_tables(places, memo)] if memo else []
    of_goals = [text for goal in places.status.goals for text in _goal(places, goal)]
    return [text for text in [*of_memo, *of_goals, *_files(places)] if text.plain.strip()]


def _memo(places: Places, memo: Report) -> Iterator[Text]:
    for name in _OF_THE_MEMO:
        plain = plain_text(rich(getattr(memo, name))) if name in {"intro", "closing"} else getattr(memo, name)
        location = _("Notatet: %(part)s") % {"part": _label(memo, name)}
        yield Text(f"memo/{name}", location, plain, places.editor(), _("Rediger notatet"))


def _tables(places: Places, memo: Report) -> Iterator[Text]:
    for table in memo.tables.all():
        for name in _OF_A_TABLE:
            yield Text(
                key=f"table/{table.order}/{name}",
                location=_("%(table)s: %(part)s") % {"table": table.label, "part": _label(table, name)},
                plain=getattr(table, name),
                url=places.editor(),
                link=_("Rediger tabellen"),
            )


def _goal(places: Places, goal: GoalStatus) -> Iterator[Text]:
    """The goal's wording and heading; what is said of it in the round; why its judgement is another."""
    adopted = {_("ordlyd"): goal.reported_wording, _("overskrift"): goal.heading}
    for (part, plain), name in zip(adopted.items(), ("wording", "heading"), strict=True):
        location = places.goal(goal, part)
        yield Text(text_key(goal, name), location, plain, places.editor(), _("Rediger tabellen"), goal)
    written = {}
    if goal.submission is not None:
        written["sub_heading"] = (_("underoverskrift"), goal.submission.sub_heading)
        written["commentary"] = (_("afrapportering"), places.commentary(goal))
        written["footnote"] = (_("fodnote"), goal.submission.footnote)
    if goal.override is not None:
        written["override_reason"] = (_("vurderingens begrundelse"), goal.override.reason)
    for name, (part, plain) in written.items():
        yield Text(
            key=text_key(goal, name),
            location=places.goal(goal, part),
            plain=plain,
            url=places.goal_entry(goal),
            link=_("Ret teksten"),
            goal=goal,
            is_commentary=True,
        )


def _files(places: Places) -> Iterator[Text]:
    """What the files of figures say besides: the plan, the areas, and what is measured by which target."""
    status = places.status
    yield _file_text("plan", status.plan.title, places)
    for area in {area.id: area for goal in status.goals for area in goal.areas}.values():
        yield _file_text(f"area/{area.number}", area.title, places)
    for goal in status.goals:
        for indicator in goal.indicators:
            targets = [target.text for target in indicator.facts.targets]
            measured = "\n".join(filter(None, [indicator.label, indicator.unit, *targets]))
            yield _file_text(f"indicator/{indicator.id}", measured, places, goal)


def _file_text(key: str, plain: str, places: Places, goal: GoalStatus | None = None) -> Text:
    location = places.goal(goal, _("måltal")) if goal else _("Handleplanen")
    return Text(key, location, plain, places.plan(), _("Se planen"), goal, is_printed=False)


def _label(row: Model, name: str) -> str:
    return {field.name: str(field.verbose_name) for field in row._meta.concrete_fields}[name]
