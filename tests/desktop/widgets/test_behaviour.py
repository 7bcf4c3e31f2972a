"""Keyboard, focus, popovers, dialogs and what screen readers hear."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.widgets.access_cell import AccessCell, CellState
from consent_desktop.desktop.widgets.blanks import Blank, SentenceWithBlanks
from consent_desktop.desktop.widgets.busy_bar import BusyBar
from consent_desktop.desktop.widgets.buttons import KitButton, PrimaryButton, SecondaryButton
from consent_desktop.desktop.widgets.calendar_grid import CalendarGrid, DayButton
from consent_desktop.desktop.widgets.chooser import Chooser
from consent_desktop.desktop.widgets.confirm_dialog import ConfirmDialog
from consent_desktop.desktop.widgets.dialog_frame import DialogFrame
from consent_desktop.desktop.widgets.focus_ring import FocusRing
from consent_desktop.desktop.widgets.icon_button import IconButton
from consent_desktop.desktop.widgets.option_card import Mark, OptionCard
from consent_desktop.desktop.widgets.popover import Popover
from consent_desktop.desktop.widgets.segmented import SegmentedChoice
from consent_desktop.desktop.widgets.sentence import RecordSentence
from consent_desktop.desktop.widgets.steps import Steps
from consent_desktop.desktop.widgets.text_area import TextArea
from consent_desktop.desktop.widgets.text_field import TextField
from consent_desktop.desktop.widgets.toast import Toast

grabs_keyboard = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


class Window(QWidget):
    """A window with one button that opens things."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        self.opener = AccessCell(CellState.CAN_SEE, "Can see", "no end date", self, offer="Stop",
                                 spoken="Dr Ribeiro, exams: can see. Press to stop sharing.")  # fmt: skip
        layout.addWidget(self.opener)
        self.other = SecondaryButton("Print", self)
        layout.addWidget(self.other)
        self.ring = FocusRing(self)
        self.resize(1280, 800)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    result = Window()
    qtbot.addWidget(result)
    with qtbot.waitExposed(result):
        result.show()
    result.activateWindow()
    result.opener.setFocus()
    qtbot.waitUntil(result.opener.hasFocus)
    return result


def settle() -> None:
    """Let layouts and posted events come to rest."""
    for _ in range(4):
        QApplication.processEvents()


def press(widget: QWidget, key: Qt.Key, *, held: bool = False) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", held))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_keys_press_and_held_keys_do_not(qtbot: QtBot, window: Window, key: Qt.Key) -> None:
    clicks: list[str] = []

    def note() -> None:
        clicks.append("click")

    window.other.clicked.connect(note)
    press(window.other, key, held=True)
    assert not clicks
    press(window.other, key)
    assert len(clicks) == 1


def make_popover(window: Window, told: list[str], guard_ms: int | None = None) -> Popover:
    popover = Popover(window, "Stop sharing exams?", "It works now.", "Stop sharing", "Keep", guard_ms=guard_ms)
    popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)

    def note() -> None:
        told.append("confirmed")

    popover.confirmed.connect(note)
    popover.open_under(window.opener)
    return popover


@grabs_keyboard
def test_popover_ignores_held_keys_and_the_double_click(qtbot: QtBot, window: Window) -> None:
    told: list[str] = []
    popover = make_popover(window, told)
    press(popover.confirm_button, Qt.Key.Key_Return, held=True)
    press(popover.confirm_button, Qt.Key.Key_Space, held=True)
    QTest.mouseClick(popover.confirm_button, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(popover.confirm_button, Qt.MouseButton.LeftButton)
    assert told == []
    assert popover.isVisible()
    press(popover.confirm_button, Qt.Key.Key_Return)
    assert told == ["confirmed"]
    assert not popover.isVisible()


@grabs_keyboard
def test_popover_takes_a_later_click_and_returns_focus(qtbot: QtBot, window: Window) -> None:
    told: list[str] = []
    popover = make_popover(window, told, guard_ms=0)
    settle()
    qtbot.waitUntil(popover.takes_presses)
    assert popover.confirm_button.width() == popover.keep_button.width()
    QTest.mouseClick(popover.confirm_button, Qt.MouseButton.LeftButton)
    assert told == ["confirmed"]
    assert window.opener.hasFocus()


@grabs_keyboard
def test_escape_keeps(qtbot: QtBot, window: Window) -> None:
    told: list[str] = []
    popover = make_popover(window, told)
    press(popover, Qt.Key.Key_Escape)
    assert told == []
    assert not popover.isVisible()


def test_dialog_hides_content_traps_and_returns_focus(qtbot: QtBot, window: Window) -> None:
    dialog = DialogFrame(window, "Share", keep=True)
    first, second = PrimaryButton("One", dialog.body), PrimaryButton("Two", dialog.body)
    dialog.body_layout.addWidget(first)
    dialog.foot_layout.addWidget(second)
    dialog.open_dialog()
    assert first.hasFocus()
    assert not window.opener.isVisible()
    seen = []
    for _ in range(4):
        seen.append(QApplication.focusWidget())
        QTest.keyClick(dialog, Qt.Key.Key_Tab)
    assert seen == [first, second, dialog.close_button, first]
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert window.opener.isVisible()
    assert window.opener.hasFocus()


@pytest.mark.parametrize(("wide", "high"), [(1280, 800), (900, 560), (1920, 1080)])
def test_dialog_fits_and_its_footer_is_seen(qtbot: QtBot, window: Window, wide: int, high: int) -> None:
    window.resize(wide, high)
    dialog = DialogFrame(window, "Share", paper=True, keep=True)
    for number in range(14):
        dialog.body_layout.addWidget(OptionCard(f"Choice {number}", "second line", dialog.body))
    done = PrimaryButton("Next", dialog.foot)
    dialog.foot_layout.addWidget(done)
    dialog.open_dialog()
    settle()
    panel = dialog.panel
    assert panel.width() == min(1080, wide - 32)
    assert panel.height() == min(712, high - 32)
    assert panel.rect().contains(done.mapTo(panel, done.rect().bottomRight()))
    window.resize(1000, 600)
    assert dialog.size() == window.size()
    dialog.close_dialog()


def test_tab_scrolls_the_body(qtbot: QtBot, window: Window) -> None:
    dialog = DialogFrame(window, "Share", keep=True)
    cards = [OptionCard(f"Choice {number}", "second line", dialog.body, mark=Mark.CHECK) for number in range(14)]
    for card in cards:
        dialog.body_layout.addWidget(card)
    dialog.open_dialog()
    settle()
    for _ in range(13):
        QTest.keyClick(dialog, Qt.Key.Key_Tab)
    assert cards[13].hasFocus()
    assert not cards[13].visibleRegion().isEmpty()


def test_confirm_dialog(qtbot: QtBot, window: Window) -> None:
    dialog = ConfirmDialog(window, "Say no to Dr Souza?", "Dr Souza cannot see your exams.", "Say no", "Go back")
    dialog.open_dialog()
    settle()
    assert dialog.keep_button.hasFocus()
    assert abs(dialog.confirm_button.width() - dialog.keep_button.width()) <= 1
    assert dialog.panel.height() < 300
    with qtbot.waitSignal(dialog.confirmed):
        dialog.confirm_button.click()


def test_focus_ring_follows(qtbot: QtBot, window: Window) -> None:
    window.other.setFocus()
    assert window.ring.target() is window.other
    assert window.ring.geometry().contains(window.other.geometry())
    window.ring.place()
    window.other.setEnabled(False)


def test_option_cards_move_with_arrows(qtbot: QtBot, window: Window) -> None:
    host = QWidget(window)
    cards = [OptionCard(word, "", host) for word in ("A", "B", "C")]
    host.show()
    press(cards[0], Qt.Key.Key_Down)
    assert cards[1].isChecked()
    press(cards[1], Qt.Key.Key_Down)
    assert cards[2].isChecked()
    assert not cards[1].isChecked()
    box = OptionCard("Many", "", host, mark=Mark.CHECK)
    press(box, Qt.Key.Key_Space)
    assert box.isChecked()
    assert cards[2].isChecked()


def test_segments_tell_the_key(qtbot: QtBot, window: Window) -> None:
    choice = SegmentedChoice([("en", "English", ""), ("pt", "Português", "")], "Language", window)
    choice.choose("en")
    with qtbot.waitSignal(choice.chosen) as told:
        press(choice.findChildren(KitButton)[0], Qt.Key.Key_Right)
    assert told.args == ["pt"]
    assert choice.key() == "pt"


def test_wheel_never_changes_a_chooser(qtbot: QtBot, window: Window) -> None:
    chooser = Chooser("Kind", "Choose", window)
    chooser.set_choices([("a", "Exams"), ("b", "Consultations")])
    assert chooser.key() == ""
    chooser.choose("a")
    wheel = QWheelEvent(QPoint(5, 5), QPoint(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(chooser, wheel)
    assert chooser.key() == "a"
    with qtbot.waitSignal(chooser.chosen) as told:
        chooser.menu_widget().actions()[1].trigger()
    assert told.args == ["b"]
    assert chooser.text() == "Consultations"


def test_sentence_words_lead_back(qtbot: QtBot, window: Window) -> None:
    sentence = SentenceWithBlanks(window)
    sentence.resize(336, 300)
    sentence.set_sentence("I, {me}, let {pro} see {kinds}.", {
        "me": Blank("Helena", link=False), "pro": Blank("Dr Karim Haddad"), "kinds": Blank("")})  # fmt: skip
    assert sentence.accessibleName() == "I, Helena, let Dr Karim Haddad see blank."
    words = [child for child in sentence.children() if isinstance(child, QWidget)]
    assert len(words) == 1
    with qtbot.waitSignal(sentence.word_activated) as told:
        press(words[0], Qt.Key.Key_Return)
    assert told.args == ["pro"]


def test_steps_lead_back_only_to_finished_ones(qtbot: QtBot, window: Window) -> None:
    steps = Steps(["Who", "What", "Why"], window)
    steps.set_current(1)
    first, second, third = steps._steps
    assert first.isEnabled()
    assert not second.isEnabled()
    assert not third.isEnabled()
    with qtbot.waitSignal(steps.step_chosen) as told:
        first.click()
    assert told.args == [0]


def test_calendar(qtbot: QtBot, window: Window) -> None:
    grid = CalendarGrid(date(2026, 3, 1), window, earliest=date(2026, 3, 12))
    grid.resize(320, 400)
    grid.show()
    days = {button.day: button for button in grid.findChildren(DayButton) if button.isVisible()}
    assert not days[date(2026, 3, 11)].isEnabled()
    assert days[date(2026, 3, 12)].isEnabled()
    with qtbot.waitSignal(grid.day_chosen) as told:
        days[date(2026, 3, 31)].click()
    assert told.args == [date(2026, 3, 31)]
    focused = QApplication.focusWidget()
    assert isinstance(focused, DayButton)
    press(focused, Qt.Key.Key_Right)
    after = QApplication.focusWidget()
    assert isinstance(after, DayButton)
    assert after.day == date(2026, 4, 1)


def test_fields_say_what_is_wrong(qtbot: QtBot, window: Window) -> None:
    field = TextField("Day", window, clearable=True)
    field.set_error("Choose a day from today on")
    reader = QAccessible.queryAccessibleInterface(field.line_edit)
    assert reader.text(QAccessible.Text.Name) == "Day"
    assert reader.text(QAccessible.Text.Description) == "Choose a day from today on"
    area = TextArea("Why", window, limit=5)
    area.set_text("too long")
    assert area.text() == "too l"


def test_names_for_readers(qtbot: QtBot, window: Window) -> None:
    reader = QAccessible.queryAccessibleInterface(window.opener)
    assert reader.text(QAccessible.Text.Name).startswith("Dr Ribeiro, exams")
    assert reader.role() == QAccessible.Role.Button
    card = OptionCard("Exams", "Blood tests", window)
    assert QAccessible.queryAccessibleInterface(card).role() == QAccessible.Role.RadioButton
    sentence = RecordSentence("{pro} asks.", {"pro": "Dr Ana Souza"}, window)
    assert QAccessible.queryAccessibleInterface(sentence).text(QAccessible.Text.Name) == "Dr Ana Souza asks."
    with pytest.raises(ValueError, match="needs a name"):
        IconButton("", "x", window)


def test_toast_waits_while_focused_and_goes(qtbot: QtBot, window: Window) -> None:
    toast = Toast(window, "You stopped sharing", "", action="Share again", stay_ms=40)
    toast.pop_up()
    toast.close_button.setFocus()
    assert not toast.is_waiting()
    window.opener.setFocus()
    with qtbot.waitSignal(toast.closed):
        pass
    kept = Toast(window, "Not stopped yet", sticky=True)
    kept.pop_up()
    assert not kept.is_waiting()


def test_busy_bar_appears_late(qtbot: QtBot, window: Window) -> None:
    bar = BusyBar("Loading", window)
    bar.start()
    assert not bar.is_showing()
    qtbot.waitUntil(bar.is_showing, timeout=2000)
    bar.stop()
    assert not bar.is_showing()
