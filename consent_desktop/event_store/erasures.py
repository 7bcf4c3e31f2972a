"""The list of erased people, kept in a file beside the store and outside its backups: a backup still holds their keys.

A restore reads the list first and destroys those keys again. It names random subject ids only. Who has no key of the
store cannot add to it or take from it unnoticed.
"""

from __future__ import annotations

import hmac
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.durable_file import write_durably

FILE_NAME: Final = "clinic.erasures.json"


class ErasuresUnreadable(ClinicError):
    """The list of erased people cannot be read, was altered, or is another clinic's."""

    code = "erasures_unreadable"


class _Content(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    erased: dict[str, AwareDatetime]
    mac: str


class Erasures:
    """The list of one store. Read at each question, since other programs on the store write it too."""

    def __init__(self, folder: Path, key: bytes, name: str = FILE_NAME) -> None:
        """`key`: `StoreKeys.erasures` of the store."""
        self.path = folder / name
        self._key = key
        self._lock = threading.Lock()

    def add(self, subject: str, at: datetime) -> None:
        """Note that the subject was erased, durably; a second time changes nothing. Raises `ErasuresUnreadable`."""
        self.add_all({subject: at})

    def add_all(self, erased: Mapping[str, datetime]) -> None:
        """Note all of these; who is noted already keeps the earlier day."""
        with self._lock:
            known = self.subjects()
            wanted = {subject: at.astimezone(UTC) for subject, at in erased.items()} | dict(known)
            if wanted == known:
                return
            content = _Content(erased=wanted, mac=_mac(self._key, wanted))
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)  # the settings of a shared store may be none yet
                write_durably(self.path, content.model_dump_json(indent=1).encode())
            except OSError as error:
                raise ErasuresUnreadable(
                    f"{self.path} cannot be written ({error.strerror}). The list of erased people is as it was; check the disk."
                ) from error

    def subjects(self) -> Mapping[str, datetime]:
        """Everybody who was erased, and when; nobody where there is no list. Raises `ErasuresUnreadable`."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise _unreadable(self.path) from error
        return self.of_bytes(content, self._key, self.path)

    @classmethod
    def of_bytes(cls, content: bytes, key: bytes, path: Path) -> Mapping[str, datetime]:
        """Everybody in a list with this content, found at `path`. Raises `ErasuresUnreadable`."""
        try:
            read = _Content.model_validate_json(content)
        except ValidationError as error:
            raise _unreadable(path) from error
        written = read.model_dump_json(indent=1).encode()  # nothing in it may change, not even a space
        if written != content or not hmac.compare_digest(_mac(key, read.erased).encode(), read.mac.encode()):
            raise _unreadable(path)
        return read.erased


def _unreadable(path: Path) -> ErasuresUnreadable:
    return ErasuresUnreadable(
        f"{path.name}, the list of erased people, is damaged or another clinic's. Nothing was changed: put it back from the newest "
        "backup, so that nobody comes back who was erased."
    )


def _mac(key: bytes, erased: Mapping[str, datetime]) -> str:
    lines = "".join(f"{subject} {at.astimezone(UTC).isoformat()}\n" for subject, at in sorted(erased.items()))
    return hmac.digest(key, lines.encode(), "sha256").hex()
