"""The files that the floor makes: the board as Excel, and a year's report as PDF and Word."""

from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from docx import Document
from openpyxl import Workbook
from openpyxl.styles import Font
from weasyprint import HTML

from tests.benchmarks.floor.models import Plan
from tests.benchmarks.floor.views import goals_of, in_year

BOARD = ["Område", "Nr.", "Resultatmål", "År", "Mål", "Nået", "Tæller", "Nævner", "Afvigelse", "Status"]
REPORT = ["Resultatmål", "Mål", "Nået", "Status", "Bemærkning"]


def excel(_request: HttpRequest, slug: str) -> HttpResponse:
    """Every figure of the plan, a row each."""
    plan = get_object_or_404(Plan, slug=slug)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(BOARD)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for goal in goals_of(plan):
        for figure in goal.figures.all():
            sheet.append(
                [
                    goal.area.title,
                    goal.order,
                    goal.wording,
                    figure.year,
                    figure.target,
                    figure.actual,
                    figure.numerator,
                    figure.denominator,
                    figure.deviation,
                    figure.status,
                ]
            )
    file = BytesIO()
    book.save(file)
    return HttpResponse(file.getvalue())


def pdf(_request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """A year's report as WeasyPrint sets it."""
    html = render_to_string("floor/report.html", in_year(slug, year))
    return HttpResponse(HTML(string=html).write_pdf(), content_type="application/pdf")


def word(_request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """A year's report as one table."""
    context = in_year(slug, year)
    document = Document()
    document.add_heading(f"Bilag 1: {context['plan'].title}, {year}")
    table = document.add_table(rows=1, cols=len(REPORT), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, REPORT, strict=True):
        cell.text = text
    for goal in context["goals"]:
        figure = goal.figure
        texts = [goal.wording, figure.target, figure.actual, figure.status, goal.commentary]
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = str(text)
    file = BytesIO()
    document.save(file)
    return HttpResponse(file.getvalue())
