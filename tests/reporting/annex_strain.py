"""What strains the annex most? Made-up memos with far more, far longer, and far less than a real one."""

import dataclasses
from datetime import date

from django.utils.safestring import SafeString

from reporting.annex.memo import Annex, AnnexRow, AnnexTable, Note
from tests.reporting.annex_samples import SENDER, bullets, paragraphs, plain_bullets, row, safe

SENTENCES = (
    "Indsatsen er gennemført i samarbejde med boligorganisationer, ungdomsklubber og civilsamfundsaktører.",
    "Opgørelsen dækker både forløb igangsat i perioden og forløb overført fra året før.",
    "Der afventes svar fra to af de borgere, der er tilbudt forløb.",
    "Deltagerne har været socialrådgivere, lærere, pædagoger og beskæftigelseskonsulenter.",
)
NESTED = (
    "<ul><li><p>Et punkt med <strong>fed</strong> og <em>kursiv</em> skrift</p>"
    "<ul><li><p>et punkt i punktet</p></li><li>og et uden afsnit<ul><li>tredje trin</li></ul></li></ul></li>"
    "<li><p>Et punkt i to afsnit,</p><p>hvor dette er det andet.</p></li>"
    "<li>Et punkt<br>over to linjer</li></ul>"
)


def prose(sentences: int) -> str:
    """Write a paragraph of so many sentences."""
    return " ".join(SENTENCES[number % len(SENTENCES)] for number in range(sentences))


def strained_row(number: int) -> AnnexRow:
    """Make a goal's row, with texts of another length and other parts than its neighbour's."""
    commentary = [
        "",
        paragraphs(prose(1)),
        bullets(*SENTENCES[: number % 4 + 1]),
        paragraphs(*(prose(number % 5 + 1) for _ in range(number % 3 + 1))),
        paragraphs(prose(2)) + NESTED + plain_bullets(*SENTENCES),
        paragraphs(prose(16)),
        bullets(*SENTENCES * 3),
    ][number % 7]
    return row(
        f"Mål {number}: {prose(number % 3 + 1)}",
        "Målet er delvist nået." if number % 5 else "",
        commentary,
        heading="Understøttelse af koordineringsenhedens mål *" if number % 4 == 0 else "",
        sub_heading="Civilsamfundsorganisationer og boligområder" if number % 3 == 0 else "",
        note_number=number % 3 or None,
        footnote=f"* {prose(number % 2 + 1)}" if number % 6 == 0 else "",
    )


def strained_annex(goals: int = 200) -> Annex:
    """Make a memo of so many goals in tables of twenty, with every part that a memo can have."""
    tables = tuple(
        AnnexTable(
            label=f"Tabel {first // 20 + 1}",
            title="Foregribende indsats i relation til radikaliseringstruede borgere og " + prose(first % 3),
            goal_heading="Resultatmål",
            report_heading="Afrapportering 2019",
            rows=tuple(strained_row(number) for number in range(first, min(first + 20, goals))),
            notes=(Note(1, prose(1)), Note(2, prose(6))) if first == 0 else (),
            remarks=f"{prose(3)}\n\n{prose(2)}" if first % 40 == 0 else "",
        )
        for first in range(0, goals, 20)
    )
    return Annex(
        kind="Notat",
        title="Bilag 1. " + prose(2),
        dated_on=date(2020, 1, 31),
        details=(
            ("Sagsnummer", "2020-0007694"),
            ("Dokumentnummer", "2020-0007694-2"),
            ("Sagsbehandler", "Specialkonsulent med et ualmindeligt langt stillingsbetegnelsesnavn"),
        ),
        sender=SENDER * 2,
        sender_details=(("EAN-nummer", "5798009710581"), ("Telefon", "33 66 33 66")),
        website="www.integrationsogbeskaeftigelsesforvaltningen.example.dk",
        author="Københavns Kommune",
        intro=safe(paragraphs(prose(4), prose(8)) + NESTED),
        closing=safe(paragraphs(prose(4), prose(2))),
        tables=tables,
    )


BARE_ANNEX = Annex(
    kind="Notat",
    title="Bilag 1",
    dated_on=date(2020, 1, 15),
    details=(),
    sender=(),
    sender_details=(),
    website="",
    author="",
    intro=SafeString(""),
    closing=SafeString(""),
    tables=(),
)

EMPTY_TABLE_ANNEX = dataclasses.replace(
    BARE_ANNEX,
    tables=(AnnexTable("Tabel 1", "Uden mål", "Resultatmål", "Afrapportering 2019", (), (), ""),),
)
