"""The random id by which the log knows this workstation: never the computer's name, which often names a person."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import Final
from uuid import uuid4

import platformdirs

from consent_desktop.event_store.durable_file import write_durably

FILE_NAME: Final = "workstation"
_ID: Final = re.compile(r"[0-9a-f]{32}")


def settings_folder() -> Path:
    """Where the program keeps what belongs to this computer's account."""
    return Path(platformdirs.user_data_dir("consent-desktop", appauthor=False))


def workstation_id(folder: Path | None = None) -> str:
    """This workstation's id, made when first asked for; where nothing can be kept, one for this run alone."""
    path = (folder or settings_folder()) / FILE_NAME
    with contextlib.suppress(OSError):
        found = path.read_text(encoding="ascii", errors="replace").strip()
        if _ID.fullmatch(found):
            return found
    made = uuid4().hex
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_durably(path, made.encode(), 0o600)
        return path.read_text(encoding="ascii").strip()  # another program may have been quicker
    return made
