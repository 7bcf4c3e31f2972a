"""`--log-json`: what the program logs of itself, one JSON object a line on standard error."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final, TextIO

from consent_desktop.application.repairing import NOTABLE
from consent_desktop.cli.output import Output

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


class _Sentences(logging.Handler):
    """Each record as a sentence, once."""

    def __init__(self, output: Output) -> None:
        super().__init__(logging.INFO)
        self._output = output

    def emit(self, record: logging.LogRecord) -> None:
        """Say it."""
        self._output.note(record.getMessage())


@contextmanager
def telling_of_damage(output: Output) -> Iterator[None]:
    """While the block runs, standard error is told where a damaged file was set aside or a copy took over from it."""
    handler = _Sentences(output)
    loggers = [logging.getLogger(name) for name in NOTABLE]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.removeHandler(handler)
            logger.setLevel(level)


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
