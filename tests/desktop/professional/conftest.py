"""The doctor's window on a clinic of fifteen patients."""

import pytest
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.professional.home import ProfessionalHome
from consent_desktop.desktop.workspace import Workspace
from tests.desktop.professional.clinic_of_fifteen import House


@pytest.fixture
def home(house: House, workspace: Workspace, qtbot: QtBot) -> ProfessionalHome:
    window = ProfessionalHome(workspace, house.people["Dr Ana Souza"])
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.patients.table.model().rowCount() == 14)
    return window
