"""The table model of "My patients"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from consent_desktop.desktop.professional.patient_lines import PatientLine

Index = QModelIndex | QPersistentModelIndex
COLUMNS = 6


class PatientsModel(QAbstractTableModel):
    """Rows are put into words before they come here, so `data` only looks up."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: list[PatientLine] = []
        self._heads = (
            self.tr("Patient"), self.tr("Exams"), self.tr("Consult."), self.tr("Conditions"), self.tr("ER visits"),
            self.tr("Until"),
        )  # fmt: skip

    def set_lines(self, lines: Sequence[PatientLine]) -> bool:
        """Show these. Gives whether the same people stay in the same order, so that no row moved."""
        new = list(lines)
        same = [a.person.subject for a in self._lines] == [b.person.subject for b in new]
        if not same:
            self.beginResetModel()
            self._lines = new
            self.endResetModel()
        elif new != self._lines:
            self._lines = new
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, COLUMNS - 1))
        return same

    def line(self, row: int) -> PatientLine | None:
        """What stands in a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, subject: str) -> int:
        """The row of a patient, or -1."""
        return next((i for i, line in enumerate(self._lines) if line.person.subject == subject), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row a patient."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Patient, four record types, end."""
        return 0 if parent.isValid() else COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words for the eye, a sentence for the ear, the line itself for the delegate."""
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line, column = self._lines[index.row()], index.column()
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name if column == 0 else line.until if column == 5 else line.cells[column - 1].word
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The names of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self._heads[section] if 0 <= section < COLUMNS else None
