"""What a list or page says when it has nothing to show."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.type import Role, px
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.paint import circle, draw_icon
from consent_desktop.desktop.widgets.rings import Rings
from consent_desktop.desktop.widgets.square import Square


class IconDisc(Square):
    """An icon in a tinted circle; decoration."""

    def __init__(
        self, icon: str, parent: QWidget | None = None, *, size: int = 52, fill: str = "pen_tint", color: str = "pen",
        weight: Weight = Weight.BOLD,
    ) -> None:  # fmt: skip
        super().__init__(size, parent)
        self._icon, self._fill, self._color, self._weight = icon, fill, color, weight

    def paint(self, painter: QPainter) -> None:
        """Circle and icon."""
        side = px(self._size)
        centre = QPointF(self.width() / 2, self.height() / 2)
        circle(painter, centre, side, self._fill)
        glyph = round(side * 0.46)
        draw_icon(painter, round(centre.x() - glyph / 2), round(centre.y() - glyph / 2), glyph, self._icon,
                  self._weight, self._color)  # fmt: skip


class EmptyState(QWidget):
    """In a card: icon, title, sentence in a row. `page=True`: serif statement beside the rings.

    Put buttons into `action_row` (a row); a page hides its art when it is narrower than 900 px.
    """

    def __init__(
        self, statement: str, sentence: str, parent: QWidget | None = None, *, icon: str = "magnifying-glass",
        page: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._art: Rings | None = None
        row = QHBoxLayout(self)
        words = QVBoxLayout()
        words.setSpacing(12 if page else 2)
        self.action_row = QHBoxLayout()
        self.action_row.setSpacing(20)
        role = Role.STATEMENT_LARGE if page else Role.H3
        words.addStretch(1)
        words.addWidget(Label(statement, role, self))
        words.addWidget(Label(sentence, Role.BODY if page else Role.TABLE, self, color="ink2"))
        words.addLayout(self.action_row)
        words.addStretch(1)
        if page:
            row.setContentsMargins(64, 40, 64, 40)
            row.setSpacing(40)
            row.addLayout(words, 6)
            self._art = Rings(icon, self)
            row.addWidget(self._art, 5)
            self.action_row.setContentsMargins(0, 20, 0, 0)
        else:
            row.setContentsMargins(20, 18, 20, 18)
            row.setSpacing(16)
            row.addWidget(IconDisc(icon, self), 0, Qt.AlignmentFlag.AlignVCenter)
            row.addLayout(words, 1)

    def finish_actions(self) -> None:
        """Call after the last action: keeps them at the start."""
        self.action_row.addStretch(1)

    def resizeEvent(self, _event: object) -> None:
        """Art only where there is room."""
        if self._art is not None:
            self._art.setVisible(self.width() >= px(820))
