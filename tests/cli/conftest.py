"""A store made by the command line, and the command line on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command_line import CommandLine


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line on a store of a patient p whom a doctor d asked and who granted: five events."""
    given = CommandLine(tmp_path / "clinic", capsys)
    assert given("store", "init", "--plain")[0] == 0
    assert given("ask", "p", "doctor:d", "exams")[0] == 0
    assert given("grant", "p", "doctor:d", "exams")[0] == 0
    return given
