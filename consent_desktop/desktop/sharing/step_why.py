"""Why: a reason with its code, and the patient's own words for it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.sharing import reasons
from consent_desktop.desktop.sharing.lines import Heading
from consent_desktop.desktop.sharing.reasons import Reason, ReasonChoice
from consent_desktop.desktop.theme.type import Role, px
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.option_card import OptionCard
from consent_desktop.desktop.widgets.text_area import TextArea
from consent_desktop.desktop.words.people import short_name
from consent_desktop.read_models.rows import PersonRow

TWO_COLUMNS = 520
"""From this width on the choices stand in two columns, px at scale 1."""


class WhyPage(QWidget):
    """`changed(Reason)` when the choice or the words are others."""

    changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = 0
        self._choice: ReasonChoice | None = None
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        self._heading = Heading("", "", self)
        page.addWidget(self._heading)
        self._options = QWidget(self)
        self._grid = QGridLayout(self._options)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        self.cards: dict[ReasonChoice, OptionCard] = {}
        for choice in ReasonChoice:
            card = OptionCard(reasons.title(choice), "", self._options, icon=reasons.ICONS[choice], min_height=64)
            card.clicked.connect(partial(self._pressed, choice))
            self.cards[choice] = card
        page.addWidget(self._options)
        self._own = QWidget(self)
        self._build_own()
        page.addSpacing(20)
        page.addWidget(self._own)
        page.addStretch(1)
        self._arrange(2)
        self._own.hide()

    def _build_own(self) -> None:
        column = QVBoxLayout(self._own)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        title = QHBoxLayout()
        title.setSpacing(5)
        title.addWidget(Label(self.tr("In your own words"), Role.LABEL, self._own))
        title.addWidget(Label(self.tr("(you can leave this as it is)"), Role.TABLE, self._own, color="ink2"), 1)
        column.addLayout(title)
        self.area = TextArea(self.tr("In your own words"), self._own, limit=reasons.WORDS_LIMIT, height=112,
                             hint=self.tr("Use everyday words. Others can read this."))  # fmt: skip
        column.addWidget(self.area)
        self.area.text_changed.connect(self._typed)

    def show_other(self, other: PersonRow) -> None:
        """Name who will see."""
        hint = self.tr("{name} may use what you share here for this only.")
        self._heading.set_words(self.tr("Why are you sharing?"), hint.format(name=short_name(other)))

    def choose(self, reason: Reason | None) -> None:
        """Show this reason, without a signal."""
        self._choice = reason.choice if reason is not None else None
        for choice, card in self.cards.items():
            card.setAutoExclusive(False)
            card.setChecked(choice is self._choice)
            card.setAutoExclusive(True)
        self._set_words(reason.words if reason is not None else "")

    def _set_words(self, words: str) -> None:
        self.area.blockSignals(True)
        self.area.set_text(words)
        self.area.blockSignals(False)
        self._own.setVisible(self._choice is not None and self._choice is not ReasonChoice.UNSAID)

    def _pressed(self, choice: ReasonChoice, _checked: bool = False) -> None:
        """Words that the person did not write themself follow the choice; own ones stay."""
        untouched = {reasons.plain_words(c) for c in ReasonChoice}
        words = self.area.text()
        self._choice = choice
        if words.strip() in untouched and choice is not ReasonChoice.UNSAID:
            words = reasons.plain_words(choice)
        self._set_words(words)
        self._tell()

    def _typed(self, _text: str) -> None:
        self._tell()

    def _tell(self) -> None:
        if self._choice is not None:
            self.changed.emit(Reason(self._choice, " ".join(self.area.text().split())))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for index, (choice, card) in enumerate(self.cards.items()):
            last = choice is ReasonChoice.UNSAID and columns == 2
            self._grid.addWidget(card, index // columns, index % columns, 1, 2 if last else 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if columns == 2 else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where there is no room for two."""
        super().resizeEvent(event)
        self._arrange(2 if self.width() >= px(TWO_COLUMNS) else 1)
