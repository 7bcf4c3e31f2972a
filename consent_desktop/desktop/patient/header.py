"""The patient's header: mark, sections, text size, who is here, Finish. It takes a second row where it must."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from consent_desktop.desktop.shell.text_size import TextSizeButton
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.tokens import token
from consent_desktop.desktop.theme.type import type_scale
from consent_desktop.desktop.widgets.avatar import Avatar
from consent_desktop.desktop.widgets.brand import Brand
from consent_desktop.desktop.widgets.buttons import SecondaryButton
from consent_desktop.desktop.widgets.card import Rule
from consent_desktop.desktop.widgets.header_tab import HeaderTab
from consent_desktop.desktop.words.people import initials
from consent_desktop.read_models.rows import PersonRow

HEIGHT, MARGIN, NARROW_MARGIN = 68, 40, 28


class PatientHeader(QWidget):
    """`section_chosen(int)`, `finished()`."""

    section_chosen = Signal(int)
    finished = Signal()

    def __init__(self, person: PersonRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self._top, self._second = QHBoxLayout(), QHBoxLayout()
        self._brand = Brand(self.tr("Consent"), self)
        self._mark = Brand("", self)
        self._tabs = QWidget(self)
        self._make_tabs()
        self.text_button = TextSizeButton(self.tr("Text size"), self)
        self._rule = Rule(self, vertical=True)
        self._rule.setFixedHeight(40)
        self._avatar = Avatar(initials(person), parent=self, size=36)
        self.finish_button = SecondaryButton(self.tr("Finish"), self, icon="sign-out", size=ControlSize.STAFF)
        self.finish_button.clicked.connect(self.finished)
        self._top.setSpacing(10)
        for widget in (self._brand, self._mark):
            self._top.addWidget(widget)
        self._top.addSpacing(30)
        self._top.addWidget(self._tabs)
        self._top.addStretch(1)
        self._top.addWidget(self.text_button)
        self._top.addSpacing(12)
        self._top.addWidget(self._rule)
        self._top.addSpacing(6)
        self._top.addWidget(self._avatar)
        self._top.addWidget(self.finish_button)
        rows.addLayout(self._top, 1)
        rows.addLayout(self._second)
        type_scale().scale_changed.connect(self.arrange)
        self.arrange()

    def _make_tabs(self) -> None:
        layout = QHBoxLayout(self._tabs)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._group = QButtonGroup(self)
        self.tabs = (
            HeaderTab(self.tr("Who can see"), "eye", self._tabs),
            HeaderTab(self.tr("Requests"), "hourglass-medium", self._tabs),
            HeaderTab(self.tr("What happened"), "clock-counter-clockwise", self._tabs),
        )
        for number, tab in enumerate(self.tabs):
            self._group.addButton(tab, number)
            layout.addWidget(tab)
        self.tabs[0].setChecked(True)
        self._group.idClicked.connect(self.section_chosen)

    def choose(self, number: int) -> None:
        """Show that section as chosen."""
        self.tabs[number].setChecked(True)

    def set_waiting(self, count: int) -> None:
        """How many requests wait for an answer."""
        self.tabs[1].set_count(str(count) if count else "")
        self.arrange()

    @Slot(object)
    def arrange(self, _scale: object = None) -> None:
        """One row with the name, one with the mark only, or two; at last the sections give up their icons."""
        margin = MARGIN if self.width() >= 1040 else NARROW_MARGIN
        room = self.width() - 2 * margin
        for tab in self.tabs:
            tab.set_bare(False)
        tabs = sum(tab.natural_width() for tab in self.tabs) + 8
        tools = self.text_button.natural_width() + self.finish_button.natural_width() + 40
        who = self._avatar.sizeHint().width() + 50
        mark, name = self._mark.sizeHint().width() + 40, self._brand.sizeHint().width() + 40
        two = mark + tabs + tools > room
        first = tools if two else tools + tabs
        for widget in (self._rule, self._avatar):
            widget.setVisible(mark + first + who <= room)
        named = name + first + who <= room
        self._brand.setVisible(named)
        self._mark.setVisible(not named)
        for tab in self.tabs:
            tab.set_bare(two and tabs > room)
        self._place_tabs(two)
        self._top.setContentsMargins(margin, 0, margin, 0)
        self._second.setContentsMargins(margin - 14, 0, margin, 0)
        below = max(tab.height_for(10_000) for tab in self.tabs)
        high = max(HEIGHT, self.finish_button.height_for(10_000) + 24, 0 if two else below)
        self._tabs.setFixedHeight(below if two else high)
        self.setFixedHeight(high + below if two else high)
        self.update()

    def _place_tabs(self, two: bool) -> None:
        """In the first row, or alone in the second."""
        holder, other = (self._second, self._top) if two else (self._top, self._second)
        if holder.indexOf(self._tabs) >= 0:
            return
        other.removeWidget(self._tabs)
        if two:
            self._second.addWidget(self._tabs, 0, Qt.AlignmentFlag.AlignLeading)
        else:
            self._top.insertWidget(3, self._tabs)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew."""
        super().resizeEvent(event)
        self.arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Surface, hairline below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), token("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, token("line"))
        painter.end()
