"""At every size of window and text: nothing outside, targets large enough, names unique, Tab goes everywhere."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.history.chain import STEP, ChainLink
from consent_desktop.desktop.history.home import HistoryHome
from consent_desktop.desktop.professional.ask_dialog import AskDialog
from consent_desktop.desktop.professional.home import HISTORY, PATIENTS, REQUESTS, ProfessionalHome
from consent_desktop.desktop.professional.patient_lines import Group
from consent_desktop.desktop.staff.table import StaffTable
from consent_desktop.desktop.theme import set_text_scale
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.workspace import Workspace
from tests.desktop.clinics import at_work
from tests.desktop.professional.clinic_of_fifteen import House

SIZES = [(900, 560), (1280, 800), (1920, 1080)]
LEAST = 36


@pytest.fixture(params=[1.0, 2.0], ids=["100", "200"])
def text_size(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[float]:
    scale = float(request.param)
    set_text_scale(scale)
    yield scale
    set_text_scale(1.0)


def shown(window: QWidget) -> list[QWidget]:
    return [w for w in window.findChildren(QWidget) if w.isVisibleTo(window) and not w.isWindow()]


def in_table(widget: QWidget) -> bool:
    parent: QWidget | None = widget
    while parent is not None:
        if isinstance(parent, StaffTable):
            return True
        parent = parent.parentWidget()
    return False


def faults(window: QWidget) -> list[str]:
    """What lies outside to the side, is too small to press, or has less room than its words need."""
    found = []
    for widget in shown(window):
        if in_table(widget) or not isinstance(widget, QAbstractButton | QLabel):
            continue
        name = f"{type(widget).__name__} {widget.accessibleName() or getattr(widget, 'text', str)()!r}"
        left = widget.mapTo(window, QPoint(0, 0)).x()
        if left < 0 or left + widget.width() > window.width():
            found.append(f"{name} lies outside: {left} to {left + widget.width()}")
        if isinstance(widget, QAbstractButton):
            least = STEP if isinstance(widget, ChainLink) else 30
            if widget.height() < min(LEAST, widget.sizeHint().height()) or widget.height() < least:
                found.append(f"{name} is only {widget.height()} high")
            if widget.width() < widget.minimumSizeHint().width():
                found.append(f"{name} is too narrow for its words")
        elif isinstance(widget, Label) and widget.text():
            if widget.width() < widget.minimumSizeHint().width():
                found.append(f"{name} is too narrow: {widget.width()}")
            elif widget.hasHeightForWidth() and widget.height() < widget.heightForWidth(widget.width()):
                found.append(f"{name} is cut: {widget.height()} of {widget.heightForWidth(widget.width())}")
    return found


def twice_named(window: QWidget) -> list[str]:
    names = [w.accessibleName() or w.text() for w in shown(window) if isinstance(w, QAbstractButton)]
    return sorted({name for name in names if names.count(name) > 1 or not name})


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_is_cut_or_outside(
    text_size: float, home: ProfessionalHome, house: House, size: tuple[int, int], qtbot: QtBot
) -> None:
    home.resize(*size)
    for key in (PATIENTS, REQUESTS, HISTORY):
        home.frame.show_page(key)
        if key == HISTORY:
            qtbot.waitUntil(lambda: home.history.integrity.badge.text().startswith("History verified"))
        qtbot.waitUntil(lambda: faults(home) == [])
        assert twice_named(home) == []
    home.frame.show_page(PATIENTS)
    home.patients.check(house.people["Helena Duarte"])
    qtbot.waitUntil(lambda: home.patients.check_card.answer.word() == "Partly")
    qtbot.waitUntil(lambda: faults(home) == [])
    home.open_ask(house.people["Helena Duarte"])
    dialog = home.findChild(AskDialog)
    assert isinstance(dialog, AskDialog)
    qtbot.waitUntil(lambda: not dialog.kinds.cards()[0].isEnabled())
    qtbot.waitUntil(lambda: faults(dialog) == [])
    assert twice_named(dialog) == []
    dialog.reject()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_whole_history_fits(
    text_size: float, house: House, workspace: Workspace, size: tuple[int, int], qtbot: QtBot
) -> None:
    window = HistoryHome(workspace, at_work(house.clinic, house.people["Ruth Lindqvist"]))
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    qtbot.waitUntil(lambda: window.history.integrity.badge.text().startswith("History verified"))
    qtbot.waitUntil(lambda: bool(window.history.detail.json.toPlainText()))
    qtbot.waitUntil(lambda: faults(window) == [])
    assert twice_named(window) == []


def test_tab_reaches_everything_in_reading_order(home: ProfessionalHome, qtbot: QtBot) -> None:
    home.frame._buttons[PATIENTS].setFocus()
    reached: list[QWidget] = []
    for _ in range(60):
        widget = QApplication.focusWidget()
        assert widget is not None
        if widget in reached:
            break
        reached.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    page = home.patients
    wanted: list[QWidget] = [
        home.frame._buttons[PATIENTS], home.frame._rail.finish, page.search.line_edit, page.bell, page.find_button,
        page.chips[Group.ALL], page.table, page.check_card.patient_chooser, page.check_card.kind_chooser,
        page.waiting.all_button,
    ]  # fmt: skip
    places = [reached.index(widget) for widget in wanted]
    assert places == sorted(places)


def test_arrows_go_through_sections_and_chips(home: ProfessionalHome, qtbot: QtBot) -> None:
    rail = home.frame._buttons
    rail[PATIENTS].setFocus()
    QTest.keyClick(rail[PATIENTS], Qt.Key.Key_Down)
    assert rail[REQUESTS].hasFocus()
    QTest.keyClick(rail[REQUESTS], Qt.Key.Key_Return)
    assert home.frame.current() == REQUESTS
    QTest.keyClick(home, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert home.frame.current() == PATIENTS
    chips = home.patients.chips
    chips[Group.ALL].setFocus()
    QTest.keyClick(chips[Group.ALL], Qt.Key.Key_Right)
    assert chips[Group.CAN_SEE].hasFocus()
    QTest.keyClick(chips[Group.CAN_SEE], Qt.Key.Key_Return)
    assert home.patients.table.model().rowCount() == 11
