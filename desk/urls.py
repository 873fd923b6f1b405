"""Which address leads to which page of entering and approving figures?

Entry, spending, workbook, a goal's own entry page, approval and tasks.
"""

from django.urls import URLPattern, URLResolver, path

import plans.converters  # noqa: F401  # registers "period"
from desk.approval.views import approval
from desk.goal.draft_view import goal_entry_draft
from desk.goal.views import goal_entry, goal_entry_preview
from desk.grid.column import entry_column
from desk.grid.views import entry
from desk.round.views import entry_submit, entry_withdraw
from desk.spending.views import spending, spending_preview
from desk.tasks.views import tasks
from desk.workbook.views import workbook, workbook_file

urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/<slug:slug>/approval/<period:period>/", approval, name="approval"),
    path("tasks/", tasks, name="tasks"),
    path("plans/<slug:slug>/entry/<period:period>/", entry, name="entry"),
    path("plans/<slug:slug>/entry/<period:period>/column/", entry_column, name="entry_column"),
    path("plans/<slug:slug>/entry/<period:period>/submit/", entry_submit, name="entry_submit"),
    path("plans/<slug:slug>/entry/<period:period>/withdraw/", entry_withdraw, name="entry_withdraw"),
    path("plans/<slug:slug>/entry/<period:period>/spending/", spending, name="spending"),
    path(
        "plans/<slug:slug>/entry/<period:period>/spending/preview/", spending_preview, name="spending_preview"
    ),
    path("plans/<slug:slug>/entry/<period:period>/workbook/", workbook, name="workbook"),
    path(
        "plans/<slug:slug>/entry/<period:period>/workbook/<slug:name>.xlsx",
        workbook_file,
        name="workbook_file",
    ),
    path("plans/<slug:slug>/entry/<period:period>/goals/<str:key>/", goal_entry, name="goal_entry"),
    path(
        "plans/<slug:slug>/entry/<period:period>/goals/<str:key>/preview/",
        goal_entry_preview,
        name="goal_entry_preview",
    ),
    path(
        "plans/<slug:slug>/entry/<period:period>/goals/<str:key>/draft/",
        goal_entry_draft,
        name="goal_entry_draft",
    ),
]
