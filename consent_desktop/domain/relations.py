"""What stands between a patient and one actor: the grants that nobody has stopped and the requests still open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from consent_desktop.domain import purposes
from consent_desktop.domain.vocabulary import EVERYTHING, SINGLE_TYPES, RecordType, expand


@dataclass(frozen=True, slots=True)
class Grant:
    """A grant with its own exceptions already taken off.

    `permitted` holds the single record types left; `all` is among them only while an `all` grant has no exception.
    """

    grant_id: str
    permitted: frozenset[RecordType]
    purpose: str | None
    until: datetime | None

    def in_force(self, at: datetime) -> bool:
        """Whether the grant permits anything at that instant; `until` is exclusive."""
        return self.until is None or at < self.until

    def without(self, types: frozenset[RecordType]) -> Grant:
        """The grant with these record types excepted; one without anything left permits nothing and is dropped."""
        if RecordType.ALL in types:
            return replace(self, permitted=frozenset())
        left = self.permitted - types
        return replace(self, permitted=left - EVERYTHING if left != self.permitted else left)

    def makes_useless(self, record_type: RecordType, purpose: str | None, until: datetime | None) -> bool:
        """Whether a further grant of that type, purpose and end would permit nothing that this one does not."""
        if record_type not in self.permitted or not purposes.as_wide(self.purpose, purpose):
            return False
        return self.until is None or (until is not None and until <= self.until)


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A request with the record types that still wait; one for `all` waits for each single type and for `all`."""

    request_id: str
    waiting: frozenset[RecordType]


def still_waiting(waiting: frozenset[RecordType], answered: Iterable[RecordType]) -> frozenset[RecordType]:
    """What of a request is left once these record types are answered; `all` does not wait alone."""
    left = waiting - expand(answered)
    return frozenset() if left == EVERYTHING else left


@dataclass(frozen=True, slots=True)
class Relation:
    """The standing grants and open requests between a patient and one actor."""

    grants: tuple[Grant, ...] = ()
    requests: tuple[OpenRequest, ...] = ()

    def permits(self, record_type: RecordType, at: datetime, purpose: str | None = None) -> bool:
        """Whether the actor may see that record type at that instant; the law of `all` included."""
        if record_type is RecordType.ALL:
            return all(self.permits(t, at, purpose) for t in SINGLE_TYPES)
        return any(
            record_type in g.permitted and g.in_force(at) and purposes.permits(g.purpose, purpose) for g in self.grants
        )

    def useless(
        self, types: Iterable[RecordType], purpose: str | None, until: datetime | None, at: datetime
    ) -> frozenset[RecordType]:
        """Those of the record types for which a grant of that purpose and end would permit nothing new."""
        current = [g for g in self.grants if g.in_force(at)]
        return frozenset(t for t in types if any(g.makes_useless(t, purpose, until) for g in current))

    @property
    def standing(self) -> frozenset[RecordType]:
        """What grants cover that nobody has stopped, whatever the clock says: this is what can be revoked."""
        return frozenset().union(*(g.permitted for g in self.grants))

    @property
    def waiting(self) -> frozenset[RecordType]:
        """What waits for an answer."""
        return frozenset().union(*(r.waiting for r in self.requests))

    def answered_by(self, types: Iterable[RecordType]) -> tuple[str, ...]:
        """Ids of the open requests that an answer about these record types touches."""
        covered = expand(types)
        return tuple(r.request_id for r in self.requests if r.waiting & covered)

    def stopped_by(self, types: frozenset[RecordType]) -> tuple[str, ...]:
        """Ids of the grants that a revoke of these record types touches."""
        covered = expand(types)
        return tuple(g.grant_id for g in self.grants if g.permitted & covered)

    def with_grant(self, grant: Grant) -> Relation:
        """The relation after a grant, before requests are closed."""
        return Relation((*self.grants, grant), self.requests)

    def with_request(self, request: OpenRequest) -> Relation:
        """The relation after an ask."""
        return Relation(self.grants, (*self.requests, request))

    def closing(self, types: Iterable[RecordType]) -> Relation:
        """The relation after an answer about these record types."""
        if not self.requests:
            return self
        types = frozenset(types)
        rest = [OpenRequest(r.request_id, still_waiting(r.waiting, types)) for r in self.requests]
        return Relation(self.grants, tuple(r for r in rest if r.waiting))

    def revoking(self, types: Iterable[RecordType]) -> Relation:
        """The relation after a revoke of these record types."""
        gone = frozenset(types)
        rest = [g.without(gone) for g in self.grants]
        return Relation(tuple(g for g in rest if g.permitted), self.requests)
