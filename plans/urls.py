"""Which address leads to which page of the plans?"""

from django.urls import URLPattern, URLResolver, path

import plans.converters  # noqa: F401  # registers "period" and "slot"
from plans.views.entry import entry
from plans.views.figure import figure

urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/<slug:slug>/entry/<period:period>/", entry, name="entry"),
    path(
        "plans/<slug:slug>/entry/<period:period>/<int:indicator>/<slot:slot>/",
        figure,
        name="figure",
    ),
]
