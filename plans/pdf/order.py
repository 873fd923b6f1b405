"""What is to be set as PDF, and how is it kept while it waits? Documents; the first that fits is taken."""

import hashlib
import json
import zlib
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from plans.pdf import worker
from plans.pdf.document import CharactersMissing, FontsMissing, TooManyPages
from plans.pdf.frames import Answer, Failure
from plans.pdf.worker import RenderingFailed


@dataclass(frozen=True, slots=True)
class Order:
    """HTML documents, each of which takes less room than the one before it, and how many pages there may be.

    `created` is the date of the file's making; a moment has a time zone.
    """

    documents: tuple[str, ...]
    created: date
    most_pages: int | None = None

    def kept(self) -> bytes:
        """The order as bytes, with the language of whoever asks."""
        values = {
            "documents": self.documents,
            "created": self.created.isoformat(),
            "is_moment": isinstance(self.created, datetime),
            "most_pages": self.most_pages,
            "language": get_language(),
        }
        return zlib.compress(json.dumps(values).encode("utf-8", "surrogatepass"), 1)


def digest_of(kept: bytes) -> str:
    """The same for the same order, and for no other."""
    return hashlib.sha256(kept).hexdigest()


def carry_out(kept: bytes) -> Answer:
    """Set what was kept as PDF: the file, or why there is none. It asks nothing of the database."""
    values = json.loads(zlib.decompress(kept))
    moment = datetime if values["is_moment"] else date
    order = Order(tuple(values["documents"]), moment.fromisoformat(values["created"]), values["most_pages"])
    with override(values["language"]):
        try:
            return pdf_of(order)
        except CharactersMissing as error:
            return Failure("characters", error.characters)
        except FontsMissing as error:
            return Failure("fonts", [str(error)])
        except RenderingFailed as error:
            return Failure("other", [str(error)])
        except Exception as error:  # noqa: BLE001  # whoever waits for the file is told
            return Failure("other", [f"{type(error).__name__}: {error}"])


def raise_failure(failure: Failure) -> None:
    """Raise what `pdf_of` would have raised."""
    if failure.kind == "characters":
        raise CharactersMissing(failure.details)
    if failure.kind == "fonts":
        raise FontsMissing(*failure.details)
    raise RenderingFailed(*failure.details)


def pdf_of(order: Order) -> bytes:
    """The first document that fits, as PDF; where none may be too long, the first.

    Raises CharactersMissing, FontsMissing and RenderingFailed as `worker.render` does.
    """
    first, *shorter = order.documents
    pdf = _set(order, first)
    if pdf is None:
        pdf = _first_that_fits(order, shorter)
    if pdf is None:
        raise RenderingFailed(_("Overblikket kan ikke stå på én side."))
    return pdf


def _first_that_fits(order: Order, documents: list[str]) -> bytes | None:
    """Halve the documents until the first is found that fits."""
    fitting = None
    first, last = 0, len(documents) - 1
    while first <= last:
        middle = (first + last) // 2
        pdf = _set(order, documents[middle])
        if pdf is None:
            first = middle + 1
        else:
            fitting, last = pdf, middle - 1
    return fitting


def _set(order: Order, document: str) -> bytes | None:
    """The file; None where it has more pages than it may."""
    try:
        return worker.render(document, created=order.created, most_pages=order.most_pages)
    except TooManyPages:
        return None
