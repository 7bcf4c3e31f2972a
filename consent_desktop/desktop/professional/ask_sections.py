"""The sections of the ask dialog: record types, purpose, end. Each writes into the draft and says `changed()`."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consent_desktop.desktop.professional import ask_words
from consent_desktop.desktop.professional.ask_draft import AskDraft
from consent_desktop.desktop.professional.card_grid import CardGrid
from consent_desktop.desktop.sharing import endings
from consent_desktop.desktop.sharing.endings import EndChoice
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.calendar_grid import CalendarGrid
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.option_card import Mark, OptionCard
from consent_desktop.desktop.widgets.text_field import TextField
from consent_desktop.desktop.words import dates, kinds
from consent_desktop.domain.vocabulary import EVERYTHING, SINGLE_TYPES, PersonKind, RecordType
from consent_desktop.read_models.rows import CellState, Decision, DecisionLine

OWN_WORDS_LIMIT = 200


class Section(QWidget):
    """A heading over cards."""

    changed = Signal()

    def __init__(self, draft: AskDraft, parent: QWidget) -> None:
        super().__init__(parent)
        self.draft = draft
        title = self.title()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self.column.addWidget(Label(title, Role.H3, self))
        self.grid = CardGrid(title, self)
        self.column.addWidget(self.grid)

    def title(self) -> str:
        """The question over the cards."""
        raise NotImplementedError

    def cards(self) -> list[OptionCard]:
        """Its cards, in order."""
        return self.grid.findChildren(OptionCard)

    def take_focus(self) -> None:
        """Put the focus on what is chosen, or on the first that can be."""
        cards = [card for card in self.cards() if card.isEnabled()]
        for card in [card for card in cards if card.isChecked()] or cards:
            card.setFocus(Qt.FocusReason.TabFocusReason)
            return


class KindsSection(Section):
    """One or more record types, or everything by itself."""

    def __init__(self, draft: AskDraft, parent: QWidget) -> None:
        super().__init__(draft, parent)
        self._by_kind = {
            kind: OptionCard(
                kinds.title(kind), kinds.short_hint(kind), self.grid, mark=Mark.CHECK, icon=kinds.ICONS[kind]
            )
            for kind in (*SINGLE_TYPES, RecordType.ALL)
        }
        for kind, card in self._by_kind.items():
            card.clicked.connect(partial(self._pressed, kind))
        self.grid.set_cards(list(self._by_kind.values()))

    def title(self) -> str:
        """The question over the cards."""
        return self.tr("What do you ask to see?")

    def _pressed(self, kind: RecordType, _checked: bool = False) -> None:
        chosen, on = self.draft.kinds, self._by_kind[kind].isChecked()
        if kind is RecordType.ALL:
            chosen = EVERYTHING if on else frozenset()
        else:
            chosen = (chosen - EVERYTHING) | {kind} if on else chosen - {kind}
        self.draft.kinds = chosen
        for other, card in self._by_kind.items():
            card.setChecked(other in chosen)
        self.changed.emit()

    def show_standing(self, decision: Decision, zone: ZoneInfo) -> None:
        """What is permitted or waiting cannot be asked for; the card says why."""
        waiting = False
        for line in decision.lines:
            reason = self._reason(line, zone)
            waiting = waiting or line.cell.asked
            if reason:
                self._switch_off(line.record_type, reason)
        if waiting:
            self._switch_off(RecordType.ALL, self.tr("Part of it waits for an answer already."))
        elif all(line.permitted and line.until is None for line in decision.lines):
            self._switch_off(RecordType.ALL, self.tr("You can see all kinds already."))

    def _reason(self, line: DecisionLine, zone: ZoneInfo) -> str:
        if line.cell.asked or line.cell.state is CellState.ASKED:
            return self.tr("Already asked, waiting for an answer.")
        if not line.permitted:
            return ""
        if line.until is None:
            return self.tr("You can see these already.")
        return self.tr("You can see these until {day}.").format(day=dates.end_of(line.until, zone))

    def _switch_off(self, kind: RecordType, reason: str) -> None:
        card = self._by_kind[kind]
        card.set_texts(kinds.title(kind), reason)
        card.setChecked(False)
        card.setEnabled(False)
        self.draft.kinds -= {kind}


class PurposeSection(Section):
    """One purpose; own words may stand in its place in the sentence."""

    def __init__(self, draft: AskDraft, asker: PersonKind, parent: QWidget) -> None:
        super().__init__(draft, parent)
        cards = []
        for code, name, words in ask_words.purposes(asker):
            card = OptionCard(name, self.tr("for {purpose}").format(purpose=words), self.grid)
            card.clicked.connect(partial(self._pressed, code, words))
            cards.append(card)
        self.grid.set_cards(cards)
        label = Label(self.tr("In your own words, if you like"), Role.LABEL, self)
        self.own_words = TextField(
            self.tr("Purpose in your own words"), self, placeholder=self.tr("the knee operation")
        )
        self.own_words.line_edit.setMaxLength(OWN_WORDS_LIMIT)
        self.own_words.text_changed.connect(self._typed)
        self.column.addWidget(label)
        self.column.addWidget(self.own_words)

    def title(self) -> str:
        """The question over the cards."""
        return self.tr("What is it for?")

    def _pressed(self, code: str, words: str, _checked: bool = False) -> None:
        self.draft.code, self.draft.purpose_words = code, words
        self.changed.emit()

    def _typed(self, text: str) -> None:
        self.draft.own_words = text
        self.changed.emit()


class HowLongSection(Section):
    """The end. A day that is chosen lasts to its end."""

    def __init__(self, draft: AskDraft, today: date, parent: QWidget) -> None:
        super().__init__(draft, parent)
        cards = []
        for choice in EndChoice:
            card = OptionCard(
                endings.title(choice, open_end=self.tr("Until they stop it")), self._second(choice, today), self.grid
            )
            card.clicked.connect(partial(self._pressed, choice))
            cards.append(card)
        self.grid.set_cards(cards)
        latest = today + timedelta(days=3660)
        self.calendar = CalendarGrid(today, self, earliest=today, latest=latest)
        self.calendar.day_chosen.connect(self._day)
        self.calendar.hide()
        self.column.addWidget(self.calendar)

    def title(self) -> str:
        """The question over the cards."""
        return self.tr("Until when?")

    def _second(self, choice: EndChoice, today: date) -> str:
        if choice is EndChoice.A_DAY:
            return self.tr("to the end of that day")
        last = endings.last_day_of(choice, today)
        if last is None:
            return self.tr("no end date")
        return self.tr("until {day}").format(day=dates.long_day(last))

    def _pressed(self, choice: EndChoice, _checked: bool = False) -> None:
        self.draft.how_long = choice
        self.calendar.setVisible(choice is EndChoice.A_DAY)
        self.changed.emit()

    def _day(self, day: date) -> None:
        self.draft.day = day
        self.changed.emit()
