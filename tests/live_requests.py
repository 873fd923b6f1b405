"""Which requests is the live server still answering? A test's rows are not taken away under them."""

import threading
import time
from typing import Any

from django.core.signals import request_finished, request_started

from tests.patience import PATIENCE

_being_answered: dict[threading.Thread, str] = {}


def watch() -> None:
    """Note each request that another thread than the tests' own begins and ends to answer."""
    request_started.connect(_begin)
    request_finished.connect(_end)


def wait_for_the_last() -> None:
    """Return once every request is answered.

    Raises TimeoutError where one never is.
    """
    deadline = time.monotonic() + PATIENCE
    while paths := [path for thread, path in list(_being_answered.items()) if thread.is_alive()]:
        if time.monotonic() > deadline:
            raise TimeoutError(f"The live server has no answer yet to {', '.join(paths)}.")
        time.sleep(0.01)
    _being_answered.clear()


def _begin(environ: dict[str, Any] | None = None, **_signal: Any) -> None:
    if environ and threading.current_thread() is not threading.main_thread():
        _being_answered[threading.current_thread()] = environ["PATH_INFO"]


def _end(**_signal: Any) -> None:
    _being_answered.pop(threading.current_thread(), None)
