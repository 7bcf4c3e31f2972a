"""The same facts for everybody: a clinic's history as plain values, which ours and the peer each put in their own form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final, Literal
from uuid import UUID, uuid4, uuid5

from consent_desktop.event_store.appending import event_id_of

Kind = Literal["registered", "asked", "granted", "declined", "revoked", "notice"]
Claim = Callable[[str, str], str]
"""Gives the subject id for a kind of person and a record number."""

BEGIN: Final = datetime(2024, 1, 1, 8, tzinfo=UTC)
_TYPES: Final = (("exams",), ("consultations",), ("conditions", "er_visits"), ("exams", "conditions"), ("all",))
_NAMESPACE: Final = UUID("b6c1c1de-93f8-4f0e-8e54-0f6f1d8f4a01")
_NOTICES_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened."""

    kind: Kind
    id: str
    """The id that the event has in the log: 32 hexadecimal digits."""
    about: str = ""
    """The id of the fact that it answers or tells of."""
    person_kind: str = "patient"
    record_number: str = ""
    name: str = ""
    actor_kind: str = "doctor"
    actor: str = ""
    types: tuple[str, ...] = ()
    until: datetime | None = None
    purpose: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Chunk:
    """Facts of one stream that are recorded together."""

    stream: str
    version: int
    """How many events the stream has before."""
    command_id: UUID
    recorded_at: datetime
    facts: tuple[Fact, ...]


def unclaimed(kind: str, number: str) -> str:
    """A subject id for those who keep no register: the peer."""
    return uuid4().hex


class Draft:
    """Facts of one stream being written down; a fact's id follows from the chunk's command and its place, as in our log."""

    def __init__(self, stream: str, seed: str, version: int = 0) -> None:
        self.stream, self.version = stream, version
        self.command_id = uuid5(_NAMESPACE, seed)
        self.facts: list[Fact] = []

    def next_id(self) -> str:
        """The id of the fact that comes next."""
        return event_id_of(self.command_id, len(self.facts)).hex()

    def cycle(self, doctor: str, number: int, rng: Random) -> Iterator[str]:
        """One consent from the ask to its end in the patient's stream; gives what the doctor is to be told of."""
        types = _TYPES[rng.randrange(len(_TYPES))]
        until = BEGIN + timedelta(days=4000 + number) if number % 3 == 0 else None
        purpose = "TREAT" if number % 4 == 0 else None
        note = "for the check-up of next week" if number % 5 == 0 else None
        asked, told, answered = self.next_id(), UUID(bytes=event_id_of(self.command_id, len(self.facts) + 1)), ""
        self.facts.append(Fact("asked", asked, "", actor=doctor, types=types, until=until, purpose=purpose, note=note))
        self.facts.append(Fact("notice", told.hex, asked))
        answered = self.next_id()
        if number % 7 == 6:
            self.facts.append(Fact("declined", answered, asked, actor=doctor, types=types))
            yield answered
            return
        self.facts.append(Fact("granted", answered, asked, actor=doctor, types=types, until=until, purpose=purpose))
        yield answered
        if number % 2:
            stopped = self.next_id()
            self.facts.append(Fact("revoked", stopped, answered, actor=doctor, types=types))
            yield stopped

    def chunk(self, recorded_at: datetime) -> Chunk:
        """What was written down, ready to be recorded."""
        return Chunk(self.stream, self.version, self.command_id, recorded_at, tuple(self.facts))


def registration(claim: Claim, kind: str, number: str, seed: str) -> Draft:
    """A new person's stream with its first fact."""
    draft = Draft(claim(kind, number), seed)
    name = f"Person {number} of the clinic"
    draft.facts.append(Fact("registered", draft.next_id(), person_kind=kind, record_number=number, name=name))
    return draft


class _Doctors:
    """The doctors of a history, and what each is still to be told of."""

    def __init__(self, seed: str, count: int) -> None:
        self._seed, self.count = seed, count
        self._waiting: dict[str, list[str]] = {}
        self._versions: dict[str, int] = {}
        self.untold = 0

    def registered(self, claim: Claim) -> Iterator[Chunk]:
        """Enter them into the register."""
        for number in range(self.count):
            draft = registration(claim, "doctor", f"{self._seed}-d{number}", f"{self._seed}/d{number}")
            self._waiting[draft.stream], self._versions[draft.stream] = [], 1
            yield draft.chunk(BEGIN)

    def sample(self, rng: Random, count: int) -> list[str]:
        """Some of them."""
        return rng.sample(list(self._waiting), count)

    def owe(self, doctor: str, about: Iterator[str]) -> None:
        """What a doctor is to be told of."""
        before = len(self._waiting[doctor])
        self._waiting[doctor].extend(about)
        self.untold += len(self._waiting[doctor]) - before

    def told(self, moment: datetime, least: int) -> Iterator[Chunk]:
        """Notices to those who have that many waiting."""
        for doctor in [d for d, waiting in self._waiting.items() if len(waiting) >= least]:
            version = self._versions[doctor]
            draft = Draft(doctor, f"{self._seed}/{doctor}/{version}", version)
            for about in self._waiting[doctor]:
                draft.facts.append(Fact("notice", draft.next_id(), about))
            self._waiting[doctor] = []
            self._versions[doctor] += len(draft.facts)
            self.untold -= len(draft.facts)
            yield draft.chunk(moment)


def clinic_history(events: int, claim: Claim, seed: str = "history") -> Iterator[Chunk]:
    """About `events` events (never fewer), 20 a patient on average, with the notices that the product records."""
    rng, moment, written, number = Random(seed), BEGIN, 0, 0
    doctors = _Doctors(seed, 100 if events >= 20_000 else 10)
    yield from doctors.registered(claim)
    written += doctors.count
    while written + doctors.untold < events:
        moment += timedelta(seconds=15)
        draft = registration(claim, "patient", f"{seed}-p{number}", f"{seed}/p{number}")
        for cycle, doctor in enumerate(doctors.sample(rng, 4)):
            doctors.owe(doctor, draft.cycle(doctor, number + cycle, rng))
        written += len(draft.facts)
        yield draft.chunk(moment)
        for chunk in doctors.told(moment, _NOTICES_AT_ONCE):
            written += len(chunk.facts)
            yield chunk
        number += 1
    yield from doctors.told(moment, 1)


def long_stream(length: int, claim: Claim, doctors: list[str], seed: str, at_once: int = 1000) -> Iterator[Chunk]:
    """One patient's stream of exactly that many events, consents with the doctors in turn."""
    rng = Random(seed)
    draft = registration(claim, "patient", seed, f"{seed}/0")
    written, cycle = 0, 0
    while True:
        while len(draft.facts) < min(at_once, length - written):
            list(draft.cycle(doctors[cycle % len(doctors)], cycle, rng))
            cycle += 1
        facts = tuple(draft.facts[: length - written])
        yield Chunk(draft.stream, written, draft.command_id, BEGIN + timedelta(seconds=cycle), facts)
        written += len(facts)
        if written >= length:
            return
        draft = Draft(draft.stream, f"{seed}/{written}", written)
