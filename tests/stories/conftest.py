"""Fresh copies of the demonstration clinic with people in front of its windows."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from consent_desktop.bootstrap import open_clinic, open_demonstration
from consent_desktop.desktop.shell.window import ConsentWindow
from consent_desktop.desktop.workspace import Workspace
from tests.support.eyes import Outside
from tests.support.hands import By, Somebody


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration clinic that nobody writes to."""
    folder = tmp_path_factory.mktemp("demonstration") / "clinic"
    open_demonstration(folder).close()
    return folder


@dataclass
class Stage:
    """A clinic of its own for one story."""

    folder: Path
    by: By
    workspace: Workspace
    windows: list[ConsentWindow]
    patience_ms: int = 10_000

    def somebody(self, width: int = 1280, height: int = 800) -> Somebody:
        """A person in front of a new window."""
        window = ConsentWindow(self.workspace)
        self.windows.append(window)
        window.resize(width, height)
        window.show()
        return Somebody(window, self.by, self.patience_ms)

    @property
    def outside(self) -> Outside:
        """Another process on the same store."""
        return Outside(self.folder)


@contextmanager
def a_stage(folder: Path, by: By) -> Iterator[Stage]:
    """Set up and clear away."""
    workspace = Workspace(open_clinic(folder))
    stage = Stage(folder, by, workspace, [])
    try:
        yield stage
    finally:
        for window in stage.windows:
            window.close()
            window.deleteLater()
        workspace.close()
        workspace.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def mouse_stage(qapp: QApplication, demonstration: Path, tmp_path: Path) -> Iterator[Stage]:
    """The clinic of a story that is played once, by mouse."""
    shutil.copytree(demonstration, tmp_path / "clinic")
    with a_stage(tmp_path / "clinic", By.MOUSE) as made:
        yield made


@pytest.fixture(params=list(By))
def stage(request: pytest.FixtureRequest, qapp: QApplication, demonstration: Path, tmp_path: Path) -> Iterator[Stage]:
    """The clinic of a story that is played by mouse and by keyboard."""
    shutil.copytree(demonstration, tmp_path / "clinic")
    with a_stage(tmp_path / "clinic", request.param) as made:
        yield made


Story = Callable[[Stage], None]
