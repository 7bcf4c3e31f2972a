"""Time travel: a stream as it stood at a version, as the store knew it at one moment, as it was true at another.

What was **known** at a moment is a prefix of the log; what was **true** at a moment are, of that, the events in effect by
then. They are taken in in the order in which the store learnt them, as the living views do, so that both clocks at now
give what is in force now.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from consent_desktop.domain import aggregate
from consent_desktop.domain.aggregate import SubjectState
from consent_desktop.domain.events import Event, HistoryDamaged
from consent_desktop.domain.relations import Grant
from consent_desktop.domain.vocabulary import SINGLE_TYPES, Actor, RecordType, in_order
from consent_desktop.event_store.log import Log
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.event_store.travel import known_at


@dataclass(frozen=True, slots=True)
class Moment:
    """A place in both times, and perhaps in one stream."""

    now: datetime
    known: datetime | None = None
    """What the store had learnt by then; None: everything, whatever its clock said."""
    true: datetime | None = None
    """What was in effect by then; None: everything."""
    version: int | None = None
    """Only the first so many events of the stream."""

    @property
    def at(self) -> datetime:
        """The instant at which ends of grants are judged."""
        return self.now if self.true is None else self.true


@dataclass(frozen=True, slots=True)
class Sight:
    """What one actor could see of a patient."""

    actor: Actor
    permitted: tuple[RecordType, ...]
    """Single record types, and `all` where each of them is permitted by a grant of `all`: see decision 002."""
    grants: tuple[Grant, ...]
    """The grants in force that permit it."""
    waiting: tuple[RecordType, ...]
    """What the actor had asked for and not been answered."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """One stream as of a moment."""

    moment: Moment
    position: int
    """Everything up to that event was known."""
    version: int
    """Version of the stream there; events not yet in effect are counted."""
    state: SubjectState
    lost: tuple[tuple[int, int], ...] = ()
    """First and last position of each run of events that this stream has lost, or may have, whenever that was found."""

    def sights(self) -> list[Sight]:
        """Who could see what of this patient, or waited for an answer; the order in which the patient came to know them."""
        found = []
        for actor, relation in self.state.relations.items():
            grants = tuple(g for g in relation.grants if g.in_force(self.moment.at))
            permitted = [t for t in SINGLE_TYPES if relation.permits(t, self.moment.at)]
            if any(RecordType.ALL in g.permitted for g in grants):
                permitted.append(RecordType.ALL)
            if permitted or relation.waiting:
                found.append(Sight(actor, in_order(permitted), grants, in_order(relation.waiting)))
        return found


def as_of(log: Log, stream: str, moment: Moment) -> AsOf:
    """The stream as of the moment; reads nothing but this stream."""
    position = log.head().position if moment.known is None else known_at(log.database, moment.known)
    version = 0

    lost: set[tuple[int, int]] = set()

    def in_effect() -> Iterator[Event]:
        nonlocal version
        for recorded in log.read_stream(stream):
            if isinstance(recorded.event, HistoryDamaged):
                lost.update((first, last) for first, last in recorded.event.lost)
            if recorded.position > position or recorded.stream_version > (moment.version or recorded.stream_version):
                continue  # read to the end all the same: what is lost was told later
            version = recorded.stream_version
            if moment.true is None or recorded.event.effective_at <= moment.true:
                yield recorded.event

    state = aggregate.fold(in_effect())
    return AsOf(moment, position, version, state, tuple(sorted(lost)))


@dataclass(frozen=True, slots=True)
class Trace:
    """One event among those that led to it and those that it led to."""

    event: RecordedEvent
    conversation: tuple[RecordedEvent, ...]
    """Every event that the first of them led to, in order."""

    @property
    def causes(self) -> list[RecordedEvent]:
        """What led to the event, the first cause first."""
        by_id = {recorded.event_id: recorded for recorded in self.conversation}
        chain: list[RecordedEvent] = []
        at = by_id.get(self.event.envelope.causation or "")
        while at is not None:
            chain.append(at)
            at = by_id.get(at.envelope.causation or "")
        return chain[::-1]

    @property
    def effects(self) -> list[RecordedEvent]:
        """What the event led to, and what that led to, in order."""
        return [recorded for depth, recorded in self._below(self.event) if depth]

    def tree(self) -> Iterator[tuple[int, RecordedEvent]]:
        """(depth, event) of the whole conversation, each event followed by what it led to."""
        known = {recorded.event_id for recorded in self.conversation}
        for recorded in self.conversation:
            if recorded.envelope.causation not in known:
                yield from self._below(recorded)

    def _below(self, first: RecordedEvent) -> Iterator[tuple[int, RecordedEvent]]:
        led_to: dict[str | None, list[RecordedEvent]] = {}
        for recorded in self.conversation:
            led_to.setdefault(recorded.envelope.causation, []).append(recorded)
        waiting = [(0, first)]
        while waiting:
            depth, recorded = waiting.pop()
            yield depth, recorded
            waiting += [(depth + 1, effect) for effect in reversed(led_to.get(recorded.event_id, []))]


def trace(log: Log, position: int) -> Trace | None:
    """The event at that position among its causes and effects; None where there is no such event.

    An event belongs to the conversation of its cause, and conversations are indexed: no search by cause is needed.
    """
    found = log.at(position)
    if found is None:
        return None
    return Trace(found, tuple(log.correlated(found.envelope.correlation)))
