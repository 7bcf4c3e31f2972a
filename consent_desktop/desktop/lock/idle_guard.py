"""Watching whether anybody is at a window: a second's timer asks the clocks, what is typed and moved sets them back."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget

from consent_desktop.application.idle import Idle, IdleWatch

EVERY_MS: Final = 1000

_TOUCHED: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
    }
)


class IdleGuard(QObject):
    """`warned(int)`: seconds left, each second of the last ones; `calmed()` when somebody moved; `expired()`.

    It looks at native windows, the guarded one and the popups before it, and not at every event of the program.
    """

    warned = Signal(object)
    calmed = Signal()
    expired = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._watch: IdleWatch | None = None
        self._warning = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self, watch: IdleWatch) -> None:
        """Begin to watch; the time runs from now."""
        self._watch, self._warning = watch, False
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)  # again and again is once; it goes with the window
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._focused)
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        if self._watch is None:
            return
        self._watch, self._warning = None, False
        self._timer.stop()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.disconnect(self._focused)

    def is_running(self) -> bool:
        """Whether it watches."""
        return self._watch is not None

    @Slot(QWindow)
    def _focused(self, window: QWindow | None) -> None:
        """A popup of this window came up: what is done in it counts too."""
        if window is not None and window.transientParent() is self._window.windowHandle() is not None:
            window.installEventFilter(self)

    @Slot()
    def touched(self) -> None:
        """Somebody is there. What comes too late opens nothing."""
        if self._watch is not None:
            self._tell(self._watch.touch())

    @Slot()
    def look(self) -> None:
        """Ask the clocks."""
        if self._watch is not None:
            self._tell(self._watch.look())

    def _tell(self, state: Idle) -> None:
        assert self._watch is not None  # both who call have looked
        if state is Idle.LOCKED:
            self.expired.emit()
        elif state is Idle.WARNED:
            self._warning = True
            self.warned.emit(math.ceil(self._watch.left()))
        elif self._warning:
            self._warning = False
            self.calmed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whatever is done with hands."""
        if event.type() in _TOUCHED:
            self.touched()
        return super().eventFilter(watched, event)
