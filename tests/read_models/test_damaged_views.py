"""A damaged file of views is set aside and built anew, at opening and while running; a foreign one is left alone."""

from __future__ import annotations

import random
import threading
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from consent_desktop.application.clock import FixedClock
from consent_desktop.application.dispatch import Dispatch, Recorded
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.commands import RevokeConsent
from consent_desktop.domain.vocabulary import (
    THE_OPERATOR,
    THE_SYSTEM,
    Acting,
    ActingRole,
    Actor,
    ActorKind,
    PersonKind,
    RecordType,
)
from consent_desktop.event_store.errors import StoreNotOurs
from consent_desktop.read_models.tables import VIEWS_FILE
from tests.read_models.test_views import live_a_little
from tests.support.damage import PAGE, overwrite, root_page
from tests.support.logguard import LogGuard
from tests.support.stores import KEY, NOW, a_consent
from tests.support.tables import dump

PLACES = [(9000, 30_000), (0, 300), (0, 4096), (30, 70)]


def noise(path: Path, offset: int, length: int) -> None:
    """Random bytes there, always the same."""
    overwrite(path, offset, random.Random(offset).randbytes(length))


def aside(folder: Path) -> list[Path]:
    """What was set aside, without what the engine keeps beside it."""
    return [p for p in folder.glob(f"{VIEWS_FILE.name}.damaged-*") if p.name.rsplit("-", 1)[1].isdecimal()]


def a_past(folder: Path) -> None:
    """A store with some history, in which kept's exams are shared."""
    live_a_little(folder, 1, 12)
    with a_consent(folder) as consent:
        for number in range(40):
            consent.ask_consent(f"p{number}", "doctor", f"d{number}", "exams")
        consent.grant_consent("kept", "doctor", "d", "exams")


@pytest.mark.parametrize(("offset", "length"), [*PLACES, (None, 4000)], ids=str)
def test_damaged_views_are_built_anew_at_opening(
    tmp_path: Path, log_guard: LogGuard, offset: int | None, length: int
) -> None:
    log_guard.expect("set aside as")
    a_past(tmp_path)
    path = tmp_path / VIEWS_FILE.name
    if offset is None:  # where everything else can be read
        offset = (root_page(tmp_path, "permissions_1", VIEWS_FILE.name) - 1) * PAGE
    noise(path, offset, length)
    damaged = path.read_bytes()
    with a_consent(tmp_path) as consent:
        assert consent.has_consent("kept", "doctor", "d", "exams")
        consent.clinic.views.rebuild()
        assert consent.clinic.views.check() == []
        consent.revoke_consent("kept", "doctor", "d", "exams")
        assert not consent.has_consent("kept", "doctor", "d", "exams")
    assert [p.stat().st_size >= len(damaged) for p in aside(tmp_path)] == [True]
    with a_consent(tmp_path) as consent:
        assert not consent.has_consent("kept", "doctor", "d", "exams")
    assert len(aside(tmp_path)) == 1


def test_damaged_views_are_built_anew_while_programs_run(tmp_path: Path, log_guard: LogGuard) -> None:
    log_guard.expect("set aside as clinic.views.db.damaged-1")
    a_past(tmp_path)
    with a_consent(tmp_path) as one, a_consent(tmp_path) as two:
        one.clinic.views.database.reconnect()
        two.clinic.views.database.reconnect()
        noise(tmp_path / VIEWS_FILE.name, 4096, 100_000)
        assert one.has_consent("kept", "doctor", "d", "exams")
        assert len(aside(tmp_path)) == 1
        assert two.has_consent("kept", "doctor", "d", "exams")
        two.revoke_consent("kept", "doctor", "d", "exams")
        for consent in (one, two):
            assert not consent.has_consent("kept", "doctor", "d", "exams")
            assert consent.clinic.views.check() == []
        assert one.clinic.views.read(dump) == two.clinic.views.read(dump)
        assert len(aside(tmp_path)) == 1, "the second found that the first had done it"


def test_stopping_does_not_wait_until_views_are_built_anew(tmp_path: Path) -> None:
    """Another thread is building them; the stop is durable, and says that lists follow."""
    a_past(tmp_path)
    with a_consent(tmp_path) as consent:
        views = consent.clinic.views
        renewal = views._renewal
        renewal.under_way = True
        try:
            head = consent.clinic.log.head().position
            views._follower = None
            patient = consent.clinic.subject_of(PersonKind.PATIENT, "kept")
            doctor = consent.clinic.subject_of(PersonKind.DOCTOR, "d")
            assert patient is not None
            assert doctor is not None
            actor = Actor(ActorKind.DOCTOR, doctor)
            revoke = RevokeConsent(patient=patient, actor=actor, record_types=(RecordType.EXAMS,))
            answers: list[Recorded] = []
            done = threading.Thread(
                target=lambda: answers.append(consent.clinic.dispatch(Dispatch(revoke, THE_OPERATOR)))
            )
            with views._lock:
                done.start()
                done.join(20)
                assert not done.is_alive()
            assert consent.clinic.log.head().position > head
            assert [answer.views_behind for answer in answers] == [True]
        finally:
            renewal.under_way = False
        assert not consent.has_consent("kept", "doctor", "d", "exams")


def test_damaged_views_of_a_protected_store_are_built_anew(tmp_path: Path, log_guard: LogGuard) -> None:
    log_guard.expect("set aside as")
    clock = FixedClock(NOW)
    for offset, length in ((0, 300), (9000, 30_000)):
        folder = tmp_path / str(offset)
        clinic = open_clinic(folder, key=KEY, clock=clock)
        admin, _ = clinic.register(PersonKind.ADMINISTRATOR, "1", THE_OPERATOR)
        for number in range(50):
            clinic.register(PersonKind.PATIENT, str(number), Acting(admin, ActingRole.ADMINISTRATOR))
        clinic.close()
        noise(folder / VIEWS_FILE.name, offset, length)
        clinic = open_clinic(folder, key=KEY, clock=clock)
        try:
            assert clinic.views.check() == []
            assert clinic.find(THE_SYSTEM, PersonKind.PATIENT, "49") is not None
        finally:
            clinic.close()
        assert len(aside(folder)) == 1


def test_another_programs_database_in_their_place_is_left_alone(tmp_path: Path) -> None:
    a_past(tmp_path)
    path = tmp_path / VIEWS_FILE.name
    for file in tmp_path.glob(f"{path.name}*"):
        file.unlink()
    other = dbapi2.connect(str(path))
    other.execute("CREATE TABLE diary (day TEXT)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreNotOurs, match="left untouched"), a_consent(tmp_path):
        pass
    assert path.read_bytes() == before
    assert aside(tmp_path) == []
