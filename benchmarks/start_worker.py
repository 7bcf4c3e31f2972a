"""`python -m benchmarks.start_worker`: a bare PySide6 window, which says when it was painted and waits to be ended."""

from __future__ import annotations

import logging
import sys

from PySide6.QtWidgets import QApplication, QLabel

from consent_desktop.desktop.shell.first_paint import FirstPaint

if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(message)s")
    application = QApplication(["bare"])
    window = QLabel("Consent")
    window.resize(1280, 800)
    FirstPaint(window)
    window.show()
    sys.exit(application.exec())
