"""Icon and word of a status in a small tinted box; the word is its accessible name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.metrics import RADIUS_BADGE
from consent_desktop.desktop.theme.type import Role, px
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.paint import box, draw_icon, smooth


class Status(StrEnum):
    """What a badge can say."""

    CAN_SEE = "can_see"
    WAITING = "waiting"
    NOT_SHARED = "not_shared"
    ENDED = "ended"
    DECLINED = "declined"
    STOPPED = "stopped"
    TAKEN_BACK = "taken_back"
    PARTLY = "partly"
    EMERGENCY = "emergency"
    VERIFIED = "verified"
    CHECKING = "checking"
    DAMAGED = "damaged"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Face:
    """Icon and token names of a status."""

    icon: str
    weight: Weight
    fill: str | None
    line: str | None
    text: str


_NONE = ("none_tint", "none_line", "none")
FACES = {
    Status.CAN_SEE: Face("eye", Weight.BOLD, "allow_tint", "allow_line", "allow"),
    Status.WAITING: Face("hourglass-medium", Weight.FILL, "wait_tint", "wait_line", "wait"),
    Status.NOT_SHARED: Face("minus", Weight.BOLD, None, None, "none"),
    Status.ENDED: Face("calendar-x", Weight.BOLD, *_NONE),
    Status.DECLINED: Face("x-circle", Weight.BOLD, *_NONE),
    Status.STOPPED: Face("prohibit", Weight.BOLD, "stop_tint", "stop_line", "stop"),
    Status.TAKEN_BACK: Face("arrow-u-up-left", Weight.BOLD, *_NONE),
    Status.PARTLY: Face("circle-half", Weight.BOLD, "pen_tint", "pen_line", "pen"),
    Status.EMERGENCY: Face("siren", Weight.FILL, "alarm", None, "on_alarm"),
    Status.VERIFIED: Face("seal-check", Weight.FILL, "allow_tint", "allow_line", "allow"),
    Status.CHECKING: Face("circle-notch", Weight.BOLD, "pen_tint", "pen_line", "pen"),
    Status.DAMAGED: Face("seal-warning", Weight.FILL, "stop_tint", "stop_line", "stop"),
    Status.NEW: Face("bell", Weight.BOLD, "pen_tint", "pen_line", "pen"),
}


class StatusBadge(Label):
    """Not interactive. 26 high, 24 when dense; `tall` (40) is the history's seal beside its title."""

    def __init__(
        self, status: Status, word: str, parent: QWidget | None = None, *, dense: bool = False, tall: bool = False,
    ) -> None:  # fmt: skip
        self._status, self._high = status, 40 if tall else 24 if dense else 26
        self._side = 12 if tall else 8
        super().__init__(word, Role.BUTTON if tall else Role.LABEL, parent, wrap=False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_status(self, status: Status, word: str) -> None:
        """Say something else."""
        self._status = status
        self.setText(word)

    def hasHeightForWidth(self) -> bool:
        """One line only."""
        return False

    def _icon_px(self) -> int:
        return px(22 if self._high == 40 else 16)

    def sizeHint(self) -> QSize:
        """Icon, gap, word, sides."""
        flow = self.flow()
        width = px(self._side) * 2 + self._icon_px() + px(6) + flow.natural_width() + 1
        return QSize(width, max(self._high, flow.height(10_000) + px(4)))

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Box, icon, word."""
        face = FACES[self._status]
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        smooth(painter)
        box(painter, self.rect(), RADIUS_BADGE if self._high < 40 else 10, face.fill, face.line)
        self._color = face.text
        size, flow = self._icon_px(), self.flow()
        high = flow.height(10_000)
        width = flow.natural_width() + 1
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        icon_x = self.width() - px(self._side) - size if rtl else px(self._side)
        text_x = px(self._side) if rtl else px(self._side) + size + px(6)
        draw_icon(painter, icon_x, round((self.height() - size) / 2), size, face.icon, face.weight, face.text)
        flow.draw(painter, text_x, (self.height() - high) / 2, width)
        painter.end()
