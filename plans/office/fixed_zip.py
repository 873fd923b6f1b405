"""How does a zipped file become the same bytes each time? No clock, no machine, nothing but its parts."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The first moment that a zip file can name. What it is, matters to nobody: the document tells its own dates.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Zip the parts by name, in their order."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = _UNIX
            archive.writestr(entry, content)
    return file.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """Give the parts of a zipped file by name, in their order."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
