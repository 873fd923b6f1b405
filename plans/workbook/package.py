"""Is this file an Excel workbook that is safe to open? Told before anything in it is parsed."""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as DeflateError  # noqa: N812  # an exception, as the others

from django.utils.translation import gettext as _

LARGEST_FILE = 5 * 1024 * 1024  # bytes
LARGEST_UNPACKED = 24 * 1024 * 1024  # of all parts; the workbook of 2,000 figures has some 3
MOST_PARTS = 300
MOST_TAGS = 600_000  # the workbook of 2,000 figures has some 150,000
MOST_TIMES_PACKED = 200
SMALL_PART = 64 * 1024  # may be packed as tightly as it likes
_PIECE = 64 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_FLAG = 0x1
_XML = (".xml", ".rels", ".vml")
# How a part begins that a parser takes for XML, whatever its name: UTF-8, UTF-16 and UTF-32 with a mark or
# without, EBCDIC.
_XML_BEGINS = (b"<", b"\xff\xfe", b"\xfe\xff", b"\0<", b"\0\0", b"Lo\xa7\x94")
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([^"']*)["']""")
_PLAIN_ENCODINGS = {b"utf-8", b"us-ascii", b"ascii"}
_FORBIDDEN_MARKUP = (b"<!DOCTYPE", b"<!ENTITY")
_LONGEST_MARKUP = 16
_STRICT = b"://purl.oclc.org/ooxml/"  # ISO/IEC 29500 strict; what Excel writes otherwise is transitional
_EXTERNAL = re.compile(rb"<[^<>]*TargetMode\s*=\s*[\"']External[\"'][^<>]*>")
_HYPERLINK = b"/hyperlink"


# What reading a broken archive may raise, a part packed or encrypted in ways unknown to Python included.
_UNREADABLE = (BadZipFile, DeflateError, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)


class Refusal(Exception):
    """Why the file is not read at all, in one sentence for the person who sent it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def too_large() -> str:
    """Why a file is not even received."""
    return _("Filen er større end %(most)s MB. Hent arbejdsbogen igen, og indsæt ikke billeder i den.") % {
        "most": LARGEST_FILE // 1024 // 1024
    }


def check_package(content: bytes) -> None:
    """Raises Refusal unless `content` is a plain .xlsx file of a reasonable size, without anything active."""
    if len(content) > LARGEST_FILE:
        raise Refusal(too_large())
    if content.startswith(_OLE):
        raise Refusal(_ole_sentence(content))
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check_directory(archive.infolist())
            _check_parts(archive)
    except _UNREADABLE as error:
        raise Refusal(_not_a_workbook()) from error


def _ole_sentence(content: bytes) -> str:
    if _ENCRYPTED_PACKAGE in content:
        return _("Filen er beskyttet med en adgangskode. Fjern adgangskoden i Excel, gem, og send den igen.")
    return _("Filen er i det gamle Excel-format (.xls). Gem den som Excel-projektmappe (.xlsx).")


def _not_a_workbook() -> str:
    return _("Filen er ikke en Excel-projektmappe (.xlsx). Send den arbejdsbog, du har hentet her.")


def _strict() -> str:
    return _(
        "Filen er gemt som Strict Open XML. Gem den som almindelig Excel-projektmappe (.xlsx), og send den"
        " igen."
    )


def _check_directory(parts: list[ZipInfo]) -> None:
    """What the file tells of its parts, before any is unpacked."""
    names = [part.filename.casefold() for part in parts]
    _check_kind(names)
    if len(parts) > MOST_PARTS or len(set(names)) < len(names):
        raise Refusal(_not_a_workbook())
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise Refusal(_("Filen er beskyttet med en adgangskode. Fjern adgangskoden, og send den igen."))
    if any(part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for part in parts):
        raise Refusal(_not_a_workbook())
    swollen = any(
        part.file_size > SMALL_PART and part.file_size > MOST_TIMES_PACKED * part.compress_size
        for part in parts
    )
    if swollen or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Refusal(
            _("Filen fylder for meget, når den pakkes ud. Hent arbejdsbogen igen, og udfyld kun dens felter.")
        )


def _check_kind(names: list[str]) -> None:
    active = {
        "vbaproject": _("Filen indeholder makroer. Gem den som Excel-projektmappe uden makroer (.xlsx)."),
        "macrosheets/": _("Filen indeholder makroer. Gem den som Excel-projektmappe uden makroer (.xlsx)."),
        "externallinks/": _linked(),
        "connections.xml": _linked(),
        "embeddings/": _embedded(),
        "activex/": _embedded(),
        "oleobject": _embedded(),
    }
    for sign, sentence in active.items():
        if any(sign in name for name in names):
            raise Refusal(sentence)
    if "xl/workbook.bin" in names:
        raise Refusal(_("Filen er i formatet .xlsb. Gem den som Excel-projektmappe (.xlsx)."))
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        raise Refusal(_not_a_workbook())


def _linked() -> str:
    return _("Filen henter data fra andre filer (eksterne kæder). Bryd kæderne i Excel, og send den igen.")


def _embedded() -> str:
    return _("Filen indeholder indlejrede objekter (OLE eller ActiveX). Slet dem, og send den igen.")


def _check_parts(archive: ZipFile) -> None:
    tags = 0
    for part in archive.infolist():
        is_xml = part.filename.casefold().endswith(_XML)
        for number, piece in enumerate(_pieces(archive, part)):
            if number == 0:
                is_xml = is_xml or _without_mark(piece).startswith(_XML_BEGINS)
            if not is_xml:
                continue
            if number == 0:
                _check_encoding(piece)
            _check_markup(piece)
            if number == 0 and _STRICT in piece:
                raise Refusal(_strict())
            tags += piece.count(b"<")
            if tags > MOST_TAGS:
                raise Refusal(
                    _("Filen har for mange celler. Hent arbejdsbogen igen, og udfyld kun dens felter.")
                )
        if part.filename.casefold().endswith(".rels"):
            _check_links(archive.read(part))
        if part.filename == "[Content_Types].xml" and b"macroEnabled" in archive.read(part):
            raise Refusal(_("Filen indeholder makroer. Gem den som Excel-projektmappe uden makroer (.xlsx)."))


def _pieces(archive: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    """The part, unpacked piece by piece; each begins with the end of the one before."""
    before = b""
    with archive.open(part) as opened:
        while piece := opened.read(_PIECE):
            yield before + piece
            before = piece[-_LONGEST_MARKUP:]


def _without_mark(beginning: bytes) -> bytes:
    """The beginning of a text, without UTF-8's mark and spaces."""
    return beginning.removeprefix(b"\xef\xbb\xbf").lstrip()


def _check_encoding(beginning: bytes) -> None:
    """Nothing but UTF-8, in which the markup can be searched for."""
    text = _without_mark(beginning)
    declared = _DECLARED.match(text)
    if not text.startswith(b"<") or (declared and declared[1].lower() not in _PLAIN_ENCODINGS):
        raise Refusal(_not_a_workbook())


def _check_markup(piece: bytes) -> None:
    """No declarations of types and entities; no NUL, by which a wider encoding would hide them."""
    if any(markup in piece for markup in _FORBIDDEN_MARKUP) or b"\0" in piece:
        raise Refusal(
            _("Filen indeholder XML-erklæringer (DOCTYPE), som Excel ikke skriver. Hent arbejdsbogen igen.")
        )


def _check_links(relations: bytes) -> None:
    """A link that a person clicks is harmless and never followed; anything else that is fetched is not."""
    if any(_HYPERLINK not in link for link in _EXTERNAL.findall(relations)):
        raise Refusal(_linked())
