"""The command line in this process: arguments in, exit status and words out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from consent_desktop.cli.main import main


class CommandLine:
    """Gives commands on one store."""

    def __init__(self, store: Path | str, capsys: pytest.CaptureFixture[str]) -> None:
        self.store = store
        self._capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        """Status, output, errors."""
        self._capsys.readouterr()
        status = main(["--store", str(self.store), *arguments])
        told = self._capsys.readouterr()
        return status, told.out, told.err

    def said(self, *arguments: str) -> list[dict[str, Any]]:
        """The JSON objects that a command answers with; it has to succeed."""
        status, out, err = self("--json", *arguments)
        assert (status, err) == (0, "")
        return [json.loads(line) for line in out.splitlines()]
