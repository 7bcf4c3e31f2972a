"""A million events in a table: positions in order, lines fetched by chunks when they come into sight."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from consent_desktop.desktop.history.lines import Col, HistoryLine, fetch
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import Acting

Index = QModelIndex | QPersistentModelIndex
CHUNK: Final = 128
KEPT: Final = 64
"""So many chunks stay in memory."""


class HistoryModel(QAbstractTableModel):
    """`set_positions` (newest first) resets, `insert_newer` adds on top; the position is the identity of a row."""

    def __init__(self, workspace: Workspace, acting: Acting, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._acting = workspace, acting
        self._positions: array[int] = array("q")
        self._chunks: OrderedDict[int, dict[int, HistoryLine]] = OrderedDict()
        self._wanted: set[int] = set()
        self._generation = 0
        self._heads = (
            self.tr("Position"), self.tr("Time"), self.tr("Recorded"), self.tr("By"), self.tr("Action"),
            self.tr("Patient"), self.tr("Access for"), self.tr("Record type"), self.tr("Purpose"),
        )  # fmt: skip

    def positions(self) -> array[int]:
        """What is listed, newest first."""
        return self._positions

    def set_positions(self, positions: array[int]) -> None:
        """List these instead."""
        self.beginResetModel()
        self._positions = positions
        self._forget()
        self.endResetModel()

    def insert_newer(self, newer: array[int]) -> None:
        """Put newer events on top; the others keep their lines."""
        if newer:
            self.beginInsertRows(QModelIndex(), 0, len(newer) - 1)
            self._positions = newer + self._positions
            self._forget()
            self.endInsertRows()

    def _forget(self) -> None:
        self._chunks.clear()
        self._wanted.clear()
        self._generation += 1

    def row_of(self, position: int) -> int:
        """The row of an event, or -1; positions fall from row to row."""
        low, high = 0, len(self._positions)
        while low < high:
            middle = (low + high) // 2
            if self._positions[middle] > position:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self._positions) and self._positions[low] == position else -1

    def line(self, row: int) -> HistoryLine | None:
        """The line of a row, None while it is being fetched."""
        if not 0 <= row < len(self._positions):
            return None
        number = row // CHUNK
        chunk = self._chunks.get(number)
        if chunk is None:
            self._fetch(number)
            return None
        self._chunks.move_to_end(number)
        return chunk.get(self._positions[row])

    def _fetch(self, number: int) -> None:
        if number in self._wanted:
            return
        self._wanted.add(number)
        wanted = list(self._positions[number * CHUNK : (number + 1) * CHUNK])
        work = partial(fetch, self._workspace.clinic, self._acting, wanted)
        come, failed = partial(self._came, self._generation, number), partial(self._failed, self._generation, number)
        self._workspace.query(self, work, come, failed)

    def _came(self, generation: int, number: int, found: list[HistoryLine]) -> None:
        if generation != self._generation:
            return
        self._wanted.discard(number)
        self._chunks[number] = {line.position: line for line in found}
        while len(self._chunks) > KEPT:
            self._chunks.popitem(last=False)
        first, last = number * CHUNK, min((number + 1) * CHUNK, len(self._positions)) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(Col) - 1))

    def _failed(self, generation: int, number: int, _error: ConsentDesktopError) -> None:
        if generation == self._generation:
            self._wanted.discard(number)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row an event."""
        return 0 if parent.isValid() else len(self._positions)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """See `Col`."""
        return 0 if parent.isValid() else len(Col)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A look-up, nothing more; an empty text while the chunk is being fetched."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.UserRole, Qt.ItemDataRole.AccessibleTextRole,
                        Qt.ItemDataRole.ToolTipRole) or not index.isValid():  # fmt: skip
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
