"""What another process says of the same store: the command line, started anew for each question."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


class Outside:
    """Asks `consent-desktop … --json` in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        frozen = getattr(sys, "frozen", False)
        self._program = [sys.executable] if frozen else [sys.executable, "-m", "consent_desktop.cli.main"]

    def ask(self, *arguments: str) -> list[Any]:
        """The answer's lines; raises `RuntimeError` where there is none (exit status 2)."""
        command = [*self._program, "--store", str(self._folder), "--json", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        if done.returncode not in (0, 1):
            raise RuntimeError(f"{' '.join(arguments)}: {done.stderr.strip()}")
        return [json.loads(line) for line in done.stdout.splitlines()]

    def permissions(self, patient: str) -> dict[tuple[str, str], set[str]]:
        """What each actor (kind, record number) may see of the patient, `all` left out."""
        rows = self.ask("consents", patient)
        return {(row["entity_name"], row["entity_id"]): set(row["permissions"]) - {"all"} for row in rows}

    def permitted(self, patient: str, actor: str) -> dict[str, bool]:
        """The answer of a check, by record type."""
        [decision] = self.ask("check", patient, actor)
        return {line["record_type"]: line["permitted"] for line in decision["lines"]}
