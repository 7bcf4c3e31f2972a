"""The program's icon in the sizes that desktops ask for, drawn from the two SVG files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

SIZES: Final = (16, 24, 32, 48, 64, 128, 256, 512)


def write(source: Path, hicolor: Path, name: str) -> None:
    """Put the SVG files and a PNG of each size where the icon theme specification wants them."""
    for folder, file in (("scalable", f"{name}.svg"), ("symbolic", f"{name}-symbolic.svg")):
        (hicolor / folder / "apps").mkdir(parents=True)
        shutil.copyfile(source / file, hicolor / folder / "apps" / file)
    for size in SIZES:
        folder_of_size = hicolor / f"{size}x{size}" / "apps"
        folder_of_size.mkdir(parents=True)
        draw(source / f"{name}.svg", size, folder_of_size / f"{name}.png")


def draw(svg: Path, size: int, png: Path) -> None:
    """One PNG of `size` by `size` pixels."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication.instance() or QGuiApplication([])
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(svg), application).render(painter)
    painter.end()
    if not image.save(str(png)):
        raise OSError(f"{png} could not be written")
