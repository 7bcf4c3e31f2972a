"""One window for one person: the strip that is always there, and below it the sign-in or the person's home."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from consent_desktop.desktop.shell.damage_strip import DamageStrip
from consent_desktop.desktop.shell.homes import make_home
from consent_desktop.desktop.shell.regions import first_control, go_to_next_region
from consent_desktop.desktop.shell.window_place import LEAST, WANTED
from consent_desktop.desktop.sign_in.screen import SignInScreen
from consent_desktop.desktop.theme.type import larger_text, normal_text, smaller_text
from consent_desktop.desktop.widgets.focus_ring import FocusRing
from consent_desktop.desktop.widgets.modal_overlay import ModalOverlay
from consent_desktop.desktop.widgets.notice_strip import NoticeStrip, Tone
from consent_desktop.desktop.widgets.toast import Toast
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.read_models.rows import PersonRow


class ConsentWindow(QWidget):
    """`another_wanted()` asks for one more window, `closed(window)` tells that this one went.

    Its title never holds a name: titles are seen in task bars and window lists.
    """

    another_wanted = Signal()
    closed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._workspace = workspace
        self._person: PersonRow | None = None
        self._screen: QWidget | None = None
        self.setWindowTitle(self.tr("Consent Desktop"))
        self.setMinimumSize(LEAST)
        self.resize(WANTED)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._content = layout
        self._strip = NoticeStrip(self._strip_words(), Tone.WAIT, self, dense=True)
        self._trouble = NoticeStrip("", Tone.STOP, self)
        self._trouble.hide()
        layout.addWidget(self._strip)
        layout.addWidget(self._trouble)
        self._damage = DamageStrip(workspace, self)
        layout.addWidget(self._damage)
        workspace.trouble.connect(self.show_trouble)
        workspace.changed.connect(self.trouble_is_over)
        self._make_shortcuts()
        self.finish()
        self._ring = FocusRing(self)

    def _strip_words(self) -> str:
        if self._workspace.clinic.demonstration:
            return self.tr("Demonstration clinic, nobody is real. No sign-in yet: not for real patients.")
        return self.tr("No sign-in yet: not for real patients")

    def _make_shortcuts(self) -> None:
        for keys, slot in (
            ("Ctrl++", larger_text), ("Ctrl+=", larger_text), ("Ctrl+-", smaller_text),
            ("Ctrl+0", normal_text), ("Ctrl+Shift+N", self.another_wanted.emit), ("Ctrl+L", self.finish),
            ("F6", self.next_region),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(slot)

    def person(self) -> PersonRow | None:
        """Who is in this window, None at the sign-in."""
        return self._person

    def screen_widget(self) -> QWidget | None:
        """The sign-in or the home that is shown."""
        return self._screen

    @Slot(object)
    def sign_in(self, person: PersonRow) -> None:
        """Show the person's home."""
        home = make_home(self._workspace, person, self)
        left = getattr(home, "left")  # noqa: B009  every home has it; QWidget does not
        left.connect(self.finish)
        self._person = person
        self._damage.show_for(person)
        self._show(home)

    @Slot()
    def finish(self) -> None:
        """Leave the home, whatever is open in it, and ask who comes next, in words of the normal size."""
        for overlay in self.findChildren(ModalOverlay):
            overlay.reject()
        if self._screen is not None and self._person is None:
            return
        if self._person is not None:
            normal_text()  # the next person begins anew
        self._person = None
        self._damage.show_for(None)
        screen = SignInScreen(self._workspace, self)
        screen.chosen.connect(self.sign_in)
        screen.another_wanted.connect(self.another_wanted)
        self._show(screen)

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
        """Tell that this window goes."""
        super().closeEvent(event)
        self.closed.emit(self)
