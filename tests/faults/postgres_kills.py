"""Kill -9 of every process of a PostgreSQL server under three clients: what was acknowledged is there, once, and they go on.

Killed processes lose nothing that they wrote: it is with the kernel, and even synchronous_commit=off would pass here as long
as the log's writer got to run. What a power cut does is not tried on a server: that is its own business and fsync's. The
control is a client that tells of an event before the server has acknowledged it.
"""

from __future__ import annotations

import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final, TypeVar
from uuid import uuid4

import psycopg

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.dispatch import Dispatch
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.commands import GrantConsent, RevokeConsent
from consent_desktop.domain.vocabulary import THE_OPERATOR, Actor, ActorKind, PersonKind, RecordType
from consent_desktop.event_store.errors import StoreUnreachable, WrongExpectedVersion
from consent_desktop.event_store.verification import verify
from tests.faults.judge import Ack
from tests.faults.tally import Tally, run
from tests.faults.workload import PATIENCE, Work, Writers, tell_error
from tests.support.servers import Postgres
from tests.support.stores import a_shared_store, origin, some_event

T = TypeVar("T")
CONTROL_ROUNDS: Final = 8
EXPECTED: Final = StoreUnreachable.code
"""What a client may be told while the server is away."""


def _address(folder: Path) -> str:
    return (folder / "address").read_text(encoding="utf-8")


def _until_done(acks: Connection, call: Callable[[], T]) -> T:
    """Do the same again, with the same command id, until the server has answered."""
    while True:
        try:
            return call()
        except StoreUnreachable:
            tell_error(acks, EXPECTED)
            threading.Event().wait(0.05)


def _tell(acks: Connection, first: int, last: int, command: str) -> None:
    for position in range(first, last + 1):
        acks.send_bytes(f"{position} {command}".encode())


def own_appends(folder: Path, key: bytes | None, name: str, acks: Connection) -> None:
    """Single events on a stream of one's own."""
    with a_shared_store(_address(folder), folder) as store:
        stream, version = store.vault.claim("patient", name), 0
        while True:
            one = origin()
            events = [some_event(stream, version)]
            done = _until_done(acks, lambda: store.log.append(stream, version, events, one))  # noqa: B023
            version += 1
            _tell(acks, done.first, done.last, one.command_id.hex)


def shared_appends(folder: Path, key: bytes | None, name: str, acks: Connection) -> None:
    """Three events at a time on a stream that the next client writes to as well."""
    with a_shared_store(_address(folder), folder) as store:
        stream = store.vault.claim("patient", "contended")
        while True:
            one = origin()
            version = _until_done(acks, lambda: store.log.version(stream))
            events = [some_event(stream, version + number) for number in range(3)]
            try:
                done = _until_done(acks, lambda: store.log.append(stream, version, events, one))  # noqa: B023
            except WrongExpectedVersion:
                continue
            _tell(acks, done.first, done.last, one.command_id.hex)


def commands(folder: Path, key: bytes | None, name: str, acks: Connection) -> None:
    """Grants and stops through the bus, with views and notices."""
    clinic = open_clinic(_address(folder))
    patient = clinic.register(PersonKind.PATIENT, name, THE_OPERATOR)[0]
    doctor = Actor(ActorKind.DOCTOR, clinic.register(PersonKind.DOCTOR, name, THE_OPERATOR)[0])
    exams, number = frozenset({RecordType.EXAMS}), 0
    while True:
        kind = RevokeConsent if number % 2 else GrantConsent
        dispatch = Dispatch(kind(patient=patient, actor=doctor, record_types=exams), THE_OPERATOR, uuid4())
        done = _until_done(acks, lambda: clinic.dispatch(dispatch))  # noqa: B023
        _tell(acks, done.first, done.last, done.command_id.hex)
        number += 1


def told_early(folder: Path, key: bytes | None, name: str, acks: Connection) -> None:
    """A client that lies: it tells of an event before the server has it."""
    with a_shared_store(_address(folder), folder) as store:
        stream, position, version = store.vault.claim("patient", name), store.log.head().position, 0
        while True:
            one = origin()
            _tell(acks, position + version + 1, position + version + 1, one.command_id.hex)
            store.log.append(stream, version, [some_event(stream, version)], one)
            version += 1


THREE: Final[tuple[Work, ...]] = (own_appends, shared_appends, commands)


def _stored(server: Postgres, address: str) -> dict[int, str]:
    """The command of every event by position, read past our own reading code."""
    database = address.rpartition("/")[2].partition("?")[0]
    plain = server.of(database).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as connection:
        rows = connection.execute("SELECT position, command_id FROM log.events ORDER BY position").fetchall()
    return {position: bytes(command).hex() for position, command in rows}


def _faults(found: dict[int, str], clinic: Clinic | None) -> list[str]:
    """What is wrong with the store beyond what was promised to a client."""
    faults = [] if sorted(found) == list(range(1, len(found) + 1)) else ["the positions have a gap"]
    if clinic is not None:
        result = verify(clinic.log)
        if not result.unbroken or result.events != len(found):
            faults.append(f"the chain breaks at {result.first_broken}: {result.reason}")
        clinic.catch_up()
        faults += [f"the view {one.table} is not what a rebuild makes of it" for one in clinic.views.check() or []]
    return faults


def _lost(found: dict[int, str], acks: list[Ack]) -> list[Ack]:
    return [ack for ack in acks if found.get(ack[0]) != ack[1]]


def postgres_kills(tally: Tally, rounds: int, chance: random.Random) -> None:
    """The clients live through all of it; the server is killed at any point of their work, round by round."""
    server = Postgres({})
    try:
        with tempfile.TemporaryDirectory() as place:
            _rounds(tally, server, Path(place), rounds, chance)
            missed = sum(_missed(server, Path(place), chance) for _ in range(CONTROL_ROUNDS))
    finally:
        server.stop()
    tally.add("events missed of a client that tells too early", missed)
    tally.control("a client that tells before the server has acknowledged is caught", failed=missed > 0)


def _rounds(tally: Tally, server: Postgres, folder: Path, rounds: int, chance: random.Random) -> None:
    address = server.new_database()
    (folder / "address").write_text(address, encoding="utf-8")
    open_clinic(address, plain=True, chores=False).close()
    with Writers(folder, None, THREE) as writers:
        _all_go_on(writers)
        for number in range(rounds):
            writers.until(chance.randint(3, 100))
            writers.a_moment(chance)
            server.kill()
            server.start()
            found, told = _stored(server, address), writers.acknowledged()
            lost, faults = _lost(found, told), _faults(found, None)
            tally.add("kills of every process of the server")
            tally.add("acknowledged events lost", len(lost))
            if lost or faults:
                tally.broke(f"round {number}: {len(lost)} lost; {'; '.join(faults)}")
        _all_go_on(writers)
    errors = [code for code in writers.errors() if code != EXPECTED]
    found, told = _stored(server, address), writers.acknowledged()
    clinic = open_clinic(address, chores=False)
    try:
        lost, faults = _lost(found, told), _faults(found, clinic)
    finally:
        clinic.close()
    tally.add("events acknowledged", len(told))
    tally.add("times a client was told that the server cannot be reached", len(writers.errors()) - len(errors))
    tally.add("other errors seen by the clients", len(errors))
    if lost or faults or errors:
        tally.broke(f"at the end: {len(lost)} lost; {'; '.join((*faults, *errors))}")


def _all_go_on(writers: Writers) -> None:
    """Let them work until each was acknowledged something more; raises `TimeoutError` where one is stuck."""
    before, end = [len(writer.told) for writer in writers.all], time.monotonic() + PATIENCE
    while any(len(writer.told) == told for writer, told in zip(writers.all, before, strict=True)):
        writers.until(1)
        if time.monotonic() > end:
            raise TimeoutError(f"a client did not go on for {PATIENCE:.0f} s")


def _missed(server: Postgres, folder: Path, chance: random.Random) -> int:
    """How many events are missed of the client that tells too early, when the server is killed under it."""
    address = server.new_database()
    (folder / "address").write_text(address, encoding="utf-8")
    with a_shared_store(address, folder), Writers(folder, None, [told_early]) as writers:
        writers.until(chance.randint(2, 10))
        server.kill()
        server.start()
    return len(_lost(_stored(server, address), writers.acknowledged()))


if __name__ == "__main__":
    sys.exit(run("postgres_kills", postgres_kills, rounds=20))
