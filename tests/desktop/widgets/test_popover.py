"""The small question stays on its screen, whatever the size of the words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.theme import set_text_scale, text_scale
from consent_desktop.desktop.widgets.popover import Popover

pytestmark = pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|setting window masks)", extend=True)
EFFECT = "They see it no longer from the next sign-in on. " * 4


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """A window that fills the height of the screen."""
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(window.screen().availableGeometry())
    window.show()
    return window


def opened(host: QWidget, x: int, y: int, effect: str = EFFECT) -> Popover:
    opener = QWidget(host)
    opener.setGeometry(x, y, 40, 30)
    opener.show()
    popover = Popover(host, "Stop sharing?", effect, "Stop", "Keep", guard_ms=0)
    popover.open_under(opener)
    return popover


def on_screen(popover: Popover) -> bool:
    layout = popover.layout()
    assert layout is not None
    room = layout.contentsMargins().left() - 20
    box = popover.geometry().adjusted(room, room, -room, -room)
    return popover.screen().availableGeometry().contains(box)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize(("across", "down"), [(0, 0), (0, 0.5), (1, 0.5), (1, 1), (0, 1)])
def test_it_never_leaves_the_screen(host: QWidget, scale: float, across: float, down: float) -> None:
    set_text_scale(scale)
    popover = opened(host, round((host.width() - 40) * across), round((host.height() - 30) * down))
    assert on_screen(popover)
    popover.close()


def test_what_is_too_high_scrolls_over_its_buttons(host: QWidget) -> None:
    set_text_scale(2.0)
    popover = opened(host, 10, 10, EFFECT * 20)
    assert on_screen(popover)
    assert popover.words_area.verticalScrollBar().maximum() > 0
    for button in (popover.confirm_button, popover.keep_button):
        assert popover.rect().contains(button.geometry())
        assert button.height() >= button.height_for(button.width())
    popover.close()


def test_what_fits_does_not_scroll(host: QWidget) -> None:
    popover = opened(host, 10, 10)
    assert popover.words_area.verticalScrollBar().maximum() == 0
    popover.close()


def test_the_keys_for_the_size_of_the_words_work_in_it(host: QWidget, qtbot: QtBot) -> None:
    popover = opened(host, 10, host.height() - 40)
    before = popover.height()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(popover.confirm_button, Qt.Key.Key_Plus, control)
    assert text_scale() > 1
    qtbot.waitUntil(lambda: popover.height() > before)
    assert on_screen(popover)
    QTest.keyClick(popover.confirm_button, Qt.Key.Key_Minus, control)
    assert text_scale() == 1
    QTest.keyClick(popover.confirm_button, Qt.Key.Key_Equal, control)
    QTest.keyClick(popover.confirm_button, Qt.Key.Key_0, control)
    assert text_scale() == 1
    popover.close()


def test_under_x11_it_has_no_shadow_but_round_corners(host: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    popover = opened(host, 10, 10)
    assert not popover.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    assert not popover.mask().contains(popover.rect().topLeft())
    assert popover.mask().contains(popover.rect().center())
    popover.close()
