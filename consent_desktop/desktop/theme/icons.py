"""Phosphor icons, tinted with a token and drawn sharp at the screen's pixel ratio."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from consent_desktop.desktop.theme.tokens import token
from consent_desktop.resource import resource_path

MIRRORED = ("sign-out", "caret-left", "caret-right", "arrow-", "skip-", "paper-plane")


class Weight(StrEnum):
    """The drawn weights: regular from 24 px, bold up to 20 px, fill for active or decided, light for absent."""

    REGULAR = "regular"
    BOLD = "bold"
    FILL = "fill"
    LIGHT = "light"


@lru_cache(maxsize=256)
def _source(name: str, weight: Weight) -> str:
    """The SVG text; falls back to regular, bold or fill when the weight was not bundled."""
    for candidate in (weight, Weight.REGULAR, Weight.BOLD, Weight.FILL, Weight.LIGHT):
        suffix = "" if candidate is Weight.REGULAR else f"-{candidate.value}"
        path = resource_path("icons", candidate.value, f"{name}{suffix}.svg")
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise FileNotFoundError(f"no icon is called {name}")


@lru_cache(maxsize=512)
def _render(name: str, weight: Weight, colour: str, pixels: int, mirrored: bool) -> QPixmap:
    svg = _source(name, weight).replace("currentColor", colour)
    pixmap = QPixmap(QSize(pixels, pixels))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    if mirrored:
        painter.translate(pixels, 0)
        painter.scale(-1, 1)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return pixmap


def icon_pixmap(
    name: str, weight: Weight, color_token: str, size: int, *, ratio: float = 1.0, mirrored: bool = False
) -> QPixmap:
    """The icon `size` logical px wide for a screen of that ratio; directional icons mirror themselves for RTL."""
    flip = mirrored and name.startswith(MIRRORED) and name != "arrows-clockwise"
    pixmap = QPixmap(_render(name, weight, token(color_token).name(), round(size * ratio), flip))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon(name: str, weight: Weight, color_token: str, size: int) -> QIcon:
    """The icon as QIcon, sharp at 1x and 2x."""
    result = QIcon()
    for ratio in (1.0, 2.0):
        result.addPixmap(icon_pixmap(name, weight, color_token, size, ratio=ratio))
    return result
