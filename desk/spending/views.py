"""Where does a person report what was spent? All budget lines of a round on one page, saved together."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from desk.round.deadline import deadline_of
from desk.round.question_posts import ANSWER, announced, answered_part, noted, with_what_was_meant
from desk.spending.history import history_lines
from desk.spending.page import (
    area_views,
    asked_of_row,
    notice,
    overtaken_rows,
    spending_progress,
    table_views,
    tallies,
)
from desk.spending.reading import SpendingDesk, SpendingRow, desk_or_404, given_on, spending_desk
from plans.actions.answers import answer_spent
from plans.actions.goal_entry import NotSaved
from plans.actions.history import Conflict
from plans.actions.spending import retract_spent, save_spending
from plans.domain.values import Period
from plans.models import BudgetLine
from plans.versions import version_of
from plans.web.htmx import htmx_of
from plans.web.person import person_of
from plans.web.plan_pages import plan_frame, report_or_404
from plans.wording import figures

_SAVED = "spending-saved"


@require_http_methods(["GET", "POST"])
def spending(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:
    """The amounts of a round; posting saves what was changed, or takes back what was just entered."""
    if request.method == "POST":
        desk = desk_or_404(slug, period, person_of(request))
        _check_has_posts(desk)
        if "retract" in request.POST:
            return _take_back(request, desk)
        return _answer(request, desk) if ANSWER in request.POST and htmx_of(request) else _save(request, desk)
    report = report_or_404(slug, period)
    if report.round is None:
        return render(request, "desk/spending/page.html", plan_frame(report, "spending", person_of(request)))
    desk = spending_desk(report, report.round, person_of(request))
    return _page(request, desk, desk.rows())


@require_POST
def spending_preview(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:
    """What the amounts come to as they are typed; nothing is saved."""
    desk = desk_or_404(slug, period, person_of(request))
    _check_has_posts(desk)
    rows = desk.rows(request.POST)
    updated = tallies(table_views(desk, rows, {}), area_views(desk, rows))
    return render(request, "desk/spending/tallies.html", {"tallies": updated})


def _answer(request: WSGIRequest, desk: SpendingDesk) -> HttpResponse:
    """Note the answer to a question, and nothing else; the sums and questions as they are then."""
    try:
        rows = _noted(request, desk)
    except ValidationError as refusal:
        return HttpResponse(" ".join(refusal.messages), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    updated = tallies(table_views(desk, rows, {}), area_views(desk, rows))
    response = render(request, "desk/spending/tallies.html", {"tallies": updated})
    return announced(response)


def _noted(request: WSGIRequest, desk: SpendingDesk) -> list[SpendingRow]:
    """The rows as posted, once it is noted that an amount stands. The button posts which, and of what line.

    One that is asked about no more, or is another by now, is not noted.
    """
    rows = desk.rows(request.POST)
    row_id, key = answered_part(request.POST)
    for row in rows:
        question = asked_of_row(desk, row).question if row.row_id == row_id else None
        if question is not None and question.key == key:
            answer_spent(
                by=desk.person, round=desk.round, line=row.post.line, key=key, today=timezone.localdate()
            )
            desk.ask_again()
    return rows


def _check_has_posts(desk: SpendingDesk) -> None:
    if not desk.mine:
        raise PermissionDenied(_("Forbruget indberettes af dem, som områderne er givet til."))


def _save(request: WSGIRequest, desk: SpendingDesk) -> HttpResponse:
    """Keep all that was changed, or show it again with what stands in the way."""
    is_answered = ANSWER in request.POST
    if is_answered:
        with suppress(ValidationError):  # it is locked; saving the page tells why
            _noted(request, desk)
    rows = desk.rows(with_what_was_meant(request.POST, "amount"))
    changed = [row for row in rows if row.is_changed]
    valid = [row.form.is_valid() for row in changed]  # each tells its own errors
    if not all(valid):
        return _page(request, desk, rows, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    given = list(given_on(rows))
    try:
        saved = save_spending(by=desk.person, round=desk.round, entries=given, today=timezone.localdate())
    except NotSaved as not_saved:
        for row in changed:
            if row.row_id in not_saved.refusals:
                row.form.add_error(None, not_saved.refusals[row.row_id])
        conflicts = not_saved.conflicts
        status = HTTPStatus.CONFLICT if conflicts else HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(request, desk, rows, conflicts, status)
    if given:
        messages.success(request, _saved_text(rows))
        request.session[_SAVED] = _to_take_back(desk, saved)
    elif is_answered:
        messages.success(request, noted())
    else:
        messages.info(request, _("Intet er ændret, så der er ikke gemt noget."))
    for message in overtaken_rows(desk, rows):
        messages.warning(request, message)
    return redirect(_address(desk))


def _saved_text(rows: Sequence[SpendingRow]) -> str:
    """ "2 beløb er gemt. 1 note er gemt.": a note is told where its amount is as it was."""
    changed = [row for row in rows if row.is_changed]
    amounts = sum(row.form.stored is None or "amount" in row.form.changed_data for row in changed)
    notes = len(changed) - amounts
    sentences = []
    if amounts:
        sentences.append(
            ngettext("%(n)s beløb er gemt.", "%(n)s beløb er gemt.", amounts) % {"n": figures.number(amounts)}
        )
    if notes:
        sentences.append(
            ngettext("%(n)s note er gemt.", "%(n)s noter er gemt.", notes) % {"n": figures.number(notes)}
        )
    return " ".join(sentences)


def _to_take_back(desk: SpendingDesk, saved: Sequence[BudgetLine]) -> str:
    """What undoing would post: the posts that had no amount before; empty where one was corrected."""
    known = {post.stored.pk for post in desk.posts if post.stored}
    if any(row.pk in known for row in saved):
        return ""
    return " ".join(f"{row.pk}:{row.version}" for row in saved)


def _take_back(request: WSGIRequest, desk: SpendingDesk) -> HttpResponse:
    """Undo first amounts that were just saved: all of them, or none."""
    versions = _versions(request.POST.get("retract", ""))
    now = desk.posts
    wanted = [(post, post.stored) for post in now if post.stored and post.stored.pk in versions]
    try:
        with transaction.atomic():
            for post, stored in wanted:
                retract_spent(
                    by=desk.person,
                    round=desk.round,
                    line=post.line,
                    version=versions[stored.pk],
                    today=timezone.localdate(),
                )
    except (Conflict, ValidationError):
        messages.error(request, _("Beløbene er ændret siden eller låst, så intet er fortrudt."))
        return redirect(_address(desk))
    if wanted:
        message = ngettext(
            "Fortrudt: %(n)s beløb mangler igen.", "Fortrudt: %(n)s beløb mangler igen.", len(wanted)
        )
        messages.success(request, message % {"n": figures.number(len(wanted))})
    return redirect(_address(desk))


def _versions(text: str) -> dict[int, int]:
    """Rows and the versions that the person saw of them, from "12:1 13:1"."""
    pairs = [each.partition(":") for each in text.split()]
    read = ((version_of(row), version_of(version)) for row, _colon, version in pairs)
    return {row: version for row, version in read if row is not None and version is not None}


def _page(
    request: WSGIRequest,
    desk: SpendingDesk,
    rows: list[SpendingRow],
    conflicts: Mapping[str, Conflict] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    report = desk.report
    tables = table_views(desk, rows, conflicts or {})
    done, total, progress_text = spending_progress(desk.mine or desk.posts)
    url_args = [report.plan.slug, report.period]
    context = {
        **plan_frame(report, "spending", person_of(request)),
        "action": _address(desk),
        "preview_url": reverse("spending_preview", args=url_args),
        "as_of": figures.day(report.as_of),
        "deadline": deadline_of(desk.round, timezone.localdate()),
        "notice": notice(desk),
        "tables": tables,
        "areas": area_views(desk, rows),
        "done": done,
        "total": total,
        "progress_text": progress_text,
        "may_change": any(row.may_change for row in rows),
        "has_fields": any(row.may_change or row.is_changed for row in rows),
        "invalid_forms": [row.form for row in rows if row.is_changed and row.form.errors],
        "retract": request.session.pop(_SAVED, "") if request.method != "POST" else "",
        "history": history_lines(desk),
    }
    return render(request, "desk/spending/page.html", context, status=status)


def _address(desk: SpendingDesk) -> str:
    return reverse("spending", args=[desk.report.plan.slug, desk.report.period])
