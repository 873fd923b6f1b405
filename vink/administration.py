"""Where do administrators set Vink up? Django's admin, for the role and not for Django's staff flag."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import URLResolver, register_converter, reverse
from django.urls.resolvers import RoutePattern
from django.utils.translation import gettext_lazy as _

from plans.permissions import can_administer
from plans.web.row_ids import RowIdConverter

register_converter(RowIdConverter, "row_id")
_ANY_TEXT = "<path:object_id>"  # how Django's administration names a row

# As one works: the plan and what it holds, then those who enter figures, then what can only be read.
ORDER = (
    "ActionPlan",
    "EffortArea",
    "ResultGoal",
    "Indicator",
    "ReportingRound",
    "Responsibility",
    "Report",
    "ReportTable",
    "BudgetTable",
    "KeyFigure",
    "Decision",
    "Measurement",
    "Submission",
    "Publication",
    "Change",
)


class NamedChoices(AutocompleteJsonView):
    """What can be chosen, told so that rows of several plans can be told apart."""

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        label = getattr(self.model_admin, "choice_label", str)
        return {"id": str(getattr(obj, to_field_name)), "text": label(obj)}


class Administration(AdminSite):
    """The administration, closed to every other role; one signs in where everybody does."""

    site_header = _("Vink – administration")
    site_title = _("Vink – administration")
    index_title = _("Opsætning")
    site_url = "/"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and can_administer(request.user)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # noqa: ARG002  # the signature is Django's
        """Send those who have not signed in to the site's own page, and refuse the others."""
        goal = request.GET.get("next") or reverse("admin:index", current_app=self.name)
        if self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index", current_app=self.name))
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(goal)

    def get_urls(self) -> list[Any]:
        """The addresses, in which plain digits name a row: any other text leads nowhere, and does nothing."""
        found = super().get_urls()
        for each in found:
            patterns: list[Any] = each.url_patterns if isinstance(each, URLResolver) else [each]
            for pattern in patterns:
                if _ANY_TEXT in str(pattern.pattern):
                    route = str(pattern.pattern).replace(_ANY_TEXT, "<row_id:object_id>")
                    pattern.pattern = RoutePattern(route, name=pattern.name, is_endpoint=True)
        return found

    def autocomplete_view(self, request: HttpRequest) -> HttpResponseBase:  # type: ignore[override]  # as_view's
        return NamedChoices.as_view(admin_site=self)(request)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Models in the order in which one works with them."""
        apps = super().get_app_list(request, app_label)
        order = {name: index for index, name in enumerate(ORDER)}
        for app in apps:
            app["models"].sort(key=lambda model: order.get(model["object_name"], len(order)))
        return sorted(apps, key=lambda app: app["app_label"] != "plans")
