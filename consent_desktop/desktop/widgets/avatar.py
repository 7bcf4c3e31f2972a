"""Initials in a tinted circle."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.tokens import AvatarKind, token
from consent_desktop.desktop.theme.type import Role, px
from consent_desktop.desktop.widgets.paint import circle
from consent_desktop.desktop.widgets.square import Square


def draw_avatar(painter: QPainter, centre: QPointF, size: int, initials: str, kind: AvatarKind) -> None:
    """Paint one anywhere (tables, cards)."""
    circle(painter, centre, size, f"avatar_{kind.value}")
    face = font(Role.BUTTON)
    face.setPixelSize(max(11, round(size * (0.36 if size < 52 else 0.33))))
    painter.setFont(face)
    painter.setPen(token(f"avatar_{kind.value}_text"))
    area = QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), initials)


class Avatar(Square):
    """A picture stand-in; the name beside it is what readers hear, so it has no accessible name itself."""

    def __init__(
        self, initials: str, kind: AvatarKind = AvatarKind.PATIENT, parent: QWidget | None = None, *, size: int = 44
    ) -> None:
        super().__init__(size, parent)
        self._initials, self._kind = initials, kind

    def set_person(self, initials: str, kind: AvatarKind) -> None:
        """Show someone else."""
        self._initials, self._kind = initials, kind
        self.update()

    def paint(self, painter: QPainter) -> None:
        """Circle and letters."""
        draw_avatar(painter, QPointF(self.width() / 2, self.height() / 2), px(self._size), self._initials, self._kind)
