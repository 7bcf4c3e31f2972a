"""A sheet of paper that the desk gives away: a heading, some paragraphs, and what stands large in their midst."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.type import Role

WRAP = int(Qt.TextFlag.TextWordWrap)
POINTS = {"heading": 18, "text": 12, "large": 22}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on it. Nothing of it is kept."""

    heading: str
    paragraphs: Sequence[str]
    large: str = field(default="", repr=False)

    def draw(self, device: QPagedPaintDevice) -> None:
        """Paint it on a page: a printer, or a PDF file."""
        device.setPageLayout(
            QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(25, 25, 25, 25),
                        QPageLayout.Unit.Millimeter)
        )  # fmt: skip
        painter = QPainter(device)
        self.paint(painter, float(device.pageLayout().paintRectPixels(device.logicalDpiX()).width()))
        painter.end()

    def paint(self, painter: QPainter, wide: float) -> None:
        """Paint it on a page that is begun, so wide in the painter's pixels."""
        y = self._paragraph(painter, self.heading, "heading", wide, 0.0, bold=True)
        if self.large:
            y = self._paragraph(painter, self.large, "large", wide, y, bold=True)
        for text in self.paragraphs:
            y = self._paragraph(painter, text, "text", wide, y, bold=False)

    @staticmethod
    def _paragraph(painter: QPainter, text: str, size: str, wide: float, y: float, *, bold: bool) -> float:
        face = QFont(font(Role.BODY, tnum=True).families())
        face.setPointSize(POINTS[size])
        face.setBold(bold)
        painter.setFont(face)
        area = painter.boundingRect(QRectF(0, y, wide, 1e6), WRAP, text)
        painter.drawText(QRectF(0, y, wide, area.height()), WRAP, text)
        return y + area.height() + painter.fontMetrics().height()


def has_printer() -> bool:
    """Whether this computer knows a printer; without one no button offers it."""
    return bool(QPrinterInfo.availablePrinterNames())


class Printing(QPrintDialog):
    """The system's print dialog for one sheet. `ask()` does not make the program wait."""

    def __init__(self, parent: QWidget, sheet: Sheet) -> None:
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        super().__init__(self._printer, parent)
        self._sheet = sheet
        self.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)
        self.finished.connect(self._finished)

    def ask(self) -> None:
        """Show it over its window."""
        QDialog.open(self)

    def _finished(self, result: int) -> None:
        if result == QDialog.DialogCode.Accepted:
            self._sheet.draw(self._printer)
        self.deleteLater()
