"""What can go wrong around a store, as sentences that say what happened, what was kept and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from consent_desktop.domain.errors import ClinicError


class WrongExpectedVersion(Exception):
    """Somebody else wrote to the stream, or to one that the decision rests on, in between; decide again."""


class StreamExists(WrongExpectedVersion):
    """The stream was to be a new one and has events already."""


class StreamNotFound(WrongExpectedVersion):
    """The stream was to have events and has none."""


class StoreNotFound(ClinicError):
    """There is no store at the place named."""

    code = "store_not_found"


class StoreNotOurs(ClinicError):
    """A file is there already and is not one of ours."""

    code = "store_not_ours"


class StoreNewer(ClinicError):
    """The file was written by a newer version of the program."""

    code = "store_newer"


class StoreIncomplete(ClinicError):
    """One of the files that belong together is missing."""

    code = "store_incomplete"


class StoreKeyMissing(ClinicError):
    """The store is protected by a key, or a new one was to be made without saying that it needs none."""

    code = "store_key_missing"


class _OfFile(ClinicError):
    """A failure that lies in one file."""

    def __init__(self, sentence: str, file: str = "") -> None:
        super().__init__(sentence)
        self.file = file
        """The file's name; empty where it is not known or none is meant."""


class StoreKeyWrong(_OfFile):
    """The key does not open this store."""

    code = "store_key_wrong"


class StoreBusy(ClinicError):
    """Another program holds the store for longer than we wait."""

    code = "store_busy"


class StoreFull(ClinicError):
    """The disk is full."""

    code = "store_full"


class StoreReadOnly(ClinicError):
    """The store cannot be written."""

    code = "store_read_only"


class StoreFailed(ClinicError):
    """The disk failed; whether the last change was kept is not known."""

    code = "store_failed"


class StoreDamaged(_OfFile):
    """The file's contents are damaged."""

    code = "store_damaged"


class StoreUnreachable(ClinicError):
    """The server, or the way to it, is gone; whether a change under way was kept is not known."""

    code = "store_unreachable"


class StoreForbidden(ClinicError):
    """The server does not let this login do that."""

    code = "store_forbidden"


class StoreClosed(ClinicError):
    """The store was closed by this program."""

    code = "store_closed"


class EngineUnfit(ClinicError):
    """The SQLite engine is older than the fix of the WAL-reset corruption bug, or a pragma did not take."""

    code = "engine_unfit"


OUR_TABLES: Final = frozenset(
    {
        "store", "subjects", "kinds", "events", "commands", "checkpoints", "damage",
        "subject_keys", "record_numbers", "secrets", "subscriptions", "parked", "state", "snapshots",
        "credentials", "codes", "delays", "workers", "erasing",
    }
)  # fmt: skip
"""Tables without which a file of ours is damaged; a table that we never had is our own mistake."""

_KNOWN: tuple[tuple[str, type[ClinicError], str], ...] = (
    ("locked", StoreBusy, "Another program is writing to {name}. Nothing was recorded; try again in a moment."),
    ("busy", StoreBusy, "Another program is writing to {name}. Nothing was recorded; try again in a moment."),
    ("disk is full", StoreFull, "The disk with {name} is full. Nothing was recorded and nothing is lost; make room."),
    ("readonly", StoreReadOnly, "{name} cannot be written. Nothing was recorded; check the folder's permissions."),
    ("malformed", StoreDamaged, "{name} is damaged. Nothing was written to it; {remedy}."),
    ("too big", StoreDamaged, "{name} is damaged. Nothing was written to it; {remedy}."),
    ("not a database", StoreKeyWrong, "{name} does not open with this key. It was left untouched."),
    (
        "disk i/o error",
        StoreFailed,
        "The disk with {name} failed. Whether the last change was kept is not known; close the program, check the disk.",
    ),
    ("unable to open", StoreNotFound, "{name} cannot be opened. Nothing was recorded; check the folder."),
)


_REMEDIES: Final = {
    "clinic.vault.db": (
        "it holds the keys of the people: with the program closed, put it back from a backup. See consent-desktop verify"
    )
}
"""What to do about a damaged file, where it is not the log."""


def told_of(path: Path, error: BaseException) -> ClinicError | None:
    """The sentence for a complaint of the engine about the file; None for anything else, which is our bug."""
    if isinstance(error, DBAPIError):
        error = error.orig or error
    if isinstance(error, UnicodeDecodeError):  # the engine quotes what it found, and that is no text any more
        return translated("malformed", path)
    return translated(str(error), path) if isinstance(error, dbapi2.Error) else None


def translated(complaint: str, path: Path) -> ClinicError | None:
    """The sentence for a complaint of the engine, or None where it is not one of the surroundings."""
    lowered = complaint.lower()
    missing = lowered.removeprefix("no such table: ").removeprefix("main.")
    if missing != lowered and missing in OUR_TABLES:
        return StoreDamaged(
            f"{path.name} is damaged: its table {missing} is gone. Nothing was written to it.", path.name
        )
    for sign, error, sentence in _KNOWN:
        if sign in lowered:
            told = sentence.format(name=path.name, remedy=_REMEDIES.get(path.name, "run consent-desktop repair"))
            return error(told, path.name) if issubclass(error, _OfFile) else error(told)
    return None
