"""`python -m benchmarks.window_worker FOLDER KIND ROUNDS`: the history's table beside one of bare rows, as JSON.

Bare rows: the same table and delegate on a model that shows the tuples as bare DBAPI gives them, without names, words,
time zones or a background thread. It runs in a process of its own, offscreen, so that Qt is in no other figure's way.
"""

from __future__ import annotations

import json
import os
import sys
from array import array
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QEventLoop,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget
from sqlcipher3 import dbapi2

from benchmarks import ours
from benchmarks.bench import STORES
from benchmarks.ours import OurHistory
from benchmarks.rounds import Rounds, interleaved, timed
from consent_desktop.desktop.history.lines import Col, HistoryLine
from consent_desktop.desktop.history.model import CHUNK, HistoryModel
from consent_desktop.desktop.history.table import EventsTable
from consent_desktop.desktop.shell.run import make_application
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.vocabulary import THE_OPERATOR

JUMPS: Final = 20
IN_SIGHT: Final = 40
"""At least as many rows as the window shows."""
COLUMNS: Final = 'position, effective, recorded, "by", type, subject, other, record_types, purpose'
SIZE: Final = (1200, 800)
Index = QModelIndex | QPersistentModelIndex


class BareRows(QAbstractTableModel):
    """Rows as SQLite gives them, read by chunks where they are needed; neither names nor words of people are looked up."""

    def __init__(self, views: dbapi2.Connection, positions: array[int]) -> None:
        super().__init__()
        self._views, self._positions = views, positions
        self._chunks: dict[int, list[HistoryLine]] = {}
        table = ours.view_table(views, "history")
        self._query = f"SELECT {COLUMNS} FROM {table} WHERE position IN ({', '.join('?' * CHUNK)})"  # noqa: S608

    def forget(self) -> None:
        """Read again what is needed next."""
        self._chunks.clear()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name
        """One row an event."""
        return 0 if parent.isValid() else len(self._positions)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name
        """As the history."""
        return 0 if parent.isValid() else len(Col)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The line, or its text."""
        if role not in (Qt.ItemDataRole.UserRole, Qt.ItemDataRole.DisplayRole):
            return None
        number, place = divmod(index.row(), CHUNK)
        chunk = self._chunks.get(number)
        if chunk is None:
            chunk = self._chunks[number] = self._read(number)
        line = chunk[place]
        return line if role == Qt.ItemDataRole.UserRole else line.texts[index.column()]

    def _read(self, number: int) -> list[HistoryLine]:
        wanted = list(self._positions[number * CHUNK : (number + 1) * CHUNK])
        rows = self._views.execute(self._query, wanted + [-1] * (CHUNK - len(wanted))).fetchall()
        texts = {row[0]: (row[4], tuple(map(_text, row))) for row in rows}
        return [HistoryLine(position, *texts[position], late=False) for position in wanted]


def _text(value: object) -> str:
    return (value.hex() if isinstance(value, bytes) else str(value or ""))[:16]


def always_there(row: int) -> bool:
    """A bare row is read where it is painted."""
    return True


class Paints(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Count, and let it pass."""
        self.count += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


class Showing:
    """One table in one window, and how to know that its lines are there."""

    def __init__(self, model: QAbstractTableModel, there: Callable[[int], bool]) -> None:
        self.window = QWidget()
        self.window.resize(*SIZE)
        self.table = EventsTable(self.window)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.table.resize(*SIZE)
        self.table.setModel(model)
        self._there = there
        self._paints = Paints(self.table.viewport())

    def painted(self, row: int) -> None:
        """Wait until the lines from that row on are there and then painted."""
        while not self._there(row):
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        before = self._paints.count
        self.table.viewport().update()
        while self._paints.count == before:
            QCoreApplication.processEvents()

    def first_paint(self) -> float:
        """Seconds from showing the window to its first lines."""
        with timed() as watch:
            self.window.show()
            self.painted(0)
        self.window.hide()
        return watch.seconds

    def jumps(self, rows: list[int]) -> float:
        """Seconds a jump to somewhere else."""
        self.window.show()
        self.painted(0)
        with timed() as watch:
            for row in rows:
                self.table.scrollTo(self.table.model().index(row, 0), QAbstractItemView.ScrollHint.PositionAtTop)
                self.painted(row)
        self.window.hide()
        return watch.seconds / len(rows)


class Both:
    """The history and the bare rows."""

    def __init__(self, history: OurHistory, folder: Path, key: bytes | None) -> None:
        self._history = history
        self._views = ours.raw_views(folder, key)
        self.workspace = Workspace(history.clinic)
        self._holder = QWidget()
        self._positions = history.order()
        self._bare = BareRows(self._views, self._positions)
        self._by_hand = Showing(self._bare, always_there)
        self._random = Random(5)

    def order(self) -> float:
        """Seconds for every position, newest first."""
        with timed() as watch:
            self._history.order()
        return watch.seconds

    def order_by_hand(self) -> float:
        """The same by one bare SELECT."""
        table = ours.view_table(self._views, "history")
        with timed() as watch:
            rows = self._views.execute(f"SELECT position FROM {table} ORDER BY position DESC")  # noqa: S608
            array("q", (row[0] for row in rows))
        return watch.seconds

    def _showing(self) -> Showing:
        model = HistoryModel(self.workspace, THE_OPERATOR, self._holder)
        model.set_positions(self._positions)
        last = len(self._positions) - 1
        return Showing(
            model, lambda row: model.line(row) is not None and model.line(min(row + IN_SIGHT, last)) is not None
        )

    def first_paint(self) -> float:
        """Seconds until the newest events are painted, nothing of them cached."""
        return self._showing().first_paint()

    def first_paint_by_hand(self) -> float:
        """The same of bare rows."""
        self._bare.forget()
        return Showing(self._bare, always_there).first_paint()

    def jump(self) -> float:
        """Seconds a jump."""
        last = len(self._positions) - IN_SIGHT - 1
        self.rows = [self._random.randrange(last) for _ in range(JUMPS)]
        showing = self._showing()
        showing.first_paint()
        return showing.jumps(self.rows)

    def jump_by_hand(self) -> float:
        """The same jumps over bare rows."""
        self._bare.forget()
        return self._by_hand.jumps(self.rows)

    def close(self) -> None:
        """Close everything."""
        self._views.close()
        self.workspace.close()


def measured(folder: Path, key: bytes | None, rounds: int) -> dict[str, Rounds]:
    """The three comparisons."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    make_application()
    both = Both(OurHistory(folder, key), folder, key)
    try:
        return {
            "order": interleaved({"ours": both.order, "bare": both.order_by_hand}, rounds),
            "first_paint": interleaved({"ours": both.first_paint, "bare": both.first_paint_by_hand}, rounds),
            "jump": interleaved({"ours": both.jump, "bare": both.jump_by_hand}, rounds),
        }
    finally:
        both.close()


if __name__ == "__main__":
    found = measured(Path(sys.argv[1]), STORES[sys.argv[2]], int(sys.argv[3]))
    print(
        json.dumps(
            {
                name: [rounds.median("ours"), rounds.median("bare"), rounds.times_faster("bare", "ours")]
                for name, rounds in found.items()
            }
        )
    )
