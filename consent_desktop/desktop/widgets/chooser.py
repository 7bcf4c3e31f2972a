"""A button that opens a list and shows what was chosen; the wheel never changes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QMenu, QWidget

from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role, px
from consent_desktop.desktop.widgets.buttons import KitButton, Look, Looks
from consent_desktop.desktop.widgets.choice_menu import ChoiceMenu
from consent_desktop.desktop.widgets.flow import Flow, Run
from consent_desktop.desktop.widgets.paint import box, draw_icon


class Chooser(KitButton):
    """`set_choices([(key, words)])`; nothing is chosen beforehand, `placeholder` stands until then.

    `chosen(object)` tells the key when a person chooses. Space, Enter and Down open the list.
    """

    chosen = Signal(object)
    ROLE = Role.BODY
    PADDING = 14
    LOOKS = Looks(Look("surface", "line_strong", "ink"), Look("hover", "line_strong", "ink"),
                  Look("sunken", "line_strong", "ink"))  # fmt: skip

    def __init__(
        self, name: str, placeholder: str, parent: QWidget | None = None, *, size: ControlSize = ControlSize.NORMAL
    ) -> None:
        self._name, self._placeholder, self._key = name, placeholder, ""
        super().__init__(placeholder, parent, icon="caret-down", size=size, icon_after=True, at_start=True)
        self._menu = ChoiceMenu(self)
        self._menu.picked.connect(self._pick)
        self.clicked.connect(self.open_list)
        self._say()

    def _say(self) -> None:
        self.setAccessibleName(f"{self._name}, {self.text()}")

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """The keys and their words, in order."""
        self._menu.set_choices(choices)

    def choose(self, key: str) -> None:
        """Show `key` as chosen ("" for none), without a signal."""
        words = dict(self._menu.choices()).get(key)
        self._key = key if words is not None else ""
        self.setText(words if words is not None else self._placeholder)
        self._say()

    def key(self) -> str:
        """The chosen key, or ""."""
        return self._key

    def menu_widget(self) -> QMenu:
        """The list, for tests and for marking entries disabled."""
        return self._menu

    def open_list(self) -> None:
        """Show the list under the button with the current choice marked."""
        self._menu.open_at(self._key)

    @Slot(object)
    def _pick(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(self._key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down (with or without Alt) opens the list."""
        if event.key() == Qt.Key.Key_Down:
            event.accept()
            self.click()
        else:
            super().keyPressEvent(event)

    def natural_width(self) -> int:
        """As wide as the widest choice."""
        return max([super().natural_width(), *(self._width_of(words) for _key, words in self._menu.choices())])

    def _width_of(self, words: str) -> int:
        flow = Flow([Run(words, font(self.ROLE, touch=self._size.touch))], px(20))
        return flow.natural_width() + self._icon_room() + 2 * self._padding() + 2

    def look(self) -> Look:
        """A placeholder is lighter than a choice."""
        look = super().look()
        if self.isEnabled() and not self._key:
            return Look(look.fill, look.line, "ink2", look.width)
        return look

    def paint(self, painter: QPainter) -> None:
        """Words at the start, the caret at the far end."""
        look = self.look()
        box(painter, self.rect(), self._size.radius, look.fill, look.line, look.width)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        flow, size = self._flow(look.text), self._icon_px()
        room = max(1, self.width() - self._icon_room() - 2 * self._padding())
        x = self._padding() + (self._icon_room() if rtl else 0)
        flow.draw(painter, x, (self.height() - flow.height(room)) / 2, room)
        icon_x = self._padding() if rtl else self.width() - self._padding() - size
        draw_icon(painter, icon_x, round((self.height() - size) / 2), size, "caret-down", Weight.BOLD, look.text)
