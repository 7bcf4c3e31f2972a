"""A folder or a file: typed or pasted as text, or chosen in the system's own dialog."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QWidget

from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.widgets.buttons import SecondaryButton
from consent_desktop.desktop.widgets.text_field import TextField


class Wanted(StrEnum):
    """What is to be chosen."""

    FOLDER = "folder"
    FILE = "file"
    NEW_FILE = "new_file"


class PathField(QWidget):
    """`changed()` whenever the text is another; `path()` is what stands there. `filters`: as QFileDialog takes them."""

    changed = Signal()

    def __init__(
        self, name: str, parent: QWidget, *, wanted: Wanted = Wanted.FOLDER, filters: str = "", placeholder: str = ""
    ) -> None:
        super().__init__(parent)
        self._name, self._wanted, self._filters = name, wanted, filters
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.field = TextField(name, self, placeholder=placeholder, size=ControlSize.NORMAL)
        self.browse_button = SecondaryButton(self.tr("Choose…"), self, size=ControlSize.NORMAL)
        self.browse_button.setAccessibleName(self.tr("Choose: {name}").format(name=name))
        row.addWidget(self.field, 1)
        row.addWidget(self.browse_button)
        self.setFocusProxy(self.field)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.field.text_changed.connect(self._typed)
        self.browse_button.clicked.connect(partial(self.browse))

    def path(self) -> Path | None:
        """What stands there; None for nothing."""
        text = self.field.text().strip()
        return Path(text).expanduser() if text else None

    def set_path(self, path: Path) -> None:
        """Put a path there."""
        self.field.set_text(str(path))

    def _typed(self, _text: object) -> None:
        self.changed.emit()

    def browse(self, _checked: bool = False) -> None:
        """Open the system's dialog; it does not make the program wait."""
        dialog = QFileDialog(self, self._name, str(self.path() or ""), self._filters)
        if self._wanted is Wanted.FOLDER:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        elif self._wanted is Wanted.FILE:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        else:
            dialog.setFileMode(QFileDialog.FileMode.AnyFile)
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(self._chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _chosen(self, text: str) -> None:
        self.set_path(Path(text))
