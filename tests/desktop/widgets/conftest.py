"""A dressed application for every widget test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from consent_desktop.desktop.theme import apply_theme, set_text_scale


@pytest.fixture(autouse=True)
def theme(qapp: QApplication) -> Iterator[None]:
    """Light, 100 %."""
    apply_theme(qapp)
    set_text_scale(1.0)
    yield
    set_text_scale(1.0)
