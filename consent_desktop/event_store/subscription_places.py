"""Where each subscription stands, and the events that it set aside: rows of the vault, durable and never rebuilt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import bindparam, delete, func, insert, select, update

from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.database import Database
from consent_desktop.event_store.envelope import from_micros, to_micros
from consent_desktop.event_store.protocol import EventStore
from consent_desktop.event_store.statements import Link, Prepared
from consent_desktop.event_store.vault_tables import parked, subscriptions

Start = Literal["origin", "now"] | int
"""Where a new subscription begins: before the first event, after the last one, or after that position."""

_s, _p = subscriptions.c, parked.c
_KEY: Final = (_p.name == bindparam("of"), _p.position == bindparam("at"))
_PLACES: Final = Prepared(select(_s.name, _s.position).order_by(_s.name), [])
_PLACE: Final = Prepared(select(_s.position).where(_s.name == bindparam("name")), ["name"])
_BEGIN: Final = Prepared(
    lambda make: make(subscriptions).values(name=bindparam("name"), position=bindparam("position")).on_conflict_do_nothing(),
    ["name", "position"],
)  # fmt: skip
_MOVE: Final = Prepared(
    update(subscriptions)
    .values(position=bindparam("to"))
    .where(_s.name == bindparam("of"), _s.position == bindparam("before")),
    ["to", "of", "before"],
)
_COUNTS: Final = Prepared(select(_p.name, func.count(), func.count(_p.skipped)).group_by(_p.name), [])
_PARKED: Final = Prepared(select(parked).where(_p.name == bindparam("of")).order_by(_p.position), ["of"])
_ONE: Final = Prepared(select(parked).where(*_KEY), ["of", "at"])
_PARK: Final = Prepared(insert(parked), [c.name for c in parked.c])
_AGAIN: Final = Prepared(
    update(parked).values(tries=_p.tries + 1, reason=bindparam("why")).where(*_KEY), ["why", "of", "at"]
)
_SKIP: Final = Prepared(update(parked).values(skipped=bindparam("why")).where(*_KEY), ["why", "of", "at"])
_UNPARK: Final = Prepared(delete(parked).where(*_KEY), ["of", "at"])


class SubscriptionNotFound(ClinicError):
    """Nobody ever began a subscription of that name."""

    code = "subscription_not_found"


class SubscriptionAhead(ClinicError):
    """The subscription has seen events that this log does not hold: the log was replaced by an older one."""

    code = "subscription_ahead"


class EventNotParked(ClinicError):
    """The subscription has not set that event aside."""

    code = "event_not_parked"


@dataclass(frozen=True, slots=True)
class Place:
    """How far a subscription has come."""

    name: str
    position: int
    """The last event that it is done with: handled, not wanted, or parked."""
    behind: int
    """Events of the log after that."""
    waiting: int
    """Parked events that wait for somebody."""
    skipped: int
    """Parked events that nobody will handle."""


@dataclass(frozen=True, slots=True)
class Parked:
    """An event that could not be handled."""

    position: int
    tries: int
    reason: str
    since: datetime
    skipped: str | None
    """Why nobody will handle it; None: it waits."""


class Places:
    """The places of every subscription of one store. Any thread and any program may use them at once."""

    def __init__(self, vault: Database, log: EventStore, now: Callable[[], datetime]) -> None:
        self._vault = vault
        self._log = log
        self._now = now

    def all(self) -> list[Place]:
        """Every subscription, by name."""
        with self._vault.reading() as link:
            rows = link.all(_PLACES)
            counts = {name: (in_all - skipped, skipped) for name, in_all, skipped in link.all(_COUNTS)}
        head = self._log.head().position
        return [Place(name, at, max(0, head - at), *counts.get(name, (0, 0))) for name, at in rows]

    def begin(self, name: str, start: Start) -> int:
        """Where the subscription stands; a new one is begun at `start`, which is not looked at ever again.

        Raises `SubscriptionAhead`: going on silently would leave out whatever took the place of the lost events.
        """
        with self._vault.reading() as link:
            found: int | None = link.scalar(_PLACE, name)
        if found is None:
            head = self._log.head().position
            first = {"origin": 0, "now": head}[start] if isinstance(start, str) else start
            self._fits(name, first, head)
            with self._vault.writing() as link:
                link.run(_BEGIN, name, first)  # where another program was quicker, its place stands
                found = int(link.scalar(_PLACE, name))
        self._fits(name, found, self._log.head().position)  # asked after the place: another program may run ahead of us
        return found

    @staticmethod
    def _fits(name: str, position: int, head: int) -> None:
        if position > head:
            raise SubscriptionAhead(
                f"The subscription {name} stands at event {position} and the history holds {head}: an older history took its place, "
                "or the number is wrong. Nothing was handled and its place is kept; begin one of another name."
            )

    def at(self, name: str) -> int:
        """Where the subscription stands. Raises `SubscriptionNotFound`."""
        with self._vault.reading() as link:
            found: int | None = link.scalar(_PLACE, name)
        if found is None:
            raise SubscriptionNotFound(
                f"There is no subscription {name}. Nothing was changed; see consent-desktop subscriptions."
            )
        return found

    def move(self, name: str, before: int, to: int) -> bool:
        """Set the place if it still is `before`; False: another program has moved it."""
        with self._vault.writing() as link:
            return link.run(_MOVE, to, name, before) == 1

    def park(self, name: str, before: int, position: int, *, tries: int, reason: str) -> bool:
        """Set the event aside and the place to it, both or neither; False: another program has moved the place."""
        with self._vault.writing() as link:
            if link.run(_MOVE, position, name, before) != 1:
                return False
            if self._one(link, name, position) is None:
                link.run(_PARK, name, position, tries, reason, to_micros(self._now()), None)
            else:  # a vault from a backup goes through its events once more
                link.run(_AGAIN, reason, name, position)
            return True

    def parked(self, name: str) -> list[Parked]:
        """What the subscription has set aside, in order, the skipped included. Raises `SubscriptionNotFound`."""
        self.at(name)
        with self._vault.reading() as link:
            return [_parked(row) for row in link.all(_PARKED, name)]

    def expect_parked(self, name: str, position: int) -> Parked:
        """That parked event. Raises `SubscriptionNotFound` or `EventNotParked`."""
        self.at(name)
        with self._vault.reading() as link:
            row = self._one(link, name, position)
        if row is None:
            raise EventNotParked(
                f"The subscription {name} has not set event {position} aside. Nothing was changed; see consent-desktop "
                f"subscriptions parked {name}."
            )
        return _parked(row)

    def skip(self, name: str, position: int, reason: str) -> None:
        """Mark the parked event as one that nobody will handle; it is kept. Raises what `expect_parked` does."""
        self.expect_parked(name, position)
        with self._vault.writing() as link:
            link.run(_SKIP, reason, name, position)

    def failed_again(self, name: str, position: int, reason: str) -> None:
        """A replay failed too."""
        with self._vault.writing() as link:
            link.run(_AGAIN, reason, name, position)

    def unpark(self, name: str, position: int) -> None:
        """The parked event was handled after all."""
        with self._vault.writing() as link:
            link.run(_UNPARK, name, position)

    @staticmethod
    def _one(link: Link, name: str, position: int) -> Any:
        return link.first(_ONE, name, position)


def _parked(row: Any) -> Parked:
    _, position, tries, reason, since, skipped = row
    return Parked(position, tries, reason, from_micros(since), skipped)
