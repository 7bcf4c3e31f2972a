"""A checked copy of what is whole takes over from a log that is damaged or failed to write; the old file stays as it is."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlcipher3 import dbapi2

from consent_desktop.domain.vocabulary import CLINIC
from consent_desktop.event_store.copying import Copy, Hints
from consent_desktop.event_store.engine import DataVersion, open_database
from consent_desktop.event_store.errors import StoreFailed, told_of
from consent_desktop.event_store.files import unusable
from consent_desktop.event_store.finding import Finding, tell
from consent_desktop.event_store.log import Log
from consent_desktop.event_store.segments import SIDE_FILES, Segments
from consent_desktop.event_store.tables import sqlite_triggers
from consent_desktop.event_store.vault import Vault
from consent_desktop.event_store.verification import verify

log = logging.getLogger(__name__)


def take_over(
    segments: Segments, number: int, vault: Vault, now: Callable[[], datetime], hints: Hints, *, failed: bool
) -> int:
    """Let a checked copy take over from that segment; gives the number of the segment that is current then.

    The vault's writing transaction keeps other programs from doing the same. Where everything is whole nothing is done,
    unless the file `failed` to be written. Raises a `ClinicError`, and leaves everything as it was, where the copy
    cannot be made: the disk is full, for instance.
    """
    vault.key_for(CLINIC)
    with vault.database.writing():
        if segments.taken_over(number):
            return segments.newest()
        making = segments.making(number + 1)
        segments.clear_away(number)
        try:
            finding = Copy(segments, number, vault, hints).make()
            if finding.nothing_wrong and not failed:
                return number
            _finish(making, segments.key, vault, finding, number + 1, now())
            _put_in_place(making, segments.path(number + 1))
        except dbapi2.Error as error:
            raise (told_of(making, error) or error) from error
        except OSError as error:
            raise unusable(making, error) from error
        finally:
            segments.clear_away(number)
    log.info(
        "%s was damaged or failed. %s A checked copy, %s, took over; the old file is kept as it was.%s",
        segments.path(number).name,
        finding.words,
        segments.path(number + 1).name,
        f" Histories of people that wait to be settled: {len(finding.damaged)}. See consent-desktop damage settle --help."
        if finding.damaged
        else "",
    )
    return number + 1


def _finish(making: Path, key: bytes | None, vault: Vault, finding: Finding, segment: int, now: datetime) -> None:
    """Tell in the copy what was found, and check the whole of it."""
    database = open_database(making, key, synchronous="FULL")
    try:
        tell(database, vault, finding, segment, now)
        with database.writing() as link:
            for trigger in sqlite_triggers():  # from here on no position is left out
                link.say(trigger)
        found = verify(Log(database, vault, partial(DataVersion, making, key)))
    finally:
        database.close()
    if not found.unbroken:
        raise StoreFailed(
            f"The copy that was to take over came out broken at event {found.first_broken}: {found.reason}. Nothing was "
            "changed; check the disk."
        )


def _put_in_place(making: Path, path: Path) -> None:
    """Durable under its own name, or not there at all."""
    if any(making.with_name(f"{making.name}{ending}").exists() for ending in SIDE_FILES[1:]):
        raise StoreFailed(f"{making.name} could not be finished. Nothing was changed; check the disk.")
    _synced(making)
    making.rename(path)
    if os.name == "posix":
        _synced(path.parent)


def _synced(path: Path) -> None:
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
