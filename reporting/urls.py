"""Which address leads to which page that reports how plans stand?

Front page, comparison, board, money, goals, status, overview, annex with its publications, redactions, the
feed for programs, and shared publications.
"""

from django.urls import URLPattern, URLResolver, path

import plans.converters  # noqa: F401  # registers "period"
from reporting.annex import views as annex_views
from reporting.board.views import board, board_file, status
from reporting.brief.views import brief, brief_pdf
from reporting.checks.views import report_checks
from reporting.compare.views import comparison, comparison_file
from reporting.feed import views as feed_views
from reporting.feed.addresses import FEED
from reporting.front_page.views import ended_plans, overview
from reporting.goal_page import views as goal_views
from reporting.goal_page.restoring import restore
from reporting.money.views import money, money_xlsx
from reporting.pdf_queue.views import pdf_job
from reporting.plan_page import views as plan_views
from reporting.publish import changes as publication_changes
from reporting.publish import meetings, shared
from reporting.publish import views as publish_views
from reporting.redaction import views as redaction_views
from reporting.report_editor.views import report_editor

_PUBLICATIONS = "plans/<slug:slug>/annex/<period:period>/publications/"
_PUBLICATION = f"{_PUBLICATIONS}<int:number>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview, name="overview"),
    path("ended/", ended_plans, name="ended_plans"),
    path("compare/", comparison, name="compare"),
    path("compare/sammenligning.xlsx", comparison_file, name="compare_file"),
    path("plans/<slug:slug>/", plan_views.plan, name="plan"),
    path("plans/<slug:slug>/board/", board, name="board"),
    path("plans/<slug:slug>/board/tavle.<slug:extension>", board_file, name="board_file"),
    path("plans/<slug:slug>/money/", money, name="money"),
    path("plans/<slug:slug>/money/oekonomi.xlsx", money_xlsx, name="money_xlsx"),
    path("plans/<slug:slug>/goals/<str:key>/", goal_views.goal, name="goal"),
    path("plans/<slug:slug>/goals/<str:key>/restore/<int:change>/", restore, name="restore"),
    path("plans/<slug:slug>/status/<period:period>/", status, name="status"),
    path("plans/<slug:slug>/brief/<period:period>/", brief, name="brief"),
    path("plans/<slug:slug>/brief/<period:period>/ledelsesoverblik.pdf", brief_pdf, name="brief_pdf"),
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
    path(f"{_PUBLICATION}lengthen/", publication_changes.lengthen, name="publication_lengthen"),
    path(f"{_PUBLICATION}revoke/", publication_changes.revoke, name="publication_revoke"),
    path(f"{_PUBLICATION}filing/", publication_changes.file, name="publication_filing"),
    path(f"{_PUBLICATION}decision/", meetings.decide, name="publication_decision"),
    path(f"{_PUBLICATION}decision/connect/", meetings.connect, name="publication_connect"),
    path(f"{_PUBLICATION}decision/<int:decision>/", meetings.decide_item, name="publication_outcome"),
    path(f"{_PUBLICATION}decision/<int:decision>/edit/", meetings.edit_meeting, name="meeting_edit"),
    path(f"{_PUBLICATION}decision/<int:decision>/delete/", meetings.delete_meeting, name="meeting_delete"),
    path("plans/<slug:slug>/redactions/", redaction_views.redactions, name="redactions"),
    path("plans/<slug:slug>/redactions/<int:number>/", redaction_views.redaction, name="redaction"),
    path("pdf/<int:number>/", pdf_job, name="pdf_job"),
    path("api/", feed_views.about, name="feed"),
    path(f"{FEED}plans/", feed_views.plans, name="feed_plans"),
    path(f"{FEED}plans/<slug:slug>/status/<period:period>/", feed_views.status, name="feed_status"),
    path(f"{FEED}goals/", feed_views.goals, name="feed_goals"),
    path(f"{FEED}publications/", feed_views.publications, name="feed_publications"),
    path(f"{FEED}openapi.json", feed_views.description, name="feed_description"),
    path("shared/<str:token>/", shared.shared_publication, name="shared_publication"),
    path("shared/<str:token>/bilag-1.<slug:extension>", shared.shared_file, name="shared_file"),
]
