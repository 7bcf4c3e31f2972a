"""The chosen person beside the directory, and what the role may do for them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.clinic.people_lines import DirectoryLine
from consent_desktop.desktop.clinic.person_actions import Deed, deeds_for
from consent_desktop.desktop.staff.frame import avatar_kind
from consent_desktop.desktop.staff.growing import growing
from consent_desktop.desktop.staff.person_words import second_line
from consent_desktop.desktop.staff.wrap_row import WrapRow
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.tokens import AvatarKind
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.avatar import Avatar
from consent_desktop.desktop.widgets.buttons import KitButton, PrimaryButton, SecondaryButton
from consent_desktop.desktop.widgets.card import Card
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.words import dates
from consent_desktop.desktop.words.people import initials, name_of
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.vocabulary import Acting


class PersonPane(Card):
    """`show_line(line)`; `wanted(Deed, PersonRow)` when a button is pressed."""

    wanted = Signal(object, object)

    def __init__(self, workspace: Workspace, acting: Acting, parent: QWidget) -> None:
        super().__init__(parent)
        self._clinic, self._acting = workspace.clinic, acting
        self._chosen: DirectoryLine | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(12)
        self.nobody = Label(self.tr("Choose a person in the table."), Role.BODY, self, color="ink2")
        column.addWidget(self.nobody)
        self._somebody = QWidget(self)
        inner = QVBoxLayout(self._somebody)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(14)
        inner.addLayout(self._head())
        self.facts = Label("", Role.TABLE, self._somebody, color="ink2")
        growing(self.facts)
        inner.addWidget(self.facts)
        inner.addWidget(self._buttons())
        column.addWidget(self._somebody)
        self._somebody.hide()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        self._avatar = Avatar("", AvatarKind.STAFF, self._somebody, size=56)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.name = Label("", Role.H3, self._somebody)
        self.second = Label("", Role.TABLE, self._somebody, color="ink2")
        growing(self.name, self.second)
        words.addWidget(self.name)
        words.addWidget(self.second)
        row.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _buttons(self) -> QWidget:
        box = QWidget(self._somebody)
        row = WrapRow(box, gap=8)
        words = {
            Deed.CODE: self.tr("Print a one-time code"), Deed.EDIT: self.tr("Edit"),
            Deed.ROLES: self.tr("Roles and units"), Deed.MERGE: self.tr("Merge"),
            Deed.DEACTIVATE: self.tr("Deactivate"), Deed.REACTIVATE: self.tr("Make active again"),
            Deed.ERASE: self.tr("Erase"),
        }  # fmt: skip
        self.buttons: dict[Deed, KitButton] = {}
        for deed, text in words.items():
            kind = PrimaryButton if deed is Deed.CODE else SecondaryButton
            button = kind(text, box, size=ControlSize.STAFF)
            button.clicked.connect(partial(self._press, deed))
            row.addWidget(button)
            self.buttons[deed] = button
        return box

    def line(self) -> DirectoryLine | None:
        """Who is shown."""
        return self._chosen

    def show_line(self, line: DirectoryLine | None) -> None:
        """Show that person, or that nobody is chosen."""
        self._chosen = line
        self.nobody.setVisible(line is None)
        self._somebody.setVisible(line is not None)
        if line is None:
            return
        person = line.person
        self._avatar.set_person(initials(person), avatar_kind(person))
        self.name.setText(name_of(person))
        self.second.setText(second_line(person))
        self.facts.setText(self._facts(line))
        allowed = deeds_for(self._acting, person, self._clinic.now())
        for deed, button in self.buttons.items():
            button.setVisible(deed in allowed)
            button.setAccessibleName(
                self.tr("{what}: {name}").format(what=button.text(), name=name_of(person))
                if deed is not Deed.CODE
                else button.text()
            )

    def _facts(self, line: DirectoryLine) -> str:
        row, texts = line.row, line.texts
        said = [self.tr("Last here: {when}").format(when=texts[3])]
        if row.units:
            said.append(self.tr("Units: {units}").format(units=", ".join(row.units)))
        until = line.account.code_until
        if until is not None:
            when = dates.moment_short(until, self._clinic.zone)
            said.append(self.tr("A one-time code is good until {when}").format(when=when))
        if line.person.merged_into is not None:
            said.append(self.tr("This entry was merged into another one and stays closed."))
        elif not line.person.active:
            said.append(self.tr("Not active: nothing new happens in this person's name."))
        return "\n".join(said)

    def _press(self, deed: Deed, _checked: bool = False) -> None:
        if self._chosen is not None:
            self.wanted.emit(deed, self._chosen.person)
