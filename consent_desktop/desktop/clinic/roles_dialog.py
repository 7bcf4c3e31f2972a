"""Giving and ending roles, signed by a second person, and who works in which unit; each with its period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from consent_desktop.application.clock import end_of_day
from consent_desktop.application.sessions import Session
from consent_desktop.desktop.clinic.roles_words import role_word, standing
from consent_desktop.desktop.staff.form_dialog import FormDialog
from consent_desktop.desktop.staff.growing import growing
from consent_desktop.desktop.staff.second_person import SecondPerson
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.chooser import Chooser
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.text_field import TextField
from consent_desktop.desktop.words import dates
from consent_desktop.desktop.words.people import name_of
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.commands import Command
from consent_desktop.domain.people_commands import EndRole, GiveRole, JoinUnit, LeaveUnit
from consent_desktop.domain.vocabulary import ActingRole
from consent_desktop.read_models import offices
from consent_desktop.read_models.offices import Offices
from consent_desktop.read_models.rows import PersonRow

translate = QCoreApplication.translate
GIVE, END, JOIN, LEAVE = "give", "end", "join", "leave"
GIVEN: Final = (ActingRole.RECEPTION, ActingRole.PRIVACY_OFFICER, ActingRole.ADMINISTRATOR)


class RolesDialog(FormDialog):
    """`recorded(str)`: a sentence about what was changed. One change at a time."""

    recorded = Signal(object)

    def __init__(self, host: QWidget, workspace: Workspace, session: Session, person: PersonRow) -> None:
        title = translate("roles", "Roles and units of {name}").format(name=name_of(person))
        super().__init__(host, workspace, session.acting, title, translate("roles", "Record it"))
        self._person = person
        self.standing = Label("", Role.BODY, self.body, color="ink2")
        growing(self.standing)
        self.body_layout.insertWidget(self.body_layout.indexOf(self.problem), self.standing)
        self.what = Chooser(self.tr("What changes"), self.tr("Choose"), self.body, size=ControlSize.NORMAL)
        self.role = Chooser(self.tr("Role"), self.tr("Choose a role"), self.body, size=ControlSize.NORMAL)
        self.unit = TextField(self.tr("Unit"), self.body, placeholder=self.tr("for instance Ward 3"))
        hint = self.tr("day month year")
        self.since = TextField(self.tr("From, empty: at once"), self.body, placeholder=hint)
        self.until = TextField(self.tr("Last day, empty: without end"), self.body, placeholder=hint)
        self.second = SecondPerson(self.clinic, session, self.body)
        for words, widget in (
            (self.tr("What changes"), self.what), (self.tr("Role"), self.role), (self.tr("Unit"), self.unit),
            (self.tr("From, empty: at once"), self.since), (self.tr("Last day, empty: without end"), self.until),
        ):  # fmt: skip
            self.add(words, widget)
        self.body_layout.insertWidget(self.body_layout.indexOf(self.problem), self.second)
        self.what.chosen.connect(self._fit_change)
        self.set_first_focus(self.what)
        self._fit_change("")
        self.confirm_button.setEnabled(False)
        work = partial(self.clinic.ask, session.acting, offices.of_person, person.subject)
        workspace.query(self, work, self._show_standing, self.refused)

    def _show_standing(self, held: Offices) -> None:
        self.standing.setText(standing(self._person, held, self.clinic.zone))
        own = ActingRole(self._person.kind.value)
        has = {office.role for office in held.roles} | ({own} if held.own else set())
        choices = [(GIVE, self.tr("Give a role")), (JOIN, self.tr("Join a unit"))]
        choices += [
            (f"{END}:{role.value}", self.tr("End the role {role}").format(role=role_word(role)))
            for role in ActingRole
            if role in has
        ]
        choices += [
            (f"{LEAVE}:{office.unit}", self.tr("Leave the unit {unit}").format(unit=office.unit))
            for office in held.units
        ]
        self.what.set_choices(choices)
        given = [*GIVEN, *([own] if own not in GIVEN and own not in has else [])]
        self.role.set_choices([(role.value, role_word(role)) for role in given])
        self.confirm_button.setEnabled(True)
        self.place()

    def _fit_change(self, key: object) -> None:
        """Show what the change needs."""
        what = str(key).partition(":")[0]
        self.show_field(self.role, what == GIVE)
        self.show_field(self.unit, what == JOIN)
        for field in (self.since, self.until):
            self.show_field(field, what in (GIVE, JOIN))
        self.second.setVisible(what in (GIVE, END))
        self.tell("")
        self.place()

    def send(self) -> None:
        """Record the change, with the second person where it takes one."""
        what, _colon, which = self.what.key().partition(":")
        wrong = self._wrong(what)
        if wrong:
            self.tell(wrong)
        elif what in (GIVE, END):
            self.work(self.second.approving(), partial(self._with_second, what, which))
        else:
            self.give(self._unit_change(what, which), self._finish)

    def _wrong(self, what: str) -> str:
        if not what:
            return self.tr("Choose what changes.")
        if what == GIVE and not self.role.key():
            return self.tr("Choose a role.")
        if what == JOIN and not self.unit.text().strip():
            return self.tr("Type the unit.")
        for field in (self.since, self.until):
            if what in (GIVE, JOIN) and field.text().strip() and dates.typed_day(field.text()) is None:
                return self.tr("Type the day, for instance 14 May 2026, or leave it empty.")
        return self.second.missing() if what in (GIVE, END) else ""

    def _period(self) -> tuple[datetime | None, datetime | None]:
        first, last = dates.typed_day(self.since.text()), dates.typed_day(self.until.text())
        zone = self.clinic.zone
        since: date | None = first
        return (
            None if since is None else datetime.combine(since, time(), zone),
            None if last is None else end_of_day(last, zone),
        )

    def _with_second(self, what: str, which: str, approved_by: str) -> None:
        subject, (since, until) = self._person.subject, self._period()
        make: Callable[[], Command]
        if what == GIVE:
            role = ActingRole(self.role.key())
            make = partial(GiveRole, subject=subject, role=role, since=since, until=until, approved_by=approved_by)
        else:
            make = partial(EndRole, subject=subject, role=ActingRole(which), approved_by=approved_by)
        self.give(make, self._finish)

    def _unit_change(self, what: str, which: str) -> Callable[[], Command]:
        subject, (since, until) = self._person.subject, self._period()
        if what == LEAVE:
            return partial(LeaveUnit, subject=subject, unit=which)
        unit = " ".join(self.unit.text().split())
        return partial(JoinUnit, subject=subject, unit=unit, since=since, until=until)

    def _finish(self) -> None:
        sentence = self.tr("Recorded: {what}.").format(what=self.what.text())
        self.close_dialog()
        self.recorded.emit(sentence)
