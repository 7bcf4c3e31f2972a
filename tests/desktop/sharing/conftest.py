"""A window over the demonstration clinic."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.sharing.world import World, a_world


@pytest.fixture
def world(
    qtbot: QtBot, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> Iterator[World]:
    """A copy of the demonstration clinic behind a window of 1280 x 800."""
    with a_world(qtbot, qapp, tmp_path_factory, tmp_path) as made:
        yield made
