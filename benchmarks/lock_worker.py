"""`python -m benchmarks.lock_worker ROUNDS`: how late an untouched window is told to lock, the worst of the rounds, as JSON."""

from __future__ import annotations

import json
import os
import sys
from time import monotonic
from typing import Final

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QWidget

from consent_desktop.application.idle import IdleWatch, Limits
from consent_desktop.desktop.lock.idle_guard import EVERY_MS, IdleGuard
from consent_desktop.desktop.shell.run import make_application

LIMIT: Final = 1.3
"""Seconds without a touch; not a multiple of the interval, so that the lock falls between two looks."""


def late(window: QWidget) -> float:
    """Seconds from the limit until the window is told."""
    guard, loop = IdleGuard(window), QEventLoop()
    guard.expired.connect(loop.quit)
    begun = monotonic()
    guard.start(IdleWatch(Limits(LIMIT, warning=0.5)))
    loop.exec()
    taken = monotonic() - begun - LIMIT
    guard.stop()
    guard.deleteLater()
    return taken


def main(rounds: int) -> None:
    """Measure, and write what was measured."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = make_application()
    window = QWidget()
    window.show()
    measured = [late(window) for _ in range(rounds)]
    window.close()
    application.processEvents()
    sys.stdout.write(json.dumps({"late": max(measured), "interval": EVERY_MS / 1000}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
