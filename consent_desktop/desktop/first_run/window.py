"""The window of the first run."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from consent_desktop.desktop.first_run.wizard import AskPath, Founder, Wizard
from consent_desktop.desktop.shell.window_place import LEAST, WANTED
from consent_desktop.desktop.widgets.brand import Brand
from consent_desktop.desktop.widgets.focus_ring import FocusRing
from consent_desktop.desktop.widgets.rings import BrandPanel

FILE = "papers-of-the-clinic.pdf"


def ask_path(parent: QWidget) -> str:
    """Where the papers shall go, by the system's dialog; "" for nowhere."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return QFileDialog.getSaveFileName(parent, "", str(Path(folder) / FILE), "PDF (*.pdf)")[0]


class FirstRunWindow(BrandPanel):
    """`founded(Clinic)` when there is one; `given_up()` when the window was closed before."""

    founded = Signal(object)
    given_up = Signal()

    def __init__(self, founder: Founder, *, key_ring: bool, ask: AskPath = ask_path) -> None:
        super().__init__(None)
        self.setWindowFlag(Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Consent Desktop"))
        self.setMinimumSize(LEAST)
        self.resize(WANTED)
        self._done = False
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 36, 36, 36)
        column.addWidget(Brand(self.tr("Consent"), self, mark_px=42, inverse=True))
        column.addStretch(1)
        self.wizard = Wizard(self, founder, ask, key_ring=key_ring)
        self.wizard.founded.connect(self._founded)
        self.wizard.rejected.connect(self.close)
        self._ring = FocusRing(self)

    def begin(self) -> None:
        """Show it with its first page."""
        self.show()
        self.wizard.open_dialog()

    @Slot(object)
    def _founded(self, clinic: object) -> None:
        self._done = True
        self.founded.emit(clinic)
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed before the end: nothing is left behind."""
        super().closeEvent(event)
        if not self._done:
            self._done = True
            self.wizard.end()
            self.given_up.emit()
