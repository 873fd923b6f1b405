"""How does a Word file begin, and how does it end as bytes? The template's page, styles, head and foot.

The same contents give the same bytes: nothing comes from the clock or from chance.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument

from plans.office.fixed_zip import unzipped, zipped

# The unpacked parts of a .docx: page, styles, lists, running head and foot.
TEMPLATE = Path(__file__).parent / "word_template"


def new_document() -> WordDocument:
    """Returns an empty document with the memo's page and styles."""
    return Document(BytesIO(_template()))


def as_bytes(document: WordDocument) -> bytes:
    """Returns the file of `document`."""
    file = BytesIO()
    document.save(file)
    return zipped(unzipped(file.getvalue()))


@cache
def _template() -> bytes:
    files = sorted(path for path in TEMPLATE.rglob("*") if path.is_file())
    return zipped({path.relative_to(TEMPLATE).as_posix(): path.read_bytes() for path in files})
