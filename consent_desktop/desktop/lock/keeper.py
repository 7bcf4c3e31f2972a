"""Locks one window and gives it back: what is under the lock stays as it was, out of sight, for its person alone."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from consent_desktop.application.idle import IdleWatch
from consent_desktop.application.sessions import Session
from consent_desktop.desktop.clipboard import clear_clipboard
from consent_desktop.desktop.lock.idle_guard import IdleGuard
from consent_desktop.desktop.lock.lock_screen import LockScreen
from consent_desktop.desktop.lock.warning import LockWarning
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import PersonKind


class Keeper(QObject):
    """Keeps the session of one window. `resumed(Session)`; `left()` when somebody else wants to sign in.

    `stage` is what goes out of sight. `ends`: instead of locking, the session ends (kiosk).
    """

    resumed = Signal(object)
    left = Signal()

    def __init__(self, workspace: Workspace, window: QWidget, stage: QWidget, *, ends: bool = False) -> None:
        super().__init__(window)
        self._workspace, self._window, self._stage, self._ends = workspace, window, stage, ends
        self._session: Session | None = None
        self._screen: LockScreen | None = None
        self._focus: QWidget | None = None
        self._by_pin = False
        self._warning: LockWarning | None = None
        self.idle = IdleGuard(window)
        self.idle.warned.connect(self._warn)
        self.idle.calmed.connect(self._calm)
        self.idle.expired.connect(self._expired)

    def keep(self, session: Session, watch: IdleWatch) -> None:
        """Somebody signed in: from now on their absence is noticed."""
        self.idle.stop()
        self._session = session
        self.idle.start(watch)

    def let_go(self) -> None:
        """Nobody is signed in any more: the lock goes too, without showing what was under it."""
        self.idle.stop()
        self._calm()
        self._session, self._by_pin, self._focus = None, False, None
        self._take_away_screen()
        clear_clipboard()

    @Slot()
    def ask_pin(self) -> None:
        """The person chose a PIN for the shift, so the lock asks for that."""
        self._by_pin = True

    def asks_pin(self) -> bool:
        """Whether the lock asks for the PIN of the shift."""
        return self._by_pin

    def is_locked(self) -> bool:
        """Whether the lock screen is up."""
        return self._screen is not None

    def screen(self) -> LockScreen | None:
        """The lock screen, where there is one."""
        return self._screen

    def lock(self) -> None:
        """Cover the window; does nothing where nobody is signed in or it is locked."""
        if self._session is None or self._screen is not None:
            return
        self.idle.stop()
        self._calm()
        close_popups(self._window)
        focus = QApplication.focusWidget()
        self._focus = focus if focus is not None and self._stage.isAncestorOf(focus) else None
        clear_clipboard()
        screen = LockScreen(self._workspace, self._session, by_pin=self._by_pin, parent=self._window)
        screen.resumed.connect(self._resumed)
        screen.someone_else.connect(self.left)
        self._screen = screen
        self._stage.hide()
        layout = self._window.layout()
        assert layout is not None  # the window has one
        layout.addWidget(screen)
        screen.show()
        screen.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        work = partial(self._workspace.clinic.accounts.lock, self._session)
        self._workspace.query(self, work, self._noted, self._not_noted)

    def _noted(self, _nothing: object) -> None:
        """The history says that the session was locked."""

    def _not_noted(self, _error: ConsentDesktopError) -> None:
        """It is locked all the same; the window says what troubles the store."""

    @Slot(object)
    def _resumed(self, session: Session) -> None:
        self._session = session
        self._stage.show()
        self._take_away_screen()
        if self._focus is not None and isValid(self._focus) and self._focus.isVisible():
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resumed.emit(session)

    def _take_away_screen(self) -> None:
        screen, self._screen = self._screen, None
        if screen is not None:
            screen.hide()
            screen.deleteLater()
            self._stage.show()

    # absence

    @Slot(object)
    def _warn(self, left: int) -> None:
        if self._warning is None:
            self._warning = LockWarning(self._stage, ends=self._ends)
            self._warning.stay.connect(self.idle.touched)
            self._warning.pop_up()
        self._warning.tell(left)

    @Slot()
    def _calm(self) -> None:
        warning, self._warning = self._warning, None
        if warning is not None and isValid(warning):
            warning.dismiss()

    @Slot()
    def _expired(self) -> None:
        if self._ends and self._session is not None and self._session.person.kind is PersonKind.PATIENT:
            self.left.emit()
        else:
            self.lock()


def close_popups(window: QWidget) -> None:
    """Close questions, menus and windows that belong to this one."""
    for widget in QApplication.topLevelWidgets():
        parent = widget.parentWidget()
        if widget is not window and widget.isVisible() and parent is not None and _home(parent) is window:
            widget.close()


def _home(widget: QWidget) -> QWidget:
    """The outermost window that it belongs to."""
    window = widget.window()
    parent = window.parentWidget()
    return window if parent is None else _home(parent)
