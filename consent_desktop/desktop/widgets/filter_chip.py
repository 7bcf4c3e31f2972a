"""A round filter that is on or off, or opens a menu."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.type import Role, line_px, px
from consent_desktop.desktop.widgets.base import PaintedButton
from consent_desktop.desktop.widgets.flow import Flow, Run
from consent_desktop.desktop.widgets.paint import box, draw_icon


class FilterChip(PaintedButton):
    """Checkable words with an optional count. 36 high for staff, 40 (`patient=True`, clickable 48) for patients."""

    def __init__(
        self, text: str, parent: QWidget | None = None, *, count: str = "", patient: bool = False,
        icon: str = "", icon_after: str = "", checkable: bool = True,
    ) -> None:  # fmt: skip
        self._count, self._patient, self._icon, self._after = count, patient, icon, icon_after
        super().__init__(text, parent)
        self.setCheckable(checkable)
        self.toggled.connect(self.text_changed_by_toggle)
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(" ".join(part for part in (self.text(), self._count) if part))

    def text_changed_by_toggle(self, _on: bool) -> None:
        """Paint the other state; the width stays."""
        self.update()

    def set_count(self, count: str) -> None:
        """Change the number behind the word."""
        self._count = count
        self._name()
        self.text_changed()

    def setText(self, text: str) -> None:
        """Change the word and the name with it."""
        super().setText(text)
        self._name()

    def _flow(self, color: str = "ink", count_color: str = "ink2") -> Flow:
        runs = [Run(self.text(), font(Role.LABEL), color)]
        if self._count:
            runs.append(Run("\u2002" + self._count, font(Role.LABEL, weight=500), count_color))
        return Flow(runs, line_px(Role.LABEL), rtl=self.layoutDirection() == Qt.LayoutDirection.RightToLeft)

    def _icons(self) -> tuple[int, int]:
        return px(26) if self._icon else 0, px(24) if self._after else 0

    def natural_width(self) -> int:
        """Words, count, icons, and 15 on each side."""
        return self._flow().natural_width() + sum(self._icons()) + 2 * px(15)

    def least_width(self) -> int:
        """The longest word."""
        return self._flow().least_width() + sum(self._icons()) + 2 * px(15)

    def height_for(self, width: int) -> int:
        """36 or 40, more for larger text."""
        room = max(1, width - sum(self._icons()) - 2 * px(15))
        return max(40 if self._patient else 36, self._flow().height(room) + 12)

    def paint(self, painter: QPainter) -> None:
        """Pill, words, icons."""
        on = self.isChecked()
        fill, line, color = "surface", "line_strong", "ink"
        if not self.isEnabled():
            fill, line, color = "sunken", "line", "ink3"
        elif on:
            fill, line, color = "pen_tint", "pen", "pen"
        elif self.isDown():
            fill = "sunken"
        elif self.is_hovered():
            fill = "hover"
        box(painter, self.rect(), min(self.height() / 2, px(20)), fill, line)
        before, after = self._icons()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        flow = self._flow(color, color if on or not self.isEnabled() else "ink2")
        room = self.width() - before - after - 2 * px(15)
        height, size = flow.height(room), px(16)
        top = round((self.height() - size) / 2)
        flow.draw(painter, px(15) + (after if rtl else before), (self.height() - height) / 2, room)
        if self._icon:
            x = self.width() - px(15) - size if rtl else px(15)
            draw_icon(painter, x, top, size, self._icon, Weight.BOLD, color)
        if self._after:
            x = px(15) if rtl else self.width() - px(15) - size
            draw_icon(painter, x, top, size, self._after, Weight.BOLD, color)
