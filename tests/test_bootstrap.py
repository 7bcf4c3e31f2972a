"""Joining the parts: clocks, time zones, and the demonstration clinic, made whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from consent_desktop import bootstrap
from consent_desktop.application.clock import StandingDayClock, SystemClock, end_of_day, last_day
from consent_desktop.bootstrap import open_clinic, open_demonstration
from consent_desktop.domain.vocabulary import THE_SYSTEM, PersonKind
from consent_desktop.event_store.errors import StoreFull, StoreNotOurs
from consent_desktop.interchange.demonstration import Storyteller
from consent_desktop.read_models.views import Views


def test_the_demonstration_clinic_stands_on_its_day(tmp_path: Path) -> None:
    clinic = open_demonstration(tmp_path / "clinic")
    assert clinic.demonstration
    assert clinic.name == "São Lucas Clinic"
    assert clinic.now().astimezone(clinic.zone).date() == date(2026, 3, 12)
    assert clinic.verify().unbroken
    helena = clinic.find(THE_SYSTEM, PersonKind.PATIENT, "20-4817")
    assert helena is not None
    assert helena.name == "Helena Duarte"
    events = clinic.views.position()
    clinic.close()
    again = open_demonstration(tmp_path / "clinic")
    assert again.views.position() == events
    again.close()


def test_a_demonstration_that_was_cut_off_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_off(_: Storyteller) -> None:
        raise StoreFull("no room")

    with monkeypatch.context() as patch:
        patch.setattr(Storyteller, "tell", cut_off)
        with pytest.raises(StoreFull):
            open_demonstration(tmp_path / "clinic")
    assert list(tmp_path.iterdir()) == []
    open_demonstration(tmp_path / "clinic").close()


def test_a_folder_in_use_is_left_untouched(tmp_path: Path) -> None:
    (tmp_path / "clinic").mkdir()
    (tmp_path / "clinic" / "diary.txt").write_text("mine")
    with pytest.raises(StoreNotOurs, match="left untouched"):
        open_demonstration(tmp_path / "clinic")
    assert [p.name for p in (tmp_path / "clinic").iterdir()] == ["diary.txt"]
    assert list(tmp_path.iterdir()) == [tmp_path / "clinic"]


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    (tmp_path / "clinic").mkdir()
    open_demonstration(tmp_path / "clinic").close()


def test_a_plain_store_goes_by_the_computers_clock(tmp_path: Path) -> None:
    clinic = open_clinic(tmp_path, plain=True)
    assert isinstance(clinic.clock, SystemClock)
    assert abs(clinic.now() - datetime.now(UTC)) < timedelta(minutes=1)
    assert not clinic.demonstration
    clinic.close()


def test_nothing_stays_open_when_the_views_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Views, __: object = None) -> None:
        raise StoreFull("no room")

    monkeypatch.setattr(Views, "start", full)
    with pytest.raises(StoreFull):
        open_clinic(tmp_path, plain=True)


@pytest.mark.parametrize("target", ["/usr/share/zoneinfo/Europe/Lisbon", "/somewhere/else"])
def test_the_time_zone_of_the_computer(monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    monkeypatch.setattr(Path, "resolve", lambda _: Path(target))
    assert bootstrap.local_zone() == ("Europe/Lisbon" if "zoneinfo" in target else "UTC")


def test_a_time_zone_that_nobody_knows_is_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "resolve", lambda _: Path("/usr/share/zoneinfo/Atlantis/Poseidonis"))
    assert bootstrap.local_zone() == "UTC"


def test_until_a_day_includes_the_day() -> None:
    lisbon = ZoneInfo("Europe/Lisbon")
    until = end_of_day(date(2026, 6, 30), lisbon)
    assert until == datetime(2026, 6, 30, 23, tzinfo=UTC)
    assert last_day(until, lisbon) == date(2026, 6, 30)
    assert end_of_day(date(2026, 3, 28), lisbon) == datetime(2026, 3, 29, tzinfo=UTC)
    assert end_of_day(date(2026, 3, 29), lisbon) == datetime(2026, 3, 29, 23, tzinfo=UTC)


def test_the_standing_clock_goes_round() -> None:
    clock = StandingDayClock(date(2026, 3, 12), ZoneInfo("UTC"))
    assert clock.now() <= clock.now() + timedelta(seconds=1)
    assert clock.now().date() == date(2026, 3, 12)


def test_a_clinic_in_a_folder_never_loads_the_client_of_a_server(tmp_path: Path) -> None:
    """It brings some ten megabytes of libraries, for a server that is not there."""
    program = (
        "import sys; from pathlib import Path; from consent_desktop.bootstrap import open_clinic; "
        "import consent_desktop.cli.main; open_clinic(Path(sys.argv[1]), plain=True).close(); "
        "sys.exit('psycopg' in sys.modules)"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "clinic")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
