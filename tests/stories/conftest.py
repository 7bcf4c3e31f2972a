"""Fresh copies of the demonstration clinic, each a stage for one story."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from consent_desktop.bootstrap import open_demonstration
from tests.support.hands import By
from tests.support.stage import Stage, a_stage

Story = Callable[[Stage], None]


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration clinic that nobody writes to."""
    folder = tmp_path_factory.mktemp("demonstration") / "clinic"
    open_demonstration(folder).close()
    return folder


@pytest.fixture
def mouse_stage(qapp: object, demonstration: Path, tmp_path: Path) -> Iterator[Stage]:
    """The clinic of a story that is played once, by mouse."""
    shutil.copytree(demonstration, tmp_path / "clinic")
    with a_stage(tmp_path / "clinic", By.MOUSE) as made:
        yield made


@pytest.fixture(params=list(By))
def stage(request: pytest.FixtureRequest, qapp: object, demonstration: Path, tmp_path: Path) -> Iterator[Stage]:
    """The clinic of a story that is played by mouse and by keyboard."""
    shutil.copytree(demonstration, tmp_path / "clinic")
    with a_stage(tmp_path / "clinic", request.param) as made:
        yield made
