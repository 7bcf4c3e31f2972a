"""The rows between one patient and one actor, and what each event changes in them. No SQL here.

A pair is taken up, changed in memory by as many events as come, and written back as the difference: see `consents`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from consent_desktop.domain.events import (
    ConsentAsked,
    ConsentEvent,
    ConsentGranted,
    ConsentRevoked,
    RequestDeclined,
    RequestWithdrawn,
)
from consent_desktop.domain.relations import still_waiting
from consent_desktop.domain.vocabulary import RecordType, expand
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.read_models.marks import micros_or_none
from consent_desktop.read_models.rows import RequestState

PermissionKey: TypeAlias = tuple[str, int]
"""Record type, position of the grant."""
Permission: TypeAlias = tuple[bool, str | None, int | None, int]
"""Through an `all` grant, purpose code, until, since."""
Word: TypeAlias = tuple[str, int, int | None, int]
"""What was said, when, until, at which position."""

_NOTHING: frozenset[RecordType] = frozenset()


@dataclass(slots=True)
class Request:
    """A request while something of it waits, and until its end is written."""

    position: int
    asked: ConsentAsked | None
    """The ask itself where it is not written yet."""
    asked_at: int
    record_types: frozenset[RecordType]
    waiting: frozenset[RecordType]
    granted: frozenset[RecordType] = _NOTHING
    declined: frozenset[RecordType] = _NOTHING
    state: RequestState = RequestState.OPEN
    ended_at: int | None = None
    changed: bool = True

    def answer(self, types: Iterable[RecordType], outcome: str | None, at: int) -> None:
        """The patient allowed or declined these record types, or the asker took them back (None)."""
        types = tuple(types)
        answered = self.waiting & expand(types)
        self.waiting = still_waiting(self.waiting, types)
        self.changed = True
        if outcome == "granted":
            self.granted |= answered
        elif outcome == "declined":
            self.declined |= answered
        if not self.waiting:
            self.state, self.ended_at = self._ending(), at

    def lose(self, at: int) -> None:
        """Nobody will answer it any more."""
        self.waiting, self.changed = _NOTHING, True
        self.state, self.ended_at = RequestState.LOST, at

    def _ending(self) -> RequestState:
        if expand(self.record_types) <= self.granted:
            return RequestState.GRANTED
        if self.granted:
            return RequestState.PARTLY_GRANTED
        return RequestState.DECLINED if self.declined else RequestState.WITHDRAWN


@dataclass(slots=True)
class Pair:
    """Everything that the views hold between the two: as it is to be, and as it is written."""

    permissions: dict[PermissionKey, Permission] = field(default_factory=dict)
    words: dict[str, Word] = field(default_factory=dict)
    position: int = 0
    """The latest event between them."""
    requests: dict[str, Request] = field(default_factory=dict)
    """The open ones, and those that ended since this was last written."""
    written_permissions: frozenset[PermissionKey] = frozenset()
    said: set[str] = field(default_factory=set)
    """Record types whose last word is not written yet."""

    def apply(self, recorded: RecordedEvent, event: ConsentEvent) -> None:
        """Take in one event between the two."""
        self.position = recorded.position
        match event:
            case ConsentAsked():
                waiting = expand(event.record_types)
                self.requests[event.request_id] = Request(
                    recorded.position, event, recorded.effective, frozenset(event.record_types), waiting
                )
            case ConsentGranted():
                self._granted(recorded, event)
            case RequestDeclined():
                self._say(recorded, "said_no", expand(event.record_types) & self._open(event.answers))
                self._answered(event.answers, event.record_types, "declined", recorded.effective)
            case RequestWithdrawn():
                self._say(recorded, "taken_back", expand(event.record_types) & self._open(event.answers))
                self._answered(event.answers, event.record_types, None, recorded.effective)
            case ConsentRevoked():
                self._revoked(recorded, event)
            case _:
                pass

    def damaged(self, recorded: RecordedEvent) -> None:
        """Events of the patient are lost: what was permitted ends, what was asked waits no longer."""
        self._all_ends(recorded, "lost")

    def merged(self, recorded: RecordedEvent) -> None:
        """The patient is a second entry of somebody: nothing of it goes on."""
        self._all_ends(recorded, "stopped")

    def _all_ends(self, recorded: RecordedEvent, word: str) -> None:
        self.position = recorded.position
        self._say(recorded, word, frozenset(RecordType(name) for name, _ in self.permissions))
        self.permissions.clear()
        for request in self.requests.values():
            request.lose(recorded.effective)

    def _granted(self, recorded: RecordedEvent, event: ConsentGranted) -> None:
        """Permit each record type; an `all` grant has a row for `all` as long as it has no exception."""
        types = expand(event.record_types)
        until = micros_or_none(event.until)
        row = (RecordType.ALL in types, event.purpose.code if event.purpose else None, until, recorded.effective)
        for record_type in types:
            self.permissions[record_type.value, recorded.position] = row
        self._say(recorded, "granted", types, until)
        self._answered(event.answers, event.record_types, "granted", recorded.effective)

    def _revoked(self, recorded: RecordedEvent, event: ConsentRevoked) -> None:
        """Take the permissions away; what is taken from an `all` grant is an exception to it."""
        gone = expand(event.record_types)
        held = {RecordType(name) for name, _ in self.permissions}
        self._say(recorded, "stopped", gone & held)
        if RecordType.ALL in gone:
            self.permissions.clear()
            return
        touched = {position for name, position in self.permissions if name in gone}
        for key in [k for k in self.permissions if k[0] in gone or (k[0] == RecordType.ALL and k[1] in touched)]:
            del self.permissions[key]

    def _open(self, answers: Sequence[str]) -> frozenset[RecordType]:
        return frozenset().union(*(self.requests[i].waiting for i in answers if i in self.requests))

    def _answered(self, answers: Sequence[str], types: Iterable[RecordType], outcome: str | None, at: int) -> None:
        for request_id in answers:
            if request_id in self.requests:
                self.requests[request_id].answer(types, outcome, at)

    def _say(self, recorded: RecordedEvent, word: str, types: frozenset[RecordType], until: int | None = None) -> None:
        """Note the last word on each single record type."""
        said = (word, recorded.effective, until, recorded.position)
        for record_type in types - {RecordType.ALL}:
            self.words[record_type.value] = said
            self.said.add(record_type.value)
