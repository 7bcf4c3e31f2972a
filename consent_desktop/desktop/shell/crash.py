"""When the program makes a mistake: say so, keep going where possible, and leave the trace in the log."""

from __future__ import annotations

import logging
import sys
from types import TracebackType

from PySide6.QtCore import QObject, QSize, Slot
from PySide6.QtWidgets import QApplication, QWidget

from consent_desktop.application.nameless import trace_of
from consent_desktop.desktop.shell.window import ConsentWindow
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import SecondaryButton
from consent_desktop.desktop.widgets.dialog_frame import DialogFrame
from consent_desktop.desktop.widgets.label import Label

log = logging.getLogger(__name__)


class CrashDialog(DialogFrame):
    """One sentence of comfort that is true, and the name of the error for whoever helps."""

    def __init__(self, host: QWidget, error: BaseException) -> None:
        title = self.tr("Something went wrong in this program")
        super().__init__(host, title, size=QSize(560, 200), head=False, fit=True)
        self.body_layout.setSpacing(10)
        self.body_layout.addWidget(Label(title, Role.H2, self.body))
        self.body_layout.addWidget(
            Label(
                self.tr(
                    "Nothing that was recorded is lost. What you did last may not have been recorded: look before you "
                    "repeat it."
                ),
                Role.BODY,
                self.body,
                color="ink2",
            )
        )
        said = self.tr("For whoever helps you: {error}").format(error=type(error).__name__)
        self.body_layout.addWidget(Label(said, Role.MONO, self.body, color="ink2"))
        self.go_on = SecondaryButton(self.tr("Go on"), self.foot)
        self.foot_layout.addStretch(1)
        self.foot_layout.addWidget(self.go_on)
        self.go_on.clicked.connect(self.reject)


class CrashHook(QObject):
    """Takes the place of `sys.excepthook` from `install` to `remove`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before = sys.excepthook
        self._dialog: CrashDialog | None = None

    def install(self) -> None:
        """From now on every uncaught error is told."""
        self._before = sys.excepthook
        sys.excepthook = self.caught

    def remove(self) -> None:
        """Put back what was there."""
        sys.excepthook = self._before

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log it, and tell it in the active window; one such dialog at a time."""
        log.critical("uncaught: %s", trace_of(error.with_traceback(trace)))
        if issubclass(kind, KeyboardInterrupt) or self._dialog is not None:
            return
        windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, ConsentWindow) and w.isVisible()]
        active = QApplication.activeWindow()
        host = active if active in windows else next(iter(windows), None)
        if host is not None:
            self._dialog = CrashDialog(host, error)
            self._dialog.closed.connect(self._forget)
            self._dialog.open_dialog()

    @Slot()
    def _forget(self) -> None:
        self._dialog = None
