"""Say no to a request: asked once, then recorded."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from consent_desktop.application.dispatch import Recorded
from consent_desktop.desktop.sharing.lines import Problem
from consent_desktop.desktop.sharing.single_press import SinglePress
from consent_desktop.desktop.widgets.confirm_dialog import ConfirmDialog
from consent_desktop.desktop.words import kinds
from consent_desktop.desktop.words.people import short_name
from consent_desktop.desktop.words.refusals import told_to_patient
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.commands import DeclineRequest
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import EVERYTHING, RecordType
from consent_desktop.read_models.rows import RequestRow

translate = QCoreApplication.translate


def no_to(request: RequestRow, left_out: frozenset[RecordType] | None = None) -> DeclineRequest:
    """The command that says no to what still waits of the request, or to a part of it."""
    wanted = frozenset(request.waiting) if left_out is None else left_out
    if RecordType.ALL in wanted:
        wanted = EVERYTHING
    return DeclineRequest(patient=request.patient.subject, actor=request.actor, record_types=wanted)


class DeclineDialog(ConfirmDialog):
    """`declined(Recorded)` when the no was recorded. A refusal stays in the dialog and says why."""

    declined = Signal(object)

    def __init__(self, host: QWidget, workspace: Workspace, request: RequestRow) -> None:
        self._name = short_name(request.asker)
        question = translate("DeclineDialog", "Say no to {name}?").format(name=self._name)
        # The asker may see some of it already, and ask for a longer time: true of both.
        effect = translate(
            "DeclineDialog",
            "This is about your {kinds}. Nothing new is shared with {name}; what {name} can see now stays as it is. "
            "You can still share later.",
        ).format(name=self._name, kinds=kinds.listed(request.waiting))
        super().__init__(
            host,
            question,
            effect,
            translate("DeclineDialog", "Say no"),
            translate("DeclineDialog", "Go back"),
        )
        SinglePress(self.confirm_button)
        self._workspace, self._request = workspace, request
        self._sending = False
        self.problem = Problem(self.body)
        self.body_layout.addWidget(self.problem)

    @Slot()
    def confirm(self) -> None:
        """Record the no, once."""
        if self._sending:
            return
        self._sending = True
        self.problem.tell("")
        self.confirm_button.setEnabled(False)
        acting = self._workspace.clinic.acting_as(self._request.patient)
        self._workspace.command(self, no_to(self._request), acting, self._done, self._refused)

    def _done(self, recorded: Recorded) -> None:
        self.declined.emit(recorded)
        self.confirmed.emit()
        self.close_dialog()

    def _refused(self, error: ConsentDesktopError) -> None:
        self._sending = False
        self.confirm_button.setEnabled(True)
        self.problem.tell(told_to_patient(error, self._name))
        self.place()
        self.keep_button.setFocus()
