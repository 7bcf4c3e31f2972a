"""Where anchors go and what was last put there: `anchors.json` in the store's folder. Nothing in it is secret.

It is for showing, not evidence: whoever can change the history can change this file too.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from consent_desktop.event_store.durable_file import write_durably
from consent_desktop.evidence.errors import AnchorSettingsUnreadable

FILE_NAME: Final = "anchors.json"


class AnchorPlace(BaseModel):
    """One folder and the checkpoint that it was last given."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    folder: Path
    remembered: bool
    """Whether each new checkpoint goes there by itself."""
    position: int = Field(default=0, ge=0)
    at: AwareDatetime | None = None


class _Content(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    places: tuple[AnchorPlace, ...] = ()


class AnchorSettings:
    """The file, read at each question, since other programs on the store write it too."""

    def __init__(self, store_folder: Path) -> None:
        self.store_folder = store_folder
        self._path = store_folder / FILE_NAME

    def places(self) -> tuple[AnchorPlace, ...]:
        """Every folder known; raises `AnchorSettingsUnreadable`."""
        try:
            return _Content.model_validate_json(self._path.read_bytes()).places
        except FileNotFoundError:
            return ()
        except (OSError, ValidationError) as error:
            raise AnchorSettingsUnreadable(
                f"{self._path} cannot be read. The history is not touched by that; delete the file and name the folders for "
                "anchors again."
            ) from error

    def anchored(self, folder: Path, position: int, at: datetime, *, remember: bool) -> None:
        """Note what the folder now holds; with `remember` it is served from now on."""
        known = {place.folder: place for place in self.places()}
        remembered = remember or (folder in known and known[folder].remembered)
        known[folder] = AnchorPlace(folder=folder, remembered=remembered, position=position, at=at)
        self._write(known)

    def forget(self, folder: Path) -> bool:
        """Serve the folder no longer; what lies there stays. Says whether it was known."""
        known = {place.folder: place for place in self.places()}
        found = known.pop(folder, None)
        self._write(known)
        return found is not None

    def _write(self, known: dict[Path, AnchorPlace]) -> None:
        content = _Content(places=tuple(known.values()))
        try:
            write_durably(self._path, content.model_dump_json(indent=1).encode())
        except OSError as error:
            raise AnchorSettingsUnreadable(
                f"{self._path} cannot be written ({error.strerror}). The anchor itself is in its folder; check the disk."
            ) from error
