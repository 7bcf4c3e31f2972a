"""One window for one person: the strip that is always there, and below it the sign-in or the person's home."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from consent_desktop.application.idle import Clocks, IdleWatch, Limits
from consent_desktop.application.sessions import Session
from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.lock.keeper import Keeper, close_popups
from consent_desktop.desktop.lock.shift_pin import ShiftPinDialog
from consent_desktop.desktop.shell.damage_strip import DamageStrip
from consent_desktop.desktop.shell.homes import make_home
from consent_desktop.desktop.shell.regions import first_control, go_to_next_region
from consent_desktop.desktop.shell.strip_words import strip_words
from consent_desktop.desktop.shell.window_place import LEAST, WANTED
from consent_desktop.desktop.sign_in.screen import SignInScreen
from consent_desktop.desktop.staff.frame import StaffFrame
from consent_desktop.desktop.theme.type import larger_text, normal_text, smaller_text
from consent_desktop.desktop.widgets.focus_ring import FocusRing
from consent_desktop.desktop.widgets.modal_overlay import ModalOverlay
from consent_desktop.desktop.widgets.notice_strip import NoticeStrip, Tone
from consent_desktop.desktop.widgets.stage import set_stage
from consent_desktop.desktop.widgets.toast import Toast
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import ActingRole


class ConsentWindow(QWidget):
    """`another_wanted()` asks for one more window, `closed(window)` tells that this one went.

    Its title never holds a name: titles are seen in task bars and window lists. With `kiosk` it is for patients only.
    """

    another_wanted = Signal()
    closed = Signal(object)

    def __init__(
        self, workspace: Workspace, parent: QWidget | None = None, *, kiosk: bool = False, clocks: Clocks | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._workspace, self._kiosk, self._clocks = workspace, kiosk, clocks
        self._session: Session | None = None
        self._offered = False
        self._screen: QWidget | None = None
        self.setWindowTitle(self.tr("Consent Desktop"))
        self.setMinimumSize(LEAST)
        self.resize(WANTED)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        stage = QWidget(self)
        set_stage(self, stage)
        outer.addWidget(stage)
        self._make_strips(stage)
        self.keeper = Keeper(workspace, self, stage, ends=kiosk)
        self.keeper.resumed.connect(self._resumed)
        self.keeper.left.connect(self.finish)
        workspace.trouble.connect(self.show_trouble)
        workspace.changed.connect(self.trouble_is_over)
        workspace.changed.connect(self._look_whether_still)
        self._still = Latest(workspace, self)
        workspace.entered.connect(self._somebody_entered)
        self._make_shortcuts()
        self.finish()
        self._ring = FocusRing(self)

    def _make_strips(self, stage: QWidget) -> None:
        self._content = QVBoxLayout(stage)
        self._content.setContentsMargins(0, 0, 0, 0)
        self._content.setSpacing(0)
        words = strip_words(self._workspace.clinic)
        self._strip = NoticeStrip(words, Tone.WAIT, stage, dense=True)
        self._strip.setVisible(bool(words))
        self._trouble = NoticeStrip("", Tone.STOP, stage)
        self._trouble.hide()
        self._content.addWidget(self._strip)
        self._content.addWidget(self._trouble)
        self._content.addWidget(DamageStrip(self._workspace, stage))

    def _make_shortcuts(self) -> None:
        for keys, slot in (
            ("Ctrl++", larger_text), ("Ctrl+=", larger_text), ("Ctrl+-", smaller_text),
            ("Ctrl+0", normal_text), ("Ctrl+Shift+N", self.want_another), ("Ctrl+L", self.lock_or_finish),
            ("F6", self.next_region),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(slot)

    def session(self) -> Session | None:
        """Who has signed in at this window, None at the sign-in."""
        return self._session

    def screen_widget(self) -> QWidget | None:
        """The sign-in or the home that is shown."""
        return self._screen

    @Slot()
    def want_another(self) -> None:
        """One more window; a kiosk has one only."""
        if not self._kiosk:
            self.another_wanted.emit()

    @Slot(object)
    def sign_in(self, session: Session) -> None:
        """Show the home of who has proved who they are."""
        home = make_home(self._workspace, session, self)
        left = getattr(home, "left")  # noqa: B009  every home has it; QWidget does not
        left.connect(self.finish)
        for part in (home, *home.findChildren(StaffFrame)):
            lock_wanted = getattr(part, "lock_wanted", None)  # a rail's Lock; the desk, before it hands the screen over
            if lock_wanted is not None:
                lock_wanted.connect(self.lock)
        self._session = session
        self._show(home)
        self.keeper.keep(session, IdleWatch(Limits.of(session.acting.role), self._clocks))
        self._workspace.entered.emit(self, session)

    @Slot()
    def lock_or_finish(self) -> None:
        """Ctrl+L: staff lock, a patient finishes. At the sign-in and under a lock there is nothing to do."""
        if self._session is None or self.keeper.is_locked():
            return
        if self._session.acting.role is ActingRole.PATIENT:
            self.finish()
        else:
            self.lock()

    @Slot()
    def lock(self) -> None:
        """Cover what is shown until the same person is back."""
        self.keeper.lock()

    @Slot(object)
    def _resumed(self, session: Session) -> None:
        self._session = session
        self.keeper.keep(session, IdleWatch(Limits.of(session.acting.role), self._clocks))
        self._workspace.entered.emit(self, session)
        if session.acting.role is not ActingRole.PATIENT and not self.keeper.asks_pin() and not self._offered:
            self._offered = True
            toast = Toast(
                self, self.tr("Welcome back"), self.tr("A PIN would open your locked screen faster."),
                icon="lock-simple", color="pen", action=self.tr("Choose a PIN"),
            )  # fmt: skip
            toast.action_triggered.connect(self.offer_shift_pin)
            toast.pop_up()

    @Slot()
    def offer_shift_pin(self) -> None:
        """Let staff choose a PIN for their own locked screen."""
        if self._session is not None:
            dialog = ShiftPinDialog(self, self._workspace, self._session)
            dialog.chosen.connect(self.keeper.ask_pin)
            dialog.open_dialog()

    @Slot(object, object)
    def _somebody_entered(self, window: object, session: Session) -> None:
        """A patient sits down at another window of this program: what others left open is covered."""
        patient = session.acting.role is ActingRole.PATIENT
        if patient and window is not self and not self._workspace.clinic.demonstration:
            self.keeper.lock()

    @Slot()
    def finish(self) -> None:
        """Leave the home, whatever is open in it, and ask who comes next, in words of the normal size."""
        for overlay in self.findChildren(ModalOverlay):
            overlay.reject()
        if self._screen is not None and self._session is None:
            return
        session, self._session, self._offered = self._session, None, False
        if session is not None:
            normal_text()  # the next person begins anew
            close_popups(self)
            for toast in self.findChildren(Toast):
                toast.dismiss()
            self._sign_out(session)
        screen = SignInScreen(self._workspace, self, kiosk=self._kiosk)
        screen.signed_in.connect(self.sign_in)
        screen.first_time.connect(self.offer_shift_pin)
        screen.another_wanted.connect(self.want_another)
        self._show(screen)
        self.keeper.let_go()
        if not screen.isAncestorOf(QApplication.focusWidget() or self):  # under a lock it could not take the keyboard
            screen.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _look_whether_still(self, _position: object) -> None:
        """Something was recorded: perhaps that who works here may not act in this role any more."""
        if self._session is not None and self._session.acting.role is not ActingRole.PATIENT:
            work = partial(self._workspace.clinic.accounts.still, self._session)
            self._still.ask(work, partial(self._is_still, self._session), self._not_signed_out)

    def _is_still(self, asked: Session, session: Session | None) -> None:
        if session is None and self._session is asked:
            self.finish()
            if isinstance(self._screen, SignInScreen):
                words = self.tr("Your session has ended: you may not act in this role any more. Sign in again.")
                self._screen.say(words)

    def _sign_out(self, session: Session) -> None:
        work = partial(self._workspace.clinic.accounts.sign_out, session)
        self._workspace.query(self, work, self._signed_out, self._not_signed_out)

    def _signed_out(self, _nothing: object) -> None:
        """The history says that the person left."""

    def _not_signed_out(self, _error: ConsentDesktopError) -> None:
        """The window is left all the same; what troubles the store is said by its own strip."""

    def _show(self, screen: QWidget) -> None:
        old, self._screen = self._screen, screen
        self._content.addWidget(screen, 1)
        screen.show()
        wanted = getattr(screen, "first_focus", None)
        first = wanted() if wanted is not None else first_control(screen)
        focused = QApplication.focusWidget()
        if first is not None and (focused is None or not screen.isAncestorOf(focused)):
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        if old is not None:
            self._content.removeWidget(old)
            old.hide()
            old.deleteLater()

    @Slot()
    def next_region(self) -> None:
        """F6."""
        go_to_next_region(self)

    @Slot(object)
    def show_trouble(self, error: object) -> None:
        """The views cannot follow the log: say so until they do."""
        self._trouble.set_text(str(error))
        self._trouble.show()

    @Slot(object)
    def trouble_is_over(self, _position: object) -> None:
        """The views follow again."""
        self._trouble.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes away the newest message; dialogs and popovers have an Esc of their own."""
        toasts = [toast for toast in self.findChildren(Toast) if toast.isVisible()]
        if event.key() == Qt.Key.Key_Escape and toasts:
            toasts[-1].dismiss()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The person leaves with the window; tell that it goes."""
        self.keeper.idle.stop()
        session, self._session = self._session, None
        if session is not None:
            self._sign_out(session)
        super().closeEvent(event)
        self.closed.emit(self)
