"""What the figures of one run share: its sizes, its folder, and the logs that were built once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, Protocol

from benchmarks.limit import LogCopy
from benchmarks.ours import KEY, OurStore, fresh
from benchmarks.peer import PeerStore
from benchmarks.workload import Chunk, clinic_history

STORES: Final[dict[str, bytes | None]] = {"plain": None, "encrypted": KEY}
"""The two kinds of store that every figure is reported for, with the key."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of everything one run does."""

    rounds: int
    log: int
    """Events of the log that is read, rebuilt and verified."""
    large: int | None
    """Events of the log that is ten times as long; None: what needs it is left out."""
    command_patients: int
    """Patients a round; each is given 21 commands."""
    appends: int
    """Transactions of 100 events a round."""
    loads: tuple[tuple[int, int], ...]
    """(events of the stream, streams a round)."""
    own_writes: int
    checks: int
    consents: int
    """Consents in the larger of the two stores that are checked."""


FULL: Final = Sizes(
    rounds=7,
    log=100_000,
    large=None,
    command_patients=16,
    appends=40,
    loads=((10, 100), (1_000, 5), (10_000, 1)),
    own_writes=500,
    checks=3_000,
    consents=1_000_000,
)
QUICK: Final = Sizes(
    rounds=3,
    log=2_000,
    large=None,
    command_patients=2,
    appends=4,
    loads=((10, 10), (1_000, 1)),
    own_writes=40,
    checks=200,
    consents=5_000,
)


@dataclass(frozen=True, slots=True)
class BuiltLog:
    """A store of ours with a whole history."""

    folder: Path
    key: bytes | None
    events: int

    def open(self) -> OurStore:
        """Open its log and vault, with nothing cached."""
        return OurStore(self.folder, self.key)


class Closing(Protocol):
    """Something that holds files open."""

    def close(self) -> None:
        """Let them go."""
        ...


def close_all(*opened: Closing) -> None:
    """Close what a figure opened."""
    for one in opened:
        one.close()


class Bench:
    """One run."""

    def __init__(self, folder: Path, sizes: Sizes, say: Callable[[str], None]) -> None:
        self.folder = fresh(folder)
        self.sizes = sizes
        self.say = say
        self._numbered = 0
        self._logs: dict[tuple[str, int], BuiltLog] = {}

    def place(self, name: str) -> Path:
        """A new empty folder on the run's disk."""
        self._numbered += 1
        return fresh(self.folder / f"{self._numbered:02}-{name}")

    def log(self, kind: str, events: int | None = None) -> BuiltLog:
        """The built log of that kind (`plain`, `encrypted`) and length; built when first asked for."""
        length = events or self.sizes.log
        if (kind, length) not in self._logs:
            self.say(f"building a log of {length:,} events, {kind}")
            folder = self.place(f"log-{kind}")
            store = OurStore(folder, STORES[kind])
            try:
                store.record(clinic_history(length, store.claim))
                self._logs[kind, length] = BuiltLog(folder, STORES[kind], store.head())
            finally:
                store.close()
        return self._logs[kind, length]

    @cached_property
    def peer_log(self) -> PeerStore:
        """The peer's log with the same facts as the plain log."""
        built = self.log("plain")
        store = built.open()
        try:
            chunks: list[Chunk] = list(clinic_history(self.sizes.log, store.claim))
        finally:
            store.close()
        peer = PeerStore(self.place("log-peer") / "peer.db")
        peer.record(chunks)
        return peer

    def copy_in_clear(self, built: BuiltLog) -> LogCopy:
        """The limit's file for reading that log."""
        copy = LogCopy(built.folder, built.key, self.place("log-limit") / "limit.db")
        store = built.open()
        try:
            copy.fill_in_clear(store.clear_bodies(), built.events)
        finally:
            store.close()
        return copy

    def close(self) -> None:
        """Close what is shared and remove the run's folder."""
        if "peer_log" in self.__dict__:
            self.peer_log.close()
        shutil.rmtree(self.folder, ignore_errors=True)
