"""A section of the patient's header: icon, words, how many wait, and a pen line under the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.type import Role, line_px, px
from consent_desktop.desktop.widgets.base import PaintedButton
from consent_desktop.desktop.widgets.flow import Flow, Run
from consent_desktop.desktop.widgets.paint import box, draw_icon


class HeaderTab(PaintedButton):
    """Checkable, exclusive among its siblings; fills the header's height (68, touch 88).

    `set_bare(True)` leaves the words and the count, where large text leaves no room for the icon.
    """

    def __init__(
        self, text: str, icon: str, parent: QWidget | None = None, *, count: str = "", touch: bool = False
    ) -> None:
        self._icon, self._count, self._touch, self._bare = icon, count, touch, False
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        self.setProperty("ringInside", True)
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(", ".join(part for part in (self.text(), self._count) if part))

    def set_count(self, count: str) -> None:
        """How many wait, as written; "" for none."""
        self._count = count
        self._name()
        self.text_changed()

    def set_touch(self, touch: bool) -> None:
        """Use or leave touch sizes."""
        self._touch = touch
        self.text_changed()

    def set_bare(self, bare: bool) -> None:
        """Give up the icon, or show it again."""
        if bare != self._bare:
            self._bare = bare
            self.text_changed()

    def _flow(self, color: str = "ink") -> Flow:
        return Flow([Run(self.text(), font(Role.BUTTON, touch=self._touch), color)],
                    line_px(Role.BUTTON, self._touch), wrap=False)  # fmt: skip

    def _badge(self) -> tuple[Flow, int, int]:
        high = px(32 if self._touch else 23)
        flow = Flow([Run(self._count, font(Role.LABEL, touch=self._touch), "wait")], high, centred=True, wrap=False)
        return flow, max(high, flow.natural_width() + px(12)), high

    def _icon_px(self) -> int:
        return px(28 if self._touch else 20)

    def natural_width(self) -> int:
        """Icon, words, count."""
        badge = px(8) + self._badge()[1] if self._count else 0
        icon = 0 if self._bare else self._icon_px() + px(10)
        return 2 * px(14) + icon + self._flow().natural_width() + badge + 2

    def least_width(self) -> int:
        """It is never cut."""
        return self.natural_width()

    def height_for(self, _width: int) -> int:
        """The header's height."""
        return max(88 if self._touch else 68, line_px(Role.BUTTON, self._touch) + 24)

    def paint(self, painter: QPainter) -> None:
        """Icon, words, count, underline."""
        on = self.isChecked()
        color = "pen" if on else "ink" if self.is_hovered() else "ink2"
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        size, flow, pad = self._icon_px(), self._flow(color), px(14)
        words = flow.natural_width() + 2
        parts = [0 if self._bare else size, words]
        if self._count:
            parts.append(self._badge()[1])
        xs, x = [], float(pad)
        for width, gap in zip(parts, (0 if self._bare else px(10), px(8), 0), strict=False):
            xs.append(self.width() - x - width if rtl else x)
            x += width + gap
        middle = self.height() / 2
        if not self._bare:
            draw_icon(painter, round(xs[0]), round(middle - size / 2), size, self._icon, Weight.BOLD, color)
        flow.draw(painter, xs[1], middle - line_px(Role.BUTTON, self._touch) / 2, words)
        if self._count:
            badge, wide, high = self._badge()
            box(painter, QRectF(xs[2], middle - high / 2, wide, high), high / 2, "wait_tint", "wait_line")
            badge.draw(painter, xs[2], middle - high / 2, wide)
        if on:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            box(painter, QRectF(0, self.height() - (4 if self._touch else 3), self.width(), 4), 0, "pen")
