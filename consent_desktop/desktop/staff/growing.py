"""Texts that change while they are shown."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget


def growing(*widgets: QWidget) -> None:
    """Let each take the height that its words need at the width it has, also when the words change later."""
    for widget in widgets:
        widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
