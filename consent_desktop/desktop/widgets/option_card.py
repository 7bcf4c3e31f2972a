"""A large choice: radio or check, title, second line, icon or avatar."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractButton, QWidget

from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.metrics import RADIUS_BIG_CONTROL
from consent_desktop.desktop.theme.tokens import AvatarKind, token
from consent_desktop.desktop.theme.type import Role, line_px, px
from consent_desktop.desktop.widgets.avatar import draw_avatar
from consent_desktop.desktop.widgets.base import PaintedButton
from consent_desktop.desktop.widgets.flow import Flow, Run
from consent_desktop.desktop.widgets.paint import box, circle, draw_icon

PAD = 18


class Mark(StrEnum):
    """How a card shows that it is chosen."""

    RADIO = "radio"
    CHECK = "check"
    TICK = "tick"


def draw_mark(painter: QPainter, centre: QPointF, size: int, mark: Mark, *, on: bool, enabled: bool) -> None:
    """Radio ring, check box, or a filled tick that is there only when chosen."""
    line = ("pen" if on else "line_strong") if enabled else "line"
    if mark is Mark.RADIO:
        circle(painter, centre, size, "surface", line, 2)
        if on:
            circle(painter, centre, size * 0.46, line)
    elif mark is Mark.CHECK:
        square = QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)
        box(painter, square, size / 4, line if on else "surface", line, 2)
        if on:
            glyph = round(size * 0.67)
            draw_icon(painter, round(centre.x() - glyph / 2), round(centre.y() - glyph / 2), glyph, "check",
                      Weight.BOLD, "on_pen")  # fmt: skip
    elif on:
        draw_icon(painter, round(centre.x() - size / 2), round(centre.y() - size / 2), size, "check-circle",
                  Weight.FILL, "pen")  # fmt: skip


class OptionCard(PaintedButton):
    """Checkable. Radio and tick cards of one parent exclude each other (or of one QButtonGroup, where a page
    holds several sets), and arrows go from one to the next.
    """

    def __init__(
        self, title: str, second: str = "", parent: QWidget | None = None, *, mark: Mark = Mark.RADIO,
        mark_first: bool = False, icon: str = "", initials: str = "", kind: AvatarKind = AvatarKind.PATIENT,
        min_height: int = 66, touch: bool = False, quiet_line: bool = False,
    ) -> None:  # fmt: skip
        self._title, self._second, self._mark, self._mark_first = title, second, mark, mark_first
        self._underlined: tuple[tuple[int, int], ...] = ()
        self._icon, self._initials, self._kind = icon, initials, kind
        self._min_height, self._touch, self._quiet = min_height, touch, quiet_line
        super().__init__(title, parent)
        self.setCheckable(True)
        self.setAutoExclusive(mark is not Mark.CHECK)
        self.toggled.connect(self.repaint_state)
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(self._second)

    def repaint_state(self, _on: bool) -> None:
        """Show the new state."""
        self.update()

    def set_texts(self, title: str, second: str = "") -> None:
        """Change the words."""
        self._title, self._second = title, second
        self._name()
        self.setText(title)

    def underline(self, spans: Iterable[tuple[int, int]]) -> None:
        """Underline these parts of the title: (where it begins, how many characters)."""
        self._underlined = tuple(spans)
        self.update()

    def underlined(self) -> list[str]:
        """The parts of the title that are underlined."""
        return [self._title[start : start + length] for start, length in self._underlined]

    def _flows(self, title_color: str = "ink", second_color: str = "ink2") -> list[Flow]:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        role = Role.H3 if self._second or self._tile() else Role.BUTTON
        flows = [Flow([Run(self._title, font(role, touch=self._touch), title_color)],
                      max(px(22), line_px(Role.BUTTON, self._touch)), rtl=rtl)]  # fmt: skip
        if self._second:
            run = Run(self._second, font(Role.CELL_WORD, weight=400, touch=self._touch), second_color)
            flows.append(Flow([run], max(px(22), line_px(Role.CELL_WORD, self._touch)), rtl=rtl))
        return flows

    def _picture(self) -> int:
        if not (self._initials or self._icon):
            return 0
        return px(44 + 16) if self._initials else self._icon_px() + px(12 if self._tile() else 16)

    def _tile(self) -> bool:
        """A choice of one word, like a tab."""
        return self._mark is Mark.TICK and not self._second

    def _icon_px(self) -> int:
        return px(24 if self._tile() else 28)

    def _mark_px(self) -> int:
        return px(24 if self._mark is Mark.CHECK or self._mark is Mark.TICK else 22)

    def _sides(self) -> int:
        return 2 * px(PAD) + self._picture() + self._mark_px() + px(14)

    def natural_width(self) -> int:
        """Picture, words, mark."""
        return max(flow.natural_width() for flow in self._flows()) + self._sides()

    def least_width(self) -> int:
        """The longest word."""
        return max(flow.least_width() for flow in self._flows()) + self._sides()

    def height_for(self, width: int) -> int:
        """64 to 78 as asked, more for wrapped words."""
        room = max(1, width - self._sides())
        return max(self._min_height, sum(flow.height(room) for flow in self._flows()) + px(16))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down (and Left, Right) go to the neighbouring card; radios are chosen by it."""
        keys: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
        step = keys.get(event.key(), 0)
        parent = self.parentWidget()
        siblings = [] if parent is None else parent.findChildren(OptionCard)
        cards = [card for card in siblings if card.isVisible() and card.isEnabled() and card.group() is self.group()]
        if not step or len(cards) < 2:
            super().keyPressEvent(event)
            return
        other: QAbstractButton = cards[(cards.index(self) + step) % len(cards)]
        other.setFocus(Qt.FocusReason.TabFocusReason)
        if self._mark is not Mark.CHECK:
            other.click()

    def paint(self, painter: QPainter) -> None:
        """Box, picture, words, mark."""
        on, enabled = self.isChecked(), self.isEnabled()
        fill, line, width = "surface", "line" if self._quiet else "line_strong", 1
        if not enabled:
            fill, line = "sunken", "line"
        elif on:
            fill, line, width = "pen_tint", "pen", 2
        elif self.isDown():
            fill = "sunken"
        elif self.is_hovered():
            fill = "hover"
        box(painter, self.rect(), RADIUS_BIG_CONTROL, fill, line, width)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        pad, mark, picture, middle = px(PAD), self._mark_px(), self._picture(), self.height() / 2
        mark_at = pad + mark / 2 if self._mark_first else self.width() - pad - mark / 2
        start = pad + (mark + px(14) if self._mark_first else 0)
        room = max(1, self.width() - self._sides())
        text_x = start + picture
        if rtl:
            mark_at, text_x = self.width() - mark_at, self.width() - text_x - room
        draw_mark(painter, QPointF(mark_at, middle), mark, self._mark, on=on, enabled=enabled)
        # A tile of one word is like a tab: chosen, its word is pen. A card with more to say keeps its ink.
        tile = on and self._tile()
        title = ("pen" if tile else "ink") if enabled else "ink3"
        self._paint_picture(painter, start, rtl, title)
        flows = self._flows(title, "ink2" if enabled else "ink3")
        y = middle - sum(flow.height(room) for flow in flows) / 2
        self._paint_underlines(painter, flows[0], text_x, y, title)
        for flow in flows:
            flow.draw(painter, text_x, y, room)
            y += flow.height(room)

    def _paint_underlines(self, painter: QPainter, flow: Flow, x: float, y: float, color: str) -> None:
        for start, length in self._underlined:
            first, last = (len(self._title[:at].encode("utf-16-le")) // 2 for at in (start, start + length))
            for part in flow.rects(first, last - first):
                painter.fillRect(QRectF(x + part.left(), y + part.bottom() - px(2), part.width(), px(2)), token(color))

    def _paint_picture(self, painter: QPainter, start: int, rtl: bool, color: str) -> None:
        size = px(44) if self._initials else self._icon_px()
        x = self.width() - start - size if rtl else start
        if self._initials:
            centre = QPointF(x + size / 2, self.height() / 2)
            draw_avatar(painter, centre, size, self._initials, self._kind)
        elif self._icon:
            draw_icon(painter, x, round((self.height() - size) / 2), size, self._icon, Weight.REGULAR, color)
