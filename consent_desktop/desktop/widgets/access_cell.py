"""One box of the "who can see" matrix: who may see one kind of record, and since or until when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.metrics import RADIUS_CELL
from consent_desktop.desktop.theme.type import Role, line_px, px
from consent_desktop.desktop.widgets.base import PaintedButton
from consent_desktop.desktop.widgets.flow import Flow, Run
from consent_desktop.desktop.widgets.paint import box, circle, draw_icon


class CellState(StrEnum):
    """What a cell can say."""

    CAN_SEE = "can_see"
    ASKED = "asked"
    NOT_SHARED = "not_shared"
    ENDED = "ended"
    SAID_NO = "said_no"
    STOPPED = "stopped"
    TAKEN_BACK = "taken_back"
    BLOCKED = "blocked"
    EMERGENCY = "emergency"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class _Face:
    """Icon and token names of a state."""

    icon: str
    weight: Weight
    fill: str | None
    text: str


_GREY = ("none_tint", "none")
_FACES = {
    CellState.CAN_SEE: _Face("eye", Weight.FILL, "allow_tint", "allow"),
    CellState.ASKED: _Face("hourglass-medium", Weight.FILL, "wait_tint", "wait"),
    CellState.NOT_SHARED: _Face("eye-slash", Weight.LIGHT, None, "none"),
    CellState.ENDED: _Face("calendar-x", Weight.REGULAR, *_GREY),
    CellState.SAID_NO: _Face("x-circle", Weight.REGULAR, *_GREY),
    CellState.STOPPED: _Face("prohibit", Weight.REGULAR, *_GREY),
    CellState.LOST: _Face("warning-circle", Weight.FILL, "stop_tint", "stop"),
    CellState.TAKEN_BACK: _Face("arrow-u-up-left", Weight.BOLD, *_GREY),
    CellState.BLOCKED: _Face("prohibit", Weight.BOLD, "stop_tint", "stop"),
    CellState.EMERGENCY: _Face("siren", Weight.FILL, "alarm_tint", "alarm"),
}


class AccessCell(PaintedButton):
    """Icon, a word and a second line. Under the pointer the word stays and the second line becomes the offer."""

    def __init__(
        self, state: CellState, word: str, second: str = "", parent: QWidget | None = None, *, offer: str = "",
        asked_badge: bool = False, spoken: str = "", touch: bool = False,
    ) -> None:  # fmt: skip
        self._state, self._word, self._second, self._offer = state, word, second, offer
        self._asked_badge, self._touch = asked_badge, touch
        self._asking = False
        super().__init__(word, parent)
        self.setAccessibleName(spoken or ", ".join(part for part in (word, second) if part))

    def state(self) -> CellState:
        """What the cell says now."""
        return self._state

    def set_access(
        self, state: CellState, word: str, second: str = "", *, offer: str = "", asked_badge: bool = False,
        spoken: str = "",
    ) -> None:  # fmt: skip
        """Say something else. `spoken` is the whole sentence for screen readers."""
        self._state, self._word, self._second, self._offer = state, word, second, offer
        self._asked_badge = asked_badge
        self.setAccessibleName(spoken or ", ".join(part for part in (word, second) if part))
        self.setText(word)

    def set_asking(self, asking: bool) -> None:
        """While a question about it is open it looks as under the pointer, which is on the question now."""
        self._asking = asking
        self.update()

    def is_hovered(self) -> bool:
        """Under the pointer, or asked about."""
        return super().is_hovered() or (self._asking and self.isEnabled())

    def stops(self) -> bool:
        """Whether pressing it leads to stopping."""
        return self._state in (CellState.CAN_SEE, CellState.EMERGENCY)

    def _colors(self) -> tuple[str | None, str | None, str, str, float]:
        """Fill, line, word, second line, line width."""
        face = _FACES[self._state]
        if not self.isEnabled():
            return face.fill, None, face.text, "ink2", 1
        tint = ("stop_tint", "stop_line", "stop_solid") if self.stops() else ("pen_tint", "pen_line", "pen")
        if self._state is CellState.ASKED:
            tint = ("wait_tint", "wait_line", "wait_solid")
        if self.isDown() and self._offer:
            return tint[1], tint[2], "ink", "ink", 2
        if self.is_hovered() and self._offer:
            accent = {"stop_solid": "stop", "pen": "pen", "wait_solid": "wait"}[tint[2]]
            return tint[0], tint[2], accent if not self.stops() else face.text, accent, 2
        return face.fill, None, face.text, "ink2" if face.fill else "none", 1

    def shown_second(self) -> str:
        """The second line as it stands now."""
        live = self._offer and self.isEnabled() and (self.is_hovered() or self.isDown())
        return self._offer if live else self._second

    def _flows(self, second: str, word_color: str = "ink", second_color: str = "ink2") -> list[Flow]:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        weight = 400 if self._state is CellState.NOT_SHARED and not second else 600
        word_font = font(Role.CELL_WORD, weight=weight, touch=self._touch)
        flows = [Flow([Run(self._word, word_font, word_color)], line_px(Role.CELL_WORD, self._touch), rtl=rtl)]
        if second:
            run = Run(second, font(Role.CELL_SECOND, touch=self._touch), second_color)
            flows.append(Flow([run], line_px(Role.CELL_SECOND, self._touch), rtl=rtl))
        return flows

    def _start(self) -> int:
        return px(12 + 22 + 10) if not self._touch else px(18 + 28 + 14)

    def _extra(self) -> int:
        return self._start() + px(8) + (px(24) if self._asked_badge else 0)

    def _all_flows(self) -> list[Flow]:
        return [flow for line in {self._second, self._offer, ""} for flow in self._flows(line)]

    def natural_width(self) -> int:
        """185, or what the longer of both second lines needs."""
        widest = max(flow.natural_width() for flow in self._all_flows())
        return max(px(185), widest + self._extra())

    def least_width(self) -> int:
        """The longest word."""
        return max(flow.least_width() for flow in self._all_flows()) + self._extra()

    def height_for(self, width: int) -> int:
        """50, or what the wrapped lines need, hovered or not (so that hovering never moves anything)."""
        room = max(1, width - self._extra())
        variants = (sum(flow.height(room) for flow in self._flows(line)) for line in {self._second, self._offer})
        return max(66 if self._touch else 50, max(variants) + px(12))

    def paint(self, painter: QPainter) -> None:
        """Box, icon, two lines, badge."""
        fill, line, word_color, second_color, width = self._colors()
        face = _FACES[self._state]
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        box(painter, self.rect(), RADIUS_CELL, fill, line, width)
        size = px(28 if self._touch else 22)
        pad = px(18 if self._touch else 12)
        icon_x = self.width() - pad - size if rtl else pad
        draw_icon(painter, icon_x, round((self.height() - size) / 2), size, face.icon, face.weight, word_color)
        flows = self._flows(self.shown_second(), word_color, second_color)
        room = max(1, self.width() - self._extra())
        y = (self.height() - sum(flow.height(room) for flow in flows)) / 2
        x = self._extra() - self._start() if rtl else self._start()
        for flow in flows:
            flow.draw(painter, x, y, room)
            y += flow.height(room)
        if self._asked_badge:
            centre = QPointF(px(18) if rtl else self.width() - px(18), self.height() / 2)
            circle(painter, centre, px(24), "wait_tint", "wait_line")
            draw_icon(painter, round(centre.x() - px(7)), round(centre.y() - px(7)), px(14), "hourglass-medium",
                      Weight.FILL, "wait")  # fmt: skip
