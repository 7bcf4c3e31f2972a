"""Who can see: stop, answer, share, put off; by mouse and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.patient.home import PatientHome
from consent_desktop.desktop.patient.matrix_line import MatrixLine
from consent_desktop.desktop.patient.who_page import WhoPage
from consent_desktop.desktop.shell.window import ConsentWindow
from consent_desktop.desktop.theme import set_text_scale
from consent_desktop.desktop.widgets.modal_overlay import ModalOverlay
from consent_desktop.desktop.widgets.popover import Popover
from consent_desktop.desktop.widgets.toast import Toast
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.commands import GrantConsent, RevokeConsent
from consent_desktop.domain.vocabulary import EVERYTHING, THE_SYSTEM, PersonKind, RecordType
from consent_desktop.read_models.matrix import actor_of
from consent_desktop.read_models.rows import CellState
from tests.desktop.clinics import HELENA, at_work, focused, found, give

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
EXAMS, CONSULTATIONS = RecordType.EXAMS, RecordType.CONSULTATIONS


class Stage:
    """A window with a patient at home."""

    def __init__(self, qtbot: QtBot, workspace: Workspace, number: str) -> None:
        self.qtbot, self.workspace, self.clinic = qtbot, workspace, workspace.clinic
        self.patient = found(self.clinic, PersonKind.PATIENT, number)
        self.window = ConsentWindow(workspace)
        self.window.resize(1280, 800)
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.window.sign_in(at_work(self.clinic, self.patient))
        qtbot.waitUntil(lambda: self.page.picture() is not None)
        self.settle()

    @property
    def home(self) -> PatientHome:
        home = self.window.screen_widget()
        assert isinstance(home, PatientHome)
        return home

    @property
    def page(self) -> WhoPage:
        return self.home.who_page

    def settle(self) -> None:
        for _ in range(5):
            QApplication.processEvents()

    def line(self, name: str) -> MatrixLine:
        return next(line for line in self.page.matrix.lines() if line._name.text() == name)

    def state(self, name: str, kind: RecordType) -> CellState:
        return CellState(self.line(name).cells[kind].state().value)

    def popover(self) -> Popover:
        self.qtbot.waitUntil(lambda: bool(self._popovers()))
        popover = self._popovers()[0]
        self.qtbot.waitUntil(popover.takes_presses)
        return popover

    def _popovers(self) -> list[Popover]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, Popover) and w.isVisible()]

    def toasts(self) -> list[str]:
        return [toast.accessibleName() for toast in self.window.findChildren(Toast) if toast.isVisible()]

    def dialog(self) -> ModalOverlay:
        self.qtbot.waitUntil(lambda: any(o.is_open() for o in self.window.findChildren(ModalOverlay)))
        return next(o for o in self.window.findChildren(ModalOverlay) if o.is_open())

    def click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.fixture
def stage(qtbot: QtBot, demonstration: Workspace) -> Stage:
    return Stage(qtbot, demonstration, HELENA)


def test_the_page_says_who_can_see(stage: Stage) -> None:
    assert stage.page._sub.text() == (
        "Thursday 12 March 2026. Four people can see some of your records. Press any box to change it."
    )
    cell = stage.line("Dr Tomás Ribeiro").cells[CONSULTATIONS]
    assert cell.accessibleName() == "Dr Tomás Ribeiro, consultations: can see, no end date. Press to stop sharing."
    assert stage.state("Dr Karim Haddad", EXAMS) is CellState.ENDED
    assert stage.state("Dr Karim Haddad", CONSULTATIONS) is CellState.SAID_NO
    assert stage.home.header.tabs[1].accessibleName() == "Requests, 1"
    assert stage.page.verticalScrollBar().maximum() == 0


def test_stop_one_kind_by_mouse(stage: Stage) -> None:
    stage.click(stage.line("Dr Tomás Ribeiro").cells[CONSULTATIONS])
    popover = stage.popover()
    assert popover.accessibleName() == "Stop sharing consultations with Dr Tomás Ribeiro?"
    assert "next sign-in" in popover.accessibleDescription()
    stage.click(popover.confirm_button)
    stage.qtbot.waitUntil(lambda: stage.state("Dr Tomás Ribeiro", CONSULTATIONS) is CellState.STOPPED)
    stage.qtbot.waitUntil(lambda: stage.toasts() == ["You stopped sharing"])
    assert not stage.clinic.has(
        THE_SYSTEM, stage.patient.subject, actor_of(found(stage.clinic, PersonKind.DOCTOR, "70-0002")), CONSULTATIONS
    )


def test_stop_by_keyboard_and_the_focus_comes_back(stage: Stage) -> None:
    cell = stage.line("Dr Tomás Ribeiro").cells[EXAMS]
    cell.setFocus()
    QTest.keyClick(cell, Qt.Key.Key_Right)
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    QTest.keyClick(focused(), Qt.Key.Key_Up)
    wanted = stage.line("Dr Tomás Ribeiro").cells[CONSULTATIONS]
    assert QApplication.focusWidget() is wanted
    QTest.keyClick(wanted, Qt.Key.Key_Return)
    QTest.keyClick(stage.popover().confirm_button, Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: stage.state("Dr Tomás Ribeiro", CONSULTATIONS) is CellState.STOPPED)
    stage.qtbot.waitUntil(lambda: QApplication.focusWidget() is wanted)


def test_keep_sharing_changes_nothing(stage: Stage) -> None:
    before = stage.clinic.views.position()
    stage.click(stage.line("Dr Tomás Ribeiro").cells[EXAMS])
    stage.click(stage.popover().keep_button)
    stage.settle()
    assert stage.clinic.views.position() == before
    assert stage.state("Dr Tomás Ribeiro", EXAMS) is CellState.CAN_SEE


def test_home_and_end_go_to_the_ends_of_the_row(stage: Stage) -> None:
    line = stage.line("Dr Tomás Ribeiro")
    line.cells[CONSULTATIONS].setFocus()
    QTest.keyClick(line.cells[CONSULTATIONS], Qt.Key.Key_End)
    assert QApplication.focusWidget() is line.action
    QTest.keyClick(line.action, Qt.Key.Key_Home)
    assert QApplication.focusWidget() is line.cells[EXAMS]


def test_stop_all_says_that_it_does_not_answer(stage: Stage) -> None:
    stage.click(stage.line("Dr Ana Souza").action)
    popover = stage.popover()
    assert "does not answer the request of Dr Souza" in popover.accessibleDescription()
    stage.click(popover.confirm_button)
    stage.qtbot.waitUntil(lambda: stage.line("Dr Ana Souza").action.text() == "Share")
    assert stage.state("Dr Ana Souza", EXAMS) is CellState.ASKED


def test_stopping_under_everything_says_that_later_kinds_stay(stage: Stage) -> None:
    nurse = found(stage.clinic, PersonKind.NURSE, "71-0002")
    give(stage.clinic, stage.patient,
         GrantConsent(patient=stage.patient.subject, actor=actor_of(nurse), record_types=EVERYTHING))  # fmt: skip
    stage.qtbot.waitUntil(lambda: any(r.everything for r in stage.page.picture().rows))  # type: ignore[union-attr]
    line = stage.line("Nurse Grace Okafor")
    assert line._everything.isVisible()
    stage.click(line.cells[EXAMS])
    popover = stage.popover()
    assert "come later stay shared" in popover.accessibleDescription()
    stage.click(popover.confirm_button)
    stage.qtbot.waitUntil(lambda: stage.state("Nurse Grace Okafor", EXAMS) is CellState.STOPPED)
    line = stage.line("Nurse Grace Okafor")
    assert line._everything.text() == "Later kinds too"
    assert line._everything.isVisible()
    assert line.action.accessibleName() == "Stop sharing all with Nurse Grace Okafor, later kinds too"
    stage.click(stage.line("Nurse Grace Okafor").cells[CONSULTATIONS])
    popover = stage.popover()
    assert "come later stay shared" in popover.accessibleDescription()
    stage.click(popover.keep_button)


def test_a_second_stop_is_refused_with_a_sentence(stage: Stage) -> None:
    doctor = found(stage.clinic, PersonKind.DOCTOR, "70-0002")
    stage.click(stage.line("Dr Tomás Ribeiro").cells[EXAMS])
    popover = stage.popover()
    give(stage.clinic, stage.patient,
         RevokeConsent(patient=stage.patient.subject, actor=actor_of(doctor), record_types=frozenset({EXAMS})))  # fmt: skip
    stage.click(popover.confirm_button)
    stage.qtbot.waitUntil(lambda: stage.toasts() == ["There is nothing to stop"])


def test_decide_later_leaves_it_under_requests(stage: Stage) -> None:
    stage.click(stage.page.request_card.later_button)
    assert not stage.page.request_card.isVisible()
    assert stage.home.header.tabs[1].accessibleName() == "Requests, 1"


def test_decline_asks_once(stage: Stage) -> None:
    stage.page.request_card.allow_button.setFocus()
    QTest.keyClick(stage.page.request_card.allow_button, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    dialog = stage.dialog()
    assert dialog.accessibleName() == "Say no to Dr Souza?"
    stage.click(dialog.confirm_button)  # type: ignore[attr-defined]
    stage.qtbot.waitUntil(lambda: stage.state("Dr Ana Souza", EXAMS) is CellState.SAID_NO)
    stage.qtbot.waitUntil(lambda: stage.toasts() == ["You said no"])
    stage.qtbot.waitUntil(lambda: not stage.page.request_card.isVisible())


def test_cells_open_what_they_offer(stage: Stage) -> None:
    stage.click(stage.line("Dr Ana Souza").cells[EXAMS])
    asked = stage.dialog()
    assert asked.accessibleName() == "Answer Dr Souza"
    asked.reject()
    stage.settle()
    stage.click(stage.line("Dr Karim Haddad").cells[EXAMS])
    shared = stage.dialog()
    assert shared.accessibleName() == "Share with someone"
    shared.reject()
    stage.settle()


def test_names_are_unique_and_targets_large(stage: Stage) -> None:
    buttons = [b for line in stage.page.matrix.lines() for b in line.buttons()]
    names = [b.accessibleName() for b in buttons]
    assert len(set(names)) == len(names)
    assert all(b.height() >= 40 for b in buttons)


def test_tab_goes_in_reading_order(stage: Stage) -> None:
    header, card = stage.home.header, stage.page.request_card
    header.tabs[0].setFocus()
    visited = []
    for _ in range(8):
        QTest.keyClick(stage.window, Qt.Key.Key_Tab)
        visited.append(QApplication.focusWidget())
    first = stage.page.matrix.lines()[0].buttons()
    assert visited == [
        header.text_button, header.finish_button, stage.page.share_button, card.allow_button, card.decline_button,
        card.later_button, first[0], first[1],
    ]  # fmt: skip


def test_sections_by_keyboard(stage: Stage) -> None:
    QTest.keyClick(stage.window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert QApplication.focusWidget() is stage.home.header.tabs[1]
    assert not stage.page.isVisible()
    QTest.keyClick(stage.window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert stage.home.header.tabs[2].isChecked()
    QTest.keyClick(stage.window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert stage.page.isVisible()


def test_another_window_is_followed(qtbot: QtBot, stage: Stage) -> None:
    other = Stage(qtbot, stage.workspace, HELENA)
    stage.click(stage.line("Miguel Duarte").action)
    stage.click(stage.popover().confirm_button)
    qtbot.waitUntil(lambda: other.line("Miguel Duarte").action.text() == "Share")


def test_nobody_yet(qtbot: QtBot, plain: Workspace) -> None:
    stage = Stage(qtbot, plain, "1")
    assert stage.page.empty.isVisible()
    assert not stage.page.share_button.isVisible()
    assert stage.page._sub.text() == "Thursday 12 March 2026."


@pytest.mark.parametrize("size", [(900, 560), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_nothing_is_cut(stage: Stage, size: tuple[int, int], scale: float) -> None:
    set_text_scale(scale)
    stage.window.resize(*size)
    stage.settle()
    column = stage.page.column_widget
    outside = []
    for widget in column.findChildren(QWidget):
        if not widget.isVisible():
            continue
        area = widget.rect().translated(widget.mapTo(column, widget.rect().topLeft()))
        if area.left() < -1 or area.right() > column.width() + 1 or widget.height() < widget.minimumSizeHint().height():
            outside.append((type(widget).__name__, widget.accessibleName(), area, widget.minimumSizeHint()))
    assert outside == []
    header = stage.home.header
    for widget in (*header.tabs, header.text_button, header.finish_button):
        area = widget.rect().translated(widget.mapTo(header, widget.rect().topLeft()))
        assert header.rect().contains(area), (widget.text(), area, header.rect())


def test_a_narrow_page_stops_in_two_presses(stage: Stage) -> None:
    stage.window.resize(900, 560)
    stage.settle()
    narrow = stage.page.narrow
    assert narrow.isVisible()
    pane = narrow.pane
    assert pane.action.accessibleName() == "Stop sharing all with Dr Tomás Ribeiro"
    stage.page.ensureWidgetVisible(pane.lines[EXAMS].button)
    stage.click(pane.lines[EXAMS].button)
    stage.click(stage.popover().confirm_button)
    stage.qtbot.waitUntil(lambda: pane.lines[EXAMS].button.text() == "Share")


def test_large_text_puts_a_person_on_a_page_of_their_own(stage: Stage) -> None:
    set_text_scale(2.0)
    stage.settle()
    narrow = stage.page.narrow
    assert narrow.list.isVisible()
    assert not narrow.pane.isVisible()
    narrow.open_person(stage.page.picture().rows[1].other.subject)  # type: ignore[union-attr]
    stage.settle()
    assert narrow.pane.isVisible()
    assert QApplication.focusWidget() is narrow.pane.back_button
    QTest.keyClick(narrow.pane.back_button, Qt.Key.Key_Escape)
    assert narrow.list.isVisible()


def test_people_of_a_large_list_end_in_one_line(stage: Stage) -> None:
    set_text_scale(2.0)
    stage.settle()
    people = stage.page.narrow.list
    assert people.isVisible()
    assert len({button.text() for button in people._actions.values()}) == 2
    assert len({button.width() for button in people._actions.values()}) == 1
    assert len({tile.width() for tile in people._tiles.values()}) == 1
