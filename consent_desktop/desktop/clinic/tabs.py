"""The tabs of the clinic's pages: 50 high, a line under all of them, a pen line under the open one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from consent_desktop.desktop.theme.metrics import MARGIN_STAFF
from consent_desktop.desktop.theme.tokens import token
from consent_desktop.desktop.theme.type import Role, line_px
from consent_desktop.desktop.widgets.header_tab import HeaderTab


class ClinicTab(HeaderTab):
    """A tab of 50 px."""

    def height_for(self, _width: int) -> int:
        """50, more for larger text."""
        return max(50, line_px(Role.BUTTON) + 26)


class Tabs(QWidget):
    """`add(key, words, icon)`; `chosen(key)` when a person chooses."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.buttons: dict[str, ClinicTab] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(MARGIN_STAFF - 4, 0, MARGIN_STAFF, 1)
        self._row.setSpacing(4)
        self._row.addStretch(1)

    def add(self, key: str, words: str, icon: str) -> None:
        """One more tab at the end."""
        tab = ClinicTab(words, icon, self)
        tab.clicked.connect(partial(self._press, key))
        self._row.insertWidget(len(self.buttons), tab)
        self.buttons[key] = tab

    def choose(self, key: str) -> None:
        """Show which is open, without a signal."""
        self.buttons[key].setChecked(True)

    def _press(self, key: str, _checked: bool = False) -> None:
        self.chosen.emit(key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line under all of them."""
        painter = QPainter(self)
        painter.setPen(token("line"))
        painter.drawLine(QPointF(0, self.height() - 0.5), QPointF(self.width(), self.height() - 0.5))
        painter.end()
