"""Does the validator itself tell a good file from a bad one?

Tests veraPDF, the validator that the tests of PDF files use.
"""

from pathlib import Path

import pytest
from weasyprint import HTML

from tests.verapdf import CannotCheckError, validate_pdf

PAGE = '<html lang="da"><head><title>Bilag 1</title></head><body><h1>Afrapportering</h1></body></html>'


def test_a_file_that_keeps_the_rules_has_nothing_against_it(tmp_path: Path) -> None:
    pdf = tmp_path / "archive.pdf"
    HTML(string=PAGE).write_pdf(pdf, pdf_variant="pdf/a-2a")

    assert validate_pdf(pdf, "2a") == []


def test_a_broken_rule_is_named_by_its_clause(tmp_path: Path) -> None:
    pdf = tmp_path / "plain.pdf"
    HTML(string=PAGE).write_pdf(pdf)

    broken = {" ".join(line.split()[:2]) for line in validate_pdf(pdf, "ua1,2a")}

    assert {"ua1 7.1-11", "2a 6.7.3.3-1"} <= broken  # both standards want a structure tree, and there is none


def test_what_is_no_pdf_cannot_be_checked(tmp_path: Path) -> None:
    text = tmp_path / "text.pdf"
    text.write_text("not a PDF")

    with pytest.raises(CannotCheckError):
        validate_pdf(text)
