"""The guide's colours as live windows show them: pixels of their pictures against the tokens."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from consent_desktop.desktop.professional.patient_lines import Group
from consent_desktop.desktop.sharing.share_dialog import ShareDialog
from consent_desktop.desktop.sign_in.brand_side import BrandSide
from consent_desktop.desktop.sign_in.screen import SignInScreen
from consent_desktop.desktop.sign_in.search_pane import SearchPane
from consent_desktop.desktop.theme.tokens import token
from consent_desktop.domain.vocabulary import RecordType
from tests.desktop.guide.stage import DOCTOR, OFFICER, PATIENT, Stage, settle

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
E, C, R = RecordType.EXAMS, RecordType.CONSULTATIONS, RecordType.ER_VISITS


def shows(stage: Stage, widget: QWidget, name: str, x: int = 6, y: int | None = None) -> None:
    """The pixel (near the leading edge, at half height, unless told otherwise) has that token's colour."""
    seen = stage.colour(widget, x, widget.height() // 2 if y is None else y)
    assert (name, seen.name()) == (name, token(name).name())


def quiet() -> None:
    """Take the focus away, and with it the ring."""
    focus = QApplication.focusWidget()
    if focus is not None:
        focus.clearFocus()
    settle()


def test_sign_in(stage: Stage) -> None:
    stage.who.write("Your name or record number", "hele")
    stage.who.press_starting("Helena D.,")
    quiet()
    screen = stage.window.screen_widget()
    assert isinstance(screen, SignInScreen)
    [brand] = screen.findChildren(BrandSide)
    shows(stage, brand, "brand_panel")
    shows(stage, screen.question.patient_card, "pen_tint")
    shows(stage, screen.question.patient_card, "pen", x=0)
    shows(stage, screen.question.staff_card, "surface")
    shows(stage, screen.question.staff_card, "line_strong", x=0)
    pane = screen.question.pane
    assert isinstance(pane, SearchPane)
    shows(stage, pane.field.box, "surface")
    shows(stage, screen.card, "surface")
    shows(stage, screen.card.button, "sunken", x=20)
    shows(stage, screen, "paper", x=-6)


def test_patient_home(stage: Stage) -> None:
    home = stage.enter(PATIENT).patient()
    quiet()
    page = home.who_page
    shows(stage, page, "paper")
    shows(stage, home.header, "surface")
    shows(stage, home.header, "line", y=-1)
    shows(stage, home.header.tabs[0], "pen", x=40, y=-2)
    shows(stage, page.share_button, "pen")
    shows(stage, page.request_card, "surface")
    shows(stage, page.request_card, "wait_line", x=0)
    shows(stage, page.request_card.allow_button, "allow_tint")
    shows(stage, page.request_card.allow_button, "allow_solid", x=0)
    shows(stage, page.request_card.decline_button, "surface")
    shows(stage, page.request_card.decline_button, "line_strong", x=0)
    shows(stage, page.matrix.head, "sunken")
    lines = {line._name.text(): line for line in page.matrix.lines()}
    shows(stage, lines["Dr Tomás Ribeiro"].cells[E], "allow_tint")
    shows(stage, lines["Dr Ana Souza"].cells[E], "wait_tint")
    shows(stage, lines["Dr Karim Haddad"].cells[E], "none_tint")
    shows(stage, lines["Dr Karim Haddad"].cells[C], "none_tint")
    shows(stage, lines["Dr Karim Haddad"].cells[R], "surface")
    shows(stage, lines["Dr Tomás Ribeiro"], "line", y=-1)
    shows(stage, lines["Dr Tomás Ribeiro"]._avatar, "avatar_doctor")
    shows(stage, lines["Miguel Duarte"]._avatar, "avatar_patient")
    shows(stage, lines["Nurse Inês Carvalho"]._avatar, "avatar_nurse")


def test_the_cell_that_is_asked_about_stays_lit(stage: Stage) -> None:
    """The pointer is on the question by then; what it is about must still be seen."""
    page = stage.enter(PATIENT).patient().who_page
    stage.who.press_starting("Dr Tomás Ribeiro, consultations")
    popover = stage.popover()
    cell = next(line for line in page.matrix.lines() if line._name.text() == "Dr Tomás Ribeiro").cells[C]
    shows(stage, cell, "stop_tint")
    shows(stage, cell, "stop_solid", x=0)
    at = popover.confirm_button.geometry()
    assert popover.grab().toImage().pixelColor(at.left() + 6, at.center().y()) == token("stop_tint")
    stage.who.press("Keep sharing")
    settle()
    quiet()
    stage.window.setFocus()
    shows(stage, cell, "stop_tint" if cell.underMouse() else "allow_tint")


def test_share_dialog(stage: Stage) -> None:
    who = stage.enter(PATIENT).who
    who.press("Share with someone")
    who.press("Dr Karim Haddad")
    quiet()
    dialog = stage.dialog()
    assert isinstance(dialog, ShareDialog)
    shows(stage, dialog.paper_area, "paper", y=400)
    shows(stage, dialog.body_area, "surface")
    shows(stage, dialog.head, "surface")
    shows(stage, dialog.next_button, "pen")
    chosen, other = dialog.who.cards[:2]
    shows(stage, chosen, "pen_tint", x=8)
    shows(stage, chosen, "pen", x=1)
    shows(stage, other, "surface", x=8)
    shows(stage, other, "line_strong", x=0)
    scrim, paper = token("scrim"), token("paper")
    seen = stage.colour(dialog, 4, 500)
    for channel in ("red", "green", "blue"):
        over, under = getattr(scrim, channel)(), getattr(paper, channel)()
        assert getattr(seen, channel)() == pytest.approx(under + (over - under) * scrim.alphaF(), abs=2)


def test_professional(stage: Stage) -> None:
    home = stage.enter(DOCTOR).professional()
    quiet()
    shows(stage, home.frame._rail, "sunken", y=500)
    shows(stage, home.patients.search.box, "surface")
    shows(stage, home.patients.chips[Group.ALL], "pen_tint", x=12)
    shows(stage, home.patients.chips[Group.WAITING], "surface", x=12)
    shows(stage, home.patients.check_card, "surface")
    shows(stage, home.patients.table.horizontalHeader(), "sunken", x=8)


def test_history(stage: Stage) -> None:
    home = stage.enter(OFFICER).officer()
    quiet()
    page = home.history
    shows(stage, home.frame._rail, "sunken", y=500)
    shows(stage, page.integrity.badge, "allow_tint")
    shows(stage, page.integrity.badge, "allow_line", x=0)
    shows(stage, page.filters.search.box, "surface", x=12)
    shows(stage, page.table.horizontalHeader(), "sunken", x=8)
    shows(stage, page.detail, "surface")
