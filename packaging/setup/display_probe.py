"""Starts a Qt application and ends: run as a child process, it shows whether windows can be shown here.

Exit codes: 0 it can; 3 a library of Qt's could not be loaded. Qt itself aborts when it reaches no display, which is why
this runs in a process of its own.
"""

import sys

LIBRARY_MISSING = 3


def main() -> int:
    """Imports what the application imports of Qt, and connects to the display."""
    try:
        from PySide6.QtNetwork import QLocalServer
        from PySide6.QtPrintSupport import QPrinter
        from PySide6.QtSvg import QSvgRenderer
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        sys.stderr.write(f"{error}\n")
        return LIBRARY_MISSING
    application = QApplication([])
    del QLocalServer, QPrinter, QSvgRenderer
    sys.stdout.write(application.platformName())
    return 0


if __name__ == "__main__":
    sys.exit(main())
