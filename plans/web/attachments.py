"""How is a file handed to a browser? Under its name, with its media type, to be kept or to be read."""

from enum import StrEnum

from django.http import HttpResponse


class MediaType(StrEnum):
    """What kind of file an answer is, as browsers know it."""

    HTML = "text/html; charset=utf-8"
    PDF = "application/pdf"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    CSV = "text/csv; charset=utf-8"
    JSON = "application/json"


def attachment(content: bytes, media_type: MediaType, name: str) -> HttpResponse:
    """Returns the answer that lets the browser keep `content` as a file called `name`."""
    return _file(content, media_type, "attachment", name)


def inline_file(content: bytes, media_type: MediaType, name: str) -> HttpResponse:
    """Returns the answer that shows `content` in the browser, where it may be kept as `name`."""
    return _file(content, media_type, "inline", name)


def _file(content: bytes, media_type: MediaType, disposition: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'{disposition}; filename="{name}"'}
    return HttpResponse(content, content_type=media_type.value, headers=headers)
