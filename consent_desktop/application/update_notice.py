"""Whether a newer version is there: read from a signed file, only where this computer's administrator has said which.

The program fetches nothing and installs nothing. The file lies where the administrator puts it, for instance on the share
from which the packages are rolled out; `updates.json` in the system's settings names it and the key that has to have
signed it. Without that file nothing is ever looked at.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import platformdirs

from consent_desktop.domain.errors import ClinicError
from consent_desktop.evidence import signed_note
from consent_desktop.evidence.errors import NoteUnreadable, SignatureWrong

SETTINGS: Final = "updates.json"
FIRST_LINE: Final = "consent-desktop-update-notice"
LONGEST: Final = 10_000
"""Bytes; a notice is a few lines."""
_VERSION: Final = re.compile(r"\d{1,4}(\.\d{1,4}){1,3}")


class NoticeNotRead(ClinicError):
    """The administrator wants notices, and this one cannot be read or relied on."""

    code = "update_notice_not_read"


@dataclass(frozen=True, slots=True)
class UpdateNotice:
    """What the notice says: the newest version, since when it is there, and a sentence about it."""

    version: str
    since: date
    words: str


def settings_file() -> Path:
    """Where the administrator switches notices on, for everybody at this computer: `/etc/xdg/consent-desktop` on Linux."""
    return Path(platformdirs.site_config_dir("consent-desktop", appauthor=False)) / SETTINGS


def newer_than(version: str, settings: Path | None = None) -> UpdateNotice | None:
    """The notice, if one is wanted and it tells of a version newer than this; raises `NoticeNotRead`."""
    place = settings or settings_file()
    if not place.exists():
        return None
    try:
        told = json.loads(place.read_text(encoding="utf-8"))
        file, key = Path(told["notice"]), signed_note.verifier_of(told["key"])
        with file.open("rb") as opened:
            text = signed_note.opened(opened.read(LONGEST).decode("utf-8"), [key])
        notice = _parsed(text)
    except (NoteUnreadable, SignatureWrong) as error:
        raise NoticeNotRead(f"The update notice cannot be relied on: {error} Nothing was changed.") from error
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise NoticeNotRead(
            f"The update notice cannot be read. Nothing was changed; see that {place} names it and its key."
        ) from error
    return notice if _numbers(notice.version) > _numbers(version) else None


def written(notice: UpdateNotice) -> str:
    """The text to be signed."""
    return f"{FIRST_LINE}\n{notice.version}\n{notice.since.isoformat()}\n{notice.words}\n"


def _parsed(text: str) -> UpdateNotice:
    first, version, since, words = text.rstrip("\n").split("\n", 3)
    if first != FIRST_LINE or _VERSION.fullmatch(version) is None:
        raise ValueError("not a notice of ours")
    return UpdateNotice(version, date.fromisoformat(since), words.strip())


def _numbers(version: str) -> tuple[int, ...]:
    """Compared as numbers; what is no number (a build of a developer) counts as older than all."""
    return tuple(map(int, version.split("."))) if _VERSION.fullmatch(version) else ()
