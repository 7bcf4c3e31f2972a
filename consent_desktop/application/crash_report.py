"""What a person may hand to whoever helps after a mistake of ours: kinds, places and versions; no names, no content."""

from __future__ import annotations

import platform
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from consent_desktop.application.nameless import trace_of

KEPT: Final = 20
"""So many reports are kept; older ones go."""
_PLACE: Final = re.compile(r"^  (.*):(\d+) (\S+)$")
_ROOTS: Final = ("consent_desktop", "site-packages")


def report_of(error: BaseException, at: datetime, more: Mapping[str, str]) -> str:
    """The whole report. `more` are further facts that hold no name, for instance Qt's version."""
    facts = {
        "time": at.astimezone(UTC).isoformat(timespec="seconds"),
        "consent-desktop": _version("consent-desktop"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        **more,
    }
    lines = [f"{name}: {value}" for name, value in facts.items()]
    return "\n".join(
        ["Consent Desktop made a mistake.", *lines, "", *map(_without_home, trace_of(error).splitlines()), ""]
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"


def _without_home(line: str) -> str:
    """The place inside the program only: what stands before may be somebody's home folder."""
    match = _PLACE.match(line)
    if match is None:
        return line
    parts = re.split(r"[/\\]", match[1])
    root = max((at for at, part in enumerate(parts) if part in _ROOTS), default=len(parts) - 1)
    return f"  {'/'.join(parts[root:])}:{match[2]} {match[3]}"


def keep(report: str, folder: Path, at: datetime) -> Path | None:
    """Write the report into the folder, readable by its owner only; None where that cannot be done, since nothing else may
    break now.
    """
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        target = folder / f"mistake-{at.astimezone(UTC):%Y-%m-%d-%H-%M-%S-%f}.txt"
        target.touch(mode=0o600)
        target.write_text(report, encoding="utf-8")
        for old in sorted(folder.glob("mistake-*.txt"))[:-KEPT]:
            old.unlink()
        return target
    return None
