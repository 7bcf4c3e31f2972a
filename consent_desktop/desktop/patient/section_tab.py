"""A header tab that can do without its icon where large text leaves no room for it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from consent_desktop.desktop.theme.type import px
from consent_desktop.desktop.widgets.header_tab import HeaderTab
from consent_desktop.desktop.widgets.paint import box


class SectionTab(HeaderTab):
    """`set_bare(True)` leaves the words and the count."""

    _bare = False

    def set_bare(self, bare: bool) -> None:
        """Give up the icon, or show it again."""
        if bare != self._bare:
            self._bare = bare
            self.text_changed()

    def natural_width(self) -> int:
        """Words and count, and the icon unless bare."""
        return super().natural_width() - (self._icon_px() + px(10) if self._bare else 0)

    def paint(self, painter: QPainter) -> None:
        """As drawn in the guide, or without the icon."""
        if not self._bare:
            super().paint(painter)
            return
        on = self.isChecked()
        words = self._flow("pen" if on else "ink" if self.is_hovered() else "ink2")
        wide, pad = words.natural_width() + 2, px(14)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        words.draw(painter, self.width() - pad - wide if rtl else pad, (self.height() - words.height(wide)) / 2, wide)
        if self._count:
            badge, across, high = self._badge()
            x = pad + wide + px(8)
            area = QRectF(self.width() - x - across if rtl else x, (self.height() - high) / 2, across, high)
            box(painter, area, high / 2, "wait_tint", "wait_line")
            badge.draw(painter, area.x(), area.y(), across)
        if on:
            box(painter, QRectF(0, self.height() - 3, self.width(), 4), 0, "pen")
