"""The views' file of a folder: a damaged one is set aside under another name, and a new one is made in its place."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2

from consent_desktop.event_store.database import Database
from consent_desktop.event_store.engine import open_database
from consent_desktop.event_store.errors import StoreDamaged, StoreKeyMissing, StoreKeyWrong, StoreNotOurs
from consent_desktop.event_store.files import FileState, unusable
from consent_desktop.event_store.segments import SIDE_FILES
from consent_desktop.read_models.tables import VIEWS_FILE, state

CACHE_KIB: Final = 16_384
"""Page cache of the one connection that writes: a rebuild touches rows all over the tables."""
LOOKS_DAMAGED: Final = (StoreDamaged, StoreKeyWrong, StoreKeyMissing, StoreNotOurs)
"""What opening a damaged file says: without its first page it looks foreign, or as if another key protected it."""

log = logging.getLogger(__name__)


class ViewsReplaced(StoreDamaged):
    """Another program has put a new file in the place of the one that we had."""


class ViewsFile:
    """Opens the file and, where it is found damaged, sets it aside.

    `alone` keeps other programs from doing the same at once. `ours` says whether the log beside it has events: then
    something under this name that is no database any more was ours.
    """

    def __init__(
        self,
        folder: Path,
        key: bytes | None,
        alone: Callable[[], AbstractContextManager[object]],
        ours: Callable[[], bool],
    ) -> None:
        self.path = folder / VIEWS_FILE.name
        self._folder = folder
        self._key = key
        self._alone = alone
        self._ours = ours
        self._identity: tuple[int, int] | None = None

    def open(self) -> Database:
        """The file as a database, made if it is not there. Raises a `ClinicError` where it is not ours."""
        try:
            self._made()
        except LOOKS_DAMAGED:
            self._made_in_place_of_damaged()
        self._identity = self._found()
        return open_database(self.path, self._key, synchronous="NORMAL", cache_kib=CACHE_KIB, after=self._still_there)

    def renew(self) -> None:
        """The file in use is damaged: set it aside, unless another program has done so, and see that there is a new one."""
        with self._alone():
            if self._identity == self._found():
                self._set_aside()
            else:
                try:
                    self._made()
                except LOOKS_DAMAGED:
                    self._set_aside()
            self._made()
            self._identity = self._found()

    def _made(self) -> None:
        if VIEWS_FILE.examine(self._folder, self._key) is FileState.ABSENT:
            VIEWS_FILE.create(self._folder, self._key)
        VIEWS_FILE.remake(self._folder, self._key)

    def _made_in_place_of_damaged(self) -> None:
        """At opening: once more, alone, since another program may have done it meanwhile; then set it aside."""
        with self._alone():
            try:
                self._made()
            except LOOKS_DAMAGED:
                if not self.path.is_file() or not self._ours() or self._is_foreign():
                    raise
                self._set_aside()
                self._made()

    def _is_foreign(self) -> bool:
        """Whether it is a database in clear that can be opened and holds nothing of ours."""
        try:
            with closing(dbapi2.connect(f"{self.path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as looking:
                names = {name for (name,) in looking.execute("SELECT name FROM sqlite_schema").fetchall()}
        except (dbapi2.Error, UnicodeDecodeError):
            return False
        return state.name not in names

    def _set_aside(self) -> None:
        """Rename the file with what the engine keeps beside it. Other programs that have it open go on with it."""
        number = 1
        while (aside := self.path.with_name(f"{self.path.name}.damaged-{number}")).exists():
            number += 1
        try:
            for ending in SIDE_FILES:
                beside = self.path.with_name(f"{self.path.name}{ending}")
                if beside.exists():
                    beside.rename(aside.with_name(f"{aside.name}{ending}"))
        except OSError as error:  # Windows renames nothing that a program has open
            raise unusable(self.path, error) from error
        log.warning(
            "%s was damaged. It was set aside as %s and is built anew from the history; nothing is lost.",
            self.path.name,
            aside.name,
        )

    def _found(self) -> tuple[int, int] | None:
        """Which file has the name now."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _still_there(self) -> None:
        """After a connection was made: two connections of one program must not speak of two files."""
        if self._found() != self._identity:
            raise ViewsReplaced(
                f"{self.path.name} was replaced by another program. Nothing is lost; try again.", file=self.path.name
            )
