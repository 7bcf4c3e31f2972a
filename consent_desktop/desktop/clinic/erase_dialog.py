"""Erasing what the history holds of a person, by two people; or recording on which ground it is kept."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from consent_desktop.application.dispatch import Recorded
from consent_desktop.application.erasing import Foreseen
from consent_desktop.application.sessions import Session
from consent_desktop.desktop.staff.form_dialog import FormDialog
from consent_desktop.desktop.staff.growing import growing
from consent_desktop.desktop.staff.second_person import SecondPerson
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import SecondaryButton
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.text_area import TextArea
from consent_desktop.desktop.words import dates
from consent_desktop.desktop.words.people import name_of
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.read_models.rows import PersonRow

translate = QCoreApplication.translate
REASON_LIMIT = 500


class EraseDialog(FormDialog):
    """`recorded(title, line)`. Until the officer has been told what it would do, nothing can be pressed."""

    recorded = Signal(object, object)

    def __init__(self, host: QWidget, workspace: Workspace, session: Session, person: PersonRow) -> None:
        title = translate("erasing", "Erase {name}?").format(name=name_of(person))
        hint = translate(
            "erasing",
            "The key to this person's events is destroyed: nobody reads them again, also not from a copy made later. That there "
            "were events stays provable. This cannot be undone.",
        )
        super().__init__(host, workspace, session.acting, title, translate("erasing", "Erase for good"), hint=hint)
        self._session, self._person = session, person
        self.foreseen = Label(self.tr("Looking…"), Role.BODY, self.body)
        growing(self.foreseen)
        self.body_layout.insertWidget(self.body_layout.indexOf(self.problem), self.foreseen)
        self.reason = TextArea(self.tr("Reason, or the ground for keeping"), self.body, limit=REASON_LIMIT, height=80)
        self.add(self.tr("Reason, or the ground for keeping"), self.reason)
        self.second = SecondPerson(self.clinic, session, self.body)
        self.body_layout.insertWidget(self.body_layout.indexOf(self.problem), self.second)
        self.keep_button = SecondaryButton(self.tr("Keep, and record the ground"), self.foot)
        self.foot_layout.insertWidget(2, self.keep_button)
        self.keep_button.clicked.connect(partial(self.keep))
        self.set_first_focus(self.reason.edit)
        self.confirm_button.setEnabled(False)
        self.keep_button.setEnabled(False)
        workspace.query(self, partial(self.clinic.erasing.foresee, person.subject), self._foretold, self.refused)

    def _foretold(self, found: Foreseen) -> None:
        count = self.locale().toString(found.events)
        day = dates.long_day(found.backups_until)
        words = self.tr("{count} events could not be read any more. Backups made until today have to be gone by {day}.")
        self.foreseen.setText(words.format(count=count, day=day))
        self.confirm_button.setEnabled(True)
        self.keep_button.setEnabled(True)
        self.place()

    def _reason(self) -> str:
        reason = " ".join(self.reason.text().split())
        if not reason:
            self.tell(self.tr("Give a reason."))
        return reason

    def send(self) -> None:
        """Erase, with the second person."""
        reason = self._reason()
        if not reason:
            return
        missing = self.second.missing()
        if missing:
            self.tell(missing)
            return
        self.work(self.second.approving(), partial(self._erase, reason))

    def _erase(self, reason: str, approved_by: str) -> None:
        work = partial(self.clinic.erasing.erase, self._session, approved_by, self._person.subject, reason)
        self.work(work, self._erased)

    def _erased(self, _recorded: Recorded) -> None:
        self.close_dialog()
        self.recorded.emit(
            self.tr("The person is erased"), self.tr("That it was done, and why, stands in the history.")
        )

    def keep(self, _checked: bool = False) -> None:
        """Record why it is not done; that takes no second person."""
        ground = self._reason()
        if ground:
            work = partial(self.clinic.erasing.refuse, self._session, self._person.subject, ground)
            self.work(work, self._kept)

    def _kept(self, _recorded: Recorded) -> None:
        self.close_dialog()
        self.recorded.emit(self.tr("The history is kept"), self.tr("The ground stands in the history."))

    def _set_busy(self, busy: bool) -> None:
        super()._set_busy(busy)
        self.keep_button.setEnabled(not busy)
