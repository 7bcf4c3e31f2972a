"""One open segment of a log: its database, what this program knows of its numbers, and which of its events are lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from sqlalchemy import bindparam, func, select

from consent_desktop.domain.events import Erased, Event
from consent_desktop.domain.vocabulary import CLINIC
from consent_desktop.event_store import tables
from consent_desktop.event_store.codec import Registry
from consent_desktop.event_store.database import Database
from consent_desktop.event_store.envelope import EPOCH
from consent_desktop.event_store.errors import StoreDamaged
from consent_desktop.event_store.numbering import Numbering
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.event_store.rows import Opener, Row
from consent_desktop.event_store.statements import Link, Prepared
from consent_desktop.event_store.vault import Vault

_FACTS: Final = Prepared(select(tables.store.c.name, tables.store.c.value), [])
_LOST: Final = Prepared(select(tables.damage.c.position).order_by(tables.damage.c.position), [])
_LAST_OF: Final = Prepared(
    select(func.max(tables.events.c.position))
    .join(tables.subjects, tables.subjects.c.number == tables.events.c.stream)
    .where(tables.subjects.c.subject == bindparam("subject")),
    ["subject"],
)

T = TypeVar("T")


class OpenSegment:
    """What the log reads from and writes to until another segment takes over."""

    def __init__(self, database: Database, number: int, vault: Vault, registry: Registry) -> None:
        self.database = database
        self.number = number
        self.numbering = Numbering()
        self._opener = Opener(vault, self.numbering, registry)
        with database.reading() as link:
            self.facts: dict[str, str] = dict(link.all(_FACTS))
            self.lost = self._lost(link)
            self.renewed: int = (link.scalar(_LAST_OF, bytes.fromhex(CLINIC)) or 0) if self.lost else 0

    def _lost(self, link: Link) -> frozenset[int]:
        return frozenset(position for (position,) in link.all(_LOST))

    def opened(self, link: Link, rows: list[Row]) -> list[RecordedEvent]:
        """The events in the rows, without those known to be lost; raises `StoreDamaged` at another that was altered."""
        return self._without_lost(self._opener.opened, link, rows)

    def events(self, link: Link, rows: list[Row]) -> list[Event]:
        """The bare events in the rows, as `opened`."""
        return self._without_lost(self._opener.events, link, rows)

    def _without_lost(self, read: Callable[[Link, list[Row]], list[T]], link: Link, rows: list[Row]) -> list[T]:
        try:
            return read(link, rows)
        except StoreDamaged:
            self.lost = self._lost(link)  # on a server others may have noted it meanwhile
            left = self.present(rows)
            if len(left) == len(rows):
                raise
            return read(link, left)

    def present(self, rows: list[Row]) -> list[Row]:
        """The rows without those known to be lost."""
        return [row for row in rows if row[0] not in self.lost] if self.lost else rows

    def in_order(self, link: Link, rows: list[Row], stream: str, after: int) -> list[Event]:
        """One stream's bare events beyond version `after`, with something that changes nothing in the place of each that
        is lost: so there are as many as the stream has versions.
        """
        events = self.events(link, rows)
        if not rows or (len(events) == len(rows) and rows[-1][4] - after == len(rows)):
            return events
        filled: list[Event] = []
        for row, event in zip(self.present(rows), events, strict=True):
            while after + 1 < row[4]:
                filled.append(Erased(subject=stream, effective_at=EPOCH))
                after += 1
            filled.append(event)
            after = row[4]
        return filled

    def number_of(self, link: Link, stream: str) -> int | None:
        """The stream's number, None where it has no event."""
        number = self.numbering.of_subject(stream)
        if number is None:
            self.numbering.learn(link)
            number = self.numbering.of_subject(stream)
        return number
