"""The parts of the allow page: a line for each asked kind, the end, and what becomes of the rest."""

from __future__ import annotations

from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.sharing.answer import Answer, Rest
from consent_desktop.desktop.sharing.endings import Ending
from consent_desktop.desktop.sharing.step_how_long import EndPicker
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import QuietButton
from consent_desktop.desktop.widgets.card import Card
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.option_card import OptionCard
from consent_desktop.desktop.widgets.square import LineIcon
from consent_desktop.desktop.words import dates, kinds
from consent_desktop.desktop.words.people import short_name
from consent_desktop.domain.vocabulary import RecordType


class KindLine(Card):
    """One asked kind with "Leave out" or "Put back". `pressed()`."""

    pressed = Signal()

    def __init__(self, kind: RecordType, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(14)
        row.addWidget(
            LineIcon(kinds.ICONS[kind], self, size=28, color="ink", line=Role.BODY), 0, Qt.AlignmentFlag.AlignVCenter
        )
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        self._title = Label(kinds.title(kind), Role.H3, self)
        self._second = Label("", Role.TABLE, self, color="ink2")
        words.addWidget(self._title)
        words.addWidget(self._second)
        words.addStretch(1)
        row.addLayout(words, 1)
        self.button = QuietButton("", self)
        row.addWidget(self.button)
        self.button.clicked.connect(self.pressed)
        self.show_state(left_out=False, second="")

    def show_state(self, *, left_out: bool, second: str) -> None:
        """As shared, or as left out."""
        self.set_fill("sunken" if left_out else "surface")
        self._title.set_color("ink2" if left_out else "ink")
        self._second.setText(second)
        self._second.setVisible(bool(second))
        self.button.setText(self.tr("Put back") if left_out else self.tr("Leave out"))
        name = self.tr("Put back {kind}") if left_out else self.tr("Leave out {kind}")
        self.button.setAccessibleName(name.format(kind=kinds.title(self.kind)))


class EndLine(Card):
    """The end as asked, and "Make it shorter". `changed(Ending | None)`: None is the end as asked."""

    changed = Signal(object)

    def __init__(self, answer: Answer, zone: ZoneInfo, picker: EndPicker, parent: QWidget) -> None:
        super().__init__(parent)
        self._answer, self._zone, self.picker = answer, zone, picker
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 8, 8)
        column.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(
            LineIcon("calendar-blank", self, size=28, color="ink", line=Role.BODY), 0, Qt.AlignmentFlag.AlignVCenter
        )
        self._title = Label("", Role.H3, self)
        row.addWidget(self._title, 1, Qt.AlignmentFlag.AlignVCenter)
        self.button = QuietButton("", self)
        row.addWidget(self.button)
        column.addLayout(row)
        self._held = QWidget(self)
        held = QVBoxLayout(self._held)
        held.setContentsMargins(0, 0, 8, 8)
        held.addWidget(picker)
        column.addWidget(self._held)
        self._held.hide()
        self.button.clicked.connect(self.turn)
        picker.changed.connect(self._picked)
        self.show_answer(answer)

    def show_answer(self, answer: Answer) -> None:
        """Say the end in force."""
        day = answer.day(self._zone)
        if day is None:
            self._title.setText(self.tr("No end date"))
        else:
            self._title.setText(self.tr("Until {day}").format(day=dates.long_day(day)))
        open_now = not self._held.isHidden()
        self.button.setText(self.tr("Keep the end as asked") if open_now else self.tr("Make it shorter"))

    @Slot()
    def turn(self) -> None:
        """Show the choices, or go back to the end as asked."""
        opens = self._held.isHidden()
        self._held.setVisible(opens)
        if not opens:
            self.picker.choose(None)
        self.changed.emit(None)

    def _picked(self, ending: Ending) -> None:
        self.changed.emit(ending)


class RestChoice(QWidget):
    """What becomes of the kinds left out; nothing is chosen beforehand. `changed(Rest)`."""

    changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._question = Label("", Role.H3, self)
        column.addWidget(self._question)
        self.cards = {rest: OptionCard(self._title(rest), "", self, min_height=64) for rest in Rest}
        for rest, card in self.cards.items():
            card.clicked.connect(partial(self._pressed, rest))
            column.addWidget(card)

    def _title(self, rest: Rest) -> str:
        return {Rest.SAY_NO: self.tr("Say no"), Rest.KEEP_WAITING: self.tr("Keep waiting")}[rest]

    def show_answer(self, answer: Answer) -> None:
        """Ask about what is left out; hidden where nothing is."""
        self.setVisible(bool(answer.refused))
        name, words = short_name(answer.request.asker), kinds.listed(answer.refused)
        self._question.setText(self.tr("And your {kinds}?").format(kinds=words))
        no = self.tr("{name} is told that you said no to this.").format(name=name)
        wait = self.tr("The request stays open, and you can answer later.")
        self.cards[Rest.SAY_NO].set_texts(self._title(Rest.SAY_NO), no)
        self.cards[Rest.KEEP_WAITING].set_texts(self._title(Rest.KEEP_WAITING), wait)
        for rest, card in self.cards.items():
            card.setAutoExclusive(False)
            card.setChecked(rest is answer.rest)
            card.setAutoExclusive(True)

    def _pressed(self, rest: Rest, _checked: bool = False) -> None:
        self.changed.emit(rest)
