"""Painting shared by the widgets: boxes, icons, shadows. Colours come in as token names."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from consent_desktop.desktop.theme.icons import Weight, icon_pixmap
from consent_desktop.desktop.theme.tokens import token


def smooth(painter: QPainter) -> None:
    """Switch on what every painting here wants."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)


def box(
    painter: QPainter, rect: QRectF | QRect, radius: float, fill: str | None, line: str | None = None, width: float = 1
) -> None:
    """A rounded box whose border lies wholly inside `rect`."""
    half = width / 2 if line else 0.0
    inner = QRectF(rect).adjusted(half, half, -half, -half)
    painter.setBrush(QBrush(token(fill)) if fill else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(token(line), width) if line else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(inner, max(0.0, radius - half), max(0.0, radius - half))


def circle(
    painter: QPainter, centre: QPointF, diameter: float, fill: str | None, line: str | None = None, width: float = 1
) -> None:
    """A disc whose border lies inside its diameter."""
    side = QRectF(centre.x() - diameter / 2, centre.y() - diameter / 2, diameter, diameter)
    box(painter, side, diameter / 2, fill, line, width)


def draw_icon(painter: QPainter, x: float, y: float, size: int, name: str, weight: Weight, color_token: str) -> None:
    """An icon with its top left corner at (x, y), sharp on this device, mirrored where directional."""
    ratio = painter.device().devicePixelRatioF()
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    painter.drawPixmap(QPointF(x, y), icon_pixmap(name, weight, color_token, size, ratio=ratio, mirrored=mirrored))


@lru_cache(maxsize=8)
def _shadow_patch(radius: int, blur: int, colour_name: str) -> QPixmap:
    """One square tile whose corners and edges are stretched over any size."""
    side = 2 * (radius + 2 * blur) + 1
    patch = QPixmap(side, side)
    patch.fill(Qt.GlobalColor.transparent)
    painter = QPainter(patch)
    smooth(painter)
    colour = QColor(colour_name)
    colour.setAlphaF(colour.alphaF() * 1.6 / (2 * blur))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for step in range(2 * blur):
        inset = step * 0.75 + blur * 0.25
        ring = QRectF(0, 0, side, side).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(ring, radius + blur, radius + blur)
    painter.end()
    return patch


def draw_shadow(painter: QPainter, rect: QRect, radius: int, blur: int, drop: int) -> None:
    """A soft shadow around `rect`, moved down by `drop`; a 9-patch, so it costs nine pixmap calls."""
    patch = _shadow_patch(radius, blur, token("shadow").name(QColor.NameFormat.HexArgb))
    whole = radius + 2 * blur
    outer = rect.adjusted(-blur, -blur, blur, blur).translated(0, drop)
    xs = _thirds(outer.left(), outer.width(), whole)
    ys = _thirds(outer.top(), outer.height(), whole)
    for x, wide, source_x, source_wide in xs:
        for y, high, source_y, source_high in ys:
            painter.drawPixmap(QRect(x, y, wide, high), patch, QRect(source_x, source_y, source_wide, source_high))


def _thirds(start: int, length: int, edge: int) -> list[tuple[int, int, int, int]]:
    """Where and how long start, middle and end of a patch are drawn, and from where; small things share its corners."""
    first = min(edge, length // 2)
    last = min(edge, length - first)
    middle = length - first - last
    parts = [
        (start, first, 0, first), (start + first, middle, edge, 1),
        (start + length - last, last, 2 * edge + 1 - last, last),
    ]  # fmt: skip
    return [part for part in parts if part[1] > 0]
