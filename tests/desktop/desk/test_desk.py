"""Reception's desk: who waits, whom to tell, signed papers, who has access to whom, and the screen in a patient's hands."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.desk.desk_lists import desk_lists, letter
from consent_desktop.desktop.desk.handed_window import HandedWindow
from consent_desktop.desktop.desk.home import DeskHome
from consent_desktop.desktop.desk.list_cards import ToTellList
from consent_desktop.desktop.desk.paper_dialog import PaperDialog
from consent_desktop.desktop.desk.telling import Telling
from consent_desktop.desktop.sign_in.screen import SignInScreen
from consent_desktop.desktop.tour.hands import By, wait_until
from consent_desktop.desktop.tour.moves import Somebody
from consent_desktop.desktop.widgets.buttons import SecondaryButton
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.events import ConsentGranted, ConsentRevoked, RequestDeclined
from consent_desktop.domain.vocabulary import PersonKind, RecordType
from tests.desktop.clinics import at_work
from tests.desktop.seats import HELENA, OFFICER, RECEPTION, SOUZA, Seat, events_of, password, person

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
FIND = "Name or record number of a patient"


@pytest.fixture(params=list(By))
def seat(request: pytest.FixtureRequest, qtbot: QtBot, demonstration: Workspace) -> Seat:
    """By mouse and by keyboard."""
    seat = Seat(qtbot, demonstration, RECEPTION, request.param)
    seat.hands.sees("At the desk")
    return seat


@pytest.fixture
def desk(qtbot: QtBot, demonstration: Workspace) -> Seat:
    """By mouse."""
    seat = Seat(qtbot, demonstration, RECEPTION)
    seat.hands.sees("Requests that wait (3)")
    return seat


def home(seat: Seat) -> DeskHome:
    found = seat.home()
    assert isinstance(found, DeskHome)
    return found


def choose_helena(seat: Seat) -> None:
    seat.hands.write(FIND, "hele")
    seat.hands.press_starting(f"{FIND}: Helena Duarte")
    seat.hands.sees("Enter signed paper")


def fill_paper(seat: Seat, deed: str, kind: str, day: str = "9 March 2026") -> None:
    """What every paper says."""
    hands = seat.hands
    hands.press(deed)
    hands.write("Whom the paper names", "souza")
    hands.press_starting("Whom the paper names: Dr Ana Souza")
    hands.press(kind)
    if deed == "Share":
        hands.press("30 days")
        hands.press("The paper does not say")
    hands.write("Day on the paper", day)
    hands.write("Where the paper lies", "Folder 12, room 3")


def test_what_a_patient_signed_is_entered_from_the_paper(seat: Seat) -> None:
    helena = person(seat.clinic, *HELENA)
    choose_helena(seat)
    seat.hands.press("Enter signed paper")
    seat.hands.sees("Choose what the paper says.")
    fill_paper(seat, "Share", "Conditions")
    seat.hands.sees("Signed on 9 March 2026. The paper lies here: Folder 12, room 3.")
    seat.hands.press("Enter it")
    seat.hands.sees("The paper is entered")
    [granted] = [
        e for e in seat.clinic.log.read_stream(helena.subject)
        if isinstance(e.event, ConsentGranted) and e.event.paper is not None
    ]  # fmt: skip
    assert isinstance(granted.event, ConsentGranted)
    assert granted.event.record_types == (RecordType.CONDITIONS,)
    assert granted.event.paper == "Folder 12, room 3"
    assert granted.event.on_authority_of == helena.subject
    assert granted.actor == seat.person.subject
    assert granted.event.effective_at.astimezone(seat.clinic.zone).date() == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("deed", "kind", "event"), [("Say no", "Exams", RequestDeclined), ("Stop sharing", "Consultations", ConsentRevoked)]
)
def test_a_no_and_a_stop_are_entered_too(desk: Seat, deed: str, kind: str, event: type[RequestDeclined]) -> None:
    choose_helena(desk)
    desk.hands.press("Enter signed paper")
    fill_paper(desk, deed, kind, day="12 March 2026")
    desk.hands.press("Enter it")
    desk.hands.sees("The paper is entered")
    last = [e.event for e in desk.clinic.log.read_stream(person(desk.clinic, *HELENA).subject)]
    assert [type(e) for e in last if getattr(e, "paper", None)] == [event]


def test_a_paper_that_changes_nothing_is_refused_and_stays_filled_in(desk: Seat) -> None:
    choose_helena(desk)
    desk.hands.press("Enter signed paper")
    fill_paper(desk, "Stop sharing", "Conditions", day="13 March 2026")
    desk.hands.sees("The day on the paper is still to come.")
    desk.hands.write("Day on the paper", "12 March 2026")
    desk.hands.press("Enter it")
    desk.hands.sees("Helena Duarte does not share conditions with Dr Ana Souza.")
    dialog = desk.dialog()
    assert isinstance(dialog, PaperDialog)
    assert dialog.itself.place.text() == "Folder 12, room 3"


def test_who_has_access_to_whom_is_answered_and_no_more(desk: Seat) -> None:
    desk.hands.sees("Nobody chosen")
    desk.hands.write("Who would look", "souza")
    desk.hands.press_starting("Who would look: Dr Ana Souza")
    desk.hands.write("Whose record", HELENA[1])
    desk.hands.press_starting("Whose record: Helena Duarte")
    desk.hands.sees("Dr Ana Souza can see 1 of 4 kinds.")
    desk.hands.sees("Consultations: yes")
    card = home(desk).desk.access
    assert not any(line.link.isVisible() for line in card.lines), "the desk was told what the answer rests on"
    assert not desk.hands.eyes.reads("Granted")
    desk.hands.press("Record type, Everything")
    desk.hands.press("Conditions")
    desk.hands.sees("Dr Ana Souza cannot see the conditions.")
    desk.hands.write("Who would look", "helena duarte")
    desk.hands.press_starting("Who would look: Helena Duarte")
    desk.hands.sees("It is their own record.")
    desk.hands.write("Who would look", "zzz")
    desk.hands.sees("Nobody of that name or number.")
    desk.hands.sees("Nobody chosen")


def test_the_privacy_officer_is_told_what_the_answer_rests_on(qtbot: QtBot, demonstration: Workspace) -> None:
    seat = Seat(qtbot, demonstration, OFFICER)
    seat.hands.press("Clinic")
    seat.hands.press("Access")
    seat.hands.write("Who would look", "souza")
    seat.hands.press_starting("Who would look: Dr Ana Souza")
    seat.hands.write("Whose record", "helena duarte")
    seat.hands.press_starting("Whose record: Helena Duarte")
    seat.hands.sees("Granted")
    seat.hands.press("Event 112, about Consultations: yes")
    seat.hands.sees("History verified")


def test_waiting_requests_are_named_without_what_they_ask(desk: Seat) -> None:
    desk.hands.sees("one request, since 11 Mar 2026")
    assert not [row for row in home(desk).desk.waiting.rows if "exams" in row.accessibleName()]
    desk.hands.press("Choose Helena Duarte, who has a request to answer")
    assert home(desk).desk.patient.picker.person() == person(desk.clinic, *HELENA)


def test_who_was_told_by_phone_leaves_the_list(seat: Seat) -> None:
    seat.hands.sees("To tell (2)")
    seat.hands.sees("11 Mar 2026: a request of Dr Ana Souza")
    assert not seat.hands.eyes.reads("exams"), "the desk reads what is asked"
    seat.hands.press("Helena Duarte was told by phone")
    seat.hands.sees("It stands in the history.")
    seat.hands.sees("To tell (1)")
    assert "NoticeTold" in events_of(seat.clinic, person(seat.clinic, *HELENA).subject)


def test_what_was_printed_counts_as_told(desk: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not desk.hands.eyes.reads("Print for Helena Duarte"), "no printer, no button"
    found = desk_lists(desk.clinic, desk.person.acting)
    told = next(one for one in found.to_tell if one.patient.record_number == HELENA[1])
    sheet = letter(told, desk.clinic)
    assert "Dr Ana Souza asks to see your exams" in " ".join(sheet.paragraphs)
    [telling] = home(desk).desk.findChildren(Telling)
    telling._printed(told, QDialog.DialogCode.Rejected)
    assert "NoticeTold" not in events_of(desk.clinic, told.patient.subject)
    telling._printed(told, QDialog.DialogCode.Accepted)
    desk.hands.sees("Printed for Helena Duarte")
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["Front desk"]))
    card = ToTellList(desk.clinic.zone, home(desk))
    card.show_told([told])
    assert [b.text() for row in card.rows for b in row.findChildren(SecondaryButton)] == ["Told by phone", "Print"]


def test_the_screen_goes_to_the_patient_and_back_by_the_desks_secret(desk: Seat) -> None:
    desk.hands.press("Hand the screen to the patient")
    handed = home(desk).handed
    assert isinstance(handed, HandedWindow)
    assert desk.window.keeper.is_locked(), "the desk lay open under the patient's window"
    assert not desk.hands.eyes.reads("To tell")
    patient = Somebody(handed)
    assert isinstance(handed.screen_widget(), SignInScreen)
    assert not patient.eyes.reads("I work here")
    patient.write("Your name or record number", "helena")
    patient.press_starting("Helena D.,")
    patient.type_pin(patient.read_secret("Helena D.").rstrip("."))
    patient.press("Sign in")
    patient.sees("Who can see my records")
    patient.press("Finish")
    assert wait_until(lambda: home(desk).handed is None)
    assert desk.window.keeper.is_locked(), "the desk opened by itself"
    desk.hands.write_secret("Password", password(desk.clinic, RECEPTION))
    desk.hands.press("Go on")
    desk.hands.sees("Requests that wait")
    helena = person(desk.clinic, *HELENA)
    assert wait_until(lambda: "SignedOut" in events_of(desk.clinic, helena.subject))


def test_the_screen_comes_back_without_a_patient_too(desk: Seat) -> None:
    desk.hands.press("Hand the screen to the patient")
    handed = home(desk).handed
    assert handed is not None
    Somebody(handed).press("Back to the desk")
    assert wait_until(lambda: home(desk).handed is None)
    assert desk.window.keeper.is_locked()
    desk.window.keeper.let_go()
    desk.hands.press("Hand the screen to the patient")
    assert home(desk).handed is not None
    desk.window.close()


def test_a_patient_who_goes_away_leaves_nothing_open(desk: Seat) -> None:
    desk.hands.press("Hand the screen to the patient")
    handed = home(desk).handed
    assert handed is not None
    handed.sign_in(at_work(desk.clinic, person(desk.clinic, *HELENA)))
    Somebody(handed).sees("Who can see my records")
    handed.keeper.idle.expired.emit()
    assert wait_until(lambda: home(desk).handed is None)
    assert desk.window.keeper.is_locked()


def test_a_code_is_for_patients_at_the_desk(desk: Seat) -> None:
    assert person(desk.clinic, *SOUZA).kind is PersonKind.DOCTOR
    choose_helena(desk)
    desk.hands.press("Print a one-time code")
    desk.hands.press("Make a code")
    desk.hands.sees("Good once, until")
    desk.hands.press("Done")
    desk.no_dialog()
    assert events_of(desk.clinic, person(desk.clinic, *HELENA).subject)[-1] == "CodeIssued"
