"""A hundred thousand people in a table: ids in order, lines fetched by chunks when they come into sight."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from consent_desktop.desktop.clinic.people_lines import Col, DirectoryLine, fetch
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import Acting

Index = QModelIndex | QPersistentModelIndex
CHUNK: Final = 64
KEPT: Final = 64
"""So many chunks stay in memory."""
_ROLES: Final = (
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.UserRole, Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)  # fmt: skip


class PeopleModel(QAbstractTableModel):
    """`set_subjects` lists others, or the same anew. `arrived()`: lines came, so a chosen row may say more now."""

    arrived = Signal()

    def __init__(self, workspace: Workspace, acting: Acting, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._acting = workspace, acting
        self._subjects: tuple[str, ...] = ()
        self._rows: dict[str, int] = {}
        self._chunks: OrderedDict[int, dict[str, DirectoryLine]] = OrderedDict()
        self._old: OrderedDict[int, dict[str, DirectoryLine]] = OrderedDict()
        self._wanted: set[int] = set()
        self._generation = 0
        self._heads = (
            self.tr("Name"), self.tr("Role"), self.tr("Number"), self.tr("Last here"), self.tr("PIN"),
        )  # fmt: skip

    def set_subjects(self, subjects: Sequence[str]) -> bool:
        """List these. Gives whether they are the same as before: then each row keeps its place and its old words until new ones come."""
        same = tuple(subjects) == self._subjects
        self._generation += 1
        self._wanted.clear()
        if same:
            self._old, self._chunks = self._chunks or self._old, OrderedDict()
            if self._subjects:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._subjects) - 1, len(Col) - 1))
            return True
        self.beginResetModel()
        self._subjects = tuple(subjects)
        self._rows = {subject: row for row, subject in enumerate(self._subjects)}
        self._chunks.clear()
        self._old.clear()
        self.endResetModel()
        return False

    def row_of(self, subject: str) -> int:
        """The row of a person, or -1."""
        return self._rows.get(subject, -1)

    def subject(self, row: int) -> str | None:
        """Whose row it is."""
        return self._subjects[row] if 0 <= row < len(self._subjects) else None

    def line(self, row: int) -> DirectoryLine | None:
        """The line of a row, None while it is being fetched."""
        subject = self.subject(row)
        if subject is None:
            return None
        number = row // CHUNK
        chunk = self._chunks.get(number)
        if chunk is None:
            self._fetch(number)
            return self._old.get(number, {}).get(subject)
        self._chunks.move_to_end(number)
        return chunk.get(subject)

    def _fetch(self, number: int) -> None:
        if number in self._wanted:
            return
        self._wanted.add(number)
        wanted = self._subjects[number * CHUNK : (number + 1) * CHUNK]
        work = partial(fetch, self._workspace.clinic, self._acting, wanted)
        come, failed = partial(self._came, self._generation, number), partial(self._failed, self._generation, number)
        self._workspace.query(self, work, come, failed)

    def _came(self, generation: int, number: int, found: list[DirectoryLine]) -> None:
        if generation != self._generation:
            return
        self._wanted.discard(number)
        self._chunks[number] = {line.person.subject: line for line in found}
        while len(self._chunks) > KEPT:
            self._chunks.popitem(last=False)
        first, last = number * CHUNK, min((number + 1) * CHUNK, len(self._subjects)) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(Col) - 1))
        self.arrived.emit()

    def _failed(self, generation: int, number: int, _error: ConsentDesktopError) -> None:
        if generation == self._generation:
            self._wanted.discard(number)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row a person."""
        return 0 if parent.isValid() else len(self._subjects)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """See `Col`."""
        return 0 if parent.isValid() else len(Col)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A look-up, nothing more; an empty text while the chunk is being fetched."""
        if role not in _ROLES or not index.isValid():
            return None
        line = self.line(index.row())
        if line is None:
            return None if role == Qt.ItemDataRole.UserRole else ""
        if role == Qt.ItemDataRole.UserRole:
            return line
        return line.spoken if role == Qt.ItemDataRole.AccessibleTextRole else line.texts[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The names of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self._heads[section] if 0 <= section < len(Col) else None
