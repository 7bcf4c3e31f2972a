"""Clinics and a dressed application for tests of whole windows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from consent_desktop.application.clock import FixedClock
from consent_desktop.bootstrap import open_clinic, open_demonstration
from consent_desktop.desktop.theme import set_text_scale
from consent_desktop.desktop.workspace import Workspace
from tests.desktop.clinics import NOON, copied_demonstration, plain_clinic, working
from tests.desktop.professional.clinic_of_fifteen import House, at_work
from tests.support.clinic_with_secrets import clinic_with_secrets


@pytest.fixture(scope="session")
def made_demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration clinic, told once."""
    folder = tmp_path_factory.mktemp("demonstration") / "clinic"
    open_demonstration(folder).close()
    return folder


@pytest.fixture(scope="session")
def made_secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plain clinic whose people have secrets, made once: honest hashes take their time."""
    folder = tmp_path_factory.mktemp("secrets") / "clinic"
    clinic_with_secrets(folder).close()
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


@pytest.fixture
def secrets(qapp: QApplication, made_secrets: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A plain clinic of this test's own in which everybody can prove who they are."""
    set_text_scale(1.0)
    shutil.copytree(made_secrets, tmp_path / "secrets")
    with working(open_clinic(tmp_path / "secrets", clock=FixedClock(NOON))) as workspace:
        yield workspace


@pytest.fixture
def open_work(tmp_path: Path, qapp: QApplication) -> Iterator[tuple[House, Workspace]]:
    """A clinic of fifteen patients, and a workspace on it."""
    with at_work(tmp_path / "clinic") as both:
        yield both
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def house(open_work: tuple[House, Workspace]) -> House:
    return open_work[0]


@pytest.fixture
def workspace(open_work: tuple[House, Workspace]) -> Workspace:
    return open_work[1]
