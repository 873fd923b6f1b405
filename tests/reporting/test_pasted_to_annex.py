"""Does a text of another program reach the annex as its author saw it? From a plan file to PDF and Word."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from docx import Document

from plans import queries
from plans.domain.values import Period
from plans.findings import findings
from plans.models import ActionPlan, ReportingRound, Submission
from plans.planfile.reading import read_plan_file
from plans.richtext import plain_text, rule, symbols
from plans.typeface import missing_characters, normalise
from tests.pasted import CASES
from tests.plans.reported_plans import report_on
from tests.reporting.pdf_reading import TaggedPdf

SLUG = "indsat-2024"


def plan_file(*commentaries: str) -> bytes:
    """A plan with a goal for each commentary, in a report; JSON is YAML too."""
    keys = [f"goal-{number}" for number, _ in enumerate(commentaries)]
    figure = {"year": "2024", "as_of": "2025-01-15", "value": "10"}
    indicator = {
        "measure": "count",
        "accumulation": "sum",
        "targets": {"2024": "10"},
        "measurements": [figure],
    }
    table = {
        "label": "Tabel 1",
        "title": "Område",
        "column_heading": "Status",
        "rows": [{"goal": key} for key in keys],
    }
    submissions = [{"goal": key, "commentary": html} for key, html in zip(keys, commentaries, strict=True)]
    report = {"title": "Bilag 1", "dated_on": "2025-01-15", "tables": [table]}
    plan = {
        "plan": {"slug": SLUG, "title": "Plan", "starts_on": "2024-01-01", "ends_on": "2024-12-31"},
        "areas": [{"number": "1", "title": "Område"}],
        "goals": [
            {"key": key, "wording": f"Mål {key}", "areas": ["1"], "indicators": [indicator]} for key in keys
        ],
        "rounds": [{"years": "2024", "as_of": "2025-01-15", "submissions": submissions, "report": report}],
    }
    return json.dumps(plan, ensure_ascii=False).encode()


def letters(text: str) -> str:
    """What is read, without spaces, hyphens at the ends of lines, and the marks of bullets."""
    return re.sub(r"[\s•-]", "", text.replace("\N{NO-BREAK SPACE}", ""))


@pytest.mark.django_db
def test_a_pasted_text_in_a_plan_file_is_read_in_the_pdf_and_in_word(tmp_path: Path) -> None:
    """Every case a goal: what is kept stands there line by line, and nothing of what was deleted."""
    path, pdf, docx = (tmp_path / name for name in ("plan.yaml", "bilag.pdf", "bilag.docx"))
    path.write_bytes(plan_file(*(case.html for case in CASES)))

    call_command("import_plan", str(path))
    call_command("annex", SLUG, "--period", "2024", "--format", "pdf", "--output", str(pdf))
    call_command("annex", SLUG, "--period", "2024", "--format", "docx", "--output", str(docx))

    in_pdf = letters(TaggedPdf(pdf.read_bytes()).text)
    in_word = letters(
        "".join(
            paragraph.text
            for table in Document(str(docx)).tables
            for cell in table.columns[-1].cells
            for paragraph in cell.paragraphs
        )
    )
    for case in CASES:
        for line in plain_text(case.expected).split("\n"):
            assert letters(normalise(line)) in in_pdf, f"{case.name}: {line}"
            assert letters(line) in in_word, f"{case.name}: {line}"
    assert "Vi nåede målet: 74 pct.".replace(" ", "") in in_pdf
    for gone in ("Vinåedeikke", "4774", "[AB1]", "91", "skjult1", "window", "201812", "slettet", "kommentar"):
        assert gone not in in_pdf.replace("window.pasted=1>1<2", ""), gone


def test_every_sign_that_the_rule_makes_can_be_shown_in_the_pdf() -> None:
    signs = [sign for _characters, sign in symbols.SYMBOL_FONTS.values()]

    assert missing_characters("".join([*signs, rule.RAISED[1], rule.LOWERED[1], rule.TELLING_BULLETS])) == []
    assert normalise("10⁻³ ☺ ⑩ ⇒") == "10¯³ :-) (10) →"


@pytest.mark.django_db
def test_a_plan_file_with_signs_that_nothing_can_show_comes_in_and_the_checks_name_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As before 0.2. The text is stored as it is, the checks name each sign and its goal; no PDF comes."""
    path, pdf = tmp_path / "plan.yaml", tmp_path / "bilag.pdf"
    bomb = "<p>Vi holdt <i style='font-family:Wingdings'>M</i> i år</p>"
    path.write_bytes(plan_file("<p>Godt gået 👍</p>", bomb, "<p>Alt vel</p>"))

    call_command("import_plan", str(path))

    kept = Submission.objects.order_by("goal__key").values_list("commentary", flat=True)
    assert list(kept) == ["<p>Godt gået 👍</p>", "<p>Vi holdt <em>\uf04d</em> i år</p>", "<p>Alt vel</p>"]
    status = report_on(ActionPlan.objects.get(), Period(2024, 2024))
    everything = findings(status, queries.report_of(ReportingRound.objects.get()))
    found = [finding for finding in everything if finding.code == "unknown_characters"]
    assert [(finding.location, finding.found, finding.blocks) for finding in found] == [
        ("Tabel 1, mål 1: Mål goal-0 – afrapportering", "👍 (U+1F44D)", True),
        ("Tabel 1, mål 2: Mål goal-1 – afrapportering", "U+F04D", True),
    ]
    with pytest.raises(CommandError, match=re.escape("👍 (U+1F44D)")):
        call_command("annex", SLUG, "--period", "2024", "--format", "pdf", "--output", str(pdf))
    assert not pdf.exists()
    call_command("export_plan", SLUG)
    assert "<p>Godt gået 👍</p>" in capsys.readouterr().out


def test_words_bullets_come_in_though_their_font_is_not_told() -> None:
    plan = read_plan_file(plan_file("<p>\uf0b7 et \uf0a7 to</p>"))

    assert plan.rounds[0].submissions[0].commentary == "<p>• et • to</p>"
