"""The people found: cards to choose oneself from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from consent_desktop.desktop.sign_in.finding import second_line
from consent_desktop.desktop.sign_in.matching import matched
from consent_desktop.desktop.theme.tokens import AvatarKind
from consent_desktop.desktop.widgets.option_card import Mark, OptionCard
from consent_desktop.desktop.words.people import initials, name_of, part_of_name
from consent_desktop.domain.vocabulary import PersonKind
from consent_desktop.read_models.rows import PersonRow


def avatar_kind(kind: PersonKind) -> AvatarKind:
    """The tint of a person's avatar."""
    return AvatarKind(kind.value) if kind.value in {"patient", "doctor", "nurse"} else AvatarKind.STAFF


class _Hit(OptionCard):
    """Enter on a card chooses it and goes on."""

    def __init__(self, person: PersonRow, parent: QWidget) -> None:
        self.person = person
        patient = person.kind is PersonKind.PATIENT
        super().__init__(
            part_of_name(person) if patient else name_of(person), second_line(person), parent, mark=Mark.TICK,
            initials=initials(person), kind=avatar_kind(person.kind), min_height=78 if patient else 66,
            quiet_line=True,
        )  # fmt: skip
        if patient:
            self.setAccessibleName(f"{self.text()}, {second_line(person)}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is told to the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            event.ignore()  # the list goes on with whoever is chosen
        else:
            super().keyPressEvent(event)


class Hits(QWidget):
    """`chosen(PersonRow or None)` follows the choice; `confirmed()` is Enter on a card."""

    chosen = Signal(object)
    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(10)
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(self._tell)
        self._cards: list[_Hit] = []

    def show_people(self, people: Sequence[PersonRow], text: str = "") -> None:
        """Show these, with what the text found in their names underlined; one who was chosen stays so."""
        if [card.person for card in self._cards] != list(people):
            self._make_cards(people)
        for card in self._cards:
            card.underline(matched(card.text(), card.person.name or "", text))

    def _make_cards(self, people: Sequence[PersonRow]) -> None:
        kept = self.person()
        for card in self._cards:
            self._group.removeButton(card)
            self._layout.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [_Hit(person, self) for person in people]
        for card in self._cards:
            self._group.addButton(card)
            self._layout.addWidget(card)
            card.show()
            card.setChecked(kept is not None and card.person.subject == kept.subject)
        if self.person() is None:
            self.chosen.emit(None)

    def cards(self) -> Sequence[OptionCard]:
        """The cards that are shown."""
        return self._cards

    def person(self) -> PersonRow | None:
        """Who is chosen."""
        return next((card.person for card in self._cards if card.isChecked()), None)

    def choose_only(self) -> bool:
        """Choose the one person found; False where there are several or none."""
        if len(self._cards) == 1:
            self._cards[0].setChecked(True)
        return self.person() is not None

    def let_go(self) -> None:
        """Nobody is chosen any more."""
        chosen = [card for card in self._cards if card.isChecked()]
        self._group.setExclusive(False)
        for card in chosen:
            card.setChecked(False)
        self._group.setExclusive(True)
        if chosen:
            self.chosen.emit(None)

    def enter(self, last: bool = False) -> None:
        """The keyboard comes from the field: go to the chosen card, else to the first (or last), and choose it."""
        if self._cards:
            chosen = [card for card in self._cards if card.isChecked()]
            card = (chosen or self._cards)[-1 if last else 0]
            card.setChecked(True)
            card.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What cards leave over: Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
        else:
            super().keyPressEvent(event)

    @Slot(QAbstractButton, bool)
    def _tell(self, _card: QAbstractButton, on: bool) -> None:
        if on:
            self.chosen.emit(self.person())
