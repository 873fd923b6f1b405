"""The addresses of the floor."""

from django.contrib import admin
from django.urls import path

from tests.benchmarks.floor import files, views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", views.front, name="front"),
    path("plans/<slug:slug>/status/<int:year>/", views.status, name="status"),
    path("plans/<slug:slug>/board/", views.board, name="board"),
    path("plans/<slug:slug>/entry/<int:year>/", views.entry, name="entry"),
    path("figures/<int:pk>/", views.save, name="save"),
    path("plans/<slug:slug>/board.xlsx", files.excel, name="excel"),
    path("plans/<slug:slug>/<int:year>.pdf", files.pdf, name="pdf"),
    path("plans/<slug:slug>/<int:year>.docx", files.word, name="word"),
]
