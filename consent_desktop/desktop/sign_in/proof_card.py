"""The card in which somebody proves to be who they say: what stands in it is a PIN or a password."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consent_desktop.desktop.theme.metrics import RADIUS_CARD, ControlSize
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import PrimaryButton, QuietButton
from consent_desktop.desktop.widgets.card import Card
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.domain.door_errors import SignInDelayed
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.read_models.rows import PersonRow


class ProofCard(Card):
    """`submitted()`, `code_wanted()`. Subclasses put their input into `slot` and say when it is ready.

    After a try in vain the sentence tells how long it takes until the next, and the button waits with it.
    """

    submitted = Signal()
    code_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, *, centred: bool = False, radius: int = RADIUS_CARD) -> None:
        super().__init__(parent, radius=radius)
        self._advice, self._quiet, self._said = "", "", ""
        self._busy, self._left = False, 0.0
        self._seconds = QTimer(self)
        self._seconds.setInterval(1000)
        self._seconds.timeout.connect(self._second)
        self.column = layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(0)
        self._title = Label("", Role.H2, self, centred=centred)
        layout.addWidget(self._title)
        layout.addSpacing(2)
        self.line = Label("", Role.BODY, self, color="ink2", centred=centred)
        layout.addWidget(self.line)
        layout.addSpacing(18)
        self.slot = QVBoxLayout()
        self.slot.setSpacing(12)
        layout.addLayout(self.slot)
        layout.addSpacing(16)
        self.button = PrimaryButton(self.tr("Sign in"), self, size=ControlSize.LARGE)
        layout.addWidget(self.button)
        layout.addSpacing(8)
        self.forgot_button = QuietButton("", self, size=ControlSize.STAFF)
        self.code_button = QuietButton(self.tr("I have a one-time code"), self, size=ControlSize.STAFF)
        for link in (self.forgot_button, self.code_button):
            layout.addWidget(link, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self.button.clicked.connect(self.submit)
        self.forgot_button.clicked.connect(self.advise)
        self.code_button.clicked.connect(self.code_wanted)

    def set_words(self, title: str, quiet: str, forgotten: str, advice: str) -> None:
        """The title, the line under it, the link for who forgot the secret, and what that says."""
        self._title.setText(title)
        self.forgot_button.setText(forgotten)
        self._advice = advice
        self.set_quiet(quiet)

    # what subclasses are asked

    def secret(self) -> str:
        """What was typed."""
        raise NotImplementedError

    def ready(self) -> bool:
        """Whether enough was typed."""
        raise NotImplementedError

    def forget(self) -> None:
        """Keep nothing of what was typed."""
        raise NotImplementedError

    def focus(self) -> None:
        """The keyboard comes to the input."""
        raise NotImplementedError

    def mark_wrong(self, wrong: bool) -> None:
        """Show the input as wrong."""
        raise NotImplementedError

    def name_person(self, person: PersonRow | None) -> None:
        """Whose secret is asked for, where the screen shows people."""

    # what the card says

    def set_quiet(self, words: str) -> None:
        """The line under the title while there is nothing graver to say."""
        self._quiet = words
        if not self._said:
            self._show("", 0.0)

    @Slot()
    def advise(self) -> None:
        """What to do without the secret."""
        self._show(self._advice, self._left, color="ink")
        self._announce()

    def say(self, sentence: str) -> None:
        """A sentence that stays until somebody else is meant."""
        self._show(sentence, self._left)
        self._announce()

    def refuse(self, error: ConsentDesktopError) -> None:
        """Say why not, and wait with the person where it must be waited; what was typed is gone."""
        self.set_busy(False)
        self.forget()
        self.mark_wrong(True)
        words = str(error)
        if isinstance(error, SignInDelayed):  # its own sentence has the seconds too, but they stand still
            words = self.tr("Too many tries in a row, so this one was not looked at.")
        self._show(words, float(getattr(error, "wait", 0.0)))
        self._announce()
        self.focus()

    def begin_anew(self) -> None:
        """Somebody else is meant: empty, and nothing said. Whether they must wait as well the accounts say."""
        self.forget()
        self.mark_wrong(False)
        self._show("", 0.0)

    def set_busy(self, busy: bool) -> None:
        """While the proof is looked at nothing more can be pressed."""
        self._busy = busy
        self.update_button()

    def waits(self) -> bool:
        """Whether the next try must wait."""
        return self._left > 0

    def update_button(self) -> None:
        """Follow input, waiting and work."""
        self.button.setEnabled(self.ready() and not self._busy and not self.waits())

    @Slot()
    def submit(self) -> None:
        """Hand it over, unless something is missing or it must be waited."""
        if self.button.isEnabled():
            self.focus()  # the button goes off while the accounts look, and would hand the keyboard on
            self.submitted.emit()

    def _show(self, said: str, wait: float, *, color: str = "stop") -> None:
        self._said, self._left = said, wait
        if wait > 0:
            self._seconds.start()
            left = self._wait_words(math.ceil(wait))
            words = f"{said} {left}" if said else left
        else:
            self._seconds.stop()
            words = said or self._quiet
        self.line.set_color(color if said or wait > 0 else "ink2")
        self.line.setText(words)
        self.update_button()

    def _wait_words(self, seconds: int) -> str:
        if seconds == 1:
            return self.tr("Try again in one second.")
        return self.tr("Try again in {seconds} seconds.").format(seconds=self.locale().toString(seconds))

    @Slot()
    def _second(self) -> None:
        """One second less to wait; after the last one the sentence goes."""
        left = max(0.0, self._left - 1)
        self._show(self._said if left else "", left)
        if not left:
            self.mark_wrong(False)

    def _announce(self) -> None:
        QAccessible.updateAccessibility(QAccessibleEvent(self.line, QAccessible.Event.Alert))
