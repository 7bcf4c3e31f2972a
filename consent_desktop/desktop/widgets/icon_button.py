"""A button with an icon only; the name that readers hear is mandatory."""

from __future__ import annotations

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role, px
from consent_desktop.desktop.widgets.base import PaintedButton
from consent_desktop.desktop.widgets.flow import Flow, Run
from consent_desktop.desktop.widgets.paint import box, draw_icon


class IconButton(PaintedButton):
    """Square. `outlined` gives it a border; `count` (as written, "1") sits on its corner, "" for none."""

    def __init__(
        self, name: str, icon: str, parent: QWidget | None = None, *, weight: Weight = Weight.BOLD,
        size: ControlSize = ControlSize.STAFF, outlined: bool = False, icon_px: int = 20, color: str = "ink",
    ) -> None:  # fmt: skip
        if not name:
            raise ValueError("a button without words needs a name")
        self._icon, self._weight, self._size = icon, weight, size
        self._outlined, self._icon_size, self._color, self._count = outlined, icon_px, color, ""
        super().__init__("", parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str, weight: Weight = Weight.BOLD) -> None:
        """Show another icon."""
        self._icon, self._weight = icon, weight
        self.update()

    def set_count(self, count: str) -> None:
        """Show how many wait."""
        self._count = count
        self.text_changed()

    def _side(self) -> int:
        return max(int(self._size), px(self._icon_size) + 16)

    def _corner(self) -> int:
        return px(10) if self._count else 0

    def natural_width(self) -> int:
        """A square, and room for the count."""
        return self._side() + self._corner()

    def least_width(self) -> int:
        """It never shrinks."""
        return self.natural_width()

    def height_for(self, _width: int) -> int:
        """A square, and room for the count."""
        return self._side() + self._corner()

    def paint(self, painter: QPainter) -> None:
        """Box, icon, count."""
        fill = "sunken" if self.isDown() else "hover" if self.is_hovered() else "surface" if self._outlined else None
        color = self._color if self.isEnabled() else "ink3"
        side, top = self._side(), self._corner()
        line = ("line_strong" if self.isEnabled() else "line") if self._outlined else None
        box(painter, self.rect().adjusted(0, top, -self._corner(), 0), self._size.radius, fill, line)
        size = px(self._icon_size)
        draw_icon(painter, round((side - size) / 2), top + round((side - size) / 2), size, self._icon, self._weight,
                  color)  # fmt: skip
        if self._count:
            flow = Flow([Run(self._count, font(Role.SMALL, weight=700), "on_pen")], px(18), centred=True)
            width = max(px(20), flow.natural_width() + px(10))
            x = self.width() - width
            box(painter, self.rect().adjusted(x, 0, 0, -(self.height() - px(20))), px(10), "pen")
            flow.draw(painter, x, px(1), width)
