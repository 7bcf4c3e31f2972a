"""The blue side of the sign-in: what this is for. In a narrow window it is a strip at the top."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from consent_desktop.desktop.theme.type import Role, px, type_scale
from consent_desktop.desktop.widgets.brand import Brand
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.rings import BrandPanel
from consent_desktop.desktop.widgets.square import LineIcon

WIDE, STRIP = 372, 72


class BrandSide(BrandPanel):
    """`set_strip(True)` lays it across the top with the name of the clinic only."""

    def __init__(self, clinic_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strip = False
        self._box = QVBoxLayout(self)
        self._box.setSpacing(0)
        self._brand = Brand(self.tr("Consent"), self, mark_px=42, inverse=True)
        self._promise = QWidget(self)
        self._fill_promise()
        self._clinic = Label(clinic_name, Role.TABLE, self, color="on_brand2")
        self._box.addWidget(self._brand)
        self._box.addStretch(2)
        self._box.addWidget(self._promise)
        self._box.addStretch(4)
        self._box.addWidget(self._clinic)
        self._locks = Label(self.tr("Locks by itself after 2 minutes"), Role.TABLE, self, color="on_brand2")
        self._box.addWidget(self._locks)
        type_scale().scale_changed.connect(self.rescale)
        self.set_strip(False)

    def _fill_promise(self) -> None:
        lines = QVBoxLayout(self._promise)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(px(18))
        statement = self.tr("You decide who sees your health records.")
        lines.addWidget(Label(statement, Role.STATEMENT, self._promise, color="on_brand"))
        lines.addSpacing(14)
        for icon, words in (
            ("hand-palm", self.tr("Stop sharing at any time")),
            ("calendar-check", self.tr("Choose when it ends")),
            ("list-checks", self.tr("See everything that happened")),
        ):
            row = QHBoxLayout()
            row.setSpacing(14)
            row.addWidget(LineIcon(icon, self._promise, color="on_brand"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(words, Role.BODY, self._promise, color="on_brand"), 1)
            lines.addLayout(row)

    def set_strip(self, strip: bool) -> None:
        """Across the top, or the whole height of the side."""
        self._strip = strip
        self._rings = not strip
        self._promise.setVisible(not strip)
        self._locks.setVisible(not strip)
        direction = QBoxLayout.Direction.LeftToRight if strip else QBoxLayout.Direction.TopToBottom
        self._box.setDirection(direction)
        self._box.setContentsMargins(*((40, 0, 40, 0) if strip else (36, 36, 36, 34)))
        self._clinic.setSizePolicy(
            QSizePolicy.Policy.Maximum if strip else QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed
        )
        self.rescale()

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Follow the text scale."""
        if self._strip:
            self.setMinimumWidth(0)
            self.setMaximumWidth(16_777_215)
            self.setFixedHeight(max(STRIP, px(52)))
        else:
            self.setMinimumHeight(0)
            self.setMaximumHeight(16_777_215)
            self.setFixedWidth(WIDE)
        self.update()
