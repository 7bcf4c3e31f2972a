"""Writers in processes of their own, who tell the harness of every event that the store acknowledged to them."""

from __future__ import annotations

import contextlib
import multiprocessing
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Final, Self
from uuid import uuid4

from consent_desktop.bootstrap import Consent, open_clinic
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import THE_OPERATOR
from consent_desktop.event_store.errors import WrongExpectedVersion
from tests.faults import altered
from tests.faults.judge import Ack
from tests.support.stores import a_store, origin, some_event

LIMIT: Final = 3_000
"""Commands after which a writer ends by itself."""
PATIENCE: Final = 60.0
"""Seconds that the harness waits for a writer before it calls it stuck."""

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.faults.workload"])

ERROR: Final = "error"
"""What a writer says in the place of a position when it says an error's code."""

Work = Callable[[Path, "bytes | None", str, Connection], None]


def appends(folder: Path, key: bytes | None, name: str, acks: Connection) -> None:
    """Append single events to a stream of one's own, straight to the log."""
    with a_store(folder, key) as store:
        stream = store.vault.claim("patient", name)
        version = _version(store.log.read_stream(stream))
        for number in range(LIMIT):
            command_id = uuid4()
            appended = store.log.append(stream, version, [some_event(stream, number)], origin(command_id))
            version += 1
            acks.send_bytes(f"{appended.first} {command_id.hex}".encode())


def appends_at_normal(folder: Path, key: bytes | None, name: str, acks: Connection) -> None:
    """The same at synchronous=NORMAL: the engine may acknowledge what is not on the disk yet."""
    with altered.before_writes("PRAGMA synchronous = NORMAL"):
        appends(folder, key, name, acks)


def appends_told_early(folder: Path, key: bytes | None, name: str, acks: Connection) -> None:
    """A writer that lies: it tells of an event before the store has it."""
    with a_store(folder, key) as store:
        stream = store.vault.claim("patient", name)
        version = _version(store.log.read_stream(stream))
        position = store.log.head().position
        for number in range(LIMIT):
            command_id = uuid4()
            acks.send_bytes(f"{position + 1 + number} {command_id.hex}".encode())
            store.log.append(stream, version + number, [some_event(stream, number)], origin(command_id))


def shared_appends(folder: Path, key: bytes | None, name: str, acks: Connection) -> None:
    """Append three events at a time to the one stream that every such writer writes to."""
    with a_store(folder, key) as store:
        stream = store.vault.claim("patient", "contended")
        for _ in range(LIMIT):
            command_id = uuid4()
            version = _version(store.log.read_stream(stream))
            try:
                appended = store.log.append(
                    stream, version, [some_event(stream, n) for n in range(3)], origin(command_id)
                )
            except WrongExpectedVersion:
                continue
            for position in range(appended.first, appended.last + 1):
                acks.send_bytes(f"{position} {command_id.hex}".encode())


def commands(folder: Path, key: bytes | None, name: str, acks: Connection) -> None:
    """Grant and stop through the bus, with views and notices, for the patient that every such writer shares with."""
    clinic = open_clinic(folder, plain=key is None, key=key)
    with Consent(clinic, THE_OPERATOR, registers=True) as consent:
        doctor = f"{name}-{uuid4().hex}"
        for number in range(LIMIT):
            verb = consent.revoke_consent if number % 2 else consent.grant_consent
            recorded = verb("shared", "doctor", doctor, "exams")
            for position in recorded.positions:
                acks.send_bytes(f"{position} {recorded.command_id.hex}".encode())


def _version(recorded: Iterator[object]) -> int:
    return sum(1 for _ in recorded)


@dataclass
class Writer:
    """A running writer and what it was promised so far."""

    process: ForkServerProcess
    acks: Connection
    told: list[Ack] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    """Codes of the errors that it saw, and the name of what else ended it."""
    ended: bool = False

    def read(self) -> int:
        """Take what it told since, without waiting; gives how much."""
        before = len(self.told)
        with contextlib.suppress(EOFError, OSError):
            while self.acks.poll(0):
                self._take()
        return len(self.told) - before

    def _take(self) -> None:
        try:
            position, command = self.acks.recv_bytes().decode().split()
        except (EOFError, OSError):
            self.ended = True
            raise
        if position == ERROR:
            self.errors.append(command)
        else:
            self.told.append((int(position), command))

    def kill(self) -> None:
        """End it as a crash would, and take what it told before."""
        self.process.kill()
        self.process.join(PATIENCE)
        self.read()


class Writers:
    """Several writers on one store; a context manager that leaves none running."""

    def __init__(self, folder: Path, key: bytes | None, works: Sequence[Work]) -> None:
        self.all: list[Writer] = []
        for number, work in enumerate(works):
            ours, theirs = _context.Pipe(duplex=False)
            process = _context.Process(target=_quietly, args=(work, folder, key, f"w{number}", theirs), daemon=True)
            process.start()
            theirs.close()
            self.all.append(Writer(process, ours))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for writer in self.all:
            writer.kill()
            writer.acks.close()

    def until(self, told: int) -> None:
        """Let them work until they told of that many more events; raises `TimeoutError` where they are stuck."""
        target, end = self.told + told, time.monotonic() + PATIENCE
        while self.told < target:
            working = [w for w in self.all if not w.ended]
            if not working:
                raise RuntimeError(f"every writer ended before it was killed: {self.errors()}")
            ready = wait([w.acks for w in working], timeout=max(0.0, end - time.monotonic()))
            if not ready:
                raise TimeoutError(f"the writers told of nothing for {PATIENCE:.0f} s")
            for writer in working:
                writer.read()

    def to_the_end(self, seconds: float) -> None:
        """Let them work until each has ended by itself; one that has not after that long is an error."""
        end = time.monotonic() + seconds
        while working := [w for w in self.all if not w.ended]:
            if not wait([w.acks for w in working], timeout=max(0.0, end - time.monotonic())):
                for writer in working:
                    writer.errors.append(f"not_done_after_{seconds:.0f}_s")
                return
            for writer in working:
                writer.read()

    def a_moment(self, chance: random.Random) -> None:
        """Let them work for up to 20 ms more, so that the fault comes at any point of a write."""
        end = time.monotonic() + chance.random() * 0.02
        while (left := end - time.monotonic()) > 0:
            for writer in [w for w in self.all if not w.ended and w.acks.poll(left / 4)]:
                writer.read()

    @property
    def told(self) -> int:
        """How many events they told of in all."""
        return sum(len(w.told) for w in self.all)

    def errors(self) -> list[str]:
        """Every error that they told of until now."""
        return [code for writer in self.all for code in writer.errors]

    def acknowledged(self) -> list[Ack]:
        """Everything that they told of until now."""
        return [ack for writer in self.all for ack in writer.told]


def tell_error(acks: Connection, code: str) -> None:
    """Tell the harness of an error that the writer saw."""
    acks.send_bytes(f"{ERROR} {code}".encode())


def _quietly(work: Work, folder: Path, key: bytes | None, name: str, acks: Connection) -> None:
    """An error ends the writer, and is told: as its code if it is one of ours, else by what it is."""
    with contextlib.suppress(BrokenPipeError), acks:
        try:
            work(folder, key, name, acks)
        except ConsentDesktopError as error:
            tell_error(acks, error.code)
        except Exception as error:  # noqa: BLE001 - the harness is told, and that is a broken promise
            tell_error(acks, f"{type(error).__name__}:{'_'.join(str(error).split())[:160]}")
