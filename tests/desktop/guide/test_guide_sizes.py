"""The guide's sizes on live windows of 1280 x 800, two px either way."""

from __future__ import annotations

from itertools import pairwise
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.history.page import HistoryPage
from consent_desktop.desktop.sharing.allow_dialog import AllowDialog
from consent_desktop.desktop.sharing.share_dialog import ShareDialog
from consent_desktop.desktop.sign_in.brand_side import BrandSide
from consent_desktop.desktop.sign_in.pin_card import PinCard
from consent_desktop.desktop.sign_in.screen import SignInScreen
from consent_desktop.desktop.staff.topbar import Topbar
from consent_desktop.desktop.tour.hands import wait_until
from consent_desktop.desktop.widgets.filter_chip import FilterChip
from consent_desktop.desktop.widgets.option_card import OptionCard
from consent_desktop.desktop.widgets.text_field import FieldBox
from tests.desktop.guide.stage import DOCTOR, OFFICER, PATIENT, Stage, settle

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
STRIP = 36
W = TypeVar("W", bound=QWidget)


def near(pixels: float) -> object:
    """Two px either way."""
    return pytest.approx(pixels, abs=2)


def only(kind: type[W], parent: QWidget) -> W:
    """The one visible widget of that class."""
    [widget] = [w for w in parent.findChildren(kind) if w.isVisible()]
    return widget


def test_sign_in(stage: Stage) -> None:
    stage.who.write("Your name or record number", "hele")
    stage.who.press_starting("Helena D.,")
    screen = stage.window.screen_widget()
    assert isinstance(screen, SignInScreen)
    assert only(BrandSide, screen).width() == near(372)
    question, card = screen.question, screen.card
    assert question.patient_card.height() == near(64)
    assert question.staff_card.height() == near(64)
    assert stage.place(question.patient_card).left() == near(372 + 40)
    assert only(FieldBox, question).height() == near(64)
    hits = [c for c in question.findChildren(OptionCard) if c.isVisible() and c.text() in ("Helena D.", "Helene P.")]
    assert [hit.height() for hit in hits] == [near(78), near(78)]
    assert hits[1].y() - hits[0].y() == near(78 + 10)
    assert card.width() == near(328)
    assert isinstance(card, PinCard)
    pad = card.pad
    assert pad.boxes.height() == near(52)
    assert [key.height() for key in pad.keys.values()] == [near(66)] * 10
    assert pad.keys["2"].x() - pad.keys["1"].geometry().right() == near(10)
    assert card.button.height() == near(56)
    assert stage.place(card).right() == near(1240)
    assert stage.place(card).left() - stage.place(question).right() == near(36)


def test_patient_home(stage: Stage) -> None:
    home = stage.enter(PATIENT).patient()
    page, header = home.who_page, home.header
    assert header.height() == near(68)
    assert stage.place(header).top() == near(STRIP)
    assert header.finish_button.height() == header.text_button.height() == near(40)
    assert page.share_button.height() == near(48)
    assert stage.place(page.share_button).right() == near(1240)
    card = page.request_card
    allow, decline = stage.place(card.allow_button), stage.place(card.decline_button)
    assert (allow.width(), allow.height()) == (near(196), near(54))
    assert decline.size() == allow.size()
    assert decline.top() - allow.bottom() == near(10)
    matrix = page.matrix
    assert matrix.head.height() == near(60)
    left = stage.place(matrix).left()
    assert left == near(40)
    for line in matrix.lines():
        assert line.height() == near(64)
        cells = [stage.place(cell) for cell in line.cells.values()]
        assert cells[0].left() - left - 20 == near(270 + 4)
        assert [cell.height() for cell in cells] == [near(50)] * 4
        assert all(cell.width() >= 160 for cell in cells)
        assert max(cell.width() for cell in cells) - min(cell.width() for cell in cells) <= 1
        assert line.action.height() == near(40)
        assert stage.place(matrix).right() - cells[-1].right() == near(124 + 16)
    assert page.verticalScrollBar().maximum() == 0


def test_the_request_card_is_as_drawn_where_the_page_is(stage: Stage) -> None:
    """At 1280 x 800 the strip above takes 36 px of the page, and the card gives up what it can spare."""
    page = stage.enter(PATIENT).patient().who_page
    assert 190 <= page.request_card.height() <= 212
    stage.resize(1280, 800 + STRIP)
    assert page.request_card.height() == near(210)


def test_stop_popover(stage: Stage) -> None:
    stage.enter(PATIENT).who.press_starting("Dr Tomás Ribeiro, consultations")
    popover = stage.popover()
    assert popover.width() - 2 * 28 == near(460)
    stop, keep = popover.confirm_button, popover.keep_button
    assert stop.height() == keep.height() == near(48)
    assert stop.width() == near(keep.width())
    popover.close()


def test_share_dialog(stage: Stage) -> None:
    who = stage.enter(PATIENT).who
    who.press("Share with someone")
    dialog = stage.dialog()
    assert isinstance(dialog, ShareDialog)
    who.press("Dr Karim Haddad")
    assert (dialog.panel.width(), dialog.panel.height()) == (near(1080), near(712))
    assert dialog.paper_area.width() == near(400)
    assert dialog.head.height() == near(76)
    assert dialog.foot.height() == near(84)
    assert dialog.next_button.height() == near(48)
    assert dialog.next_button.width() == near(150)
    assert only(FieldBox, dialog.who).height() == near(56)
    assert {chip.height() for chip in dialog.who.findChildren(FilterChip)} == {40}
    for press in ("", "Exams", "Until I stop it", "An operation"):
        if press:
            who.press("Next")
            who.press(press)
        settle()
        cards = [card for card in dialog.body.findChildren(OptionCard) if card.isVisible()]
        assert cards
        assert [c.text() for c in cards if not 64 <= c.height() <= 78] == []
    who.press("Back")
    settle()
    beside = dialog.how_long.findChildren(OptionCard)[0]
    assert beside.width() == near(258)


def test_allow_dialog(stage: Stage) -> None:
    stage.enter(PATIENT).who.press("Allow")
    dialog = stage.dialog()
    assert isinstance(dialog, AllowDialog)
    assert (dialog.panel.width(), dialog.panel.height()) == (near(1080), near(712))
    assert dialog.paper_area.width() == near(400)
    assert dialog.foot.height() == near(84)


def test_professional(stage: Stage) -> None:
    home = stage.enter(DOCTOR).professional()
    page, table = home.patients, home.patients.table
    assert home.frame._rail.width() == near(92)
    assert only(Topbar, home).height() == near(84)
    assert (page.search.box.width(), page.search.box.height()) == (near(330), near(44))
    assert page.bell.height() == near(44)
    assert {chip.height() for chip in page.chips.values()} == {36}
    assert table.row_height() == table.rowHeight(0) == near(52)
    assert table.columnWidth(0) >= 180
    assert [table.columnWidth(column) for column in (1, 2, 3, 4)] == [near(98)] * 4
    assert table.columnWidth(5) == near(118)
    stage.who.look_up("helena", "Helena Duarte")
    stage.who.sees("You can see 1 of 4 kinds.")
    bar = page._side_area.verticalScrollBar()
    for height in (800, 560):  # without and with a scroll bar beside them, the cards are as wide as drawn
        stage.resize(1280, height)
        for card in (page.check_card, page.waiting):
            assert stage.place(card).width() == near(364)
            assert stage.place(card).right() == near(1280 - 28)
    assert bar.maximum() > 0
    assert stage.place(bar).left() > stage.place(page.check_card).right()
    assert page.check_card.patient_chooser.height() == near(40)


def test_the_check_and_what_waits_fit_the_window(stage: Stage) -> None:
    home = stage.enter(DOCTOR).professional()
    stage.who.look_up("helena", "Helena Duarte")
    stage.who.sees("You can see 1 of 4 kinds.")
    settle()
    page = home.patients
    assert page._side_area.verticalScrollBar().maximum() == 0
    line = next(line for line in page.check_card.lines if line.link.isVisible())
    title, detail, link = (stage.place(w).center().y() for w in (line._title, line._detail, line.link))
    assert detail - title == near(20)
    assert link - detail == near(20)
    assert line.link.height() >= 36


def test_history(stage: Stage) -> None:
    home = stage.enter(OFFICER).officer()
    page = home.history
    assert isinstance(page, HistoryPage)
    assert home.frame._rail.width() == near(92)
    assert only(Topbar, home).height() == near(72)
    filters = page.filters
    row = [filters.search.box, filters.person, filters.action, filters.record_type, filters.since]
    assert [widget.height() for widget in row] == [near(36)] * 5
    assert page.table.horizontalHeader().height() == near(36)
    assert page.table.rowHeight(0) == near(33)
    assert stage.place(filters).top() == near(STRIP + 72)
    assert stage.place(filters).left() == near(92 + 24)
    stage.who.write("Search events by name or record number", "haddad")
    stage.who.choose_row("9 Jan 2026")
    assert wait_until(lambda: len(page.detail.chain.steps()) > 1)
    settle()
    tops = [stage.place(step).top() for step in page.detail.chain.steps()]
    assert {below - above for above, below in pairwise(tops)} == {24}
