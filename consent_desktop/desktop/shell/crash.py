"""When the program makes a mistake: say so, keep going where possible, and keep a report that names nobody."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

import platformdirs
from PySide6.QtCore import QObject, QSize, Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from consent_desktop.application.crash_report import keep, report_of
from consent_desktop.application.nameless import trace_of
from consent_desktop.desktop.clipboard import put_on_clipboard
from consent_desktop.desktop.shell.window import ConsentWindow
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import QuietButton, SecondaryButton
from consent_desktop.desktop.widgets.dialog_frame import DialogFrame
from consent_desktop.desktop.widgets.label import Label

log = logging.getLogger(__name__)


class CrashDialog(DialogFrame):
    """One sentence of comfort that is true, and a report for whoever helps. What was being filled in stays below it."""

    def __init__(self, host: QWidget, error: BaseException, report: str, kept: Path | None = None) -> None:
        title = self.tr("Something went wrong in this program")
        super().__init__(host, title, size=QSize(640, 200), head=False, fit=True)
        self._report = report
        self.body_layout.setSpacing(10)
        self.body_layout.addWidget(Label(title, Role.H2, self.body))
        self.body_layout.addWidget(Label(self._comfort(), Role.BODY, self.body, color="ink2"))
        said = self.tr("For whoever helps you: {error}").format(error=type(error).__name__)
        self.body_layout.addWidget(Label(said, Role.MONO, self.body, color="ink2"))
        self.body_layout.addWidget(Label(self._about_report(kept), Role.TABLE, self.body, color="ink2"))
        self.copy = QuietButton(self.tr("Copy the report"), self.foot)
        self.go_on = SecondaryButton(self.tr("Go on"), self.foot)
        self.foot_layout.addWidget(self.copy)
        self.foot_layout.addStretch(1)
        self.foot_layout.addWidget(self.go_on)
        self.copy.clicked.connect(self._copy)
        self.go_on.clicked.connect(self.reject)

    def _comfort(self) -> str:
        return self.tr(
            "Nothing that was recorded is lost, and what you were filling in is still there. What you did last may not "
            "have been recorded: look before you repeat it."
        )

    def _about_report(self, kept: Path | None) -> str:
        if kept is None:
            return self.tr("The report holds no names and nothing from a record.")
        return self.tr("A report without names and without anything from a record is kept in {file}.").format(
            file=kept.name
        )

    def report(self) -> str:
        """What is copied."""
        return self._report

    @Slot()
    def _copy(self) -> None:
        put_on_clipboard(self._report)
        self.copy.setText(self.tr("Copied"))


class CrashHook(QObject):
    """Takes the place of `sys.excepthook` from `install` to `remove`. Reports are kept in `folder`."""

    def __init__(self, parent: QObject | None = None, folder: Path | None = None) -> None:
        super().__init__(parent)
        self._folder = folder or Path(platformdirs.user_log_dir("consent-desktop", appauthor=False))
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
        now = datetime.now(UTC)
        report = report_of(error, now, {"qt": qVersion(), "platform": QGuiApplication.platformName()})
        kept = keep(report, self._folder, now)
        windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, ConsentWindow) and w.isVisible()]
        active = QApplication.activeWindow()
        host = active if active in windows else next(iter(windows), None)
        if host is not None:
            self._dialog = CrashDialog(host, error, report, kept)
            self._dialog.closed.connect(self._forget)
            self._dialog.open_dialog()

    @Slot()
    def _forget(self) -> None:
        self._dialog = None
