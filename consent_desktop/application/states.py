"""States of streams, folded from the store and remembered. A remembered one is only where a decision begins:

the append checks the stream's version, and what rests on an old state is decided again on the newest.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Final, Protocol

from consent_desktop.domain import aggregate
from consent_desktop.domain.aggregate import SubjectState
from consent_desktop.event_store.protocol import EventStore
from consent_desktop.event_store.recorded import Appended

REMEMBERED: Final = 1000
"""Streams whose states are kept."""

Versioned = tuple[SubjectState, int]
"""A state and the version of the stream that it was folded up to."""


class Snapshots(Protocol):
    """Keeps states of long streams between two starts."""

    def load(self, stream: str) -> Versioned | None:
        """The newest kept state that this log and this program can rely on."""
        ...

    def offer(self, stream: str, state: SubjectState, version: int) -> None:
        """Keep the state if the stream is long enough to be worth it. Never fails a command."""
        ...


class States:
    """Folds streams, remembering the last ones asked for. Any thread may ask."""

    def __init__(self, store: EventStore, snapshots: Snapshots | None = None) -> None:
        self._store = store
        self._snapshots = snapshots
        self._known: OrderedDict[str, Versioned] = OrderedDict()
        self._lock = threading.Lock()
        self._segment = store.segment

    def of(self, stream: str, *, newest: bool) -> Versioned:
        """The stream's state; as remembered, if any, unless the `newest` is wanted."""
        with self._lock:
            if self._segment != self._store.segment:  # what was remembered may rest on events that are lost since
                self._segment = self._store.segment
                self._known.clear()
            known = self._known.get(stream)
        if known is not None and not newest:
            return known
        if known is None and self._snapshots is not None:
            known = self._snapshots.load(stream)
        state, version = known if known is not None else (SubjectState(), 0)
        events = list(self._store.events_of(stream, after=version))
        if events:
            state = aggregate.fold(events, state)
            if self._snapshots is not None:
                self._snapshots.offer(stream, state, version + len(events))
        return self._remember(stream, (state, version + len(events)))

    def advance(self, stream: str, known: Versioned, appended: Appended) -> None:
        """Take in what was just recorded on top of the state that it was decided on."""
        state = aggregate.fold((recorded.event for recorded in appended.events), known[0])
        self._remember(stream, (state, known[1] + len(appended.events)))

    def forget(self, *streams: str) -> None:
        """What is remembered of these streams holds no longer, or must not be kept: the next who asks folds them anew."""
        with self._lock:
            for stream in streams:
                self._known.pop(stream, None)

    def _remember(self, stream: str, versioned: Versioned) -> Versioned:
        with self._lock:
            self._known[stream] = versioned
            self._known.move_to_end(stream)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return versioned
