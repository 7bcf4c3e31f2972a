"""The draft of a request, and a patient who asks another patient."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.professional.ask_dialog import AskDialog
from consent_desktop.desktop.professional.ask_draft import AskDraft, Missing
from consent_desktop.desktop.sharing.endings import EndChoice
from consent_desktop.desktop.theme import set_text_scale
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.vocabulary import EVERYTHING, THE_SYSTEM
from consent_desktop.read_models import requests
from tests.desktop.professional.clinic_of_fifteen import House

TODAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("choice", "last"),
    [
        (EndChoice.TODAY, TODAY), (EndChoice.DAYS_30, date(2026, 4, 11)), (EndChoice.MONTHS_6, date(2026, 9, 12)),
        (EndChoice.YEAR, date(2027, 3, 12)), (EndChoice.A_DAY, date(2026, 6, 30)), (EndChoice.OPEN, None),
    ],
)  # fmt: skip
def test_ends(choice: EndChoice, last: date | None) -> None:
    assert AskDraft(how_long=choice, day=date(2026, 6, 30)).last_day(TODAY) == last


def test_what_is_missing_comes_in_order() -> None:
    draft = AskDraft()
    found = [draft.missing()]
    draft.kinds = EVERYTHING
    found.append(draft.missing())
    draft.code = "TREAT"
    found.append(draft.missing())
    draft.how_long = EndChoice.A_DAY
    found.append(draft.missing())
    draft.day = TODAY
    assert [*found, draft.missing()] == [Missing.KINDS, Missing.PURPOSE, Missing.HOW_LONG, Missing.DAY, None]


def test_a_patient_asks_another_patient(house: House, workspace: Workspace, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    asker, patient = house.people["Oskar Lind"], house.people["Petra Horvat"]
    dialog = AskDialog(window, workspace, asker, patient)
    dialog.open_dialog()
    for card in (dialog.kinds.cards()[4], dialog.purpose.cards()[0], dialog.how_long.cards()[0]):
        card.click()
    assert dialog.sentence.sentence() == (
        "Oskar Lind asks to see Petra Horvat’s whole record, now and later until 12 March 2026, for help from family."
    )
    with qtbot.waitSignal(dialog.sent):
        dialog.send_button.click()
    (row,) = house.clinic.ask(THE_SYSTEM, requests.asked_by, asker.subject)
    assert (row.patient.name, row.record_types) == ("Petra Horvat", tuple(EVERYTHING))
    qtbot.waitUntil(lambda: workspace.clinic.views.position() == house.clinic.views.position())


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_message_is_seen_whole_as_soon_as_it_has_the_focus(
    house: House, workspace: Workspace, qtbot: QtBot, scale: float
) -> None:
    set_text_scale(scale)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    dialog = AskDialog(window, workspace, house.people["Oskar Lind"], house.people["Petra Horvat"])
    dialog.open_dialog()
    qtbot.waitUntil(lambda: dialog.kinds.cards()[0].hasFocus())
    bar = dialog.body_area.verticalScrollBar()

    def seen() -> bool:
        top = dialog.note.mapTo(dialog.body_area, QPoint(0, 0)).y()
        return top >= 0 and top + dialog.note.height() <= dialog.body_area.height()

    assert not seen()
    dialog.purpose.own_words.line_edit.setFocus()
    while not dialog.note.edit.hasFocus():
        dialog.focusNextPrevChild(True)
    assert seen()
    bar.setValue(0)
    assert not seen()
    QTest.keyClicks(dialog.note.edit, "x")
    assert seen()
    set_text_scale(1.0)
