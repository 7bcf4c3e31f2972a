"""`--log-json`: what is logged, in a form for machines, without names."""

from __future__ import annotations

import io
import json
import logging
from datetime import datetime
from typing import Any

from consent_desktop.cli.logging import JsonLines, logging_json
from consent_desktop.event_store.telemetry import FIELDS
from tests.support.command_line import CommandLine


def records(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_each_record_is_one_object(line: CommandLine) -> None:
    status, out, err = line("--log-json", "ask", "p", "nurse:Helena", "conditions", "--note", "a note")
    assert status == 0
    assert out.startswith("Recorded as event")
    told = records(err)
    assert all(datetime.fromisoformat(one["time"]).tzinfo for one in told)
    measures = {one["measure"]: one for one in told if "measure" in one}
    assert {"dispatch", "decide", "append", "projection"} <= set(measures)
    append = measures["append"]
    assert (append["logger"], append["level"]) == ("consent_desktop.event_store.measures", "debug")
    assert append["ms"] > 0
    assert append["events"] == 1
    assert measures["decide"]["tries"] == 1
    assert set(append) - {"time", "level", "logger", "message"} <= set(FIELDS)
    for secret in ("Helena", "a note", "conditions"):
        assert secret not in err


def test_without_it_nothing_is_said(line: CommandLine) -> None:
    assert line("ask", "p", "nurse:n", "conditions")[2] == ""


def test_the_logger_is_left_as_it_was() -> None:
    logger = logging.getLogger("consent_desktop")
    before = logger.level, list(logger.handlers)
    stream = io.StringIO()
    with logging_json(stream):
        logging.getLogger("consent_desktop.somewhere").info("said %s", 1, extra={"position": 7})
    logging.getLogger("consent_desktop.somewhere").info("not said")
    assert (logger.level, logger.handlers) == before
    [one] = records(stream.getvalue())
    assert (one["message"], one["position"], one["level"]) == ("said 1", 7, "info")


def test_of_an_exception_kind_and_places_are_told_and_no_text() -> None:
    try:
        raise ValueError("Helena")
    except ValueError as error:
        caught = type(error), error, error.__traceback__
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed", (), caught)
    told = json.loads(JsonLines().format(record))
    assert told["exception"] == "ValueError"
    assert "test_logging.py:" in told["at"][0]
    assert "Helena" not in str(told)
