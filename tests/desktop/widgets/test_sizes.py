"""Sizes of the guide (two px either way) and no cut text at any text scale."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.theme import ControlSize, set_text_scale
from consent_desktop.desktop.theme.type import TEXT_SCALES
from consent_desktop.desktop.widgets import buttons
from consent_desktop.desktop.widgets.access_cell import AccessCell, CellState
from consent_desktop.desktop.widgets.avatar import Avatar
from consent_desktop.desktop.widgets.base import PaintedButton
from consent_desktop.desktop.widgets.chooser import Chooser
from consent_desktop.desktop.widgets.filter_chip import FilterChip
from consent_desktop.desktop.widgets.gallery import make_page
from consent_desktop.desktop.widgets.header_tab import HeaderTab
from consent_desktop.desktop.widgets.icon_button import IconButton
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.option_card import OptionCard
from consent_desktop.desktop.widgets.rail_button import RailButton
from consent_desktop.desktop.widgets.status_badge import Status, StatusBadge
from consent_desktop.desktop.widgets.text_field import TextField
from consent_desktop.desktop.widgets.toast import Toast


@pytest.mark.parametrize("size", list(ControlSize))
@pytest.mark.parametrize("kind", [buttons.PrimaryButton, buttons.SecondaryButton, buttons.QuietButton])
def test_button_heights(qtbot: QtBot, kind: type[buttons.KitButton], size: ControlSize) -> None:
    button = kind("Share", size=size)
    qtbot.addWidget(button)
    assert button.sizeHint().height() == pytest.approx(int(size), abs=2)


def test_yes_and_no_have_one_size(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    allow, decline = buttons.AllowButton("Allow", host), buttons.DeclineButton("Decline", host)
    assert allow.sizeHint().height() == decline.sizeHint().height() == 54


@pytest.mark.parametrize("state", list(CellState))
def test_cells(qtbot: QtBot, state: CellState) -> None:
    cell = AccessCell(state, "Can see", "until 30 Jun 2026", offer="Stop")
    qtbot.addWidget(cell)
    assert cell.sizeHint().width() == pytest.approx(185, abs=2)
    assert cell.sizeHint().height() == pytest.approx(50, abs=2)


def test_other_sizes(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1280, 800)
    assert Avatar("HD", parent=host).sizeHint().width() == 44
    assert StatusBadge(Status.ENDED, "Ended", host).sizeHint().height() == 26
    assert FilterChip("All", host).sizeHint().height() == 36
    assert FilterChip("All", host, patient=True).sizeHint().height() == 40
    assert RailButton("Clinic", "hospital", host).sizeHint().height() == pytest.approx(64, abs=2)
    assert RailButton("Clinic", "hospital", host).sizeHint().width() == 76
    assert HeaderTab("Requests", "eye", host).sizeHint().height() == 68
    assert 64 <= OptionCard("Exams", "Blood tests", host).sizeHint().height() <= 78
    assert TextField("Name", host).sizeHint().height() == pytest.approx(48, abs=2)
    assert Chooser("Kind", "Everything", host).sizeHint().height() == 48
    assert IconButton("Close", "x", host, size=ControlSize.NORMAL).sizeHint().width() == 48
    toast = Toast(host, "You stopped sharing", "Short line.")
    toast.place()
    assert toast.visible_size().width() == 500
    assert toast.visible_size().height() == pytest.approx(72, abs=2)


@pytest.mark.parametrize("scale", TEXT_SCALES)
def test_nothing_is_cut(qtbot: QtBot, scale: float) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    page = make_page()
    area.setWidgetResizable(True)
    area.setWidget(page)
    area.resize(1280, 800)
    area.show()
    set_text_scale(scale)
    for _ in range(6):
        QApplication.processEvents()
    for button in page.findChildren(PaintedButton):
        if button.isVisible():
            assert button.height() >= button.height_for(button.width()), button.accessibleName()
            assert button.width() >= button.least_width(), button.accessibleName()
    for label in page.findChildren(Label):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
            assert label.width() >= label.minimumSizeHint().width(), label.text()


def test_a_narrow_button_wraps_and_grows(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    row = QHBoxLayout(host)
    button = buttons.PrimaryButton("Ask for conditions and ER visits", host)
    row.addWidget(button)
    set_text_scale(2.0)
    host.resize(260, 300)
    host.show()
    qtbot.waitUntil(lambda: button.height() >= button.height_for(button.width()))
    assert button.height() > 100


def test_every_button_of_the_gallery_has_a_name(qtbot: QtBot) -> None:
    page = make_page()
    qtbot.addWidget(page)
    for button in page.findChildren(QAbstractButton):
        assert button.text() or button.accessibleName()
