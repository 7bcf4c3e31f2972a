"""The parts of the page on which a signed paper is entered. Each says `changed(what was chosen)`."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consent_desktop.desktop.desk.paper_draft import Deed
from consent_desktop.desktop.professional.card_grid import CardGrid
from consent_desktop.desktop.sharing import endings, reasons
from consent_desktop.desktop.sharing.endings import EndChoice
from consent_desktop.desktop.sharing.reasons import Reason, ReasonChoice
from consent_desktop.desktop.sharing.step_how_long import EndPicker
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.option_card import Mark, OptionCard
from consent_desktop.desktop.widgets.text_field import TextField
from consent_desktop.desktop.words import dates, kinds
from consent_desktop.desktop.words.people import short_name
from consent_desktop.domain.vocabulary import EVERYTHING, SINGLE_TYPES, RecordType
from consent_desktop.read_models.rows import PersonRow


class PaperSection(QWidget):
    """A question over what answers it."""

    changed = Signal(object)

    def __init__(self, question: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self.question = Label(question, Role.H3, self)
        self.column.addWidget(self.question)


class DeedSection(PaperSection):
    """What the paper says: yes, no, or stop."""

    def __init__(self, patient: PersonRow, parent: QWidget) -> None:
        super().__init__(self.tr("What does the paper say?"), parent)
        grid = CardGrid(self.tr("What does the paper say?"), self)
        name = short_name(patient)
        words = {
            Deed.GRANT: (self.tr("Share"), self.tr("{name} lets somebody see records").format(name=name)),
            Deed.DECLINE: (self.tr("Say no"), self.tr("{name} says no to a request").format(name=name)),
            Deed.REVOKE: (self.tr("Stop sharing"), self.tr("{name} stops what is shared").format(name=name)),
        }
        self.cards: dict[Deed, OptionCard] = {}
        for deed, (title, second) in words.items():
            card = OptionCard(title, second, grid)
            card.clicked.connect(partial(self._pressed, deed))
            self.cards[deed] = card
        grid.set_cards(list(self.cards.values()))
        self.column.addWidget(grid)

    def _pressed(self, deed: Deed, _checked: bool = False) -> None:
        self.changed.emit(deed)


class WhatSection(PaperSection):
    """One or more record types, or everything by itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Which kinds of record?"), parent)
        grid = CardGrid(self.tr("Which kinds of record?"), self)
        self.cards = {
            kind: OptionCard(kinds.title(kind), kinds.short_hint(kind), grid, mark=Mark.CHECK, icon=kinds.ICONS[kind])
            for kind in (*SINGLE_TYPES, RecordType.ALL)
        }
        for kind, card in self.cards.items():
            card.clicked.connect(partial(self._pressed, kind))
        grid.set_cards(list(self.cards.values()))
        self.column.addWidget(grid)

    def _pressed(self, kind: RecordType, _checked: bool = False) -> None:
        if self.cards[kind].isChecked():
            for other, card in self.cards.items():
                if (kind is RecordType.ALL) != (other in EVERYTHING):
                    card.setChecked(False)
        self.changed.emit(frozenset(other for other, card in self.cards.items() if card.isChecked()))


class PaperEndPicker(EndPicker):
    """The choices of a share, told about the patient instead of to them."""

    def _title(self, choice: EndChoice) -> str:
        return endings.title(choice, open_end=self.tr("Until the patient stops it"))


class EndSection(PaperSection):
    """Until when."""

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(self.tr("Until when?"), parent)
        self.picker = PaperEndPicker(today, self)
        self.picker.changed.connect(self.changed)
        self.column.addWidget(self.picker)


class ReasonSection(PaperSection):
    """What the paper says that it is for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("What for?"), parent)
        grid = CardGrid(self.tr("What for?"), self)
        self.cards: dict[ReasonChoice, OptionCard] = {}
        for choice in ReasonChoice:
            unsaid = choice is ReasonChoice.UNSAID
            words = self.tr("The paper does not say") if unsaid else reasons.title(choice)
            card = OptionCard(words, "", grid, icon=reasons.ICONS[choice], min_height=64)
            card.clicked.connect(partial(self._pressed, choice))
            self.cards[choice] = card
        grid.set_cards(list(self.cards.values()))
        self.column.addWidget(grid)

    def _pressed(self, choice: ReasonChoice, _checked: bool = False) -> None:
        self.changed.emit(Reason(choice, reasons.plain_words(choice)))


class PaperItselfSection(PaperSection):
    """The day on the paper and where it lies. `changed((day or None, place))`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("The paper itself"), parent)
        self.day = TextField(self.tr("Day on the paper"), self, placeholder=self.tr("day month year"))
        self.place = TextField(self.tr("Where the paper lies"), self, placeholder=self.tr("folder, shelf or room"))
        self.place.line_edit.setMaxLength(200)
        for words, field in ((self.tr("Day on the paper"), self.day), (self.tr("Where the paper lies"), self.place)):
            self.column.addWidget(Label(words, Role.LABEL, self, color="ink2"))
            self.column.addWidget(field)
            field.text_changed.connect(self._typed)

    def _typed(self, _text: object) -> None:
        self.changed.emit((dates.typed_day(self.day.text()), self.place.text()))
