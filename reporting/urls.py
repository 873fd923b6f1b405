"""Which address leads to which report page?"""

from django.urls import URLPattern, URLResolver, path

import plans.converters  # noqa: F401  # registers "period"
from reporting import views
from reporting.annex import views as annex_views
from reporting.board.views import board, board_file
from reporting.checks.views import report_checks
from reporting.goal_page import views as goal_views
from reporting.goal_page.restoring import restore
from reporting.plan_page import views as plan_views
from reporting.publish import changes as publication_changes
from reporting.publish import shared
from reporting.publish import views as publish_views
from reporting.report_editor.views import report_editor

_PUBLICATIONS = "plans/<slug:slug>/annex/<period:period>/publications/"
_PUBLICATION = f"{_PUBLICATIONS}<int:number>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.overview, name="overview"),
    path("plans/<slug:slug>/", plan_views.plan, name="plan"),
    path("plans/<slug:slug>/board/", board, name="board"),
    path("plans/<slug:slug>/board/tavle.<slug:extension>", board_file, name="board_file"),
    path("plans/<slug:slug>/goals/<str:key>/", goal_views.goal, name="goal"),
    path("plans/<slug:slug>/goals/<str:key>/restore/<int:change>/", restore, name="restore"),
    path("plans/<slug:slug>/status/<period:period>/", views.status, name="status"),
    path("plans/<slug:slug>/annex/<period:period>/", annex_views.annex, name="annex"),
    path("plans/<slug:slug>/annex/<period:period>/edit/", report_editor, name="report_editor"),
    path("plans/<slug:slug>/annex/<period:period>/bilag-1.pdf", annex_views.annex_pdf, name="annex_pdf"),
    path("plans/<slug:slug>/annex/<period:period>/bilag-1.docx", annex_views.annex_docx, name="annex_docx"),
    path("plans/<slug:slug>/annex/<period:period>/bilag-1.xlsx", annex_views.annex_xlsx, name="annex_xlsx"),
    path("plans/<slug:slug>/annex/<period:period>/checks/", report_checks, name="report_checks"),
    path(_PUBLICATIONS, publish_views.publications, name="publications"),
    path(_PUBLICATION, publish_views.publication, name="publication"),
    path(f"{_PUBLICATION}bilag-1.<slug:extension>", publish_views.publication_file, name="publication_file"),
    path(f"{_PUBLICATION}share/", publication_changes.share, name="publication_share"),
    path(f"{_PUBLICATION}revoke/", publication_changes.revoke, name="publication_revoke"),
    path(f"{_PUBLICATION}filing/", publication_changes.file, name="publication_filing"),
    path(f"{_PUBLICATION}decision/", publication_changes.decide, name="publication_decision"),
    path(f"{_PUBLICATION}decision/connect/", publication_changes.connect, name="publication_connect"),
    path("shared/<str:token>/", shared.shared_publication, name="shared_publication"),
    path("shared/<str:token>/bilag-1.<slug:extension>", shared.shared_file, name="shared_file"),
]
