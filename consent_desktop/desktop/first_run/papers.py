"""What a new clinic's two people take away on paper: the recovery kit twice, and their one-time codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from consent_desktop.application.founding import Founded, NewStaff
from consent_desktop.desktop.staff.sheet import Sheet
from consent_desktop.domain.errors import ClinicError

translate = QCoreApplication.translate
MARGIN_MM = 25


class PapersNotWritten(ClinicError):
    """The file for the papers could not be written."""

    code = "papers_not_written"


@dataclass(frozen=True, slots=True)
class Papers:
    """The pages, in the order in which they are printed."""

    pages: tuple[Sheet, ...]

    @classmethod
    def of(cls, founded: Founded, name: str, officer: NewStaff, administrator: NewStaff) -> Papers:
        """Two copies of the kit, then a page of codes for each of the two."""
        kits = tuple(_kit(name, founded.recovery_kit.words, copy) for copy in (1, 2))
        half = len(founded.codes) // 2
        parts = zip((officer, administrator), (founded.codes[:half], founded.codes[half:]), strict=True)
        return cls((*kits, *(_codes(name, who, [issued.code for issued in codes]) for who, codes in parts)))

    def draw(self, device: QPagedPaintDevice) -> None:
        """Paint every page; raises `PapersNotWritten` where the device takes none."""
        margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
        device.setPageLayout(
            QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, margins,
                        QPageLayout.Unit.Millimeter)
        )  # fmt: skip
        painter = QPainter()
        if not painter.begin(device):
            raise PapersNotWritten(
                translate("first_run", "The papers could not be written there. Choose another place, or print them.")
            )
        wide = float(device.pageLayout().paintRectPixels(device.logicalDpiX()).width())
        for number, page in enumerate(self.pages):
            if number:
                device.newPage()
            page.paint(painter, wide)
        painter.end()

    def save(self, path: Path) -> None:
        """As a PDF file that only this account may read; raises `PapersNotWritten`."""
        try:
            path.touch(mode=0o600)
        except OSError as error:
            words = translate("first_run", "{path} cannot be written ({reason}). Choose another place.")
            raise PapersNotWritten(words.format(path=path, reason=error.strerror)) from error
        writer = QPdfWriter(str(path))
        writer.setTitle(translate("first_run", "Papers of a new clinic"))
        self.draw(writer)


def _kit(name: str, words: str, copy: int) -> Sheet:
    paragraphs = (
        translate("first_run", "Clinic: {name}").format(name=name),
        translate("first_run", "Copy {number} of 2").format(number=copy),
        translate(
            "first_run",
            "Whoever has this paper and the clinic's files can read everything. Keep the two copies in two places under "
            "lock, away from the computer.",
        ),
        translate(
            "first_run",
            "It opens the clinic where the computer cannot: after a repair, on another computer, from a backup. It is "
            "stored nowhere else, and cannot be printed again; a new one can be made while the clinic is open.",
        ),
    )
    return Sheet(translate("first_run", "Recovery kit"), paragraphs, words)


def _codes(name: str, who: NewStaff, codes: Sequence[str]) -> Sheet:
    paragraphs = (
        translate("first_run", "Clinic: {name}").format(name=name),
        translate("first_run", "For {name}, staff number {number}").format(name=who.name, number=who.number),
        translate(
            "first_run",
            "With any one of these codes you choose your password at the sign-in: “I work here”, then “I have a one-time "
            "code”. Each is good once, for seven days.",
        ),
    )
    return Sheet(translate("first_run", "One-time codes"), paragraphs, "\n".join(codes))


class PrintingPapers(QPrintDialog):
    """The system's print dialog for all pages. `ask()` does not make the program wait."""

    def __init__(self, parent: QWidget, papers: Papers) -> None:
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        super().__init__(self._printer, parent)
        self._papers = papers
        self.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)
        self.finished.connect(self._finished)

    def ask(self) -> None:
        """Show it over its window."""
        QDialog.open(self)

    def _finished(self, result: int) -> None:
        if result == QDialog.DialogCode.Accepted:
            self._papers.draw(self._printer)
        self.deleteLater()
