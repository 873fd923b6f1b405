"""How much does Vink add to WeasyPrint's own time for the annex of 2019? The same HTML and fonts for both."""

from pathlib import Path

import pytest
from django.core.management import call_command
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from plans.domain.values import Period
from plans.pdf.document import MEDIUM, font_face_rules, render_pdf
from reporting.annex.contents import annex_of
from reporting.annex.rendering import render_document
from reporting.management.arguments import requested_report
from tests.benchmarks.clock import milliseconds
from tests.benchmarks.conftest import Table

pytestmark = pytest.mark.django_db

PLANS = Path(__file__).parents[2] / "plans" / "data"
LIMIT = 1.25


def test_annex_of_2019(table: Table) -> None:
    for slug in ("vink-2009-10", "vink-2016-17", "vink-2018-19"):
        call_command("import_plan", str(PLANS / f"{slug}.yaml"), verbosity=0)
    memo = annex_of(requested_report("vink-2018-19", Period(2019, 2019)))
    html = render_document(memo)

    def weasyprint_alone() -> None:
        configuration = FontConfiguration()
        faces = CSS(string=font_face_rules(), media_type=MEDIUM, font_config=configuration)
        document = HTML(string=html, media_type=MEDIUM).render(stylesheets=[faces], font_config=configuration)
        document.write_pdf(pdf_variant="pdf/a-2a")

    floor = milliseconds(weasyprint_alone, runs=9)
    ours = milliseconds(lambda: render_pdf(html, created=memo.dated_on), runs=9)
    table.add(
        "PDF of the 2019 annex",
        f"{ours / floor:.2f} × WeasyPrint alone",
        f"{LIMIT} ×",
        f"{floor:.0f} ms",
        f"{ours:.0f} ms",
    )
