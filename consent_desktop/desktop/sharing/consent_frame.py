"""The dialog in which a patient agrees to something: the page on the left, one act, and a confirmation."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from consent_desktop.application.dispatch import Recorded
from consent_desktop.desktop.sharing.lines import IconLine
from consent_desktop.desktop.sharing.single_press import SinglePress
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.blanks import SentenceWithBlanks
from consent_desktop.desktop.widgets.busy_bar import BusyBar
from consent_desktop.desktop.widgets.buttons import CancelButton, KitButton, PrimaryButton, SecondaryButton
from consent_desktop.desktop.widgets.confirm_dialog import ConfirmDialog
from consent_desktop.desktop.widgets.dialog_frame import DialogFrame
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.workspace import Workspace


class ConsentFrame(DialogFrame):
    """`shared(Recorded)` when it was given. Subclasses fill the body and set `act_button`.

    Closing asks once if something would be lost, or while the answer is still awaited.
    """

    shared = Signal(object)
    act_button: KitButton

    def __init__(self, host: QWidget, workspace: Workspace) -> None:
        super().__init__(host, "", paper=True)
        self.workspace = workspace
        self.sending, self.finished_here = False, False
        self.sentence = SentenceWithBlanks(self.panel)
        self._paper_title = IconLine("scroll", self.tr("What you will agree to"), self.panel, role=Role.LABEL,
                                     color="ink2", icon_color="ink2")  # fmt: skip
        self._promise = Label(self.tr("I can stop this at any time."), Role.RECORD_DETAIL, self.panel, color="ink2")
        self._lock = IconLine("lock-simple", "", self.panel, role=Role.TABLE, color="ink2", icon_color="ink2")
        self._fill_paper()
        self.back_button = SecondaryButton(self.tr("Back"), self.foot, icon="caret-left")
        self.cancel_button = CancelButton(self.tr("Cancel"), self.foot)
        self.next_button = PrimaryButton(self.tr("Next"), self.foot, icon="caret-right", icon_after=True)
        self.next_button.setMinimumWidth(150)
        self.done_button = PrimaryButton(self.tr("Done"), self.foot)
        self.done_button.setMinimumWidth(150)
        self.busy = BusyBar(self.tr("Being recorded"), self.foot)
        self.cancel_button.clicked.connect(self.reject)
        self.done_button.clicked.connect(self.close_dialog)
        self.done_button.hide()

    def call_it(self, name: str) -> None:
        """What readers hear the dialog called."""
        self.setAccessibleName(name)
        self.panel.setAccessibleName(name)

    def _fill_paper(self) -> None:
        layout = self.paper_layout
        layout.addWidget(self._paper_title)
        layout.addSpacing(14)
        layout.addWidget(self.sentence)
        layout.addSpacing(14)
        layout.addWidget(self._promise)
        layout.addStretch(1)
        layout.addSpacing(16)
        layout.addWidget(self._lock)

    def use_act_button(self, button: KitButton) -> None:
        """The button that gives it; also lays out the footer."""
        self.act_button = button
        SinglePress(button)
        self.foot_layout.addWidget(self.back_button)
        self.foot_layout.addWidget(self.busy, 1)
        for widget in (self.cancel_button, self.next_button, button, self.done_button):
            self.foot_layout.addWidget(widget)

    def set_promise(self, lock: str, *, promise: bool) -> None:
        """What the page says under the sentence, and at its foot."""
        self._lock.set_text(lock)
        self._lock.setVisible(bool(lock))
        self._promise.setVisible(promise)

    def begin_sending(self) -> None:
        """From now on nothing can be pressed twice."""
        self.sending = True
        for button in (self.act_button, self.back_button, self.cancel_button):
            button.setEnabled(False)
        self.busy.start()

    def end_sending(self) -> None:
        """An answer came."""
        self.sending = False
        self.busy.stop()
        for button in (self.act_button, self.back_button, self.cancel_button):
            button.setEnabled(True)

    def show_confirmation(self, page: QWidget, recorded: Recorded) -> None:
        """The last page: only Done is left."""
        self.finished_here = True
        while (item := self.body_layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
        for button in (self.back_button, self.cancel_button, self.next_button, self.act_button):
            button.hide()
        self._paper_title.set_text(self.tr("What you agreed to"))
        self.body_layout.addWidget(page)
        self.body_layout.addStretch(1)
        page.show()
        self.done_button.show()
        self.body_area.verticalScrollBar().setValue(0)
        self.done_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shared.emit(recorded)

    def would_lose(self) -> bool:
        """Whether closing loses something that the person did."""
        return False

    def reject(self) -> None:
        """Close; ask before, where something would be lost."""
        if not self.is_open():
            return
        if self.sending:
            self._ask(self.tr("Close without waiting?"),
                      self.tr("It may still be recorded. What happened tells you."),
                      self.tr("Close now"), self.tr("Wait"))  # fmt: skip
        elif not self.finished_here and self.would_lose():
            self._ask(self.tr("Leave without sharing?"),
                      self.tr("Nothing is shared, and what you filled in is not kept."),
                      self.tr("Leave"), self.tr("Go on"))  # fmt: skip
        elif self.finished_here:
            self.close_dialog()
        else:
            super().reject()

    def _ask(self, question: str, effect: str, leave: str, stay: str) -> None:
        asking = ConfirmDialog(self, question, effect, leave, stay)
        asking.confirmed.connect(self._leave)
        asking.open_dialog()

    def _leave(self) -> None:
        super().reject()
