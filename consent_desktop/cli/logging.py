"""`--log-json`: what the program logs of itself, one JSON object a line on standard error."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final, TextIO

ROOT: Final = "consent_desktop"
_STANDARD: Final = {*vars(logging.makeLogRecord({})), "message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """Time, level, logger and message, then whatever else the record was given.

    Of an exception the kind and the places are told and not the text, which may name a person.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line, without its end."""
        values: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="microseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        values |= {name: value for name, value in vars(record).items() if name not in _STANDARD}
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, where = record.exc_info
            values["exception"] = kind.__name__
            values["at"] = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(where)]
        return json.dumps(values, ensure_ascii=False, default=str)


@contextmanager
def logging_json(stream: TextIO) -> Iterator[None]:
    """While the block runs, everything that the program logs goes to the stream."""
    logger = logging.getLogger(ROOT)
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        logger.setLevel(before)
        logger.removeHandler(handler)
        handler.close()
