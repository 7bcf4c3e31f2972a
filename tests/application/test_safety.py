"""What the Safety page shows, and what the program does of itself in quiet: backups when due, one check a day."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from consent_desktop.application import backups, chores, safety
from consent_desktop.application.backup_settings import BackupSettings, Night, Schedule
from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import FixedClock
from consent_desktop.application.nightly import nightly
from consent_desktop.application.safety import DAYS, Safety
from consent_desktop.bootstrap import Consent, open_clinic
from consent_desktop.domain.clinic_events import BackupMade, HistoryVerified
from consent_desktop.domain.errors import ClinicError, NotAllowed
from consent_desktop.domain.vocabulary import THE_OPERATOR, THE_SYSTEM, Acting, ActingRole
from consent_desktop.event_store.errors import StoreClosed

START = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Days:
    """A clinic through some days."""

    def __init__(self, folder: Path) -> None:
        self.stick, self.clock = folder / "stick", FixedClock(START)
        self.stick.mkdir()
        facts = {"time_zone": "Europe/Lisbon"}
        self.clinic = open_clinic(folder / "clinic", plain=True, facts=facts, clock=self.clock, chores=False)
        self.settings = BackupSettings(folder / "clinic")
        Consent(self.clinic, THE_OPERATOR, registers=True).grant_consent("20-1", "doctor", "70-1", "exams")

    def at(self, day: int, hour: int = 12) -> None:
        """Go to that hour of that day of March, in UTC, which is Lisbon's time until the 29th."""
        self.clock.moment = datetime(2026, 3, day, hour, tzinfo=UTC)

    def count(self, kind: type) -> int:
        """How many events of that kind there are."""
        return sum(isinstance(one.event, kind) for one in self.clinic.log.read())

    def safety(self) -> Safety:
        """What the page shows."""
        return safety.safety(self.clinic, THE_OPERATOR)


@pytest.fixture
def days(tmp_path: Path) -> Iterator[Days]:
    """A clinic that began on the 2nd of March."""
    made = Days(tmp_path)
    yield made
    made.clinic.close()


def test_a_clinic_where_nothing_was_done_yet_says_so(days: Days) -> None:
    shown = days.safety()
    assert (shown.backups, shown.last_backup, shown.schedule, shown.missed) == ((), None, None, ())
    assert (shown.last_anchor, shown.last_verified) == (None, None)
    assert shown.last_event is not None
    assert shown.last_event[0] == days.clinic.log.head().position
    assert [square.state for square in shown.days] == ["before"] * (DAYS - 1) + ["not_checked"]


def test_the_history_is_checked_once_a_day_and_the_squares_show_it(days: Days) -> None:
    for day in (2, 3, 5):
        days.at(day)
        nightly(days.clinic)
        days.at(day, 15)
        nightly(days.clinic)
    assert days.count(HistoryVerified) == 3
    days.at(6)
    shown = days.safety()
    states = {square.day.day: square.state for square in shown.days if square.day >= date(2026, 3, 1)}
    assert states == {1: "before", 2: "verified", 3: "verified", 4: "not_checked", 5: "verified", 6: "not_checked"}
    assert shown.last_verified is not None
    assert (shown.last_verified.whole, shown.last_verified.at.day) == (True, 5)
    assert [square.day for square in shown.days] == [date(2026, 3, 6) - timedelta(days=n) for n in range(23, -1, -1)]


def test_checking_again_finds_what_broke_and_notes_it_the_same_day(days: Days) -> None:
    assert safety.check_again(days.clinic, THE_OPERATOR).unbroken
    assert safety.check_again(days.clinic, THE_OPERATOR).unbroken
    assert days.count(HistoryVerified) == 1
    with days.clinic.log.database.writing() as link:
        link.say("DROP TRIGGER events_refuses_update")
        link.say("UPDATE events SET recorded = recorded + 1 WHERE position = 2")
    assert not safety.check_again(days.clinic, THE_OPERATOR).unbroken
    with days.clinic.log.database.writing() as link:
        link.say("UPDATE events SET recorded = recorded - 1 WHERE position = 2")
    assert days.safety().days[-1].state == "broken"


def test_only_who_answers_for_it_looks_and_checks(days: Days) -> None:
    for role in (ActingRole.PATIENT, ActingRole.DOCTOR, ActingRole.RECEPTION):
        with pytest.raises(NotAllowed):
            safety.safety(days.clinic, Acting("a" * 32, role))
        with pytest.raises(NotAllowed):
            safety.check_again(days.clinic, Acting("a" * 32, role))
    for role in (ActingRole.ADMINISTRATOR, ActingRole.PRIVACY_OFFICER):
        assert safety.safety(days.clinic, Acting("a" * 32, role)).days


def test_a_backup_is_made_when_its_hour_has_come_once_a_day(days: Days) -> None:
    days.settings.set_schedule(Schedule(folder=days.stick, hour=13, since=date(2026, 3, 2)))
    nightly(days.clinic)
    assert days.count(BackupMade) == 0
    for day in (2, 3):
        for hour in (13, 18):
            days.at(day, hour)
            nightly(days.clinic)
    shown = days.safety()
    assert days.count(BackupMade) == 2
    assert len(shown.backups) == 2
    assert shown.last_backup is not None
    assert shown.last_backup.made.day == 3
    assert shown.missed == ()


def test_missed_nights_are_shown_with_what_stood_in_the_way(days: Days) -> None:
    days.settings.set_schedule(Schedule(folder=days.stick / "gone", hour=13, since=date(2026, 3, 2)))
    days.at(2, 14)
    nightly(days.clinic)
    days.at(5, 14)
    days.settings.set_schedule(Schedule(folder=days.stick, hour=13, since=date(2026, 3, 2)))
    nightly(days.clinic)
    days.at(6, 12)
    missed = days.safety().missed
    assert [night.day.day for night in missed] == [4, 3, 2]
    assert [night.reason is None for night in missed] == [True, True, False]
    assert "is not there" in (missed[2].reason or "")
    days.at(6, 14)
    assert [night.day.day for night in days.safety().missed] == [6, 4, 3, 2]


def test_a_failed_night_is_made_good_when_the_stick_is_back(days: Days) -> None:
    folder = days.stick / "later"
    days.settings.set_schedule(Schedule(folder=folder, hour=0, since=date(2026, 3, 2)))
    nightly(days.clinic)
    assert [night.outcome for night in days.settings.nights()] == ["failed"]
    folder.mkdir()
    nightly(days.clinic)
    assert [night.outcome for night in days.settings.nights()] == ["made"]
    days.settings.set_schedule(None)
    days.at(9)
    nightly(days.clinic)
    assert len(backups.known_backups(days.clinic)) == 1


def test_settings_that_cannot_be_read_stop_neither_the_check_nor_the_program(days: Days, tmp_path: Path) -> None:
    (tmp_path / "clinic" / "backups.json").write_text("{", encoding="utf-8")
    nightly(days.clinic)
    assert days.count(HistoryVerified) == 1
    with pytest.raises(ClinicError):
        days.safety()


def test_only_so_many_nights_are_remembered(days: Days) -> None:
    for number in range(100):
        days.settings.note_night(Night(day=date(2026, 1, 1) + timedelta(days=number), outcome="made"))
    nights = days.settings.nights()
    assert len(nights) == 60
    assert nights[-1].day == date(2026, 4, 10)


def test_a_program_that_closes_in_the_midst_leaves_it_for_another_day(days: Days) -> None:
    clinic = days.clinic
    clinic.close()
    with pytest.raises(StoreClosed):
        nightly(clinic)


def test_a_demonstration_does_none_of_it(tmp_path: Path) -> None:
    facts = {"demonstration_day": "2026-03-12"}
    clinic = open_clinic(tmp_path / "clinic", plain=True, facts=facts, chores=False)
    Consent(clinic, THE_OPERATOR, registers=True).grant_consent("20-1", "doctor", "70-1", "exams")
    head = clinic.log.head().position
    nightly(clinic)
    assert clinic.log.head().position == head
    clinic.close()


def test_it_is_done_in_quiet_by_the_open_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chores, "FIRST_LOOK", 0.01)
    done = threading.Event()
    clinic: Clinic = open_clinic(tmp_path / "clinic", plain=True, clock=FixedClock(START))
    clinic.when_quiet(done.set)
    assert done.wait(20)
    clinic.close()


def test_who_notes_a_check_is_the_program_itself(days: Days) -> None:
    nightly(days.clinic)
    newest = next(days.clinic.log.read(backward=True))
    assert newest.actor == THE_SYSTEM.id
