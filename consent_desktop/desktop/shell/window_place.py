"""Where a window opens: on the screen with all of its frame, each further one a step lower and farther."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize

LEAST, WANTED, STEP = QSize(900, 560), QSize(1280, 800), 32
FRAME = QSize(8, 36)
"""Room for the frame and the title that the desktop puts around it."""


def window_place(free: QRect, last: QPoint | None = None) -> QRect:
    """A window for the free part of a screen: one step smaller, never under the least size; `last` is the one before.

    After the last step that fits, the next window begins at the top left again.
    """
    size = WANTED.boundedTo(free.size() - FRAME - QSize(STEP, STEP)).expandedTo(LEAST)
    spare = QSize(free.width() - FRAME.width() - size.width(), free.height() - FRAME.height() - size.height())
    right, down = max(0, spare.width()), max(0, spare.height())
    first = free.topLeft() + QPoint(FRAME.width() // 2, FRAME.height() - FRAME.width() // 2)
    if last is None:
        return QRect(first + QPoint(right // 2, down // 2), size)
    step = last - first + QPoint(STEP, STEP)
    x, y = (at if 0 <= at <= most else 0 for at, most in ((step.x(), right), (step.y(), down)))
    return QRect(first + QPoint(x, y), size)
