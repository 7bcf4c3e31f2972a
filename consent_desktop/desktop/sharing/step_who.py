"""Who: search professionals by name, or choose among the people that the patient knows."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from typing import Final

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.application.clinic import Clinic
from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.sharing.find_patient import FindPatient
from consent_desktop.desktop.sharing.lines import Heading
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.tokens import AvatarKind
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.empty_state import EmptyState
from consent_desktop.desktop.widgets.filter_chip import FilterChip
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.option_card import OptionCard
from consent_desktop.desktop.widgets.text_field import TextField
from consent_desktop.desktop.words import dates, kinds
from consent_desktop.desktop.words.people import initials, isolated, name_of, role_of
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import Acting, ActingRole, PersonKind
from consent_desktop.read_models import matrix, people
from consent_desktop.read_models.rows import CellState, MatrixRow, PersonRow

SHOWN: Final = 20
"""How many people a search shows at most."""
NAMED: Final = 2
"""So many kinds that somebody can see are named, more are counted."""


class Circle(StrEnum):
    """Whom the chips show."""

    EVERYONE = "everyone"
    DOCTORS = "doctors"
    NURSES = "nurses"
    FAMILY = "family"


KINDS: Final[dict[Circle, tuple[PersonKind, ...]]] = {
    Circle.EVERYONE: (PersonKind.DOCTOR, PersonKind.NURSE, PersonKind.PATIENT),
    Circle.DOCTORS: (PersonKind.DOCTOR,),
    Circle.NURSES: (PersonKind.NURSE,),
    Circle.FAMILY: (PersonKind.PATIENT,),
}


def look_up(clinic: Clinic, patient: str, text: str, circle: Circle) -> tuple[list[MatrixRow], list[PersonRow]]:
    """The people known, and with words typed those known or professional whose name has them. Runs off the GUI thread."""
    wanted, me = KINDS[circle], Acting(patient, ActingRole.PATIENT)
    known = [r for r in clinic.ask(me, matrix.of_patient, patient, clinic.now()) if r.other.kind in wanted]
    known.sort(key=lambda row: (row.everything, len(row.permitted)))  # first those with whom most is left to share
    words = people.folded(text).split()
    if not words:
        return known, []
    known = [r for r in known if _named(r.other, words)]
    professional = [k for k in wanted if k is not PersonKind.PATIENT]
    met = {r.other.subject for r in known}
    found = clinic.ask(me, people.search, text, professional, SHOWN) if professional else []
    return known, [p for p in found if p.subject not in met]


def _named(person: PersonRow, words: Sequence[str]) -> bool:
    name = people.folded(person.name or "").split()
    return all(any(part.startswith(word) for part in name) for word in words)


class WhoPage(QWidget):
    """`changed(PersonRow)` when a person was chosen."""

    changed = Signal(object)
    settled = Signal()
    """The list shows what was asked for."""

    def __init__(self, workspace: Workspace, patient: PersonRow, parent: QWidget) -> None:
        super().__init__(parent)
        self._clinic, self._patient = workspace.clinic, patient
        self._latest = Latest(workspace, self)
        self._circle = Circle.EVERYONE
        self._chosen: PersonRow | None = None
        self._found: PersonRow | None = None
        self.search = TextField(self.tr("Name"), self, placeholder=self.tr("Type a name"), icon="magnifying-glass",
                                size=ControlSize.LARGE, clearable=True)  # fmt: skip
        self.finder = FindPatient(workspace, patient, self)
        self._find_hint = Label(self.tr("Other patients are found by their record number and birth date."),
                                Role.TABLE, self, color="ink2")  # fmt: skip
        self._list_title = Label(self.tr("People you know"), Role.LABEL, self, color="ink2")
        self._list = QWidget(self)
        self._column = QVBoxLayout(self._list)
        self.cards: list[OptionCard] = []
        self._build()
        self.search.text_changed.connect(self._asked_anew)
        self.finder.found.connect(self._met)
        self.refresh()

    def _build(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        heading = Heading(self.tr("Who do you want to share with?"), "", self)
        page.addWidget(heading)
        page.addWidget(self.search)
        page.addSpacing(12)
        page.addLayout(self._chips())
        page.addSpacing(12)
        page.addWidget(self._find_hint)
        page.addSpacing(6)
        page.addWidget(self.finder)
        page.addSpacing(4)
        page.addWidget(self._list_title)
        page.addSpacing(8)
        page.addWidget(self._list)
        page.addStretch(1)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._show_family(False)

    def _chips(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        group = QButtonGroup(self)
        words = {
            Circle.EVERYONE: self.tr("Everyone"),
            Circle.DOCTORS: self.tr("Doctors"),
            Circle.NURSES: self.tr("Nurses"),
            Circle.FAMILY: self.tr("Family"),
        }
        for circle, word in words.items():
            chip = FilterChip(word, self, patient=True)
            chip.setChecked(circle is self._circle)
            chip.clicked.connect(partial(self._narrow, circle))
            group.addButton(chip)
            row.addWidget(chip)
        row.addStretch(1)
        return row

    def _show_family(self, family: bool) -> None:
        self.finder.setVisible(family)
        self._find_hint.setVisible(family)
        self.search.setVisible(not family)

    def _narrow(self, circle: Circle, _checked: bool = False) -> None:
        self._circle = circle
        self._show_family(circle is Circle.FAMILY)
        self.refresh()

    def _asked_anew(self, _text: str) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Ask for the people again."""
        text = "" if self._circle is Circle.FAMILY else self.search.text()
        work = partial(look_up, self._clinic, self._patient.subject, text, self._circle)
        self._latest.ask(work, partial(self._came, text), self._failed)

    def _met(self, person: PersonRow) -> None:
        self._found = person
        self._choose(person)
        self.refresh()

    def choose(self, person: PersonRow | None) -> None:
        """Show the person as chosen, without a signal."""
        self._chosen = person
        for card in self.cards:
            card.setChecked(person is not None and card.property("subject") == person.subject)

    def _choose(self, person: PersonRow, _checked: bool = False) -> None:
        self._chosen = person
        self.changed.emit(person)

    def _came(self, text: str, answer: tuple[list[MatrixRow], list[PersonRow]]) -> None:
        known, others = answer
        lines = [(row.other, self._seen(row)) for row in known]
        met = self._found
        if met is not None and self._circle is Circle.FAMILY and all(p.subject != met.subject for p, _ in lines):
            others = [met, *others]
        lines += [(person, role_of(person)) for person in others]
        self._fill(lines, text)
        self._list_title.setText(self.tr("People you know") if not text.strip() else self.tr("People with that name"))
        self._list_title.setVisible(bool(lines))
        self.settled.emit()

    def _seen(self, row: MatrixRow) -> str:
        role = role_of(row.other)
        if row.everything:
            return self.tr("{role} · can see everything, now and later").format(role=role)
        if len(row.permitted) > NAMED:
            number = QLocale().toString
            return self.tr("{role} · can see {count} of {all} kinds of record").format(
                role=role, count=number(len(row.permitted)), all=number(len(row.cells))
            )
        if row.permitted:
            return self.tr("{role} · can see your {kinds}").format(role=role, kinds=kinds.listed(row.permitted))
        ends = {t: c.at for t, c in row.cells.items() if c.state is CellState.ENDED and c.at is not None}
        if ends:
            last = max(ends.values())
            ended = kinds.listed(tuple(t for t, at in ends.items() if at == last))
            day = dates.end_words(last, self._clinic.zone)
            return self.tr("{role} · could see your {kinds} until {day}").format(role=role, kinds=ended, day=day)
        return self.tr("{role} · can see nothing of yours now").format(role=role)

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.cards = []

    def _fill(self, lines: Sequence[tuple[PersonRow, str]], text: str) -> None:
        focused = next((card.property("subject") for card in self.cards if card.hasFocus()), None)
        self._clear()
        names = [name_of(person) for person, _ in lines]
        for person, second in lines:
            name = name_of(person)
            card = OptionCard(name, second, self._list, initials=initials(person), kind=AvatarKind(person.kind.value),
                              min_height=72)  # fmt: skip
            if names.count(name) > 1:
                card.setAccessibleName(", ".join((name, isolated(person.record_number))))
            card.setProperty("subject", person.subject)
            card.setChecked(self._chosen is not None and self._chosen.subject == person.subject)
            card.clicked.connect(partial(self._choose, person))
            self._column.addWidget(card)
            self.cards.append(card)
            card.show()
            if person.subject == focused:
                card.setFocus()
        if not lines:
            self._column.addWidget(self._nobody(text))

    def _nobody(self, text: str) -> QWidget:
        if text.strip():
            return EmptyState(self.tr("Nobody found for “{words}”").format(words=text.strip()),
                              self.tr("Check the spelling, or type only the last name."), self._list)  # fmt: skip
        return EmptyState(self.tr("Nobody here yet"),
                          self.tr("Type the name of a doctor or a nurse, or choose Family."), self._list, icon="users")  # fmt: skip

    def _failed(self, error: ConsentDesktopError) -> None:
        self._clear()
        self._column.addWidget(Label(str(error), Role.BODY, self._list, color="stop"))
        self.settled.emit()
