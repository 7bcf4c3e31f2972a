"""Clinics and a dressed application for tests of whole windows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from consent_desktop.bootstrap import open_demonstration
from consent_desktop.desktop.theme import set_text_scale
from consent_desktop.desktop.workspace import Workspace
from tests.desktop.clinics import copied_demonstration, plain_clinic, working


@pytest.fixture(scope="session")
def made_demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration clinic, told once."""
    folder = tmp_path_factory.mktemp("demonstration") / "clinic"
    open_demonstration(folder).close()
    return folder


@pytest.fixture
def demonstration(qapp: QApplication, made_demonstration: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A workspace on a demonstration clinic of this test's own."""
    set_text_scale(1.0)
    with working(copied_demonstration(made_demonstration, tmp_path / "demo")) as workspace:
        yield workspace
    set_text_scale(1.0)


@pytest.fixture
def plain(qapp: QApplication, tmp_path: Path) -> Iterator[Workspace]:
    """A workspace on a plain store with a patient, a doctor and a nurse."""
    set_text_scale(1.0)
    with working(plain_clinic(tmp_path / "plain")) as workspace:
        yield workspace
    set_text_scale(1.0)
