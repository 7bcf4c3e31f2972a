"""What this program puts on the clipboard, so that it can be taken away again when its person goes."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

_OURS = "ours"


def put_on_clipboard(text: str) -> None:
    """Copy, and remember that it was this program that did."""
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(text)
    clipboard.setProperty(_OURS, text)


def clear_clipboard() -> None:
    """Empty the clipboard if this program filled it: by the words remembered, or because the system says that it owns it."""
    clipboard = QGuiApplication.clipboard()
    ours = clipboard.property(_OURS)
    if clipboard.ownsClipboard() or (ours and clipboard.text() == ours):
        clipboard.clear()
    clipboard.setProperty(_OURS, None)
