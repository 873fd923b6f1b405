"""Which address leads where? Everything needs a sign-in unless a page is exempt by name."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from vink.accessibility import accessibility
from vink.accounts.views import SignOut
from vink.gallery import gallery
from vink.icon import icon
from vink.security_contact import security_txt
from vink.trail.views import trail, trail_csv, trail_xlsx

_to_new_password = RedirectView.as_view(pattern_name="password_change")

urlpatterns = [
    path("", include("vink.accounts.urls")),
    # instead of the administration's own, which look different
    path("admin/logout/", SignOut.as_view(), name="admin_logout"),
    path("admin/password_change/", _to_new_password, name="admin_password_change"),
    path("admin/password_change/done/", _to_new_password, name="admin_password_change_done"),
    path("admin/", admin.site.urls),
    path("components/", gallery, name="components"),
    path("favicon.ico", icon, name="icon"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("accessibility/", accessibility, name="accessibility"),
    path("trail/", trail, name="trail"),
    path("trail/haendelseslog.xlsx", trail_xlsx, name="trail_xlsx"),
    path("trail/haendelseslog.csv", trail_csv, name="trail_csv"),
    path("", include("desk.urls")),
    path("", include("reporting.urls")),
]
