"""Structured logs: one JSON object a line, for whatever collects them."""

import json
import logging
import re
from datetime import UTC, datetime

# The address of a one-time link holds its secret: a refused request must not write it down.
_SECRET = re.compile(r"(/lien/)[^/\s]+")


class JsonLines(logging.Formatter):
    """Formats a log record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The record's moment, level, logger, message and traceback if any."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _SECRET.sub(r"\1…", record.getMessage()),
        }
        if record.exc_info:
            line["traceback"] = _SECRET.sub(r"\1…", self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)
