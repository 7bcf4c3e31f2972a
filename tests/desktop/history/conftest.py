"""The whole history of a clinic of fifteen patients, in the privacy officer's window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.history.home import HistoryHome
from consent_desktop.desktop.workspace import Workspace
from tests.desktop.professional.clinic_of_fifteen import House, at_work


@pytest.fixture
def open_work(tmp_path: Path, qapp: object) -> Iterator[tuple[House, Workspace]]:
    with at_work(tmp_path / "clinic") as both:
        yield both
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def house(open_work: tuple[House, Workspace]) -> House:
    return open_work[0]


@pytest.fixture
def workspace(open_work: tuple[House, Workspace]) -> Workspace:
    return open_work[1]


@pytest.fixture
def home(house: House, workspace: Workspace, qtbot: QtBot) -> HistoryHome:
    window = HistoryHome(workspace, house.people["Ruth Lindqvist"])
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    table = window.history.table
    qtbot.waitUntil(lambda: table.model().rowCount() > 0 and bool(table.model().index(0, 1).data()))
    return window
