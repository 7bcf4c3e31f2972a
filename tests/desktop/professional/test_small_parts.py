"""Small things that the picture of the professional's window draws."""

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.professional.home import ProfessionalHome
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.chooser import Chooser
from consent_desktop.desktop.widgets.keycap import Keycap
from tests.desktop.professional.clinic_of_fifteen import House


def picture(chooser: Chooser) -> QImage:
    chooser.clearFocus()
    return chooser.grab().toImage()


def test_an_empty_search_shows_its_keys(home: ProfessionalHome) -> None:
    search = home.patients.search
    [keycap] = search.findChildren(Keycap)
    assert keycap.text() == "Ctrl K"
    assert keycap.isVisible()
    search.set_text("h")
    assert keycap.isHidden()
    search.clear()
    assert keycap.isVisible()
    search.setFixedWidth(180)
    assert keycap.isHidden(), "it would lie over what the field asks for"


def test_a_narrow_page_ends_where_its_head_ends(home: ProfessionalHome, qtbot: QtBot) -> None:
    home.resize(900, 800)
    page = home.patients
    qtbot.waitUntil(lambda: page.check_button.isVisible())
    card = page.table.parentWidget()
    assert card is not None
    ends = [w.mapTo(home, w.rect().topRight()).x() for w in (card, page.find_button)]
    assert ends[0] == ends[1] == 900 - 28 - 1


def test_the_chosen_name_is_bold(home: ProfessionalHome, house: House, qtbot: QtBot) -> None:
    card = home.patients.check_card
    assert Role.BODY == card.patient_chooser.ROLE
    home.patients.check(house.people["Helena Duarte"])
    qtbot.waitUntil(lambda: card.answer.word() == "Partly")
    assert card.patient_chooser.text() == "Helena Duarte"
    bold = picture(card.patient_chooser)
    card.patient_chooser.ROLE = Role.BODY
    assert picture(card.patient_chooser) != bold
    assert Role.BODY == card.kind_chooser.ROLE


def test_a_line_without_an_event_keeps_its_words_apart(home: ProfessionalHome, house: House, qtbot: QtBot) -> None:
    home.patients.check(house.people["Helena Duarte"])
    qtbot.waitUntil(lambda: home.patients.check_card.lines[2].isVisible())
    line = home.patients.check_card.lines[2]
    assert line.link.isHidden()
    qtbot.waitUntil(lambda: line.height() >= line._detail.geometry().bottom() + 1)
    assert line._detail.y() >= line._title.geometry().bottom()
