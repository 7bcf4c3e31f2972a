"""Finds what a test left behind: threads, Qt threads, timers and pools still at work, windows still alive."""

import gc
import sys
import threading
import weakref
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import pytest

_JOIN_SECONDS = 2.0  # a thread that was told to end may take a moment; one that was not never ends
# Windows that Qt makes for itself and keeps: the tool tip, and the drop-down of a combo box, which dies with its box.
_QT_OWN_WINDOWS = ("QTipLabel", "QComboBoxPrivateContainer")


def _caller() -> str:
    """The nearest line above that is neither ours nor Python's threading."""
    frame = sys._getframe(2)
    while frame.f_back is not None and frame.f_code.co_filename in (__file__, threading.__file__):
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"


class LeakWatch:
    """Watches from entering to leaving; ``problems`` then names what is left and the line that began it."""

    def __init__(self, *, with_qt: bool) -> None:
        self._with_qt = with_qt
        self._patch = pytest.MonkeyPatch()
        self._threads_before = set(threading.enumerate())
        self._windows_before: list[Any] = []
        self._began: dict[int, str] = {}
        self._started: list[tuple[str, weakref.ref[Any], str]] = []
        self._problems: list[str] = []

    def problems(self) -> list[str]:
        """One sentence for each thing left behind."""
        return self._problems

    def __enter__(self) -> Self:
        """Begins to note who starts what."""
        self._wrap_thread()
        if self._with_qt:
            from PySide6.QtCore import QThread, QThreadPool, QTimer
            from PySide6.QtWidgets import QApplication

            self._wrap(QTimer, "start")
            self._wrap(QThread, "start")
            self._wrap(QThreadPool, "start")
            self._windows_before = list(QApplication.topLevelWidgets())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Looks around; after a failed test too, since what it left may fail the next one."""
        self._patch.undo()
        if self._with_qt:
            self._look_at_windows()
            self._look_at_qt()
        self._look_at_threads()

    def _wrap_thread(self) -> None:
        original = threading.Thread.start
        began = self._began

        def start(thread: threading.Thread) -> None:
            began[id(thread)] = _caller()
            original(thread)

        self._patch.setattr(threading.Thread, "start", start)

    def _wrap(self, kind: type[Any], method: str) -> None:
        original: Callable[..., Any] = getattr(kind, method)
        started = self._started

        def start(subject: Any, *arguments: Any, **named: Any) -> Any:
            started.append((kind.__name__, weakref.ref(subject), _caller()))
            return original(subject, *arguments, **named)

        self._patch.setattr(kind, method, start)

    def _look_at_threads(self) -> None:
        for thread in set(threading.enumerate()) - self._threads_before:
            if thread.daemon or isinstance(thread, threading._DummyThread):
                continue
            thread.join(_JOIN_SECONDS)
            if thread.is_alive():
                place = self._began.get(id(thread), "an unknown line")
                self._problems.append(f"The thread {thread.name!r}, started at {place}, is still alive.")

    def _look_at_qt(self) -> None:
        import shiboken6

        for kind, reference, place in self._started:
            subject = reference()
            if subject is None or not shiboken6.isValid(subject):
                continue
            if kind == "QTimer":
                busy = subject.isActive()
            elif kind == "QThread":
                busy = not subject.wait(int(_JOIN_SECONDS * 1000)) if subject.isFinished() else subject.isRunning()
            else:
                busy = not subject.waitForDone(int(_JOIN_SECONDS * 1000))
            if busy:
                self._problems.append(f"The {kind} started at {place} is still at work.")

    def _look_at_windows(self) -> None:
        from PySide6.QtCore import QCoreApplication, QEvent
        from PySide6.QtWidgets import QApplication

        def left() -> list[Any]:
            return [
                window
                for window in QApplication.topLevelWidgets()
                if window not in self._windows_before and window.metaObject().className() not in _QT_OWN_WINDOWS
            ]

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if left():
            gc.collect()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        for window in left():
            name = window.windowTitle() or window.objectName() or "untitled"
            self._problems.append(f"A {type(window).__name__} ({name}) is still there; give it to qtbot.addWidget.")
            window.close()
            window.deleteLater()
        if self._problems:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
