"""The files that make one log: the first, and the copies that took over from damaged ones. The highest number is current."""

from __future__ import annotations

import contextlib
import os
import re
import threading
from dataclasses import replace
from pathlib import Path
from typing import Final

from consent_desktop.event_store.database import Database
from consent_desktop.event_store.engine import DataVersion, open_database
from consent_desktop.event_store.files import FileKind, unusable
from consent_desktop.event_store.log_file import LOG_FILE

MAKING: Final = ".making"
"""What a segment's name ends with until it is whole."""
WORK: Final = ".work"
"""What the name of a working copy of a damaged file ends with beyond that."""
PATTERN: Final = ".pattern"
"""And that of a new file whose first pages it gets."""
SIDE_FILES: Final = ("", "-wal", "-shm")
"""What the engine keeps beside a file, and the file itself."""
_NUMBERED: Final = re.compile(r"clinic\.events\.([2-9]|[1-9][0-9]{1,5})\.db")


def kind_of(number: int) -> FileKind:
    """The file of that segment."""
    return LOG_FILE if number == 1 else replace(LOG_FILE, name=f"clinic.events.{number}.db")


def newest_in(folder: Path) -> int:
    """The number of the current segment; 1 where there is no later one."""
    try:
        found = [_NUMBERED.fullmatch(path.name) for path in folder.glob("clinic.events.*.db")]
    except OSError as error:
        raise unusable(folder, error) from error
    return max((int(match.group(1)) for match in found if match is not None), default=1)


class Segments:
    """Where the segments of one store lie, and whether a later one has taken over."""

    def __init__(self, folder: Path, key: bytes | None) -> None:
        self.folder = folder
        self.key = key
        self._asked: tuple[int, tuple[str, str]] = 0, ("", "")
        """The segment that was asked about last, with the names that a later one has and has while it is made."""

    def path(self, number: int) -> Path:
        """The file of that segment."""
        return self.folder / kind_of(number).name

    def making(self, number: int) -> Path:
        """Where that segment is made before it has its name."""
        return self.folder / f"{kind_of(number).name}{MAKING}"

    def newest(self) -> int:
        """The number of the current segment."""
        return newest_in(self.folder)

    def taken_over(self, number: int) -> bool:
        """Whether a later segment has taken over from that one; costs one look at a name."""
        return os.path.exists(self._later(number)[0])  # noqa: PTH110  # asked at every reading: a third of the time

    def _later(self, number: int) -> tuple[str, str]:
        if self._asked[0] != number:
            self._asked = number, (str(self.path(number + 1)), str(self.making(number + 1)))
        return self._asked[1]

    def under_way(self, number: int) -> bool:
        """Whether somebody is taking over from that segment, or has."""
        return os.path.exists(self._later(number)[1]) or self.taken_over(number)  # noqa: PTH110

    def clear_away(self, number: int) -> None:
        """Take away what was made of the segment after that one and never finished; whoever calls holds the vault."""
        for ending in ("", WORK, f"{WORK}{PATTERN}"):
            making = self.making(number + 1)
            remove_unfinished(making.with_name(f"{making.name}{ending}"))

    def open(self, number: int) -> Database:
        """The segment as a database."""
        return open_database(self.path(number), self.key, synchronous="FULL")

    def watch(self) -> SegmentWatch:
        """Something that tells when others have written, whichever segment they wrote to."""
        return SegmentWatch(self)


class SegmentWatch:
    """Watches the current segment for other connections' commits, and goes on to the next when one takes over."""

    def __init__(self, segments: Segments) -> None:
        self._segments = segments
        self._number = segments.newest()
        self._watch = DataVersion(segments.path(self._number), segments.key)

    def changed(self) -> bool:
        """Whether somebody else has committed since the last call; raises a `ClinicError` where it cannot tell."""
        if not self._segments.taken_over(self._number):
            return self._watch.changed()
        number = self._segments.newest()
        watch = DataVersion(self._segments.path(number), self._segments.key)
        self._watch.close()
        self._number, self._watch = number, watch
        return True

    def wait(self, seconds: float, poke: threading.Event) -> bool:
        """Wait for the poke or so many seconds, then look: a file tells nobody that it was written."""
        poked = poke.wait(seconds)
        return self.changed() or poked

    def close(self) -> None:
        """Give the connection back."""
        self._watch.close()


def remove_unfinished(path: Path) -> None:
    """Take away a segment that was never finished; the ones with a name are never touched."""
    for ending in SIDE_FILES:
        with contextlib.suppress(FileNotFoundError):
            path.with_name(f"{path.name}{ending}").unlink()
