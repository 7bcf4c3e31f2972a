"""What a role may do for a person of the directory, and the dialog of each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from consent_desktop.application.sessions import Session
from consent_desktop.desktop.clinic.code_dialog import CodeDialog
from consent_desktop.desktop.clinic.erase_dialog import EraseDialog
from consent_desktop.desktop.clinic.person_form import EditPersonDialog
from consent_desktop.desktop.clinic.rights import may
from consent_desktop.desktop.clinic.roles_dialog import RolesDialog
from consent_desktop.desktop.clinic.standing_forms import ActiveDialog, MergeDialog
from consent_desktop.desktop.words.people import name_of
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.account_commands import NoteCodeIssued
from consent_desktop.domain.clinic_commands import ErasePerson
from consent_desktop.domain.commands import AmendPerson, Command
from consent_desktop.domain.people_commands import DeactivatePerson, GiveRole, MergePeople, ReactivatePerson
from consent_desktop.domain.vocabulary import Acting, ActingRole, PersonKind
from consent_desktop.read_models.rows import PersonRow


class Deed(StrEnum):
    """A button of the pane."""

    CODE = "code"
    EDIT = "edit"
    ROLES = "roles"
    MERGE = "merge"
    DEACTIVATE = "deactivate"
    REACTIVATE = "reactivate"
    ERASE = "erase"


def deeds_for(acting: Acting, person: PersonRow, now: datetime) -> frozenset[Deed]:
    """What the table of roles and commands lets who acts do for that person as they stand."""
    who, patient = person.subject, person.kind is PersonKind.PATIENT
    probes: dict[Deed, Command] = {
        Deed.CODE: NoteCodeIssued(subject=who, code_for="pin" if patient else "password", expires=now),
        Deed.EDIT: AmendPerson(subject=who),
        Deed.ROLES: GiveRole(subject=who, role=ActingRole.RECEPTION),
        Deed.MERGE: MergePeople(subject=who, into=acting.id),
        Deed.DEACTIVATE: DeactivatePerson(subject=who, reason="probe"),
        Deed.REACTIVATE: ReactivatePerson(subject=who, reason="probe"),
        Deed.ERASE: ErasePerson(person=who, reason="probe"),
    }
    stands = {
        Deed.CODE: person.present,
        Deed.EDIT: person.merged_into is None,
        Deed.ROLES: person.present and not patient,
        Deed.MERGE: person.merged_into is None,
        Deed.DEACTIVATE: person.present,
        Deed.REACTIVATE: not person.active and person.merged_into is None,
        Deed.ERASE: who != acting.id,
    }
    return frozenset(deed for deed, probe in probes.items() if stands[deed] and may(acting, probe))


class PersonActions(QObject):
    """Opens the dialogs over the window of `page`. `told(title, line)` after each that recorded something."""

    told = Signal(object, object)

    def __init__(self, workspace: Workspace, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._workspace, self._session, self._page = workspace, session, page

    def open(self, deed: Deed, person: PersonRow) -> None:
        """Open the dialog of a deed."""
        opening: dict[Deed, Callable[[PersonRow], None]] = {
            Deed.CODE: self._code,
            Deed.EDIT: self._edit,
            Deed.ROLES: self._roles,
            Deed.MERGE: self._merge,
            Deed.DEACTIVATE: partial(self._active, active=True),
            Deed.REACTIVATE: partial(self._active, active=False),
            Deed.ERASE: self._erase,
        }
        opening[deed](person)

    def _code(self, person: PersonRow) -> None:
        dialog = CodeDialog(self._page.window(), self._workspace, self._session, person)
        dialog.open_dialog()

    def _edit(self, person: PersonRow) -> None:
        dialog = EditPersonDialog(self._page.window(), self._workspace, self._session, person)
        dialog.recorded.connect(partial(self._did, self.tr("The correction is recorded")))
        dialog.open_dialog()

    def _roles(self, person: PersonRow) -> None:
        dialog = RolesDialog(self._page.window(), self._workspace, self._session, person)
        dialog.recorded.connect(partial(self._did, name_of(person)))
        dialog.open_dialog()

    def _merge(self, person: PersonRow) -> None:
        dialog = MergeDialog(self._page.window(), self._workspace, self._session, person)
        dialog.recorded.connect(partial(self._did, self.tr("The entries are merged")))
        dialog.open_dialog()

    def _active(self, person: PersonRow, *, active: bool) -> None:
        dialog = ActiveDialog(self._page.window(), self._workspace, self._session, person, active=active)
        title = self.tr("Not active any more") if active else self.tr("Active again")
        dialog.recorded.connect(partial(self._did, title))
        dialog.open_dialog()

    def _erase(self, person: PersonRow) -> None:
        dialog = EraseDialog(self._page.window(), self._workspace, self._session, person)
        dialog.recorded.connect(self.told)
        dialog.open_dialog()

    def _did(self, title: str, line: str) -> None:
        self.told.emit(title, line)
