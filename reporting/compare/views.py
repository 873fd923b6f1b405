"""On which page are two periods of a plan, or two plans, compared?

The comparison as a page, which the address names in full, and as an Excel file in Danish.
"""

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from django_htmx.http import push_url, trigger_client_event

from plans.web.attachments import MediaType, attachment
from plans.web.htmx import wants_part
from reporting.compare.comparison import compare
from reporting.compare.forms import NAMES, OTHER_PLAN, PLAN, CompareForm
from reporting.compare.page import ComparePage, compare_page
from reporting.compare.sides import read_sides


@require_safe
def comparison(request: WSGIRequest) -> HttpResponse:
    """Two standings side by side, as the address names them; what the address leaves out is filled in."""
    form = _form(request)
    if form is None:
        return render(request, "reporting/compare.html", {"form": None})
    if not form.is_valid():
        return _page(request, form, None, status=422)
    if "" in request.GET.values():
        return redirect(_address("compare", form))
    result = compare_page(compare(*form.chosen, today=timezone.localdate()))
    response = _page(request, form, result)
    if wants_part(request):
        push_url(response, _address("compare", form))
        trigger_client_event(response, "announce", {"text": result.counted})
    return response


@require_safe
def comparison_file(request: WSGIRequest) -> HttpResponse:
    """The comparison that the address names, as an Excel file in Danish."""
    # Here, because openpyxl takes time that no other page should wait for.
    from reporting.compare.excel import as_excel  # noqa: PLC0415

    form = _form(request)
    if form is None:
        return render(request, "reporting/compare.html", {"form": None}, status=404)
    if not form.is_valid():
        return _page(request, form, None, status=422)
    with translation.override("da"):
        content = as_excel(compare(*form.chosen, today=timezone.localdate()))
    one, other = form.chosen
    name = f"sammenligning-{one.plan.slug}-{one.period}-{other.plan.slug}-{other.period}.xlsx"
    return attachment(content, MediaType.EXCEL, name)


def _form(request: HttpRequest) -> CompareForm | None:
    """The form as the address fills it; None where there is no plan yet."""
    asked = {name: request.GET.get(name, "") for name in NAMES}
    sides = read_sides(timezone.localdate(), [asked[PLAN], asked[OTHER_PLAN]])
    usual = sides.usual_plan()
    if usual is None:
        return None
    return CompareForm(asked, sides, usual)


def _address(name: str, form: CompareForm) -> str:
    """The page or the file with everything that is chosen."""
    return f"{reverse(name)}?{urlencode({each: form[each].value() for each in NAMES})}"


def _page(
    request: HttpRequest, form: CompareForm, result: ComparePage | None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "result": result, "file_url": _address("compare_file", form)}
    template = "reporting/compare/compare.html" if wants_part(request) else "reporting/compare.html"
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
