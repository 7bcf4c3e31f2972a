"""The directory in its own window: found as one types, and every change of a person through its dialog."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.clinic.code_dialog import CodeDialog
from consent_desktop.desktop.clinic.home import ClinicHome
from consent_desktop.desktop.clinic.people_lines import Col
from consent_desktop.desktop.clinic.people_page import PeoplePage
from consent_desktop.desktop.clinic.person_actions import Deed
from consent_desktop.desktop.tour.hands import By, wait_until
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.vocabulary import THE_SYSTEM, ActingRole, PersonKind
from consent_desktop.interchange.people_import import REPORT_EVERY
from consent_desktop.read_models import offices
from tests.desktop.guide.stage import settle
from tests.desktop.seats import ADMINISTRATOR, HELENA, OFFICER, RECEPTION, SOUZA, Seat, events_of, password, person

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def seat(qtbot: QtBot, demonstration: Workspace) -> Seat:
    seat = Seat(qtbot, demonstration, ADMINISTRATOR)
    seat.hands.sees("Everyone 47")
    return seat


def page(seat: Seat) -> PeoplePage:
    return seat.home().findChildren(PeoplePage)[0]


def choose(seat: Seat, name: str) -> None:
    """Find somebody and choose their row."""
    seat.hands.write("Name, record number or staff number", name)
    assert wait_until(lambda: page(seat).table.model().rowCount() == 1)
    seat.hands.choose_row(name)
    line = page(seat).pane
    assert wait_until(lambda: (shown := line.line()) is not None and shown.texts[Col.NAME].endswith(name))


def test_people_are_found_as_one_types_and_by_chip(seat: Seat, qtmodeltester: ModelTester) -> None:
    people = page(seat)
    qtmodeltester.check(people.table.model())  # type: ignore[no-untyped-call]
    seat.hands.press("Doctors 3")
    assert wait_until(lambda: people.table.model().rowCount() == 3)
    seat.hands.press("Everyone 47")
    seat.hands.write("Name, record number or staff number", "joao")
    assert wait_until(lambda: people.table.model().rowCount() == 1)
    seat.hands.sees("João Pinto")
    seat.hands.write("Name, record number or staff number", HELENA[1])
    assert wait_until(lambda: bool(people.table.model().index(0, 0).data() == "Helena Duarte"))
    seat.hands.write("Name, record number or staff number", "nobody at all")
    seat.hands.sees("Nobody found")


def test_rows_say_what_a_person_is_and_whether_they_can_sign_in(seat: Seat) -> None:
    choose(seat, "Ana Souza")
    texts = [str(page(seat).table.model().index(0, column).data()) for column in Col]
    assert texts[Col.ROLE] == "Heart doctor"
    assert SOUZA[1] in texts[Col.NUMBER]
    assert texts[Col.SECRET] == "Set"
    spoken = page(seat).table.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Dr Ana Souza, Heart doctor, number")


def test_each_role_is_shown_what_it_may_do_and_no_more(qtbot: QtBot, demonstration: Workspace) -> None:
    shown = {}
    for who, clinic_section in ((ADMINISTRATOR, ""), (RECEPTION, "Clinic"), (OFFICER, "Clinic")):
        seat = Seat(qtbot, demonstration, who)
        if clinic_section:
            seat.hands.press(clinic_section)
        if who is OFFICER:
            seat.hands.press("People")
        seat.hands.sees("Everyone 47")
        for name in ("Ana Souza", "Helena Duarte"):
            choose(seat, name)
            pane = page(seat).pane
            shown[who[0], name] = {deed for deed, button in pane.buttons.items() if button.isVisible()}
        assert page(seat).add_button.isVisible() is (who is not OFFICER)
        assert page(seat).import_card.isVisible() is (who is not OFFICER)
    admin, desk, officer = PersonKind.ADMINISTRATOR, PersonKind.RECEPTION, PersonKind.PRIVACY_OFFICER
    assert shown[admin, "Ana Souza"] == {Deed.CODE, Deed.EDIT, Deed.ROLES, Deed.MERGE, Deed.DEACTIVATE}
    assert shown[desk, "Ana Souza"] == {Deed.EDIT, Deed.MERGE}
    assert shown[desk, "Helena Duarte"] == {Deed.CODE, Deed.EDIT, Deed.MERGE}
    assert Deed.CODE in shown[officer, "Ana Souza"]
    assert not {Deed.EDIT, Deed.ROLES, Deed.DEACTIVATE} & shown[officer, "Ana Souza"]


@pytest.mark.parametrize("by", list(By))
def test_a_patient_is_added_and_given_a_code(qtbot: QtBot, demonstration: Workspace, by: By) -> None:
    seat = Seat(qtbot, demonstration, RECEPTION, by)
    hands = seat.hands
    hands.press("Clinic")
    hands.press("Add person")
    hands.press("Role, Choose a role")
    if by is By.KEYBOARD:
        menu = QApplication.activePopupWidget()
        assert menu is not None
        settle()  # its own activation first
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            QTest.keyClick(menu, key)
    else:
        hands.press("Patient")
    hands.sees("Role, Patient")
    hands.press("Add person")
    hands.sees("Type the record or staff number.")
    hands.write("Record or staff number", "99-1234")
    hands.write("Full name", "Zita  Amaral")
    hands.write("Birth date", "31 February 1990")
    hands.press("Add person")
    hands.sees("Type the birth date, for instance 14 May 1961.")
    hands.write("Birth date", "1 March 1990")
    hands.press("Add person")
    hands.sees("Zita Amaral is in the register")
    choose(seat, "Zita Amaral")
    assert page(seat).table.model().index(0, Col.SECRET).data() == "No PIN"
    hands.press("Print a one-time code")
    hands.press("Make a code")
    hands.sees("Good once, until")
    dialog = seat.dialog()
    assert isinstance(dialog, CodeDialog)
    code = dialog.code.text()
    assert len(code) == 19
    hands.press("Done")
    seat.no_dialog()
    assert dialog.code.text() == "", "the code outlived its dialog"
    assert not hands.eyes.reads(code)
    added = person(seat.clinic, PersonKind.PATIENT, "99-1234")
    assert added.name == "Zita Amaral"
    assert seat.clinic.accounts.whose_code(code) == added.subject
    assert wait_until(lambda: page(seat).table.model().index(0, Col.SECRET).data() == "Code given")


def test_a_number_that_is_taken_is_said_and_nothing_typed_is_lost(seat: Seat) -> None:
    hands = seat.hands
    hands.press("Add person")
    hands.press("Role, Choose a role")
    hands.press("Patient")
    hands.write("Record or staff number", HELENA[1])
    hands.write("Full name", "Somebody Else")
    hands.write("Birth date", "1 March 1990")
    hands.press("Add person")
    hands.sees("Nothing was recorded")
    assert seat.dialog().isVisible()
    assert hands.eyes.reads("Add a person")
    assert person(seat.clinic, *HELENA).name == "Helena Duarte"


def test_an_administrator_is_entered_by_two_people(seat: Seat) -> None:
    hands = seat.hands
    hands.press("Add person")
    hands.press("Role, Choose a role")
    hands.press("Administrator")
    hands.write("Record or staff number", "83-0002")
    hands.write("Full name", "Vera Matos")
    hands.press("Add person")
    hands.sees("The second person has not signed")
    for number, secret, said in (
        (OFFICER[1], "not the password", "Nothing was opened"),
        (ADMINISTRATOR[1], password(seat.clinic, ADMINISTRATOR), "It takes a second person"),
    ):
        hands.write("Number of the second person", number)
        hands.write_secret("Password of the second person", secret)
        hands.press("Add person")
        assert wait_until(lambda: bool(seat.dialog().findChildren(type(page(seat).problem))[0].sentence())), said
        assert seat.clinic.find(THE_SYSTEM, PersonKind.ADMINISTRATOR, "83-0002") is None
    hands.write("Number of the second person", OFFICER[1])
    hands.write_secret("Password of the second person", password(seat.clinic, OFFICER))
    hands.press("Add person")
    hands.sees("Vera Matos is in the register")
    assert person(seat.clinic, PersonKind.ADMINISTRATOR, "83-0002").name == "Vera Matos"


def test_a_correction_is_recorded_and_shown(seat: Seat) -> None:
    choose(seat, "Helena Duarte")
    seat.hands.press("Edit: Helena Duarte")
    seat.hands.press("Record the correction")
    seat.hands.sees("Nothing is different from what the register says.")
    seat.hands.write("Full name", "Helena M. Duarte")
    seat.hands.press("Record the correction")
    seat.hands.sees("The correction is recorded")
    assert person(seat.clinic, *HELENA).name == "Helena M. Duarte"
    assert wait_until(lambda: page(seat).pane.name.text() == "Helena M. Duarte")


def test_a_doctor_is_deactivated_and_comes_back(seat: Seat) -> None:
    choose(seat, "Ana Souza")
    seat.hands.press("Deactivate: Dr Ana Souza")
    seat.hands.press("Deactivate")
    seat.hands.sees("Give a reason.")
    seat.hands.write("Reason", "left the clinic")
    seat.hands.press("Deactivate")
    seat.hands.sees("Not active any more")
    seat.hands.sees("Nobody found")
    assert not person(seat.clinic, *SOUZA).active
    seat.hands.press("Active")
    seat.hands.press("Not active")
    assert wait_until(lambda: page(seat).table.model().rowCount() == 1)
    seat.hands.choose_row("Ana Souza")
    seat.hands.press("Make active again: Dr Ana Souza")
    seat.hands.write("Reason", "is back")
    seat.hands.press("Make active again")
    assert wait_until(lambda: person(seat.clinic, *SOUZA).active)
    assert events_of(seat.clinic, person(seat.clinic, *SOUZA).subject)[-2:] == [
        "PersonDeactivated",
        "PersonReactivated",
    ]


def test_two_entries_are_merged_into_one(seat: Seat) -> None:
    twin, _ = seat.clinic.register(PersonKind.PATIENT, "20-9999", THE_SYSTEM, name="Helena Duarte Twin")
    choose(seat, "Helena Duarte Twin")
    seat.hands.press("Merge: Helena Duarte Twin")
    seat.hands.press("Merge")
    seat.hands.sees("Choose the entry that goes on.")
    seat.hands.write("The entry that goes on", HELENA[1])
    seat.hands.press_starting("The entry that goes on: Helena Duarte")
    seat.hands.press("Merge")
    seat.hands.sees("The entries are merged")
    assert events_of(seat.clinic, twin)[-1] == "PersonMerged"
    assert person(seat.clinic, PersonKind.PATIENT, "20-9999").merged_into == person(seat.clinic, *HELENA).subject


def test_who_may_stand_there_twice_is_named_until_merged(qtbot: QtBot, demonstration: Workspace) -> None:
    helena = person(demonstration.clinic, *HELENA)
    demonstration.clinic.register(
        PersonKind.PATIENT, "20-9999", THE_SYSTEM, name="Helena Duarte", birth_date=helena.birth_date
    )
    seat = Seat(qtbot, demonstration, RECEPTION)
    seat.hands.press("Clinic")
    seat.hands.sees("Perhaps entered twice (1)")
    seat.hands.press("Look at the entries of Helena Duarte")
    assert wait_until(lambda: page(seat).table.model().rowCount() == 2)
    seat.hands.choose_row("20-9999")
    seat.hands.press("Merge: Helena Duarte")
    seat.hands.write("The entry that goes on", HELENA[1])
    seat.hands.press_starting("The entry that goes on: Helena Duarte")
    seat.hands.press("Merge")
    seat.hands.sees("The entries are merged")
    seat.hands.sees_no_more("Perhaps entered twice (1)")
    assert person(seat.clinic, PersonKind.PATIENT, "20-9999").merged_into == helena.subject


def test_a_role_takes_two_and_has_a_period(seat: Seat) -> None:
    hands, souza = seat.hands, person(seat.clinic, *SOUZA)
    choose(seat, "Ana Souza")
    hands.press("Roles and units: Dr Ana Souza")
    hands.sees("Roles: Doctor (as registered)")
    hands.press("What changes, Choose")
    hands.press("Give a role")
    hands.press("Role, Choose a role")
    hands.press("Reception")
    hands.write("Last day, empty: without end", "30 April 2026")
    hands.press("Record it")
    hands.sees("The second person has not signed")
    hands.write("Number of the second person", SOUZA[1])
    hands.write_secret("Password of the second person", password(seat.clinic, SOUZA))
    hands.press("Record it")
    hands.sees("Nothing was done")
    assert events_of(seat.clinic, souza.subject).count("RoleGiven") == 0
    hands.write("Number of the second person", OFFICER[1])
    hands.write_secret("Password of the second person", password(seat.clinic, OFFICER))
    hands.press("Record it")
    hands.sees("Recorded: Give a role.")
    held = seat.clinic.ask(THE_SYSTEM, offices.of_person, souza.subject)
    assert [office.role for office in held.roles] == [ActingRole.RECEPTION]
    choose(seat, "Ana Souza")
    assert wait_until(lambda: page(seat).table.model().index(0, Col.ROLE).data() == "Heart doctor, reception")
    hands.press("Roles and units: Dr Ana Souza")
    hands.sees("Roles: Doctor (as registered), Reception (until 30 Apr 2026)")


def test_a_unit_is_joined_and_left_by_one(seat: Seat) -> None:
    hands, souza = seat.hands, person(seat.clinic, *SOUZA)
    for choice, key in (("Join a unit", "UnitJoined"), ("Leave the unit Ward 3", "UnitLeft")):
        choose(seat, "Ana Souza")
        hands.press("Roles and units: Dr Ana Souza")
        hands.sees("Units: none" if key == "UnitJoined" else "Units: Ward 3")
        hands.press("What changes, Choose")
        hands.press(choice)
        if key == "UnitJoined":
            hands.write("Unit", "Ward 3")
        hands.press("Record it")
        seat.no_dialog()
        assert events_of(seat.clinic, souza.subject)[-1] == key


def dropped(seat: Seat, *files: Path) -> None:
    """Drop files on the field."""
    zone = page(seat).import_card.zone
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    where = QPointF(zone.rect().center())
    event = QDropEvent(where, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    zone.dropEvent(event)


def test_people_are_imported_after_a_look(seat: Seat, tmp_path: Path) -> None:
    file = tmp_path / "people-march.csv"
    file.write_text(
        "id,kind,name,birth_date\n99-1,patient,New One,1990-01-01\n99-2,patient,Bruno Vaz,2002-12-02\n"
        "20-4817,patient,Helena M. Duarte,1954-04-21\n,patient,No Number,\n"
    )
    dropped(seat, file)
    seat.hands.sees("people-march.csv · 4 rows")
    assert seat.clinic.find(THE_SYSTEM, PersonKind.PATIENT, "99-1") is None, "looking wrote something"
    seat.hands.press_starting("See 1: Needs a look")
    seat.hands.sees("Bruno Vaz, born 2 Dec 2002")
    seat.hands.press("Done")
    seat.hands.press_starting("See 1: Lines that are no person")
    seat.hands.sees("people-march.csv, line 5")
    seat.hands.press("Done")
    seat.hands.press("Import 2 people")
    seat.hands.sees("1 new, 1 corrected.")
    assert person(seat.clinic, PersonKind.PATIENT, "99-1").name == "New One"
    assert person(seat.clinic, *HELENA).name == "Helena M. Duarte"
    assert seat.clinic.find(THE_SYSTEM, PersonKind.PATIENT, "99-2") is None, "who needed a look was imported"


def test_an_import_says_how_far_it_has_come(seat: Seat, tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    rows = [f"88-{number},patient,Somebody Number {number},1990-01-01" for number in range(REPORT_EVERY)]
    file.write_text("\n".join(["id,kind,name,birth_date", *rows]))
    dropped(seat, file)
    said: list[str] = []
    card = page(seat).import_card

    def said_so(_done: int, _total: int) -> None:
        said.append(card.import_button.text())

    seat.hands.sees(f"Import {REPORT_EVERY} people")
    card._came_along.connect(said_so)
    seat.hands.press(f"Import {REPORT_EVERY} people")
    seat.hands.sees(f"{REPORT_EVERY} new, 0 corrected.")
    assert said == [f"Importing, {REPORT_EVERY} of {REPORT_EVERY}"]


def test_the_list_is_exported(seat: Seat, tmp_path: Path) -> None:
    seat.hands.press("Doctors 3")
    assert wait_until(lambda: page(seat).table.model().rowCount() == 3)
    seat.hands.press("Export the list")
    seat.hands.press("Export")
    seat.hands.sees("Choose a file.")
    seat.hands.write("CSV file", str(tmp_path / "nowhere" / "doctors.csv"))
    seat.hands.press("Export")
    seat.hands.sees("Nothing was exported")
    seat.hands.write("CSV file", str(tmp_path / "doctors.csv"))
    seat.hands.press("Export")
    seat.hands.sees("3 people in doctors.csv.")
    assert (tmp_path / "doctors.csv").read_text(encoding="utf-8-sig").count(",doctor,") == 3


def test_the_keyboard_reaches_the_search_from_anywhere(seat: Seat) -> None:
    home = seat.home()
    assert isinstance(home, ClinicHome)
    page(seat).table.setFocus()
    QTest.keyClick(page(seat).table, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert wait_until(lambda: page(seat).search.line_edit.hasFocus())
