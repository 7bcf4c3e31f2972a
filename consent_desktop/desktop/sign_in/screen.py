"""The first screen: who are you?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from consent_desktop.desktop.shell.regions import mark_region
from consent_desktop.desktop.shell.scrolling import ScrollPage
from consent_desktop.desktop.shell.text_size import TextSizeButton
from consent_desktop.desktop.sign_in.brand_side import WIDE, BrandSide
from consent_desktop.desktop.sign_in.continue_card import ContinueCard
from consent_desktop.desktop.sign_in.question import Question
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import px, text_scale, type_scale
from consent_desktop.desktop.widgets.buttons import QuietButton
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.read_models.rows import PersonRow

NARROW, CARD_WIDTH, TWO_COLUMNS, WIDEST = 1040, 328, 740, 1100


class SignInScreen(QWidget):
    """`chosen(PersonRow)` when somebody goes on; `another_wanted()` for one more window."""

    chosen = Signal(object)
    another_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person: PersonRow | None = None
        self._outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._brand = BrandSide(workspace.clinic.name, self)
        self._page = ScrollPage(self, widest=WIDEST)
        self._outer.addWidget(self._brand)
        self._outer.addWidget(self._page, 1)
        column = self._page.column_widget
        tools = QHBoxLayout()
        self.text_button = TextSizeButton(self.tr("Bigger text"), column, size=ControlSize.NORMAL)
        self.window_button = QuietButton(self.tr("Open another window"), column, icon="desktop")
        tools.addWidget(self.text_button)
        tools.addStretch(1)
        tools.addWidget(self.window_button)
        self._page.column.addLayout(tools)
        self._page.column.addSpacing(26)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(36)
        self.question = Question(workspace, column)
        self.card = ContinueCard(column)
        self._columns.addWidget(self.question, 1)
        self._columns.addWidget(self.card)
        self._page.column.addLayout(self._columns, 1)
        self.window_button.clicked.connect(self.another_wanted)
        self.question.chosen.connect(self._choose)
        self.question.confirmed.connect(self.go_on)
        self.card.pressed.connect(self.go_on)
        type_scale().scale_changed.connect(self.arrange)
        for region in (self.question, self.card):
            mark_region(region)
        self.arrange()

    def first_focus(self) -> QWidget:
        """Where the keyboard begins. Not a focus proxy: with one, Tab would pass over the choices before it."""
        return self.question.field.line_edit

    @Slot(object)
    def _choose(self, person: PersonRow | None) -> None:
        self._person = person
        self.card.show_person(person)

    @Slot()
    def go_on(self) -> None:
        """Go on as whoever is chosen."""
        if self._person is not None:
            self.chosen.emit(self._person)

    @Slot(object)
    def arrange(self, _scale: object = None) -> None:
        """Blue side or strip; two columns or one below the other."""
        strip = self.width() < NARROW or text_scale() >= 1.5
        self._brand.set_strip(strip)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._outer.setDirection(down if strip else across)
        room = min(self.width() - 80 - (0 if strip else WIDE), WIDEST)
        beside = room >= px(TWO_COLUMNS)
        self._columns.setDirection(across if beside else down)
        self.card.setFixedWidth(px(CARD_WIDTH)) if beside else self.card.setMaximumWidth(16_777_215)
        if not beside:
            self.card.setMinimumWidth(0)
        self._columns.setAlignment(self.card, Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew."""
        super().resizeEvent(event)
        self.arrange()
