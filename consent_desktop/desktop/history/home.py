"""The window of the privacy officer: the history of the whole clinic, and the clinic's own pages."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consent_desktop.application.sessions import Session
from consent_desktop.desktop.clinic.page import ClinicPage
from consent_desktop.desktop.history.page import HistoryPage
from consent_desktop.desktop.staff.frame import Section, StaffFrame
from consent_desktop.desktop.staff.messages import Messages
from consent_desktop.desktop.words.people import name_of
from consent_desktop.desktop.workspace import Workspace

HISTORY, CLINIC = "history", "clinic"


class HistoryHome(QWidget):
    """`left()` when Finish is pressed."""

    left = Signal()

    def __init__(self, workspace: Workspace, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name_of(session.person))
        sections = (
            Section(HISTORY, self.tr("History"), "clock-counter-clockwise"),
            Section(CLINIC, self.tr("Clinic"), "hospital"),
        )
        self.frame = StaffFrame(session.person, sections, self)
        self.history = HistoryPage(workspace, session.acting, None, self.frame)
        self.clinic = ClinicPage(workspace, session, self.frame)
        self.frame.add_page(HISTORY, self.history)
        self.frame.add_page(CLINIC, self.clinic)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)
        self._messages = Messages(self)
        self.frame.left.connect(self.left)
        self.frame.page_shown.connect(self._page_shown)
        self.clinic.told.connect(self._told)
        self.clinic.event_wanted.connect(self.open_event)
        self.history.open_page()

    def showEvent(self, event: QShowEvent) -> None:
        """The first focus is on the events."""
        super().showEvent(event)
        if self.focusWidget() is None:
            self.history.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _page_shown(self, key: str) -> None:
        if key == CLINIC:
            self.clinic.open_page()

    @Slot(object)
    def open_event(self, position: int) -> None:
        """Show the history at that event."""
        self.frame.show_page(HISTORY)
        self.history.show_event(position)

    @Slot(object, object)
    def _told(self, title: str, line: str) -> None:
        self._messages.say(title, line)
