"""Initials in a tinted circle."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.tokens import AvatarKind, token
from consent_desktop.desktop.theme.type import Role, px, type_scale
from consent_desktop.desktop.widgets.paint import circle, smooth


def draw_avatar(painter: QPainter, centre: QPointF, size: int, initials: str, kind: AvatarKind) -> None:
    """Paint one anywhere (tables, cards)."""
    circle(painter, centre, size, f"avatar_{kind.value}")
    face = font(Role.BUTTON)
    face.setPixelSize(max(11, round(size * (0.36 if size < 52 else 0.33))))
    painter.setFont(face)
    painter.setPen(token(f"avatar_{kind.value}_text"))
    area = QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), initials)


class Avatar(QWidget):
    """A picture stand-in; the name beside it is what readers hear, so it has no accessible name itself."""

    def __init__(
        self, initials: str, kind: AvatarKind = AvatarKind.PATIENT, parent: QWidget | None = None, *, size: int = 44
    ) -> None:
        super().__init__(parent)
        self._initials, self._kind, self._size = initials, kind, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        type_scale().scale_changed.connect(self.rescale)

    def set_person(self, initials: str, kind: AvatarKind) -> None:
        """Show someone else."""
        self._initials, self._kind = initials, kind
        self.update()

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Follow the text scale."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A square that grows with the text."""
        return QSize(px(self._size), px(self._size))

    def minimumSizeHint(self) -> QSize:
        """It never shrinks."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Circle and letters."""
        painter = QPainter(self)
        smooth(painter)
        draw_avatar(painter, QPointF(self.width() / 2, self.height() / 2), px(self._size), self._initials, self._kind)
        painter.end()
