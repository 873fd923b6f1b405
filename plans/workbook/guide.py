"""What does a person read first in the workbook? How it is filled in and sent back, in Danish."""

from collections.abc import Iterator

from plans.wording import figures
from plans.workbook.columns import COLUMNS, Kind
from plans.workbook.lines import RoundBook

_STEPS = (
    ("Sådan gør du", "Udfyld de gule felter på arkene. Der er ét ark for hvert indsatsområde."),
    ("", "Gem filen som Excel-projektmappe (.xlsx), og send den ind på den side, hvor du hentede den."),
    ("", "Vink viser, hvad der ville ændre sig. Intet gemmes, før du har set det og sagt ja."),
    (
        "Tomme felter",
        "Tomme felter ændrer ikke noget. Er tallet nul, så skriv 0.",
    ),
    (
        "Kan ikke opgøres",
        "Slet tallet i rækken, vælg en årsag på listen, og skriv hvorfor i feltet ved siden af.",
    ),
    ("Grå felter", "De hører ikke til rækken eller er låst. Lad dem stå."),
    ("Formler", "Skriv tallene. Vink læser ikke formler."),
    (
        "Rettet imens",
        "Har andre rettet et tal, siden du hentede filen, bliver deres tal stående, og du får det at vide.",
    ),
)


def guide_lines(book: RoundBook) -> Iterator[tuple[str, str]]:
    """The lines of the guide: a label, which may be empty, and a text."""
    yield f"Indberetning {book.years}", ""
    yield "Handleplan", book.plan
    yield "Opgjort", figures.day(book.as_of)
    if book.deadline:
        yield "Frist", figures.day(book.deadline)
    yield "Hentet", f"{figures.day(book.downloaded.date())} kl. {book.downloaded:%H.%M} af {book.person}"
    yield "", ""
    yield from _STEPS
    yield "", ""
    yield "Felterne", "Hvad der skrives i dem:"
    for column in COLUMNS:
        if column.kind is not Kind.KNOWN:
            yield column.heading, column.meaning
