"""The privacy officer settles the damage to one person's history in the history's own window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.history.home import HistoryHome
from consent_desktop.desktop.history.lines import Col
from consent_desktop.desktop.history.settle_dialog import SettleDialog
from consent_desktop.desktop.shell.window import ConsentWindow
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.events import HistoryDamaged
from consent_desktop.domain.vocabulary import THE_SYSTEM
from consent_desktop.event_store.engine import connect
from consent_desktop.event_store.recorded import Expected
from consent_desktop.read_models import damage
from tests.desktop.clinics import at_work
from tests.desktop.professional.clinic_of_fifteen import House
from tests.support.damage import LOG, body_of, flip_in, last_of
from tests.support.stores import origin

OFFICER = "Ruth Lindqvist"


def damage_told(house: House, workspace: Workspace, *names: str) -> None:
    """As when a copy took over."""
    for name in names:
        subject = house.people[name].subject
        told = HistoryDamaged(subject=subject, effective_at=workspace.clinic.now(), lost=((3, 3),))
        workspace.clinic.log.append(subject, Expected.ANY, [told], origin())
    workspace.clinic.catch_up()


def test_damage_is_settled_with_a_reason(home: HistoryHome, house: House, workspace: Workspace, qtbot: QtBot) -> None:
    page = home.history
    damage_told(house, workspace, "Helena Duarte", "Dr Ana Souza")
    model = page.table.model()

    def lines() -> list[list[str]]:
        return [[str(model.index(row, column).data()) for column in Col] for row in (0, 1)]

    qtbot.waitUntil(lambda: lines()[0][Col.ACTION] == "Damaged")
    by_name = {line[Col.PATIENT] or line[Col.ACCESS_FOR]: line for line in lines()}
    assert by_name["Dr Ana Souza"][Col.PATIENT] in ("", "None"), "a doctor is nobody's patient here"
    assert by_name["Helena Duarte"][Col.PATIENT] == "Helena Duarte"
    page.show_event(int(by_name["Helena Duarte"][Col.POSITION]))
    button = page.detail.settle_button
    qtbot.waitUntil(button.isVisible)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    [dialog] = home.window().findChildren(SettleDialog)
    assert not dialog.confirm_button.isEnabled(), "no reason yet"
    dialog.reason.set_text("Told by telephone.")
    with qtbot.waitSignal(dialog.settled):
        QTest.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)
    assert workspace.clinic.ask(THE_SYSTEM, damage.subjects) == [house.people["Dr Ana Souza"].subject]
    qtbot.waitUntil(lambda: not button.isVisible())


def test_what_was_settled_meanwhile_is_told_in_the_dialog(
    home: HistoryHome, house: House, workspace: Workspace, qtbot: QtBot
) -> None:
    dialog = SettleDialog(home.window(), workspace, house.people["Helena Duarte"], house.people[OFFICER])
    dialog.open_dialog()
    dialog.reason.set_text("Spoke with her.")
    QTest.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "no damage to this person's history waits" in dialog.problem.sentence())
    dialog.close_dialog()


@pytest.mark.parametrize(("name", "told"), [(OFFICER, True), ("Helena Duarte", False)])
def test_the_strip_names_the_way_to_whoever_may_settle(
    house: House, workspace: Workspace, qtbot: QtBot, name: str, told: bool
) -> None:
    damage_told(house, workspace, "Helena Duarte")
    window = ConsentWindow(workspace)
    qtbot.addWidget(window)
    window.show()
    window.sign_in(at_work(workspace.clinic, house.people[name]))
    strip = window._damage
    qtbot.waitUntil(strip.isVisible)

    def said() -> str:
        return " ".join(label.text() for label in strip.findChildren(Label))

    assert ("to settle it" in said()) == told
    window.finish()
    assert "Stopping a share still works" in said()
    assert "to settle it" not in said()


def test_damage_that_the_check_finds_is_repaired_and_said_as_lost(
    home: HistoryHome, house: House, workspace: Workspace, qtbot: QtBot
) -> None:
    folder = workspace.clinic.evidence.settings.store_folder
    position = last_of(folder, house.people["Helena Duarte"].subject, "ConsentGranted")
    connection = connect(folder / LOG, None, synchronous="FULL")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    flip_in(folder / LOG, body_of(folder, position))
    workspace.clinic.log.database.reconnect()
    badge = home.history.integrity
    qtbot.waitUntil(lambda: not badge._latest.is_waiting())
    badge.verify()
    qtbot.waitUntil(lambda: "lost to damage" in badge.badge.text())
    assert workspace.clinic.log.segment == 2
    assert house.people["Helena Duarte"].subject in workspace.clinic.ask(THE_SYSTEM, damage.subjects)
