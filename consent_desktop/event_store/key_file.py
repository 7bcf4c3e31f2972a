"""`clinic.keys.json` beside a store: the slots that wrap its key. Without one of them, and without the key, nothing opens.

The digest shows accidents before any key is known; the code under the store's own key (HMAC) shows what somebody changed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal, Self
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.durable_file import write_durably
from consent_desktop.event_store.errors import StoreKeyWrong
from consent_desktop.event_store.key_slots import Slot
from consent_desktop.event_store.keys import derive

FILE_NAME: Final = "clinic.keys.json"
VERSION: Final = 1
LARGEST: Final = 1 << 20
"""Bytes; a larger file is none of ours."""


class KeyFileDamaged(ClinicError):
    """The file of keys is not as it was written."""

    code = "key_file_damaged"


class KeyFileNewer(ClinicError):
    """The file of keys was written by a newer version of the program."""

    code = "key_file_newer"


class KeyFileMissing(ClinicError):
    """The store is protected and has no file of keys."""

    code = "key_file_missing"


class KeyFileForeign(ClinicError):
    """The file of keys is another clinic's."""

    code = "key_file_foreign"


class KeyFileNotWritten(ClinicError):
    """The file of keys could not be written; the one before is as it was."""

    code = "key_file_not_written"


class _Content(BaseModel):
    """What the file says, but for its digest."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    store_id: str = Field(pattern="^[0-9a-f]{32}$")
    generation: str = Field(pattern="^[0-9a-f]{32}$")
    slots: tuple[Slot, ...]
    mac: str


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The slots of one store's key."""

    store_id: str
    generation: str
    """A random name of the key that the slots wrap: another one after each rotation."""
    slots: tuple[Slot, ...] = ()
    mac: str = ""
    """Proves, to who knows the store's key, that nobody else wrote this."""

    @classmethod
    def new(cls, store_id: str) -> Self:
        """One without slots, for a new key."""
        return cls(store_id, uuid4().hex)

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """The file in the folder, None where there is none. Raises `KeyFileDamaged` or `KeyFileNewer`."""
        path = folder / FILE_NAME
        try:
            with path.open("rb") as file:
                content = file.read(LARGEST)
        except (FileNotFoundError, NotADirectoryError):  # of the folder itself the store's own files tell
            return None
        except OSError as error:
            raise KeyFileDamaged(
                f"{path} cannot be read ({error.strerror}). Nothing was opened; check the disk and the folder's permissions."
            ) from error
        return cls.of_bytes(content, path)

    @classmethod
    def of_bytes(cls, content: bytes, path: Path) -> Self:
        """The file with this content; `path` is for the sentences."""
        values: dict[str, Any] = {}
        try:
            values = json.loads(content)
            digest = values.pop("digest")
            whole = digest == _digest(values) and content == _written(values)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            whole = False
        if not whole:
            raise _damaged(path)
        if values.get("version") != VERSION:
            raise KeyFileNewer(
                f"{path} was written by a newer version of Consent Desktop. It was left untouched; install that version."
            )
        try:
            checked = _Content.model_validate(values)
        except ValidationError as error:
            raise _damaged(path) from error
        return cls(checked.store_id, checked.generation, checked.slots, checked.mac)

    def bytes_with(self, store_key: bytes) -> bytes:
        """The file's content, to be believed by whoever has the key."""
        return _written(self._values(self._mac(store_key)))

    def write(self, folder: Path, store_key: bytes) -> None:
        """Write it whole or not at all. Raises `KeyFileNotWritten`; then the one before stands."""
        path = folder / FILE_NAME
        try:
            write_durably(path, self.bytes_with(store_key), mode=0o600)
        except OSError as error:
            raise KeyFileNotWritten(
                f"{path} cannot be written ({error.strerror}). The keys are as they were; check the disk and try again."
            ) from error

    def believed_with(self, store_key: bytes) -> None:
        """Raise `StoreKeyWrong` where another key made this file, or somebody changed it."""
        if not hmac.compare_digest(self.mac.encode(), self._mac(store_key).encode()):
            raise StoreKeyWrong(
                f"The key does not fit {FILE_NAME}: it is another clinic's or an older one, or the file was changed. Nothing was "
                "opened."
            )

    def with_slots(self, slots: Iterable[Slot]) -> KeyFile:
        """The same with other slots."""
        return replace(self, slots=tuple(slots))

    def _values(self, mac: str) -> dict[str, Any]:
        content = _Content(store_id=self.store_id, generation=self.generation, slots=self.slots, mac=mac)
        return content.model_dump(mode="json")

    def _mac(self, store_key: bytes) -> str:
        return hmac.digest(derive(store_key, "key-file"), _canonical(self._values("")), "sha256").hex()


def _canonical(values: dict[str, Any]) -> bytes:
    return json.dumps(values, sort_keys=True, separators=(",", ":")).encode()


def _digest(values: dict[str, Any]) -> str:
    return hashlib.sha256(_canonical(values)).hexdigest()


def _written(values: dict[str, Any]) -> bytes:
    """As it stands in the file: nothing in it may change, not even a space."""
    return json.dumps({**values, "digest": _digest(values)}, indent=1, sort_keys=True).encode()


def _damaged(path: Path) -> KeyFileDamaged:
    return KeyFileDamaged(
        f"{path} is damaged or cut short. It was left untouched and nothing was opened: put back the copy from the newest backup."
    )
