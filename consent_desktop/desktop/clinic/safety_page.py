"""Safety: whether the history is whole, and whether there are copies of it (screen 08b)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from consent_desktop.application import safety
from consent_desktop.application.safety import Safety
from consent_desktop.application.sessions import Session
from consent_desktop.desktop.clinic.backup_card import BackupCard
from consent_desktop.desktop.clinic.copy_forms import BackupDialog, ProofDialog, ScheduleDialog
from consent_desktop.desktop.clinic.integrity_card import IntegrityCard
from consent_desktop.desktop.clinic.restore_dialog import RestoreDialog
from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.sharing.lines import Problem
from consent_desktop.desktop.theme.metrics import MARGIN_STAFF
from consent_desktop.desktop.theme.type import px
from consent_desktop.desktop.widgets.scroll_area import ScrollArea
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError

NARROW = 1040


class SafetyPage(QWidget):
    """Call `open_page` when it comes into sight. `told(title, line)`: something was done that is worth a message."""

    told = Signal(object, object)

    def __init__(self, workspace: Workspace, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._session = workspace, session
        self._opened, self._late = False, False
        self._latest = Latest(workspace, self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = ScrollArea(self)
        page = QWidget(area)
        column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN_STAFF, 20, MARGIN_STAFF, 24)
        column.setSpacing(16)
        self.problem = Problem(page)
        column.addWidget(self.problem)
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards.setSpacing(20)
        self.integrity = IntegrityCard(workspace, session.acting, page)
        self.backup = BackupCard(workspace, page)
        self._cards.addWidget(self.integrity, 1)
        self._cards.addWidget(self.backup, 1)
        column.addLayout(self._cards)
        column.addStretch(1)
        area.setWidget(page)
        page.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        outer.addWidget(area)
        self._connect()

    def _connect(self) -> None:
        self.integrity.checked.connect(self.refresh)
        self.integrity.proof_wanted.connect(self.save_proof)
        self.backup.backup_wanted.connect(self.back_up)
        self.backup.restore_wanted.connect(self.restore)
        self.backup.schedule_wanted.connect(self.choose_schedule)
        self._workspace.changed.connect(self._changed)

    def open_page(self) -> None:
        """It is looked at: from now on it follows the history."""
        self._opened = True
        self.refresh()

    @Slot(object)
    def _changed(self, _position: object) -> None:
        if self._opened and self.isVisible():
            self.refresh()
        self._late = self._opened and not self.isVisible()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed under a dialog or behind another tab."""
        super().showEvent(event)
        if self._late:
            self._late = False
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Ask again."""
        work = partial(safety.safety, self._workspace.clinic, self._session.acting)
        self._latest.ask(work, self._show, self._failed)

    def _show(self, found: Safety) -> None:
        self.problem.tell("")
        self.integrity.show_safety(found)
        self.backup.show_safety(found)

    def _failed(self, error: ConsentDesktopError) -> None:
        self.problem.tell(str(error))

    @Slot()
    def back_up(self) -> None:
        """Ask where to, and make a backup."""
        newest, schedule = self.backup.newest(), self.backup.schedule()
        folder = newest.path.parent if newest is not None else schedule.folder if schedule is not None else None
        dialog = BackupDialog(self.window(), self._workspace, self._session.acting, folder)
        dialog.made.connect(partial(self._did, self.tr("The backup is made")))
        dialog.open_dialog()

    @Slot()
    def choose_schedule(self) -> None:
        """Ask when and where backups go by themselves."""
        dialog = ScheduleDialog(self.window(), self._workspace, self._session.acting, self.backup.schedule())
        dialog.changed.connect(self.refresh)
        dialog.open_dialog()

    @Slot()
    def restore(self) -> None:
        """Look at a backup, and make a new store of it."""
        newest = self.backup.newest()
        path = newest.path if newest is not None else None
        dialog = RestoreDialog(self.window(), self._workspace, self._session, path)
        dialog.restored.connect(partial(self._did, self.tr("The backup is restored")))
        dialog.open_dialog()

    @Slot()
    def save_proof(self) -> None:
        """Ask where to, and put a signed checkpoint there."""
        dialog = ProofDialog(self.window(), self._workspace, self._session.acting)
        dialog.saved.connect(partial(self._did, self.tr("The proof is saved")))
        dialog.open_dialog()

    def _did(self, title: str, sentence: str) -> None:
        self.told.emit(title, sentence)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cards stand one under the other where the window is narrow."""
        super().resizeEvent(event)
        beside = self.window().width() >= px(NARROW)
        self._cards.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
