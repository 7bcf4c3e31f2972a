"""The clock of a shared store follows the server's, however the workstation's is set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from consent_desktop.application.clock import StandingDayClock, SystemClock
from consent_desktop.application.server_clock import EVERY, ServerClock
from consent_desktop.bootstrap import Consent, open_clinic
from consent_desktop.event_store.errors import StoreUnreachable
from tests.support.servers import Postgres
from tests.support.stores import NOW

HOUR = 3600.0


class Machine:
    """A workstation's two clocks, and the server that it asks; all stand until the test moves them."""

    def __init__(self) -> None:
        self.wall = 1_000_000.0  # of the year 1970
        self.steady = 50.0
        self.server = NOW
        self.away = False
        self.asked = 0
        self.clock = ServerClock(self.ask, lambda: self.wall, lambda: self.steady)

    def ask(self) -> datetime:
        """What the server answers."""
        self.asked += 1
        if self.away:
            raise StoreUnreachable("The server cannot be reached. Nothing was asked.")
        return self.server

    def passes(self, seconds: float, *, asleep: bool = False) -> None:
        """Time goes by for all; a machine that sleeps may not count it."""
        self.server += timedelta(seconds=seconds)
        self.wall += seconds
        self.steady += 0 if asleep else seconds

    def told(self) -> datetime:
        """The clock's time once it has asked, if it had to."""
        self.clock.now()
        if self.clock._asking is not None:
            self.clock._asking.join()
        return self.clock.now()


def test_the_server_is_asked_at_once_and_then_each_minute() -> None:
    machine = Machine()
    assert machine.told() == NOW
    machine.passes(EVERY - 1)
    assert machine.told() == machine.server
    assert machine.asked == 1
    machine.passes(1)
    machine.server += timedelta(seconds=5)  # its clock was set
    assert machine.told() == machine.server
    assert machine.asked == 2


@pytest.mark.parametrize("set_by", [-24 * HOUR, 24 * HOUR])
def test_a_workstations_clock_that_is_set_changes_nothing(set_by: float) -> None:
    machine = Machine()
    machine.wall += set_by
    assert machine.told() == NOW
    assert machine.asked == 2


def test_a_night_asleep_has_passed_when_the_machine_wakes() -> None:
    machine = Machine()
    machine.passes(8 * HOUR, asleep=True)
    assert machine.clock.now() == machine.server
    assert machine.told() == machine.server


@pytest.mark.parametrize("set_by", [-24 * HOUR, 0.0])
def test_time_goes_on_where_the_server_is_away(set_by: float) -> None:
    """Nothing that has ended goes on, whichever of the two clocks is wrong."""
    machine = Machine()
    machine.away = True
    machine.passes(2 * HOUR)
    machine.wall += set_by
    assert machine.told() == machine.server
    machine.away = False
    assert machine.told() == machine.server


def test_a_clock_is_not_made_without_an_answer() -> None:
    def away() -> datetime:
        raise StoreUnreachable("The server cannot be reached. Nothing was asked.")

    with pytest.raises(StoreUnreachable):
        ServerClock(away)


def test_a_shared_store_goes_by_its_server(postgres: Postgres) -> None:
    address = postgres.new_database()
    with Consent.open(address, plain=True) as consent:
        assert isinstance(consent.clinic.clock, ServerClock)
        assert abs(consent.now() - datetime.now(UTC)) < timedelta(minutes=5)
        end = consent.now() + timedelta(hours=1)
        consent.grant_consent("20-1", "doctor", "70-1", "exams", until=end)
        assert consent.has_consent("20-1", "doctor", "70-1", "exams")


def test_an_end_is_judged_by_the_servers_time(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workstation that lives years ago still lets a grant end when the server says so."""
    with Consent.open(postgres.new_database(), plain=True) as consent:
        clinic = consent.clinic
        machine = Machine()
        machine.server = clinic.now()
        monkeypatch.setattr(clinic, "clock", ServerClock(machine.ask, lambda: machine.wall, lambda: machine.steady))
        consent.grant_consent("20-1", "doctor", "70-1", "exams", until=machine.server + timedelta(seconds=30))
        assert consent.has_consent("20-1", "doctor", "70-1", "exams")
        machine.passes(30)
        assert not consent.has_consent("20-1", "doctor", "70-1", "exams")


def test_a_demonstration_on_a_server_keeps_its_day(postgres: Postgres) -> None:
    clinic = open_clinic(postgres.new_database(), plain=True, facts={"demonstration_day": "2026-03-12"}, chores=False)
    try:
        assert isinstance(clinic.clock, StandingDayClock)
    finally:
        clinic.close()


def test_a_folder_goes_by_this_computer(tmp_path_factory: pytest.TempPathFactory) -> None:
    clinic = open_clinic(tmp_path_factory.mktemp("clinic"), plain=True, chores=False)
    try:
        assert isinstance(clinic.clock, SystemClock)
    finally:
        clinic.close()
