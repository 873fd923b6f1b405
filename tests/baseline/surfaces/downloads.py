"""What is in the files that people take away? Workbooks as the values of their cells, and tables as text."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.baseline.browser import Browser
from tests.baseline.surfaces.files import text_of
from tests.baseline.surfaces.plans import OPEN_ROUND, PERIODS

COMPARED = "a=vink-2016-17&a_period=2016-2017&b=vink-2018-19&b_period=2019"


def downloads() -> Iterator[tuple[str, str]]:
    """The file's name and what is in it."""
    reader, contributor = Browser("laeser"), Browser("indberetter")
    asked = [("compare.xlsx", reader, f"/compare/sammenligning.xlsx?{COMPARED}")]
    for slug in PERIODS:
        asked += [
            (f"board {slug}.xlsx", reader, f"/plans/{slug}/board/tavle.xlsx"),
            (f"board {slug}.csv", reader, f"/plans/{slug}/board/tavle.csv"),
            (f"money {slug}.xlsx", reader, f"/plans/{slug}/money/oekonomi.xlsx"),
        ]
    workbook = f"{OPEN_ROUND}workbook/indberetning-vink-2018-19-2018.xlsx"
    asked.append(("workbook.xlsx", contributor, workbook))
    with TemporaryDirectory() as folder:
        for name, person, address in asked:
            path = Path(folder) / name
            path.write_bytes(person.file(address))
            yield f"downloads/{name}", f"{address}\n{text_of(path)}"
