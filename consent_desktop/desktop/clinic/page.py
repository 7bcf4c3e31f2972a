"""The Clinic section: its name, who is signed in, and a tab for each page that the role may open (screens 08a, 08b)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from consent_desktop.application.sessions import Session
from consent_desktop.desktop.clinic.access_page import AccessPage
from consent_desktop.desktop.clinic.people_page import PeoplePage
from consent_desktop.desktop.clinic.safety_page import SafetyPage
from consent_desktop.desktop.clinic.tabs import Tabs
from consent_desktop.desktop.staff.topbar import Topbar
from consent_desktop.desktop.theme.metrics import MARGIN_STAFF
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.words.people import kind_word, name_of
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.vocabulary import ActingRole

PEOPLE, ACCESS, SAFETY = "people", "access", "safety"
OF_ROLE = {
    ActingRole.RECEPTION: (PEOPLE,),
    ActingRole.ADMINISTRATOR: (PEOPLE, SAFETY),
    ActingRole.PRIVACY_OFFICER: (SAFETY, ACCESS, PEOPLE),
}
"""The tabs of each role, in order. What stands in them is asked of the clinic, which refuses what a role may not."""


class ClinicPage(QWidget):
    """`told(title, line)`: something was done; `event_wanted(position)`."""

    told = Signal(object, object)
    event_wanted = Signal(object)

    def __init__(self, workspace: Workspace, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._title(workspace, session))
        self.tabs = Tabs(self)
        self._stack = QStackedWidget(self)
        self._pages: dict[str, QWidget] = {}
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        for key in OF_ROLE[session.acting.role]:
            self._add(key, workspace, session)
        self.tabs.setVisible(len(self._pages) > 1)
        self.tabs.chosen.connect(self.show_tab)
        self.tabs.choose(next(iter(self._pages)))

    def _title(self, workspace: Workspace, session: Session) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(MARGIN_STAFF, 0, MARGIN_STAFF, 0)
        bar = Topbar(workspace.clinic.name or self.tr("Clinic"), "", self, height=66)
        role = kind_word(session.person.kind).lower()
        words = self.tr("Signed in as {name}, {role}").format(name=name_of(session.person), role=role)
        bar.far.addWidget(Label(words, Role.TABLE, bar, color="ink2"), 0, Qt.AlignmentFlag.AlignVCenter)
        bar.widen_far()
        row.addWidget(bar)
        return row

    def _add(self, key: str, workspace: Workspace, session: Session) -> None:
        page: QWidget
        if key == SAFETY:
            page = SafetyPage(workspace, session, self._stack)
            page.told.connect(self.told)
            self.tabs.add(key, self.tr("Safety"), "shield-check")
        elif key == ACCESS:
            page = AccessPage(workspace, session.acting, self._stack)
            page.card.event_wanted.connect(self.event_wanted)
            self.tabs.add(key, self.tr("Access"), "eye")
        else:
            page = PeoplePage(workspace, session, self._stack)
            page.told.connect(self.told)
            self.tabs.add(key, self.tr("People"), "users-three")
        self._pages[key] = page
        self._stack.addWidget(page)

    def open_page(self) -> None:
        """The section comes into sight."""
        page = self._stack.currentWidget()
        if page is not None:
            self._open(page)

    @Slot(object)
    def show_tab(self, key: str) -> None:
        """Open a tab."""
        self.tabs.choose(key)
        self._stack.setCurrentWidget(self._pages[key])
        self._open(self._pages[key])

    @staticmethod
    def _open(page: QWidget) -> None:
        if isinstance(page, SafetyPage | PeoplePage):
            page.open_page()
