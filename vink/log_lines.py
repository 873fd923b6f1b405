"""How is a refusal logged? In one line: the program refuses on purpose, so that no traceback helps."""

import logging
from http import HTTPStatus


class RefusalsInOneLine(logging.Filter):
    """Takes the traceback off what Django logs of answers below 500; faults of the server keep theirs."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let the record through, shortened where it tells of a refusal."""
        status = getattr(record, "status_code", None)
        if status is not None and status < HTTPStatus.INTERNAL_SERVER_ERROR:
            record.exc_info = record.exc_text = None
        return True
