"""A window on a demonstration clinic."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.workspace import Workspace
from tests.desktop.guide.stage import Stage, settle


@pytest.fixture
def stage(qtbot: QtBot, demonstration: Workspace) -> Iterator[Stage]:
    made = Stage(qtbot, demonstration)
    yield made
    for layer in made.who.eyes.layers()[1:]:
        layer.close()
    settle()
