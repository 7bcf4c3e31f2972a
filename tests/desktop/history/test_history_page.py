"""The history window on a real store: lines, filters, newer events, the chain, the seal."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.history import model as model_module
from consent_desktop.desktop.history.as_json import as_dict
from consent_desktop.desktop.history.home import HistoryHome
from consent_desktop.desktop.history.lines import Col
from consent_desktop.desktop.history.model import HistoryModel
from consent_desktop.desktop.history.page import HistoryPage
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.vocabulary import THE_OPERATOR, THE_SYSTEM, PersonKind, RecordType
from consent_desktop.event_store.verification import Verification
from tests.desktop.professional.clinic_of_fifteen import House

E, C = RecordType.EXAMS, RecordType.CONSULTATIONS


def texts(page: HistoryPage, row: int) -> list[str]:
    model = page.table.model()
    return [str(model.index(row, column).data()) for column in Col]


def test_lines_are_the_events_newest_first(home: HistoryHome, qtmodeltester: ModelTester) -> None:
    page = home.history
    qtmodeltester.check(page.table.model())  # type: ignore[no-untyped-call]
    first = texts(page, 0)
    assert first[1:8] == ["12 Mar 2026 09:52"] * 2 + [
        "Helena Duarte", "Granted", "Helena Duarte", "Dr Ana Souza", "Exams",
    ]  # fmt: skip
    assert first[8] == "Heart check-up"
    spoken = page.table.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Helena Duarte let Dr Ana Souza see their exams until 30 June 2026, for heart check-up." in spoken
    assert texts(page, page.table.model().rowCount() - 1)[Col.BY] == "The operator"


def test_filters_are_the_clinics_own_queries(home: HistoryHome, qtbot: QtBot) -> None:
    page, rows = home.history, home.history.table.model().rowCount
    everything = rows()
    assert page.filters.count.text() == f"{everything} events, notices left out"
    page.filters.action.choose("RequestDeclined")
    page.filters.changed.emit()
    qtbot.waitUntil(lambda: rows() == 1)
    assert page.filters.count.text() == "1 event"
    page.filters.action.choose("")
    page.filters.record_type.choose("er_visits")
    page.filters.changed.emit()
    qtbot.waitUntil(lambda: rows() == 4)  # Carlos, Hannah, Mateus, and António through everything
    page.filters.record_type.choose("")
    page.filters.since.choose("2026")
    page.filters.changed.emit()
    qtbot.waitUntil(lambda: rows() == 5)
    page.filters.since.choose("")
    QTest.keyClick(home, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.filters.search.line_edit.hasFocus())
    QTest.keyClicks(page.filters.search.line_edit, "wojcik")
    qtbot.waitUntil(lambda: rows() == 2)
    page.filters.search.set_text("nobody at all")
    qtbot.waitUntil(lambda: page.table.isHidden() and page.empty.isVisible())
    assert page.detail.sentence.text() == "No event chosen"
    assert page.detail.json.toPlainText() == ""
    assert not page.detail.chain.isVisible()
    assert not page.detail.copy_button.isEnabled()
    page.filters.search.set_text("")
    qtbot.waitUntil(lambda: rows() == everything)
    qtbot.waitUntil(lambda: page.detail.json.toPlainText() != "")
    assert page.detail.copy_button.isEnabled()
    names = [words for _key, words in page.filters.person.choices()]
    assert names[:3] == ["Anyone", "Helena Duarte", "Dr Ana Souza"]


def test_newer_events_come_on_top_or_are_announced(home: HistoryHome, house: House, qtbot: QtBot) -> None:
    page = home.history
    before = page.table.model().rowCount()
    page.table.choose_row(2)
    chosen = page.detail.position()
    house.grant("Oskar Lind", E)
    qtbot.waitUntil(lambda: page.table.model().rowCount() == before + 1)
    assert not page.newer_button.isVisible()
    assert page.table.currentIndex().row() == 3, "the choice moves with its event"
    assert page.detail.position() == chosen
    page.table.verticalScrollBar().setValue(10)
    house.grant("Oskar Lind", C)
    house.revoke("Oskar Lind", C)
    qtbot.waitUntil(lambda: page.newer_button.text() == "2 newer events – show")
    assert page.table.model().rowCount() == before + 1
    assert page.table.verticalScrollBar().value() == 10
    QTest.mouseClick(page.newer_button, Qt.MouseButton.LeftButton)
    assert page.table.model().rowCount() == before + 3
    assert page.table.verticalScrollBar().value() == 0
    qtbot.waitUntil(lambda: texts(page, 0)[Col.ACTION] == "Stopped")


def test_the_detail_has_sentence_chain_and_json(home: HistoryHome, qtbot: QtBot) -> None:
    page = home.history
    page.table.choose_row(0)
    qtbot.waitUntil(lambda: len(page.detail.chain.steps()) == 4)  # asked, notice, granted, notice
    assert page.detail.badge.text() == "Granted"
    raw = json.loads(page.detail.json.toPlainText())
    assert raw["type"] == "ConsentGranted"
    assert raw["body"]["record_types"] == ["exams"]
    assert raw["body"]["purpose"] == {"code": "TREAT", "words": "heart check-up"}
    assert len(raw["chain"]) == 64
    assert raw["effective_at"].endswith("Z")
    first = page.detail.chain.steps()[0]
    assert first.link is not None
    QTest.keyClick(first.link, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.detail.badge.text() == "Asked")
    assert texts(page, page.table.currentIndex().row())[Col.ACTION] == "Asked"


def test_copying_the_sentence_and_the_json(home: HistoryHome, qtbot: QtBot) -> None:
    page = home.history
    page.table.setFocus()
    qtbot.waitUntil(lambda: bool(page.detail.json.toPlainText()))
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("Helena Duarte let Dr Ana Souza see their exams")
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.table, Qt.Key.Key_C, both)
    assert json.loads(QGuiApplication.clipboard().text())["type"] == "ConsentGranted"


def test_arrows_move_through_the_events(home: HistoryHome, qtbot: QtBot) -> None:
    page = home.history
    page.table.setFocus()
    start = page.table.currentIndex().row()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert page.table.currentIndex().row() == start + 1
    QTest.keyClick(page.table, Qt.Key.Key_PageDown)
    assert page.table.currentIndex().row() > start + 2
    position = page._model.positions()[page.table.currentIndex().row()]
    qtbot.waitUntil(lambda: page.detail.number.text() == str(position))


def test_a_filter_that_hides_the_wanted_event_is_taken_off(home: HistoryHome, house: House, qtbot: QtBot) -> None:
    page = home.history
    page.filters.action.choose("RequestDeclined")
    page.filters.changed.emit()
    qtbot.waitUntil(lambda: page.table.model().rowCount() == 1)
    page.show_event(1)
    qtbot.waitUntil(lambda: page.table.model().rowCount() > 1 and page.detail.number.text() == "1")
    assert page.filters.action.key() == ""
    qtbot.waitUntil(lambda: texts(page, page.table.currentIndex().row())[Col.POSITION] == "1")


def test_the_seal_tells_what_a_real_check_found(home: HistoryHome, house: House, qtbot: QtBot) -> None:
    seal, clinic = home.history.integrity, house.clinic
    clinic.settle()
    seal.verify()
    whole = clinic.verify().events
    qtbot.waitUntil(lambda: seal.badge.text() == f"History verified: {whole} events, unbroken")
    assert seal.when.text() == "checked 09:53"
    original = clinic.verify

    def damaged(progress: Callable[[int], None] | None = None) -> Verification:
        return Verification(6, 7, "altered")

    clinic.verify = damaged  # type: ignore[method-assign]
    try:
        seal.verify()
        assert seal.badge.text() == "Checking the history…"
        qtbot.waitUntil(lambda: seal.badge.text() == "History damaged at position 7")
    finally:
        clinic.verify = original  # type: ignore[method-assign]


def test_the_seal_tells_when_the_history_was_last_anchored(
    home: HistoryHome, house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    seal, stick = home.history.integrity, tmp_path / "stick"
    stick.mkdir()
    qtbot.waitUntil(lambda: seal.anchored.text() == "never anchored")
    house.clinic.evidence.anchor(stick)
    seal.verify()
    qtbot.waitUntil(lambda: seal.anchored.text().startswith("last anchored"))
    assert seal.anchored.text() == "last anchored 12 Mar 2026 09:53, nothing since"
    assert seal.anchored.toolTip() == str(stick)
    house.clinic.register(PersonKind.PATIENT, "new", THE_OPERATOR)
    seal.verify()
    qtbot.waitUntil(lambda: seal.anchored.text() == "last anchored 12 Mar 2026 09:53, one event since")
    house.clinic.register(PersonKind.PATIENT, "another", THE_OPERATOR)
    seal.verify()
    qtbot.waitUntil(lambda: seal.anchored.text() == "last anchored 12 Mar 2026 09:53, 2 events since")


def test_a_person_sees_only_what_concerns_them(house: House, workspace: Workspace, qtbot: QtBot) -> None:
    haddad = house.people["Dr Karim Haddad"]
    page = HistoryPage(workspace, haddad.acting, haddad.subject)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.open_page()
    qtbot.waitUntil(lambda: page.table.model().rowCount() == 2 and bool(page.table.model().index(1, 1).data()))
    assert [texts(page, i)[Col.ACTION] for i in (0, 1)] == ["Granted", "Registered"]
    page.filters.search.set_text("souza")
    qtbot.waitUntil(lambda: page.table.model().rowCount() == 0)


def test_chunks_come_and_go(house: House, workspace: Workspace, qtbot: QtBot) -> None:
    for day in range(1, 120):
        house.grant("Oskar Lind", E, until=date(2027, 1, 1).replace(year=2027 + day))
    page = HistoryPage(workspace, THE_OPERATOR)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    page.open_page()
    table = page.table
    qtbot.waitUntil(lambda: table.model().rowCount() > model_module.CHUNK)
    table.scrollToBottom()
    last = table.model().rowCount() - 1
    qtbot.waitUntil(lambda: texts(page, last)[Col.POSITION] == "1")
    model = table.model()
    assert isinstance(model, HistoryModel)
    assert len(model._chunks) <= model_module.KEPT
    assert [model.row_of(p) for p in (1, 10**9)] == [last, -1]


def test_json_uses_the_words_of_the_domain(house: House) -> None:
    recorded = house.clinic.event(THE_SYSTEM, 1)
    assert recorded is not None
    told = as_dict(recorded)
    assert told["type"] == "PersonRegistered"
    assert told["body"]["kind"] == "doctor"
    assert told["body"]["record_number"] == "70-0001"
    assert "birth_date" not in told["body"]
    assert json.loads(json.dumps(told)) == told
