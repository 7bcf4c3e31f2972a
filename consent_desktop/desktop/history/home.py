"""The window of a privacy officer or administrator: the whole history, and nothing else yet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consent_desktop.desktop.history.page import HistoryPage
from consent_desktop.desktop.staff.frame import Section, StaffFrame
from consent_desktop.desktop.words.people import name_of
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.read_models.rows import PersonRow


class HistoryHome(QWidget):
    """`left()` when Finish is pressed."""

    left = Signal()

    def __init__(self, workspace: Workspace, person: PersonRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name_of(person))
        section = Section("history", self.tr("History"), "clock-counter-clockwise")
        self.frame = StaffFrame(person, [section], self)
        self.history = HistoryPage(workspace, None, self.frame, officer=person)
        self.frame.add_page(section.key, self.history)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)
        self.frame.left.connect(self.left)
        self.history.open_page()

    def showEvent(self, event: QShowEvent) -> None:
        """The first focus is on the events."""
        super().showEvent(event)
        if self.focusWidget() is None:
            self.history.table.setFocus(Qt.FocusReason.OtherFocusReason)
