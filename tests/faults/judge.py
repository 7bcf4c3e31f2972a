"""The judge: opens a store after a fault, without faults, and says what is lost and what is not whole."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2

from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.engine import connect
from consent_desktop.event_store.opening import FileKeys
from consent_desktop.event_store.verification import verify
from tests.support.stores import a_store
from tests.support.view_rows import view_rows

LOG: Final = "clinic.events.db"
VAULT: Final = "clinic.vault.db"

Ack = tuple[int, str]
"""What a writer was promised: at this position there is an event of this command."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found in a store that was opened anew."""

    events: int
    lost: tuple[Ack, ...]
    faults: tuple[str, ...]
    """What is not whole, in words."""

    @property
    def sound(self) -> bool:
        """Whether every acknowledged event is there and everything is whole."""
        return not self.lost and not self.faults


def judged(folder: Path, key: bytes | None, acks: Collection[Ack], *, views: bool = False) -> Finding:
    """Open, check every page, verify the whole chain, and look for every acknowledged event; `views`: rebuilt = live."""
    faults: list[str] = []
    try:
        with a_store(folder, key) as store:
            result = verify(store.log)
            if not result.unbroken:
                faults.append(f"the chain breaks at {result.first_broken}: {result.reason}")
            if store.log.head().position != result.events:
                faults.append("the head is not the last verified event")
        if views:
            faults += _views(folder, key)
        keys = FileKeys.of(key)
        for name, file_key in ((LOG, keys.log), (VAULT, keys.vault)):
            faults += [f"{name}: {line}" for line in integrity(folder / name, file_key) if line != "ok"]
        found = stored(folder, key)
    except ClinicError as error:
        return Finding(0, tuple(acks), (f"does not open: {error.code}: {error}",))
    except (dbapi2.Error, UnicodeDecodeError) as error:
        return Finding(0, tuple(acks), (*faults, f"cannot be read: {type(error).__name__}: {error}"))
    lost = tuple(ack for ack in acks if found.get(ack[0]) != ack[1])
    if sorted(found) != list(range(1, len(found) + 1)):
        faults.append("the positions have a gap")
    return Finding(len(found), lost, tuple(faults))


def integrity(path: Path, file_key: bytes | None) -> list[str]:
    """What the engine itself finds wrong with the file; ["ok"] if nothing."""
    connection = connect(path, file_key, synchronous="FULL")
    try:
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(5)")]
        if file_key is not None:
            found += [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
        return found
    finally:
        connection.close()


def stored(folder: Path, key: bytes | None) -> dict[int, str]:
    """The command of every event by position, read past our own reading code."""
    connection = connect(folder / LOG, FileKeys.of(key).log, synchronous="FULL")
    try:
        return {row[0]: row[1].hex() for row in connection.execute("SELECT position, command_id FROM events")}
    finally:
        connection.close()


def _views(folder: Path, key: bytes | None) -> list[str]:
    try:
        clinic = open_clinic(folder, plain=key is None, key=key, chores=False)
    except ClinicError as error:
        return [f"the clinic does not open: {error.code}: {error}"]
    try:
        clinic.catch_up()
        live = clinic.views.read(view_rows)
        clinic.views.rebuild()
        rebuilt = clinic.views.read(view_rows)
        return [f"the view {name} is not what a rebuild makes of it" for name in live if live[name] != rebuilt[name]]
    finally:
        clinic.close()


def sentence_fault(error: ClinicError) -> str | None:
    """Why the error's text is not a sentence for a person; None if it is one."""
    text = str(error)
    if len(text) < 20 or not text.endswith((".", "!")) or " " not in text:
        return f"{error.code} is told as no sentence: {text!r}"
    for sign in ("Traceback", "sqlite3.", "sqlcipher3", "[SQL", "OperationalError", "[Errno"):
        if sign in text:
            return f"{error.code} is told in the machine's words: {text!r}"
    return None
