"""Saying that the damage to one person's history was dealt with, and how."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from consent_desktop.application.dispatch import Recorded
from consent_desktop.desktop.sharing.lines import Problem
from consent_desktop.desktop.widgets.confirm_dialog import ConfirmDialog
from consent_desktop.desktop.widgets.text_area import TextArea
from consent_desktop.desktop.words.people import name_of
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.commands import SettleDamage
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.read_models.rows import PersonRow

translate = QCoreApplication.translate
REASON_LIMIT = 500


class SettleDialog(ConfirmDialog):
    """`settled(Recorded)` when it was recorded. It needs a reason; a refusal stays in the dialog and says why."""

    settled = Signal(object)

    def __init__(self, host: QWidget, workspace: Workspace, person: PersonRow, officer: PersonRow) -> None:
        super().__init__(
            host,
            translate("SettleDialog", "Settle the damage to {name}’s history?").format(name=name_of(person)),
            translate(
                "SettleDialog",
                "What was shared before stays ended. From now on sharing anew and asking are possible again. Everybody who may "
                "read this history can read your reason.",
            ),
            translate("SettleDialog", "Settle"),
            translate("SettleDialog", "Go back"),
        )
        self._workspace, self._person, self._officer = workspace, person, officer
        self._sending = False
        self.reason = TextArea(
            translate("SettleDialog", "What was done about it"),
            self.body,
            hint=translate("SettleDialog", "What was done about it, for instance: told by telephone."),
            limit=REASON_LIMIT,
            height=88,
        )
        self.problem = Problem(self.body)
        self.body_layout.addWidget(self.reason)
        self.body_layout.addWidget(self.problem)
        self.reason.text_changed.connect(self._show_whether_it_can_go)
        self._show_whether_it_can_go()
        self.set_first_focus(self.reason.edit)

    @Slot(object)
    def _show_whether_it_can_go(self, _text: object = None) -> None:
        self.confirm_button.setEnabled(bool(self.reason.text().strip()) and not self._sending)

    @Slot()
    def confirm(self) -> None:
        """Record it, once."""
        if self._sending:
            return
        self._sending = True
        self.problem.tell("")
        self._show_whether_it_can_go()
        command = SettleDamage(subject=self._person.subject, reason=self.reason.text().strip())
        acting = self._workspace.clinic.acting_as(self._officer)
        self._workspace.command(self, command, acting, self._done, self._refused)

    def _done(self, recorded: Recorded) -> None:
        self.settled.emit(recorded)
        self.confirmed.emit()
        self.close_dialog()

    def _refused(self, error: ConsentDesktopError) -> None:
        self._sending = False
        self._show_whether_it_can_go()
        self.problem.tell(str(error))
        self.place()
        self.keep_button.setFocus()
