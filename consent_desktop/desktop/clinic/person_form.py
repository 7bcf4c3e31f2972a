"""Adding a person to the register, and correcting what it says of one."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from consent_desktop.application.dispatch import Recorded
from consent_desktop.application.sessions import Session
from consent_desktop.desktop.clinic.rights import may
from consent_desktop.desktop.staff.form_dialog import FormDialog
from consent_desktop.desktop.staff.second_person import SecondPerson
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.widgets.chooser import Chooser
from consent_desktop.desktop.widgets.text_field import TextField
from consent_desktop.desktop.words import dates
from consent_desktop.desktop.words.people import kind_word, name_of
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.commands import AmendPerson, Command, RegisterPerson
from consent_desktop.domain.rules import ANSWERABLE
from consent_desktop.domain.vocabulary import PersonKind
from consent_desktop.read_models.rows import PersonRow

translate = QCoreApplication.translate

SPECIALISTS: Final = (PersonKind.DOCTOR, PersonKind.NURSE)


class PersonForm(FormDialog):
    """Name, birth date of a patient, specialty of a doctor or nurse. `recorded(str)`: the person's name."""

    recorded = Signal(object)

    def __init__(self, host: QWidget, workspace: Workspace, session: Session, title: str, confirm: str) -> None:
        super().__init__(host, workspace, session.acting, title, confirm)
        self.name = TextField(self.tr("Full name"), self.body)
        self.born = TextField(self.tr("Birth date"), self.body, placeholder=self.tr("day month year"))
        self.specialty = TextField(self.tr("Specialty"), self.body, placeholder=self.tr("for instance Heart doctor"))

    def add_details(self) -> None:
        """The fields that every form has, after what the subclass put first."""
        self.add(self.tr("Full name"), self.name)
        self.add(self.tr("Birth date"), self.born)
        self.add(self.tr("Specialty"), self.specialty)

    def fit_kind(self, kind: PersonKind | None) -> None:
        """Show what belongs to that kind of person."""
        self.show_field(self.born, kind is PersonKind.PATIENT)
        self.show_field(self.specialty, kind in SPECIALISTS)

    def wrong(self, kind: PersonKind) -> str:
        """The first thing that is not well filled in, as a sentence."""
        if not self.name.text().strip():
            return self.tr("Type the full name.")
        typed = self.born.text().strip()
        if kind is PersonKind.PATIENT and typed and dates.typed_day(typed) is None:
            return self.tr("Type the birth date, for instance 14 May 1961.")
        if kind is PersonKind.PATIENT and not typed:
            return self.tr("Type the birth date: it tells people of the same name apart.")
        return ""

    def said(self, kind: PersonKind) -> tuple[str, date | None, str | None]:
        """Name, birth date, specialty as filled in."""
        name = " ".join(self.name.text().split())
        born = dates.typed_day(self.born.text()) if kind is PersonKind.PATIENT else None
        specialty = " ".join(self.specialty.text().split()) if kind in SPECIALISTS else ""
        return name, born, specialty or None

    def finish(self) -> None:
        """It is recorded."""
        name = " ".join(self.name.text().split())
        self.close_dialog()
        self.recorded.emit(name)


class AddPersonDialog(PersonForm):
    """A new entry. Who is entered as privacy officer or administrator needs a second person's signature."""

    def __init__(self, host: QWidget, workspace: Workspace, session: Session) -> None:
        title = translate("clinic_forms", "Add a person")
        super().__init__(host, workspace, session, title, translate("clinic_forms", "Add person"))
        self.kind = Chooser(self.tr("Role"), self.tr("Choose a role"), self.body, size=ControlSize.NORMAL)
        self.number = TextField(self.tr("Record or staff number"), self.body)
        self.second = SecondPerson(self.clinic, session, self.body)
        kinds = [kind for kind in PersonKind if may(session.acting, _probe(kind))]
        self.kind.set_choices([(kind.value, kind_word(kind)) for kind in kinds])
        self.add(self.tr("Role"), self.kind)
        self.add(self.tr("Record or staff number"), self.number)
        self.add_details()
        self.body_layout.insertWidget(self.body_layout.indexOf(self.problem), self.second)
        self.second.hide()
        self.kind.chosen.connect(self._kind_chosen)
        self.fit_kind(None)
        self.set_first_focus(self.kind)

    def _kind_chosen(self, key: str) -> None:
        kind = PersonKind(key)
        self.second.setVisible(kind in ANSWERABLE)
        self.fit_kind(kind)
        self.tell("")

    def send(self) -> None:
        """Register the person."""
        kind = PersonKind(self.kind.key()) if self.kind.key() else None
        if kind is None:
            self.tell(self.tr("Choose a role."))
            return
        if not self.number.text().strip():
            self.tell(self.tr("Type the record or staff number."))
            return
        wrong = self.wrong(kind) or (self.second.missing() if kind in ANSWERABLE else "")
        if wrong:
            self.tell(wrong)
        elif kind in ANSWERABLE:
            self.work(self.second.approving(), partial(self._register, kind))
        else:
            self._register(kind, None)

    def _register(self, kind: PersonKind, approved_by: str | None) -> None:
        name, born, specialty = self.said(kind)
        work = partial(
            self.clinic.register, kind, self.number.text().strip(), self.acting, name=name, birth_date=born,
            specialty=specialty, approved_by=approved_by,
        )  # fmt: skip
        self.work(work, self._registered)

    def _registered(self, _answer: tuple[str, Recorded]) -> None:
        self.finish()


def _probe(kind: PersonKind) -> Command:
    """A registration of that kind, to be asked about only."""
    return RegisterPerson(subject="probe", kind=kind, record_number="probe")


class EditPersonDialog(PersonForm):
    """Correct an entry. The number stays: it is how others know the person."""

    def __init__(self, host: QWidget, workspace: Workspace, session: Session, person: PersonRow) -> None:
        title = translate("clinic_forms", "Correct {name}").format(name=name_of(person))
        super().__init__(host, workspace, session, title, translate("clinic_forms", "Record the correction"))
        self._person = person
        self.add_details()
        self.name.set_text(person.name or "")
        self.born.set_text(dates.long_day(person.birth_date) if person.birth_date is not None else "")
        self.specialty.set_text(person.specialty or "")
        self.fit_kind(person.kind)
        self.set_first_focus(self.name.line_edit)

    def send(self) -> None:
        """Record what is different."""
        person = self._person
        wrong = self.wrong(person.kind)
        if wrong:
            self.tell(wrong)
            return
        name, born, specialty = self.said(person.kind)
        if (name, born, specialty or "") == (person.name, person.birth_date, person.specialty or ""):
            self.tell(self.tr("Nothing is different from what the register says."))
            return
        self.give(
            partial(AmendPerson, subject=person.subject, name=name, birth_date=born, specialty=specialty), self.finish
        )
