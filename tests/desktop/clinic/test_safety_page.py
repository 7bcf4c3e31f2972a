"""The Safety page on a real store: checking, backing up, restoring elsewhere with two people, proofs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from consent_desktop.application import backups, safety
from consent_desktop.application.safety import DaySquare, MissedNight, Verified
from consent_desktop.bootstrap import open_clinic
from consent_desktop.desktop.clinic import safety_words
from consent_desktop.desktop.clinic.safety_page import SafetyPage
from consent_desktop.desktop.tour.hands import wait_until
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.clinic_events import BackupMade, HistoryVerified, StoreRestored
from consent_desktop.domain.vocabulary import CLINIC
from tests.desktop.seats import ADMINISTRATOR, OFFICER, RECEPTION, SOUZA, Seat, password

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def seat(qtbot: QtBot, demonstration: Workspace) -> Seat:
    seat = Seat(qtbot, demonstration, OFFICER)
    seat.hands.press("Clinic")
    seat.hands.sees("Last event")
    return seat


def page(seat: Seat) -> SafetyPage:
    return seat.home().findChildren(SafetyPage)[0]


def test_checking_again_reads_everything_and_is_noted_once_a_day(seat: Seat) -> None:
    seat.hands.sees("Not checked lately")
    for _ in range(2):
        seat.hands.press("Check again")
        seat.hands.sees("The history is unbroken")
        assert wait_until(page(seat).integrity.check_button.isEnabled)
    noted = [e for e in seat.clinic.log.read_stream(CLINIC) if isinstance(e.event, HistoryVerified)]
    assert len(noted) == 1
    assert wait_until(lambda: "on 1 the history was checked" in page(seat).integrity.squares.accessibleName())


def test_a_backup_is_made_where_the_person_says(seat: Seat, tmp_path: Path) -> None:
    seat.hands.sees("Never backed up")
    seat.hands.press("Back up now")
    seat.hands.press("Back up now")
    seat.hands.sees("Choose a folder.")
    seat.hands.write("Folder for the backup", str(tmp_path / "missing"))
    seat.hands.press("Back up now")
    seat.hands.sees("No backup was made")
    stick = tmp_path / "stick"
    stick.mkdir()
    seat.hands.write("Folder for the backup", str(stick))
    seat.hands.press("Back up now")
    seat.hands.sees("The backup is made")
    seat.hands.sees("Opened and read back: whole")
    assert [e for e in seat.clinic.log.read_stream(CLINIC) if isinstance(e.event, BackupMade)]
    assert len(page(seat).backup.lines) == 1


def test_a_backup_is_restored_by_two_people_to_a_new_folder(seat: Seat, tmp_path: Path) -> None:
    stick, new = tmp_path / "stick", tmp_path / "new"
    stick.mkdir()
    made = backups.make(seat.clinic, stick, seat.person.acting)
    page(seat).refresh()
    seat.hands.sees("Opened and read back: whole")
    seat.hands.press("Restore")
    seat.hands.press("Look at it")
    seat.hands.sees("Choose a new folder.")
    seat.hands.write("New folder", str(new))
    seat.hands.press("Look at it")
    seat.hands.sees(f"up to event {made.head}")
    assert not new.exists(), "looking wrote something"
    seat.hands.press("Restore to the new folder")
    seat.hands.sees("The second person has not signed")
    seat.hands.write("Number of the second person", SOUZA[1])
    seat.hands.write_secret("Password of the second person", password(seat.clinic, SOUZA))
    seat.hands.press("Restore to the new folder")
    seat.hands.sees("Nothing was done")
    assert not new.exists()
    seat.hands.write("Number of the second person", ADMINISTRATOR[1])
    seat.hands.write_secret("Password of the second person", password(seat.clinic, ADMINISTRATOR))
    seat.hands.press("Restore to the new folder")
    seat.hands.sees("The backup is restored")
    restored = open_clinic(new, chores=False)
    try:
        noted = [e.event for e in restored.log.read_stream(CLINIC) if isinstance(e.event, StoreRestored)]
        assert [event.head for event in noted] == [made.head]
    finally:
        restored.close()


def test_a_folder_in_use_and_a_file_that_is_none_are_refused(seat: Seat, tmp_path: Path) -> None:
    (tmp_path / "no.backup").write_bytes(b"nothing of the kind")
    seat.hands.press("Restore")
    seat.hands.write("Backup file", str(tmp_path / "no.backup"))
    seat.hands.write("New folder", str(tmp_path))
    seat.hands.press("Look at it")
    seat.hands.sees("is in use. Nothing was restored")
    seat.hands.write("New folder", str(tmp_path / "new"))
    seat.hands.press("Look at it")
    seat.hands.sees("is no backup")
    assert not (tmp_path / "new").exists()


def test_backups_every_day_are_begun_and_stopped(seat: Seat, tmp_path: Path) -> None:
    seat.hands.press("Back up every day")
    seat.hands.write("Folder for the backups", str(tmp_path))
    seat.hands.press("From, Choose an hour")
    seat.hands.press("03:00")
    seat.hands.press("Back up every day")
    seat.hands.sees("Every day, 03:00")
    seat.hands.press("Every day, 03:00")
    seat.hands.press("No backup every day")
    seat.no_dialog()
    seat.hands.sees("Back up every day")
    assert safety.safety(seat.clinic, seat.person.acting).schedule is None


def test_a_proof_is_saved_elsewhere(seat: Seat, tmp_path: Path) -> None:
    seat.hands.sees("never")
    seat.hands.press("Save proof")
    seat.hands.write("Folder for the proof", str(tmp_path))
    seat.hands.press("Save proof")
    seat.hands.sees("The proof is saved")
    assert list(tmp_path.glob("*.checkpoint"))
    assert wait_until(lambda: "0 events since" in page(seat).integrity.anchor.value())


def test_reception_is_not_shown_the_page(qtbot: QtBot, demonstration: Workspace) -> None:
    seat = Seat(qtbot, demonstration, RECEPTION)
    seat.hands.press("Clinic")
    seat.hands.sees("Everyone 47")
    assert seat.home().findChildren(SafetyPage) == []


def test_days_are_told_in_words(demonstration: Workspace) -> None:
    clinic = demonstration.clinic
    now = clinic.now()
    today = now.date()
    days = (
        DaySquare(today - timedelta(days=2), "broken", Verified(now, 4, whole=False)),
        DaySquare(today - timedelta(days=1), "not_checked"),
        DaySquare(today, "not_checked"),
    )
    worst = safety_words.worst_day(days)
    assert worst is days[0]
    assert safety_words.square_sentence(worst) == "10 Mar 2026: damage was found"
    assert safety_words.worst_day(days[1:]) is days[1], "a missed day is told, today is not over"
    assert safety_words.worst_day(days[2:]) is None
    assert safety_words.missed([MissedNight(today, None)]).startswith(
        "12 Mar 2026: not backed up, the computer was off"
    )
    assert safety_words.missed([MissedNight(today, "The disk is full.")]).endswith("The disk is full.")
    assert safety_words.missed([]) == ""
