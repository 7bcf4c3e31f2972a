"""The sizes of text that a person can choose, and the button that goes from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Slot
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import TEXT_SCALES, set_text_scale, text_scale, type_scale
from consent_desktop.desktop.widgets.buttons import ToolButton


def larger() -> None:
    """One size up, if there is one."""
    set_text_scale(TEXT_SCALES[min(TEXT_SCALES.index(text_scale()) + 1, len(TEXT_SCALES) - 1)])


def smaller() -> None:
    """One size down, if there is one."""
    set_text_scale(TEXT_SCALES[max(TEXT_SCALES.index(text_scale()) - 1, 0)])


def normal() -> None:
    """100 %."""
    set_text_scale(TEXT_SCALES[0])


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
            normal()
        else:
            larger()

    @Slot(object)
    def describe(self, _scale: object = None) -> None:
        """Tell readers and the tool tip which size is in force."""
        words = self.tr("Now {percent} percent. Press for the next size.")
        said = words.format(percent=QLocale().toString(round(text_scale() * 100)))
        self.setAccessibleDescription(said)
        self.setToolTip(said)
