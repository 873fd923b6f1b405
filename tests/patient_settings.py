"""How is a server set up that a test starts? As usual, but it waits longer: for its turn, and for people."""

from typing import Any

from tests.patience import A_DAY, PATIENCE
from vink.settings import *  # noqa: F403
from vink.settings import DATABASES

PROVED_FOR = A_DAY
PDF_AT_ONCE = PATIENCE
_options: Any = DATABASES["default"].get("OPTIONS", {})
if "timeout" in _options:  # SQLite, where one writer at a time has its turn
    _options["timeout"] = PATIENCE
