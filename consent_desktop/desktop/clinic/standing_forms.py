"""Deactivating a person and bringing them back, and merging a second entry into the one that goes on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from consent_desktop.application.sessions import Session
from consent_desktop.desktop.staff.form_dialog import FormDialog
from consent_desktop.desktop.staff.person_picker import PersonPicker
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.widgets.text_area import TextArea
from consent_desktop.desktop.words.people import kind_and_number, name_of
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.people_commands import DeactivatePerson, MergePeople, ReactivatePerson
from consent_desktop.read_models.rows import PersonRow

translate = QCoreApplication.translate

REASON_LIMIT = 500


class ActiveDialog(FormDialog):
    """`recorded(str)`: the person's name. With `active` the person is deactivated, else brought back."""

    recorded = Signal(object)

    def __init__(
        self, host: QWidget, workspace: Workspace, session: Session, person: PersonRow, *, active: bool
    ) -> None:
        if active:
            title = translate("clinic_forms", "Deactivate {name}?").format(name=name_of(person))
            hint = translate(
                "clinic_forms",
                "Nothing new happens in their name, they cannot sign in, and what they may see rests. The history stays, and "
                "patients can still stop what they share.",
            )
            confirm = translate("clinic_forms", "Deactivate")
        else:
            title = translate("clinic_forms", "Make {name} active again?").format(name=name_of(person))
            hint = translate(
                "clinic_forms", "They can sign in again, and what they were permitted counts again until its end."
            )
            confirm = translate("clinic_forms", "Make active again")
        super().__init__(host, workspace, session.acting, title, confirm, hint=hint)
        self._person, self._active = person, active
        self.reason = TextArea(self.tr("Reason"), self.body, limit=REASON_LIMIT, height=88)
        self.add(self.tr("Reason, for the history"), self.reason)
        self.set_first_focus(self.reason.edit)

    def send(self) -> None:
        """Record it."""
        reason = " ".join(self.reason.text().split())
        if not reason:
            self.tell(self.tr("Give a reason."))
            return
        kind = DeactivatePerson if self._active else ReactivatePerson
        self.give(partial(kind, subject=self._person.subject, reason=reason), self._finish)

    def _finish(self) -> None:
        self.close_dialog()
        self.recorded.emit(name_of(self._person))


class MergeDialog(FormDialog):
    """The person is a second entry of somebody else. `recorded(str)`: the name of the entry that goes on."""

    recorded = Signal(object)

    def __init__(self, host: QWidget, workspace: Workspace, session: Session, person: PersonRow) -> None:
        title = translate("clinic_forms", "Merge {who} into another entry").format(who=kind_and_number(person))
        hint = translate(
            "clinic_forms",
            "This entry is closed and the other one goes on. Nothing that was shared under this entry goes on with it: "
            "merging never lets anybody see more. Both histories stay.",
        )
        super().__init__(host, workspace, session.acting, title, translate("clinic_forms", "Merge"), hint=hint)
        self._person = person
        self.into = PersonPicker(
            workspace, session.acting, (person.kind,), self.tr("The entry that goes on"), self.body,
            size=ControlSize.NORMAL,
        )  # fmt: skip
        self.add(self.tr("The entry that goes on"), self.into)
        self.into.settled.connect(self.place)
        self.into.chosen.connect(self._chosen)
        self.set_first_focus(self.into.field.line_edit)

    def _chosen(self, _person: object) -> None:
        self.tell("")
        self.place()

    def send(self) -> None:
        """Record it."""
        into = self.into.person()
        if into is None:
            self.tell(self.tr("Choose the entry that goes on."))
        elif into.subject == self._person.subject:
            self.tell(self.tr("This is the same entry. Choose the other one."))
        else:
            self.give(partial(MergePeople, subject=self._person.subject, into=into.subject), self._finish)

    def _finish(self) -> None:
        into = self.into.person()
        self.close_dialog()
        self.recorded.emit(name_of(into))
