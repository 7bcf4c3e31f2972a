"""A section of the staff rail: icon above a word, how many wait in the corner."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.metrics import RADIUS_BIG_CONTROL
from consent_desktop.desktop.theme.type import Role, px
from consent_desktop.desktop.widgets.base import PaintedButton
from consent_desktop.desktop.widgets.flow import Flow, Run
from consent_desktop.desktop.widgets.paint import box, draw_icon


class RailButton(PaintedButton):
    """76 x 64, growing with the text. Sections are checkable; Help and Lock (`checkable=False`) are not."""

    def __init__(
        self, text: str, icon: str, parent: QWidget | None = None, *, count: str = "", checkable: bool = True
    ) -> None:
        self._icon, self._count = icon, count
        super().__init__(text, parent)
        self.setCheckable(checkable)
        self.setAutoExclusive(checkable)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setProperty("ringRadius", RADIUS_BIG_CONTROL)
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(", ".join(part for part in (self.text(), self._count) if part))

    def set_count(self, count: str) -> None:
        """How many wait, as written; "" for none."""
        self._count = count
        self._name()
        self.text_changed()

    def setText(self, text: str) -> None:
        """Change the word (the lock counts down) and the name with it."""
        super().setText(text)
        self._name()

    def _flow(self, color: str = "ink") -> Flow:
        return Flow([Run(self.text(), font(Role.SMALL, weight=600), color)], px(17), centred=True)

    def natural_width(self) -> int:
        """76, or the word."""
        return max(76, self._flow().natural_width() + 12)

    def least_width(self) -> int:
        """The longest word."""
        return max(64, self._flow().least_width() + 12)

    def height_for(self, width: int) -> int:
        """64, or icon and lines."""
        return max(64, px(28) + self._flow().height(max(1, width - 8)) + 16)

    def paint(self, painter: QPainter) -> None:
        """Box, icon, word, count."""
        on = self.isChecked()
        color = "pen" if on else "ink" if self.is_hovered() else "ink2"
        if on:
            box(painter, self.rect(), RADIUS_BIG_CONTROL, "surface", "line")
        elif self.is_hovered() or self.isDown():
            box(painter, self.rect(), RADIUS_BIG_CONTROL, "hover")
        flow, room = self._flow(color), self.width() - 8
        size = px(24)
        total = size + px(4) + flow.height(room)
        top = (self.height() - total) / 2
        weight = Weight.FILL if on else Weight.REGULAR
        draw_icon(painter, round((self.width() - size) / 2), round(top), size, self._icon, weight, color)
        flow.draw(painter, 4, top + size + px(4), room)
        if self._count:
            high = px(22)
            badge = Flow([Run(self._count, font(Role.SMALL, weight=700), "wait")], high, centred=True, wrap=False)
            wide = max(high, badge.natural_width() + px(10))
            rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            x = px(8) if rtl else self.width() - wide - px(8)
            box(painter, QRectF(x, 4, wide, high), high / 2, "wait_tint", "wait_line")
            badge.draw(painter, x, 4, wide)
