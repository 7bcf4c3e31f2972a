"""Choosing one person of the register: some letters of the name or the whole number, then a press on who is meant."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.staff.frame import avatar_kind
from consent_desktop.desktop.staff.growing import growing
from consent_desktop.desktop.staff.person_words import second_line
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.option_card import Mark, OptionCard
from consent_desktop.desktop.widgets.text_field import TextField
from consent_desktop.desktop.words.people import initials, name_of
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import Acting, PersonKind
from consent_desktop.read_models import people
from consent_desktop.read_models.rows import PersonRow

SHOWN: Final = 5
"""People whom a search offers; who is not among them is found by typing on."""
LETTERS: Final = 2
REST_MS: Final = 120


class PersonPicker(QWidget):
    """`chosen(PersonRow or None)` when a person chose somebody, or typed on. `settled()`: the offers are those of the words."""

    chosen = Signal(object)
    settled = Signal()

    def __init__(
        self, workspace: Workspace, acting: Acting, kinds: Collection[PersonKind], name: str, parent: QWidget,
        *, size: ControlSize = ControlSize.STAFF,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._clinic, self._acting, self._kinds = workspace.clinic, acting, tuple(kinds)
        self._latest = Latest(workspace, self)
        self._person: PersonRow | None = None
        self._name, self._quiet = name, False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._look)
        self.field = TextField(
            name, self, placeholder=self.tr("Name or number"), icon="magnifying-glass", size=size, clearable=True
        )
        self.field.name_clear(self.tr("Clear: {name}").format(name=name))
        self.hint = Label("", Role.TABLE, self, color="ink2")
        growing(self.hint)
        self.hint.hide()
        self.cards: list[OptionCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.field)
        self._column.addWidget(self.hint)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setFocusProxy(self.field)
        self.field.text_changed.connect(self._typed)
        self.field.returned.connect(self._look)

    def person(self) -> PersonRow | None:
        """Who is chosen."""
        return self._person

    def choose(self, person: PersonRow | None) -> None:
        """Show that person as chosen, without a signal."""
        self._rest.stop()
        self._latest.drop()
        self._person = person
        self._quiet = True
        self.field.set_text(name_of(person) if person is not None else "")
        self._quiet = False
        self._offer([] if person is None else [person])
        self._say("")

    def _typed(self, _text: object) -> None:
        if self._quiet:
            return
        if self._person is not None:
            self._person = None
            self.chosen.emit(None)
        self._rest.start()

    def _look(self) -> None:
        self._rest.stop()
        text = " ".join(self.field.text().split())
        if len(text) < LETTERS:
            self._latest.drop()
            self._offer([])
            self._say("")
            self.settled.emit()
            return
        work = partial(self._clinic.ask, self._acting, people.search, text, self._kinds, SHOWN + 1)
        self._latest.ask(work, self._came, self._failed)

    def _came(self, answer: list[PersonRow]) -> None:
        found = [person for person in answer if person.merged_into is None]  # a closed second entry is nobody to choose
        self._offer(found[:SHOWN])
        if not found:
            self._say(self.tr("Nobody of that name or number."))
        elif len(found) > SHOWN:
            self._say(self.tr("There are more. Type on, or type the whole number."))
        else:
            self._say("")
        self.settled.emit()

    def _failed(self, error: ConsentDesktopError) -> None:
        self._offer([])
        self._say(str(error))
        self.settled.emit()

    def _say(self, words: str) -> None:
        self.hint.setText(words)
        self.hint.setVisible(bool(words))

    def _offer(self, found: Sequence[PersonRow]) -> None:
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        for place, person in enumerate(found):
            card = OptionCard(
                name_of(person), second_line(person), self, mark=Mark.TICK, initials=initials(person),
                kind=avatar_kind(person), min_height=60,
            )  # fmt: skip
            card.setAccessibleName(
                self.tr("{what}: {name}, {second}").format(
                    what=self._name, name=name_of(person), second=second_line(person)
                )
            )
            card.setChecked(self._person is not None and person.subject == self._person.subject)
            card.clicked.connect(partial(self._pressed, person))
            self._column.insertWidget(1 + place, card)
            self.cards.append(card)
            card.show()

    def _pressed(self, person: PersonRow, _checked: bool = False) -> None:
        self.choose(person)
        if self.cards:
            self.cards[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(person)
