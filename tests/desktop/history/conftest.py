"""The privacy officer's window on the whole history of a clinic of fifteen patients."""

import pytest
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.history.home import HistoryHome
from consent_desktop.desktop.workspace import Workspace
from tests.desktop.clinics import at_work
from tests.desktop.professional.clinic_of_fifteen import House


@pytest.fixture
def home(house: House, workspace: Workspace, qtbot: QtBot) -> HistoryHome:
    window = HistoryHome(workspace, at_work(house.clinic, house.people["Ruth Lindqvist"]))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    table = window.history.table
    qtbot.waitUntil(lambda: table.model().rowCount() > 0 and bool(table.model().index(0, 1).data()))
    return window
