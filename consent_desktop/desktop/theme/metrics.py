"""Spaces, radii and control heights in px at scale 1."""

from __future__ import annotations

from enum import IntEnum

SPACE_4, SPACE_8, SPACE_12, SPACE_16, SPACE_20, SPACE_24, SPACE_32, SPACE_40 = 4, 8, 12, 16, 20, 24, 32, 40
MARGIN_PATIENT, MARGIN_STAFF, MARGIN_HISTORY, MARGIN_TOUCH = 40, 28, 24, 28
RADIUS_BADGE, RADIUS_CELL, RADIUS_CONTROL, RADIUS_BIG_CONTROL = 7, 9, 10, 12
RADIUS_CARD, RADIUS_DIALOG, RADIUS_TOUCH = 14, 18, 16
FOCUS_WIDTH, FOCUS_GAP = 3, 2
TOAST_BOTTOM = 34
DIALOG_MARGIN = 32
POPOVER_WIDTH, POPOVER_GAP = 460, 8


class ControlSize(IntEnum):
    """The heights of buttons and fields."""

    FILTER = 36
    STAFF = 40
    TOOL = 44
    NORMAL = 48
    PAIR = 54
    LARGE = 56
    SEARCH = 64
    TOUCH = 76

    @property
    def touch(self) -> bool:
        """Whether text of this size uses the touch type sizes."""
        return self is ControlSize.TOUCH

    @property
    def dense(self) -> bool:
        """Whether it stands in a row of filter chips and looks like them."""
        return self is ControlSize.FILTER

    @property
    def radius(self) -> int:
        """The corner that belongs to this height."""
        if self is ControlSize.TOUCH:
            return RADIUS_TOUCH
        if self.dense:
            return self // 2
        return RADIUS_BIG_CONTROL if self >= ControlSize.PAIR else RADIUS_CONTROL
