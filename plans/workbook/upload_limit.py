"""How is a file of 100 MB turned away? While it arrives: it is neither kept in memory nor on disk."""

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from plans.workbook.package import LARGEST_FILE

ROOM_FOR_THE_REST = 64 * 1024  # what the form's other fields take
LARGEST_REQUEST = LARGEST_FILE + ROOM_FOR_THE_REST
# So much is still listened to, so that the sender hears why; of more the connection is cut.
MOST_LISTENED_TO = 40 * LARGEST_FILE


class LimitedUpload(FileUploadHandler):
    """Keeps no file of a request that is larger than any file that Vink takes."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002  # Django's signature
        """Pass a piece on; raises StopUpload where the whole is too large."""
        size = 0 if self.request is None else announced_size(self.request)
        if size > LARGEST_REQUEST:
            raise StopUpload(connection_reset=size > MOST_LISTENED_TO)
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:  # noqa: ARG002  # the same
        """Leave the file to the next handler."""
        return None


def announced_size(request: HttpRequest) -> int:
    """How large the request says it is, in bytes; a server reads no more of it than that."""
    announced = str(request.headers.get("content-length") or "")
    return int(announced) if announced.isdecimal() else 0


def is_too_large(request: HttpRequest) -> bool:
    """Whether the request is larger than any file that Vink takes."""
    return announced_size(request) > LARGEST_REQUEST
