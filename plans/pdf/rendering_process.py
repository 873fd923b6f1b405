"""What does the process do that sets type for the site? It waits for a document, sets it, and answers.

`worker` starts it: `python -m plans.pdf.rendering_process LOCK MOST_RENDERINGS`. It talks over standard
input and output, and ends when its standard input does: whoever started it may die in any way and leaves no
process behind.
"""

import fcntl
import os
import resource
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO

from plans.pdf.frames import Answer, Failure, Request, read_request, write_answer

NICENESS = 10  # pages go before PDFs
# A process that has grown goes, and the next one starts small.
MOST_MEBIBYTES = 200
IDLE_SECONDS = 10 * 60


def main(lock: Path, most_renderings: int) -> None:
    """Serve until nobody asks any more, the process has set so many documents, or it has grown too large."""
    os.nice(NICENESS)
    questions, answers = _own_streams()
    _prepare()
    served = 0
    while select.select([questions], [], [], IDLE_SECONDS)[0]:
        request = read_request(questions)
        if request is None:
            return
        with _alone(lock):
            answer = _rendered(request)
        served += 1
        is_last = served >= most_renderings or _mebibytes() > MOST_MEBIBYTES
        write_answer(answers, answer, is_last=is_last)
        if is_last:
            return


def _own_streams() -> tuple[IO[bytes], IO[bytes]]:
    """Standard input and output for the talk alone: what a library prints goes to standard error."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    # Unbuffered, as `select` sees only what has not been read yet.
    return os.fdopen(os.dup(sys.stdin.fileno()), "rb", buffering=0), answers


def _prepare() -> None:
    """Load what the first document would else wait for."""
    import django  # noqa: PLC0415

    django.setup()
    import weasyprint  # noqa: F401, PLC0415

    import plans.pdf.document  # noqa: F401, PLC0415


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Wait until no other server process of the installation sets a document."""
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _rendered(request: Request) -> Answer:
    from plans.pdf.document import (  # noqa: PLC0415
        CharactersMissing,
        FontsMissing,
        TooManyPages,
        render_pdf,
    )

    created = (datetime if request.is_moment else date).fromisoformat(request.created)
    try:
        return render_pdf(request.html, created=created, most_pages=request.most_pages)
    except CharactersMissing as error:
        return Failure("characters", error.characters)
    except TooManyPages as error:
        return Failure("pages", [str(error.pages)])
    except FontsMissing as error:
        return Failure("fonts", [str(error)])
    except Exception as error:  # noqa: BLE001  # whatever it was, the next document is to be set
        return Failure("other", [f"{type(error).__name__}: {error}"])


def _mebibytes() -> float:
    """The memory that the process has; where the system does not tell, the most that it has had."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024)  # bytes, on a Mac
    # The most, on Linux, would be that of the server process, which had it when it started this one.
    return pages * resource.getpagesize() / (1024 * 1024)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
