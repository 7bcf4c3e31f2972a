"""The buttons of the guide: one class per meaning, four looks each."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role, line_px, px
from consent_desktop.desktop.widgets.base import PaintedButton
from consent_desktop.desktop.widgets.flow import Flow, Run
from consent_desktop.desktop.widgets.paint import box, draw_icon


@dataclass(frozen=True, slots=True)
class Look:
    """Token names of one state."""

    fill: str | None
    line: str | None
    text: str
    width: float = 1


@dataclass(frozen=True, slots=True)
class Looks:
    """The states of a button."""

    rest: Look
    hover: Look
    press: Look
    off: Look = Look("sunken", "line", "ink3")


class KitButton(PaintedButton):
    """Text with an optional icon before (or after) it, in the middle or at the start of the button."""

    LOOKS = Looks(Look("surface", "line_strong", "ink"), Look("hover", "line_strong", "ink"),
                  Look("sunken", "line_strong", "ink"))  # fmt: skip
    PADDING = 20
    ROLE = Role.BUTTON

    def __init__(
        self, text: str, parent: QWidget | None = None, *, icon: str = "", weight: Weight = Weight.BOLD,
        size: ControlSize = ControlSize.NORMAL, icon_after: bool = False, at_start: bool = False,
    ) -> None:  # fmt: skip
        self._icon, self._weight, self._size = icon, weight, size
        self._icon_after, self._at_start = icon_after, at_start
        super().__init__(text, parent)

    def set_icon(self, icon: str, weight: Weight = Weight.BOLD) -> None:
        """Change the icon (a Phosphor name, or "" for none)."""
        self._icon, self._weight = icon, weight
        self.text_changed()

    def look(self) -> Look:
        """The look of the state in force."""
        if not self.isEnabled():
            return self.LOOKS.off
        if self.isDown():
            return self.LOOKS.press
        return self.LOOKS.hover if self.is_hovered() else self.LOOKS.rest

    def _icon_px(self) -> int:
        return px(24 if self._size >= ControlSize.PAIR else 20)

    def _gap(self) -> int:
        return px(12 if self._size >= ControlSize.PAIR else 10)

    def _padding(self) -> int:
        return self.PADDING - (4 if self._size is ControlSize.STAFF else 0)

    def _icon_room(self) -> int:
        return self._icon_px() + (self._gap() if self.text() else 0) if self._icon else 0

    def _flow(self, color: str = "ink") -> Flow:
        touch = self._size.touch
        run = Run(self.text().replace("&", ""), font(self.ROLE, touch=touch), color)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        centred = not (self._at_start or self._icon)
        return Flow([run], line_px(self.ROLE, touch), centred=centred, rtl=rtl)

    def natural_width(self) -> int:
        """Icon, gap, words and padding."""
        return self._flow().natural_width() + self._icon_room() + 2 * self._padding() + 2

    def least_width(self) -> int:
        """The longest word instead of all words."""
        return self._flow().least_width() + self._icon_room() + 2 * self._padding() + 2

    def height_for(self, width: int) -> int:
        """At least the control height; more for wrapped or enlarged words."""
        room = max(1, width - self._icon_room() - 2 * self._padding())
        return max(int(self._size), self._flow().height(room) + 2 * 8)

    def paint(self, painter: QPainter) -> None:
        """Box, icon, words."""
        look = self.look()
        box(painter, self.rect(), self._size.radius, look.fill, look.line, look.width)
        flow = self._flow(look.text)
        room = max(1, self.width() - self._icon_room() - 2 * self._padding())
        height = flow.height(room)
        words = min(room, flow.natural_width()) if self._icon else room
        total = words + self._icon_room()
        left = self._padding() + (0 if self._at_start else (self.width() - 2 * self._padding() - total) / 2)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if self._at_start and rtl:
            left = self.width() - self._padding() - total
        icon_first = self._icon_after == rtl
        text_x = left + (self._icon_room() if self._icon and icon_first else 0)
        flow.draw(painter, text_x, (self.height() - height) / 2, words)
        if self._icon:
            size = self._icon_px()
            icon_x = left if icon_first else left + total - size
            draw_icon(painter, round(icon_x), round((self.height() - size) / 2), size,
                      self._icon, self._weight, self.icon_color(look))  # fmt: skip

    def icon_color(self, look: Look) -> str:
        """The token of the icon; as the text unless a class says otherwise."""
        return look.text


class SecondaryButton(KitButton):
    """An ordinary action."""


class PrimaryButton(KitButton):
    """The one main action of a card."""

    LOOKS = Looks(Look("pen", None, "on_pen"), Look("pen_hover", None, "on_pen"), Look("pen_press", None, "on_pen"))


class QuietButton(KitButton):
    """A link-like action."""

    LOOKS = Looks(Look(None, None, "pen"), Look("pen_tint", None, "pen"), Look("pen_tint", None, "pen_press"))
    PADDING = 12


class ToolButton(KitButton):
    """A quiet action of a header, in ink instead of pen."""

    LOOKS = Looks(Look(None, None, "ink"), Look("hover", None, "ink"), Look("sunken", None, "ink"))
    PADDING = 12


class CancelButton(ToolButton):
    """Leaves a dialog: quieter than its other buttons."""

    LOOKS = Looks(Look(None, None, "ink2"), Look("hover", None, "ink"), Look("sunken", None, "ink"))


class AllowButton(KitButton):
    """Says yes to a request; as large as its counterpart."""

    LOOKS = Looks(Look("allow_tint", "allow_solid", "allow", 2), Look("allow_hover", "allow_solid", "allow", 2),
                  Look("allow_press", "allow_solid", "allow", 2), Look("sunken", "line", "ink3", 2))  # fmt: skip

    def __init__(
        self, text: str, parent: QWidget | None = None, *, icon: str = "check-circle", weight: Weight = Weight.FILL,
        size: ControlSize = ControlSize.PAIR, icon_after: bool = False, at_start: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(text, parent, icon=icon, weight=weight, size=size, icon_after=icon_after, at_start=at_start)


class DeclineButton(KitButton):
    """Says no to a request; as large as its counterpart."""

    LOOKS = Looks(Look("surface", "line_strong", "ink", 2), Look("hover", "line_strong", "ink", 2),
                  Look("sunken", "line_strong", "ink", 2), Look("sunken", "line", "ink3", 2))  # fmt: skip

    def __init__(
        self, text: str, parent: QWidget | None = None, *, icon: str = "x-circle", weight: Weight = Weight.REGULAR,
        size: ControlSize = ControlSize.PAIR, icon_after: bool = False, at_start: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(text, parent, icon=icon, weight=weight, size=size, icon_after=icon_after, at_start=at_start)


class StopButton(KitButton):
    """Stops a share; only inside a question."""

    LOOKS = Looks(Look("stop_tint", "stop_solid", "stop", 2), Look("stop_tint", "stop_solid", "stop", 3),
                  Look("stop_line", "stop_solid", "ink", 2))  # fmt: skip

    def __init__(
        self, text: str, parent: QWidget | None = None, *, icon: str = "hand-palm", weight: Weight = Weight.FILL,
        size: ControlSize = ControlSize.NORMAL, icon_after: bool = False, at_start: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(text, parent, icon=icon, weight=weight, size=size, icon_after=icon_after, at_start=at_start)


class EmergencyButton(KitButton):
    """Opens records in an emergency: red fill."""

    LOOKS = Looks(Look("alarm", None, "on_alarm"), Look("alarm_hover", None, "on_alarm"),
                  Look("alarm_press", None, "on_alarm"))  # fmt: skip
