"""Opening the clinic in the background, with progress when it takes longer, and a sentence when it cannot be opened."""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

from PySide6.QtCore import QLocale, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.nameless import trace_of
from consent_desktop.desktop.shell import key_ask
from consent_desktop.desktop.shell.key_ask import KeyAsk
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.brand import Brand
from consent_desktop.desktop.widgets.buttons import SecondaryButton
from consent_desktop.desktop.widgets.focus_ring import FocusRing
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.progress_panel import ProgressPanel
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.read_models.rebuilding import Progress

log = logging.getLogger(__name__)

PATIENCE_MS = 400


class Opener(Protocol):
    """Opens the clinic, telling how far it is; called in a background thread."""

    def __call__(self, *, progress: Progress, **given: str) -> Clinic:
        """The open clinic; a `ClinicError` where it cannot be opened. `given`: `recovery` or `passphrase`, once asked."""
        ...


class OpeningWindow(QWidget):
    """Shown while opening takes longer, and when it fails. `closed()`."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Consent Desktop"))
        self.setMinimumSize(QSize(560, 240))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 32, 32, 32)
        layout.setSpacing(16)
        layout.addWidget(Brand(self.tr("Consent"), self))
        self.progress = ProgressPanel(self.tr("Opening the clinic"), self)
        self._title = Label(self.tr("The clinic cannot be opened"), Role.H2, self)
        self._sentence = Label("", Role.BODY, self)
        self.key_ask = KeyAsk(self)
        self.key_ask.hide()
        self._close = SecondaryButton(self.tr("Close"), self)
        self._close.clicked.connect(self.close)
        for part in (self.progress, self._title, self._sentence, self.key_ask):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTrailing)
        for widget in (self._title, self._sentence, self._close):
            widget.hide()
        self._ring = FocusRing(self)

    @Slot(int, int)
    def show_progress(self, done: int, total: int) -> None:
        """How far the views are."""
        locale = QLocale()
        words = self.tr("Rebuilding the views: {done} of {total} entries").format(
            done=locale.toString(done), total=locale.toString(total)
        )
        self.progress.set_progress(done / total if total else 0.0, words)

    def show_failure(self, sentence: str) -> None:
        """It cannot be opened: why, and a way out."""
        self.progress.hide()
        self.key_ask.hide()
        self._sentence.setText(sentence)
        for widget in (self._title, self._sentence, self._close):
            widget.show()
        self.show()
        self._close.setFocus()

    def ask_for_key(self, error: ConsentDesktopError) -> None:
        """It is protected: let the recovery kit or the passphrase be typed."""
        self.progress.hide()
        for widget in (self.key_ask, self._close):
            widget.show()
        self.show()
        self.key_ask.ask(error)

    def show_trying(self) -> None:
        """What was typed is being tried."""
        self.key_ask.hide()
        self.progress.show()

    def sentence(self) -> str:
        """What the failure said."""
        return self._sentence.text()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the person gave up."""
        super().closeEvent(event)
        self.closed.emit()


class Opening(QObject):
    """`opened(Clinic)` on success; `failed()` when the person has closed the window that says why not."""

    opened = Signal(object)
    failed = Signal()
    _progressed = Signal(int, int)
    _came = Signal(object)

    def __init__(self, opener: Opener, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opener = opener
        self._pool = ThreadPoolExecutor(1, "opening")
        self._over = self._given_up = False
        self.window = OpeningWindow()
        self.window.closed.connect(self._window_closed)
        self.window.key_ask.typed.connect(self.try_key)
        self._progressed.connect(self.window.show_progress, Qt.ConnectionType.QueuedConnection)
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self.window.show)

    def begin(self) -> None:
        """Start; the answer comes as a signal."""
        self._patience.start()
        self._open({})

    def _open(self, given: dict[str, str]) -> None:
        self._over = False
        self._pool.submit(self._opener, progress=self._progressed.emit, **given).add_done_callback(self._came.emit)

    @Slot(object)
    def try_key(self, text: str) -> None:
        """Open with the recovery kit or the passphrase that somebody typed."""
        try:
            given = key_ask.given(text)
        except ConsentDesktopError as error:
            self.window.ask_for_key(error)
            return
        self.window.show_trying()
        self._open(given)

    @Slot(object)
    def _deliver(self, future: Future[Clinic]) -> None:
        self._patience.stop()
        self._over = True
        error = future.exception()
        if isinstance(error, ConsentDesktopError) and key_ask.asks_for_key(error) and not self._given_up:
            self.window.ask_for_key(error)
            return
        self._pool.shutdown()
        if error is None:
            self.window.hide()
            self.window.deleteLater()
            if self._given_up:
                future.result().close()
                self.failed.emit()
            else:
                self.opened.emit(future.result())
        elif isinstance(error, ConsentDesktopError):
            self.window.show_failure(str(error))
        else:
            log.error("the clinic could not be opened: %s", trace_of(error))
            self.window.show_failure(
                self.tr("This program made a mistake. Nothing was changed, and nothing recorded is lost.")
            )

    @Slot()
    def _window_closed(self) -> None:
        """Closed while it opens: wait for the end of that; closed after it failed: done."""
        self._given_up = True
        if self._over:
            self._pool.shutdown()
            self.window.deleteLater()
            self.failed.emit()
