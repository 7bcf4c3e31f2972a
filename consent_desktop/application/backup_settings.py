"""Where backups go by themselves, and how the last nights went: `backups.json` in the store's folder. Nothing is secret.

It is for showing and for remembering, not evidence: that a backup was made is an event in the history.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.durable_file import write_durably

FILE_NAME: Final = "backups.json"
KEPT_NIGHTS: Final = 60


class BackupSettingsUnreadable(ClinicError):
    """The settings for backups cannot be read or written."""

    code = "backup_settings_unreadable"


class Night(BaseModel):
    """How one day's backup went."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: date
    outcome: Literal["made", "failed"]
    reason: str = ""
    """The sentence of the failure."""


class Schedule(BaseModel):
    """When backups are made by themselves: each day from that hour on, as soon as the program is open."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    folder: Path
    hour: int = Field(ge=0, le=23)
    """In the clinic's time zone."""
    since: date
    """The first day on which one is due."""


class KnownBackup(BaseModel):
    """A backup that was made and checked here."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: Path
    made: AwareDatetime
    head: int
    size: int
    protected: bool


class _Content(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    schedule: Schedule | None = None
    nights: tuple[Night, ...] = ()
    known: tuple[KnownBackup, ...] = ()


class BackupSettings:
    """The file, read at each question, since other programs on the store write it too."""

    def __init__(self, store_folder: Path) -> None:
        self._path = store_folder / FILE_NAME

    def schedule(self) -> Schedule | None:
        """When and where to, None where nothing is made by itself. Raises `BackupSettingsUnreadable`."""
        return self._read().schedule

    def nights(self) -> tuple[Night, ...]:
        """How the last days' backups went, the oldest first; a day that is not in it had none."""
        return self._read().nights

    def known(self) -> tuple[KnownBackup, ...]:
        """Every backup made here, the newest first; some may be gone since."""
        return self._read().known

    def set_schedule(self, schedule: Schedule | None) -> None:
        """From now on so; what was made stays."""
        self._write(self._read().model_copy(update={"schedule": schedule}))

    def note_night(self, night: Night) -> None:
        """Remember how the day's backup went, in the place of what was said of the same day before."""
        content = self._read()
        others = [one for one in content.nights if one.day != night.day]
        nights = sorted([*others, night], key=lambda one: one.day)[-KEPT_NIGHTS:]
        self._write(content.model_copy(update={"nights": tuple(nights)}))

    def note_made(self, backup: KnownBackup) -> None:
        """Remember a backup that was made and checked."""
        content = self._read()
        others = [one for one in content.known if one.path != backup.path]
        self._write(content.model_copy(update={"known": (backup, *others)}))

    def _read(self) -> _Content:
        try:
            return _Content.model_validate_json(self._path.read_bytes())
        except FileNotFoundError:
            return _Content()
        except (OSError, ValidationError) as error:
            raise BackupSettingsUnreadable(
                f"{self._path} cannot be read. History and backups are not touched by that; delete the file and say again where "
                "backups go."
            ) from error

    def _write(self, content: _Content) -> None:
        try:
            write_durably(self._path, content.model_dump_json(indent=1).encode())
        except OSError as error:
            raise BackupSettingsUnreadable(
                f"{self._path} cannot be written ({error.strerror}). The settings are as they were; check the disk."
            ) from error
