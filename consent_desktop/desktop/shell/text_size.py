"""The button that goes from one size of text to the next."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Slot
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import TEXT_SCALES, larger_text, normal_text, text_scale, type_scale
from consent_desktop.desktop.widgets.buttons import ToolButton


class TextSizeButton(ToolButton):
    """Each press is one size up; after the largest comes the normal one."""

    def __init__(self, words: str, parent: QWidget | None = None, *, size: ControlSize = ControlSize.STAFF) -> None:
        super().__init__(words, parent, icon="text-aa", weight=Weight.REGULAR, size=size)
        self.clicked.connect(self.step)
        type_scale().scale_changed.connect(self.describe)
        self.describe()

    @Slot()
    def step(self) -> None:
        """The next size."""
        if text_scale() == TEXT_SCALES[-1]:
            normal_text()
        else:
            larger_text()

    @Slot(object)
    def describe(self, _scale: object = None) -> None:
        """Tell readers and the tool tip which size is in force."""
        words = self.tr("Now {percent} percent. Press for the next size.")
        said = words.format(percent=QLocale().toString(round(text_scale() * 100)))
        self.setAccessibleDescription(said)
        self.setToolTip(said)
