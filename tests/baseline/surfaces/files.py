"""What is in a file? Its text, and a hash that does not hang on how a computer compresses."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
from docx.table import Table

from tests.baseline.page_text import lines_of


def digest(path: Path) -> str:
    """SHA-256 of the file; of what is packed, for an office file."""
    if path.suffix not in {".docx", ".xlsx"} or "published" in path.name:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    content_hash = hashlib.sha256()
    with ZipFile(path) as package:
        for name in sorted(package.namelist()):
            content_hash.update(name.encode() + b"\0" + package.read(name) + b"\0")
    return content_hash.hexdigest()


def text_of(path: Path) -> str:
    """The text of a web page, a Word document, a workbook, or of what is text already."""
    readers = {".html": _html, ".docx": _word, ".xlsx": _excel}
    reader = readers.get(path.suffix)
    return "\n".join(reader(path)) if reader else path.read_text(encoding="utf-8-sig")


def _html(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    body = text.find("<body")
    yield from lines_of(text[max(body, 0) :])


def _word(path: Path) -> Iterator[str]:
    document = docx.Document(str(path))
    for each in document.iter_inner_content():
        if isinstance(each, Table):
            for row in each.rows:
                yield " | ".join(" / ".join(cell.text.splitlines()) for cell in row.cells)
        elif each.text.strip():
            yield f"[{each.style.name if each.style else ''}] {each.text}"


def _excel(path: Path) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(path):
        yield f"[{sheet.title}, {sheet.sheet_state}]"
        for row in sheet.iter_rows():
            cells = [f"{cell.coordinate}={_value(cell.value)}" for cell in row if cell.value is not None]
            if cells:
                yield " | ".join(cells)


def _value(value: object) -> str:
    """A cell's value on one line, with its kind where that is no text; what is signed differs each time."""
    if not isinstance(value, str):
        return f"{value} ({type(value).__name__})"
    is_signed = len(value) > 200 and " " not in value
    return "(signed)" if is_signed else value.replace("\n", " / ")
