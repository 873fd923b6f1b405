"""Which address leads to which report page?"""

from django.urls import URLPattern, URLResolver, path

import plans.converters  # noqa: F401  # registers "period" and "slot"
from reporting import views
from reporting.annex import views as annex_views
from reporting.goal_page import views as goal_views
from reporting.goal_page.restoring import restore
from reporting.plan_page import views as plan_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.overview, name="overview"),
    path("plans/<slug:slug>/", plan_views.plan, name="plan"),
    path("plans/<slug:slug>/goals/<str:key>/", goal_views.goal, name="goal"),
    path("plans/<slug:slug>/goals/<str:key>/restore/<int:change>/", restore, name="restore"),
    path("plans/<slug:slug>/status/<period:period>/", views.status, name="status"),
    path("plans/<slug:slug>/annex/<period:period>/", annex_views.annex, name="annex"),
    path("plans/<slug:slug>/annex/<period:period>/bilag-1.pdf", annex_views.annex_pdf, name="annex_pdf"),
    path("plans/<slug:slug>/annex/<period:period>/bilag-1.docx", annex_views.annex_docx, name="annex_docx"),
    path("plans/<slug:slug>/annex/<period:period>/bilag-1.xlsx", annex_views.annex_xlsx, name="annex_xlsx"),
]
