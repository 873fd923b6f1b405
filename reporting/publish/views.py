"""Where is a report published, and where are its versions read? The list, one version, and its files."""

from http import HTTPStatus

from csp.constants import NONE
from csp.decorators import csp_replace, csp_update
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plans import permissions, queries
from plans.actions.history import Conflict
from plans.domain.values import Period
from plans.findings.readers import for_reader
from plans.models import Decision, Publication
from plans.pdf import worker
from plans.status_report import StatusReport
from plans.web.attachments import MediaType, attachment, inline_file
from plans.web.plan_pages import report_or_404
from plans.web.refusals import RefusableForm
from reporting.annex.pages import annex_frame
from reporting.annex.rendering import style_source
from reporting.publish.draft import PublicationDraft, draft_of
from reporting.publish.forms import ConnectForm, DecisionForm, FilingForm, OutcomeForm, PublishForm, ShareForm
from reporting.publish.page import FORMATS, file_name, publication_page, publications_page
from reporting.publish.publishing import SomethingInTheWay, publish_report
from reporting.publish.visitors import publisher_of

MEDIA_TYPES = {
    "html": MediaType.HTML,
    "pdf": MediaType.PDF,
    "docx": MediaType.WORD,
    "json": MediaType.JSON,
}


@require_http_methods(["GET", "HEAD", "POST"])
def publications(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:
    """Every version of the report, and the form that publishes the next one."""
    draft = draft_of(report_or_404(slug, period))
    return _publish(request, draft) if request.method == "POST" else _list(request, draft)


@require_safe
def publication(request: WSGIRequest, slug: str, period: Period, number: int) -> HttpResponse:
    """One version: who, when, its files with their hashes, filing, decision and sharing."""
    status, found = publication_or_404(slug, period, number)
    return publication_answer(request, status, found)


@require_safe
def publication_file(
    request: WSGIRequest, slug: str, period: Period, number: int, extension: str
) -> HttpResponse:
    """A file of a version, byte by byte as it was published."""
    if extension not in FORMATS:
        raise Http404
    _status, found = publication_or_404(slug, period, number)
    return stored_answer(request, found, extension)


def publication_or_404(slug: str, period: Period, number: int) -> tuple[StatusReport, Publication]:
    """A version with the status report of its period; not found without."""
    status = report_or_404(slug, period)
    report = queries.report_of(status.round) if status.round else None
    found = queries.publication_of(report, number) if report else None
    if found is None:
        raise Http404
    return status, found


def publication_to_change(
    request: WSGIRequest, slug: str, period: Period, number: int
) -> tuple[StatusReport, Publication]:
    """The same for whoever may change what stands beside a version. Raises PermissionDenied for others."""
    found = publication_or_404(slug, period, number)
    permissions.check_publishes(publisher_of(request))
    return found


def publication_answer(
    request: WSGIRequest,
    status: StatusReport,
    found: Publication,
    posted: FilingForm | DecisionForm | OutcomeForm | ConnectForm | ShareForm | None = None,
) -> HttpResponse:
    """The page of one version; `posted` is a form that was sent and has errors."""
    page = publication_page(status, found, today=timezone.localdate())
    decisions = queries.connectable_decisions(status.plan)
    filed = {
        "document_number": page.filed_as,
        "version": getattr(getattr(found, "filing", None), "version", None),
    }
    forms: dict[str, RefusableForm | None] = {
        "filing": FilingForm(initial=filed, prefix="filing"),
        "decision_form": DecisionForm(prefix="decision"),
        "connection": ConnectForm(decisions=decisions, prefix="connection") if decisions else None,
        "sharing": ShareForm(prefix="sharing"),
    }
    if posted is not None:
        forms[posted.name] = posted
    context = {
        **annex_frame(status, "publications", publisher_of(request)),
        "page": page,
        "may_publish": permissions.can_approve(publisher_of(request)),
        "shared_address": request.build_absolute_uri(page.sharing.url) if page.sharing else "",
        **forms,
        "invalid_forms": [posted] if posted is not None else [],
        "items": _items(found, posted),
        "is_deciding": isinstance(posted, DecisionForm | ConnectForm),
    }
    code = HTTPStatus.OK if posted is None else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "reporting/publish/publication.html", context, status=code)


def _items(found: Publication, posted: RefusableForm | None) -> list[tuple[Decision, RefusableForm]]:
    """What was not decided yet, with the form for it; and what `posted` is about, as it was typed."""
    items: list[tuple[Decision, RefusableForm]] = []
    for decision in found.decisions.all():
        form = OutcomeForm.of(decision)
        if posted is not None and posted.prefix == form.prefix:
            items.append((decision, posted))
        elif not decision.outcome:
            items.append((decision, form))
    return items


def stored_answer(request: HttpRequest, found: Publication, extension: str) -> HttpResponse:
    """A stored file; the web page may apply its own stylesheet and nothing else."""
    content = queries.stored_file(found, FORMATS[extension])
    name = file_name(found, extension)
    if extension != "html":
        return attachment(content, MEDIA_TYPES[extension], name)
    return with_own_style(request, inline_file(content, MediaType.HTML, name), content)


def with_own_style(request: HttpRequest, response: HttpResponse, document: bytes) -> HttpResponse:
    """Let the browser apply the stylesheet that a stored document brings along, and run no script."""
    try:
        source = style_source(document.decode())
    except ValueError:  # it brings none
        return response
    # Both mark the response itself. What was published years ago has no use for scripts.
    csp_update({"style-src": [source]})(lambda _request: response)(request)
    csp_replace({"script-src": [NONE]})(lambda _request: response)(request)
    return response


def _publish(request: WSGIRequest, draft: PublicationDraft) -> HttpResponse:
    person = publisher_of(request)
    permissions.check_publishes(person)
    latest = queries.latest_publication(draft.memo) if draft.memo else None
    form = PublishForm(request.POST, is_correction=latest is not None)
    is_whole = form.is_valid()
    following = latest.number + 1 if latest else 1
    if form.cleaned_data.get("number", following) != following:
        return _too_late(request, draft, form)
    if not is_whole:
        return _list(request, draft, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        published = publish_report(
            by=person,
            draft=draft,
            number=following,
            correction_note=form.cleaned_data.get("correction_note", ""),
            seen=form.cleaned_data["seen"],
            now=timezone.now(),
        )
    except SomethingInTheWay:
        form.add_error(None, _("Noget skal rettes, før bilaget kan fastlåses. Se kontrollen."))
    except ValidationError as refusal:
        form.add_refusal(refusal)
        form.ask_again(number=following, seen=draft.mark)
    except Conflict:
        return _too_late(request, draft, form)
    else:
        messages.success(request, _published(draft.status, published))
        return redirect("publication", draft.status.plan.slug, draft.status.period, published.number)
    return _list(request, draft, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def _published(status: StatusReport, publication: Publication) -> SafeString:
    """That a version is out, with the ways to its files."""
    url_args = [status.plan.slug, status.period, publication.number]
    names = {"html": _("Læs bilaget"), "pdf": _("Hent PDF"), "docx": _("Hent Word")}
    links = (
        (reverse("publication_file", args=[*url_args, extension]), names[extension]) for extension in names
    )
    return format_html(
        "{} {}",
        _("Version %(number)s er fastlåst, og dens filer er gemt.") % {"number": publication.number},
        format_html_join(" · ", '<a href="{}">{}</a>', links),
    )


def _too_late(request: WSGIRequest, draft: PublicationDraft, form: PublishForm) -> HttpResponse:
    """Somebody else published meanwhile: what was typed stays, and is about the version after that."""
    latest = queries.latest_publication(draft.memo) if draft.memo else None
    following = latest.number + 1 if latest else 1
    if following > 1 and "correction_note" not in form.fields:
        form = PublishForm(request.POST, is_correction=True)
    form.is_valid()
    form.errors.clear()  # they are about a version that is out already
    form.add_error(
        None, _("Bilaget er fastlåst i mellemtiden. Se, hvad der nu er anderledes, før du fastlåser igen.")
    )
    form.ask_again(number=following, seen=draft.mark)
    return _list(request, draft, form, HTTPStatus.CONFLICT)


def _list(
    request: WSGIRequest,
    draft: PublicationDraft,
    form: PublishForm | None = None,
    http_status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    person, status = publisher_of(request), draft.status
    page = publications_page(draft, today=timezone.localdate())
    may_publish = permissions.can_approve(person) and draft.memo is not None and not page.in_the_way
    initial = {}
    if may_publish:
        worker.prepare()
        initial = {"number": page.next_number, "seen": draft.mark}
    context = {
        **annex_frame(status, "publications", person, in_the_way=len(page.in_the_way)),
        "page": page,
        "in_the_way": for_reader(page.in_the_way, person),
        "report": draft.memo,
        "may_edit": permissions.can_edit_report(person),
        "may_publish": may_publish,
        "form": form or PublishForm(initial=initial, is_correction=page.next_number > 1),
        "invalid_forms": [form] if form is not None else [],
    }
    return render(request, "reporting/publish/publications.html", context, status=http_status)
