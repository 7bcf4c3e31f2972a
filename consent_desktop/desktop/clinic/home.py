"""The window of administrators: the clinic's people and the safety of its history, and what happened beside consents."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consent_desktop.application.sessions import Session
from consent_desktop.desktop.clinic.page import ClinicPage
from consent_desktop.desktop.history.page import HistoryPage
from consent_desktop.desktop.staff.frame import Section, StaffFrame
from consent_desktop.desktop.staff.messages import Messages
from consent_desktop.desktop.words.people import name_of
from consent_desktop.desktop.workspace import Workspace

CLINIC, HISTORY = "clinic", "history"


class ClinicHome(QWidget):
    """`left()` when Finish is pressed."""

    left = Signal()

    def __init__(self, workspace: Workspace, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name_of(session.person))
        sections = (
            Section(CLINIC, self.tr("Clinic"), "hospital"),
            Section(HISTORY, self.tr("History"), "clock-counter-clockwise"),
        )
        self.frame = StaffFrame(session.person, sections, self)
        self.clinic = ClinicPage(workspace, session, self.frame)
        self.history = HistoryPage(workspace, session.acting, None, self.frame)
        self.frame.add_page(CLINIC, self.clinic)
        self.frame.add_page(HISTORY, self.history)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)
        self._messages = Messages(self)
        self.frame.left.connect(self.left)
        self.frame.page_shown.connect(self._page_shown)
        self.clinic.told.connect(self._told)
        self.clinic.open_page()

    @Slot(object)
    def _page_shown(self, key: str) -> None:
        if key == HISTORY:
            self.history.open_page()
        else:
            self.clinic.open_page()

    @Slot(object, object)
    def _told(self, title: str, line: str) -> None:
        self._messages.say(title, line)
