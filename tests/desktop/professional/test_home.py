"""The doctor's window on a real store: table, check, asking, taking back, notices."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from consent_desktop.application.clinic import Clinic
from consent_desktop.desktop.professional.ask_dialog import AskDialog
from consent_desktop.desktop.professional.check_parts import Tone
from consent_desktop.desktop.professional.find_dialog import FindDialog
from consent_desktop.desktop.professional.home import HISTORY, REQUESTS, ProfessionalHome
from consent_desktop.desktop.professional.notices_panel import NoticeCard, NoticesPanel, unseen
from consent_desktop.desktop.professional.requests_page import RequestCard
from consent_desktop.desktop.widgets.buttons import SecondaryButton
from consent_desktop.desktop.widgets.toast import Toast
from consent_desktop.domain.errors import ClinicError
from consent_desktop.domain.vocabulary import RecordType
from tests.desktop.professional.clinic_of_fifteen import House

E, C, D, R = RecordType.EXAMS, RecordType.CONSULTATIONS, RecordType.CONDITIONS, RecordType.ER_VISITS


def cell(home: ProfessionalHome, name: str, column: int) -> str:
    model = home.patients.table.model()
    for row in range(model.rowCount()):
        if model.index(row, 0).data() == name:
            return str(model.index(row, column).data())
    raise AssertionError(name)


def press(qtbot: QtBot, widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def check(home: ProfessionalHome, house: House, qtbot: QtBot, name: str) -> None:
    home.patients.check(house.people[name])
    qtbot.waitUntil(lambda: home.patients.check_card.answer.word() in ("Yes", "No", "Partly"))


def test_the_table_says_what_stands_between_us(home: ProfessionalHome, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(home.patients.table.model())  # type: ignore[no-untyped-call]
    assert cell(home, "António Reis", 5) == "no end date"
    assert [cell(home, "João Pinto", i) for i in range(1, 5)] == ["Stopped", "Yes", "No", "No"]
    assert [cell(home, "Grzegorz Wójcik", i) for i in (1, 2, 3)] == ["Ended", "Ended", "No"]
    assert cell(home, "Diana Fonseca", 3) == "Taken back"
    assert "18 Mar 2026" in cell(home, "Carlos Mota", 5)
    spoken = home.patients.table.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Beatriz Lopes" in spoken
    assert "Exams: Asked." in spoken
    assert "31 Dec 2026" in spoken
    counts = {chip.accessibleName() for chip in home.patients.chips.values()}
    assert counts == {"All 14", "I can see 11", "Waiting 2", "Ending soon 2", "No access 3"}


def test_search_and_chips_leave_out(home: ProfessionalHome, qtbot: QtBot) -> None:
    table = home.patients.table
    QTest.keyClick(home, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: home.patients.search.line_edit.hasFocus())
    QTest.keyClicks(home.patients.search.line_edit, "joao")
    assert table.model().rowCount() == 1
    home.patients.search.set_text("20-4817")
    assert table.model().index(0, 0).data() == "Helena Duarte"
    home.patients.search.set_text("nobody")
    assert table.isHidden()
    assert not home.patients.empty.isHidden()
    home.patients.search.set_text("")
    press(qtbot, next(c for c in home.patients.chips.values() if c.text() == "Waiting"))
    assert [table.model().index(i, 0).data() for i in range(2)] == ["Beatriz Lopes", "Leïla Bensaïd"]


def test_enter_checks_the_row_and_the_answer_follows_each_change(
    home: ProfessionalHome, house: House, qtbot: QtBot
) -> None:
    card = home.patients.check_card
    home.patients.table.setFocus()
    home.patients.table.choose_row(home.patients._model.row_of(house.people["Helena Duarte"].subject))
    QTest.keyClick(home.patients.table, Qt.Key.Key_Return)
    assert card.answer.word() == "Checking…"
    qtbot.waitUntil(lambda: card.answer.word() == "Partly")
    texts = [line.texts() for line in card.lines if not line.isHidden()]
    assert texts[0] == ("Exams: yes", "Granted today 09:52, until 30 Jun 2026")
    assert texts[2] == ("Conditions, ER visits: no", "Never asked, never shared")
    assert card.ask_button.text() == "Ask for conditions and ER visits"
    words: list[str] = []
    original = card.answer.say

    def say(tone: Tone, word: str, sentence: str) -> None:
        words.append(word)
        original(tone, word, sentence)

    card.answer.say = say  # type: ignore[method-assign]
    house.revoke("Helena Duarte", RecordType.ALL)
    qtbot.waitUntil(lambda: card.answer.word() == "No")
    assert "Checking…" in words
    assert "Partly" not in words[1:], "a remembered answer was shown while asking"
    qtbot.waitUntil(lambda: cell(home, "Helena Duarte", 1) == "Stopped")
    assert home.patients.table.currentIndex().data() == "Helena Duarte", "the selection stays"


def test_arrow_keys_turn_the_card_to_whoever_is_highlighted(home: ProfessionalHome, house: House, qtbot: QtBot) -> None:
    page, card = home.patients, home.patients.check_card
    check(home, house, qtbot, "Helena Duarte")
    page.table.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(page.table, key)
        line, patient = page._model.line(page.table.currentIndex().row()), card.patient()
        assert line is not None
        assert patient is not None
        assert patient.subject == line.person.subject == card.patient_chooser.key()
        assert card.answer.word() == "Checking…"
        assert card.ask_button.isHidden()
    qtbot.waitUntil(lambda: card.answer.word() in ("Yes", "No", "Partly"))


def test_the_row_follows_the_patient_chosen_in_the_card(home: ProfessionalHome, house: House, qtbot: QtBot) -> None:
    check(home, house, qtbot, "Helena Duarte")
    other = house.people["Carlos Mota"].subject
    home.patients.check_card.patient_chooser.choose(other)
    home.patients.check_card.patient_chooser.chosen.emit(other)
    assert home.patients.table.currentIndex().siblingAtColumn(0).data() == "Carlos Mota"


def test_a_grant_that_ends_by_itself_is_seen_when_it_ends(home: ProfessionalHome, house: House, qtbot: QtBot) -> None:
    check(home, house, qtbot, "Carlos Mota")
    house.at(2026, 3, 19, 0, 0)
    home._alarm.set_end(house.clock.moment)
    qtbot.waitUntil(lambda: home.patients.check_card.answer.word() == "No")
    qtbot.waitUntil(lambda: cell(home, "Carlos Mota", 1) == "Ended")


def test_what_cannot_be_checked_is_never_a_yes(home: ProfessionalHome, house: House, qtbot: QtBot) -> None:
    card = home.patients.check_card
    check(home, house, qtbot, "António Reis")
    assert card.answer.word() == "Yes"

    class Gone(ClinicError):
        code = "gone"

    def fail(_self: Clinic, *_arguments: object) -> None:
        raise Gone("The disk is gone. Nothing was lost.")

    original, Clinic.check = Clinic.check, fail  # type: ignore[method-assign, assignment]
    try:
        card.recheck()
        assert card.answer.word() == "Checking…"
        qtbot.waitUntil(lambda: card.answer.word() == "Cannot tell")
        assert card.answer.sentence() == "The disk is gone. Nothing was lost."
        assert card.ask_button.isHidden()
        assert all(line.isHidden() for line in card.lines)
    finally:
        Clinic.check = original  # type: ignore[method-assign]


def test_the_link_opens_the_history_at_the_event(home: ProfessionalHome, house: House, qtbot: QtBot) -> None:
    check(home, house, qtbot, "Helena Duarte")
    link = home.patients.check_card.lines[1].link
    position = int(link.text().split()[-1])
    press(qtbot, link)
    assert home.frame.current() == HISTORY
    qtbot.waitUntil(lambda: home.history.table.currentIndex().isValid())
    qtbot.waitUntil(lambda: home.history.detail.number.text() == str(position))
    qtbot.waitUntil(lambda: "consultations" in home.history.detail.sentence.text())


def test_asking_sends_exactly_what_the_sentence_says(home: ProfessionalHome, house: House, qtbot: QtBot) -> None:
    home.open_ask(house.people["Helena Duarte"])
    dialog = home.findChild(AskDialog)
    assert isinstance(dialog, AskDialog)
    qtbot.waitUntil(lambda: not dialog.kinds.cards()[0].isEnabled())
    assert dialog.kinds.cards()[2].hasFocus(), "the first that can be chosen"
    assert not dialog.send_button.isEnabled()
    assert not any(c.isChecked() for c in dialog.kinds.cards())
    assert "You can see these until 30 Jun 2026." in dialog.kinds.cards()[0].accessibleDescription()
    for card in (dialog.kinds.cards()[2], dialog.purpose.cards()[0], dialog.how_long.cards()[4]):
        card.click()
    assert dialog.message.text() == "Choose the day."
    dialog.how_long.calendar.day_chosen.emit(date(2026, 6, 30))
    dialog.purpose.own_words.set_text("the knee operation")
    dialog.note.set_text("Please.")
    said = "Dr Ana Souza asks to see Helena Duarte’s conditions until 30 June 2026, for the knee operation."
    assert dialog.sentence.sentence() == said
    with qtbot.waitSignal(dialog.sent):
        QTest.keyClick(dialog.send_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cell(home, "Helena Duarte", 3) == "Asked")
    assert home.requests.findChildren(RequestCard)
    newest = next(r for r in home.requests._requests if r.patient.name == "Helena Duarte" and r.waiting)
    assert newest.note == "Please."
    assert newest.purpose is not None
    assert newest.purpose.code == "TREAT"
    assert str(newest.until) == "2026-06-30 23:00:00+00:00", "to the end of the day in Lisbon"


def test_a_refused_ask_stays_open_with_its_draft(home: ProfessionalHome, house: House, qtbot: QtBot) -> None:
    home.open_ask(house.people["Diana Fonseca"])
    dialog = home.findChild(AskDialog)
    assert isinstance(dialog, AskDialog)
    qtbot.waitUntil(lambda: dialog.kinds.cards()[0].isVisible())
    for card in (dialog.kinds.cards()[0], dialog.purpose.cards()[1], dialog.how_long.cards()[5]):
        card.click()
    house.ask("Diana Fonseca", E)
    dialog.send_button.click()
    qtbot.waitUntil(lambda: "has not answered about exams yet" in dialog.message.text())
    assert dialog.is_open()
    assert dialog.kinds.cards()[0].isChecked()
    dialog.reject()


def test_everything_stands_alone(home: ProfessionalHome, house: House, qtbot: QtBot) -> None:
    home.open_ask(house.people["Oskar Lind"])
    dialog = home.findChild(AskDialog)
    assert isinstance(dialog, AskDialog)
    exams, everything = dialog.kinds.cards()[0], dialog.kinds.cards()[4]
    exams.click()
    everything.click()
    assert everything.isChecked()
    assert not exams.isChecked()
    exams.click()
    assert exams.isChecked()
    assert not everything.isChecked()
    dialog.reject()


def test_taking_back_from_card_and_page(home: ProfessionalHome, house: House, qtbot: QtBot) -> None:
    assert home.frame._buttons[REQUESTS].accessibleName() == "Requests, 2"
    button = next(b for b in home.patients.waiting.findChildren(SecondaryButton) if "Beatriz" in b.accessibleName())
    press(qtbot, button)
    qtbot.waitUntil(lambda: cell(home, "Beatriz Lopes", 1) == "Taken back")
    assert home.frame._buttons[REQUESTS].accessibleName() == "Requests, 1"
    home.frame.show_page(REQUESTS)
    house.decline("Leïla Bensaïd", E, D)
    qtbot.waitUntil(lambda: not home.requests.findChildren(SecondaryButton, "x") and _open(home) == 0)
    assert any("said no" in toast.accessibleName() for toast in home.findChildren(Toast))


def _open(home: ProfessionalHome) -> int:
    return sum("Take back" in b.accessibleName() for b in home.requests.findChildren(SecondaryButton) if b.isVisible())


def test_a_withdrawal_that_comes_too_late_says_so(home: ProfessionalHome, house: House, qtbot: QtBot) -> None:
    request = next(r for r in home.requests._requests if r.patient.name == "Leïla Bensaïd")
    house.decline("Leïla Bensaïd", E, D)
    home._back.take_back(request)
    qtbot.waitUntil(lambda: any("did not happen" in t.accessibleName() for t in home.findChildren(Toast)))


def test_notices_are_seen_only_by_a_press(home: ProfessionalHome, house: House, qtbot: QtBot) -> None:
    before = len(unseen(home._notices))
    home.open_notices()
    panel = home._panel
    assert isinstance(panel, NoticesPanel)
    card = panel.findChildren(NoticeCard)[0]
    assert card.badge.text() == "New", "nothing is to be answered"
    assert len(unseen(home._notices)) == before
    press(qtbot, card.button)
    qtbot.waitUntil(lambda: len(unseen(home._notices)) == before - 1)
    qtbot.waitUntil(lambda: str(before - 1) in home.patients.bell.accessibleName())
    panel.reject()


def test_an_answer_while_the_window_is_open_is_announced(home: ProfessionalHome, house: House, qtbot: QtBot) -> None:
    assert not home.findChildren(Toast)
    house.grant("Beatriz Lopes", E, until=date(2026, 6, 30))
    qtbot.waitUntil(lambda: bool(home.findChildren(Toast)))
    toast = home.findChildren(Toast)[0]
    assert toast.accessibleName() == "Beatriz Lopes said yes"
    assert toast.accessibleDescription() == "You can see exams until 30 June 2026."
    toast.dismiss()


def test_another_patient_is_found_by_number_and_birth_date_only(
    home: ProfessionalHome, house: House, qtbot: QtBot
) -> None:
    press(qtbot, home.patients.find_button)
    dialog = home.findChild(FindDialog)
    assert isinstance(dialog, FindDialog)
    answers = []
    for number, born in (("20-6108", "1 January 1970"), ("99-9999", "14 May 1963")):
        dialog.number.set_text(number)
        dialog.born.set_text(born)
        press(qtbot, dialog.find_button)
        qtbot.waitUntil(lambda: not dialog._latest.is_waiting() and bool(dialog.born.line_edit.accessibleDescription()))
        answers.append(dialog.born.line_edit.accessibleDescription())
    assert answers[0] == answers[1], "an unknown number and a wrong day answer alike"
    dialog.number.set_text("20-6108")
    dialog.born.set_text("14.5.1963")
    QTest.keyClick(dialog.born.line_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: home.patients.check_card.answer.word() == "No")
    patient = home.patients.check_card.patient()
    assert patient is not None
    assert patient.name == "Oskar Lind"


def test_a_narrow_window_checks_in_a_drawer(home: ProfessionalHome, house: House, qtbot: QtBot) -> None:
    home.resize(900, 560)
    qtbot.waitUntil(lambda: home.patients.check_button.isVisible())
    press(qtbot, home.patients.check_button)
    drawer = home.patients._drawer
    assert drawer is not None
    assert home.patients.check_card.isVisible()
    QTest.keyClick(drawer, Qt.Key.Key_Escape)
    assert home.patients._drawer is None
    home.resize(1280, 800)
    qtbot.waitUntil(lambda: home.patients.check_card.isVisible())


def test_finish_leaves(home: ProfessionalHome, qtbot: QtBot) -> None:
    with qtbot.waitSignal(home.left):
        press(qtbot, home.frame._rail.finish)
