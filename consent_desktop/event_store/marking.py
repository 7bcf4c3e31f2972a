"""A damaged log on a server: no file to take over from, so what is damaged is noted in place and read over from then on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from sqlalchemy import insert, select

from consent_desktop.domain.vocabulary import CLINIC
from consent_desktop.event_store import tables
from consent_desktop.event_store.finding import Finding, tell
from consent_desktop.event_store.log import Log
from consent_desktop.event_store.numbering import Numbering
from consent_desktop.event_store.reading import BATCH, LOG
from consent_desktop.event_store.rows import Row
from consent_desktop.event_store.statements import Link, Prepared
from consent_desktop.event_store.vault import Vault
from consent_desktop.event_store.wholeness import ALTERED, Lost, Streams, places_of, whole_rows

_BY_VERSION: Final = Prepared(
    select(tables.events.c.stream, tables.events.c.stream_version, tables.events.c.position).order_by(
        tables.events.c.stream, tables.events.c.stream_version
    ),
    [],
)
_KNOWN: Final = Prepared(select(tables.damage.c.position), [])
_NOTE: Final = Prepared(insert(tables.damage), ["position", "stream", "reason"])


def mark_in_place(log: Log, vault: Vault, now: Callable[[], datetime]) -> bool:
    """Note every event that is not whole, and mark the streams that it was in or may have been in as damaged.

    Gives False where every event is whole, or known not to be. A server that cannot be read is told as it is.
    """
    vault.key_for(CLINIC)
    database = log.database
    with database.reading() as link:
        numbering = Numbering()
        numbering.learn(link)
        known = {position for (position,) in link.all(_KNOWN)}
        streams, lost = Streams(), []
        head = log.head().position
        mended: list[Row] = []
        for found in whole_rows(_positions(link, head), numbering, vault.seal_of, mended):
            if not isinstance(found, Lost) and mended and mended[-1] is found:
                found = Lost(found[0], ALTERED, found[3])  # noqa: PLW2901  # its hash cannot be put right in place
            streams.add(found)
            if isinstance(found, Lost):
                lost.append(found)
        fresh = [one for one in lost if one.position not in known]
        if not fresh:
            return False
        places = places_of(link.all(_BY_VERSION), streams)
    subjects = {subject: numbering.of_subject(subject) for subject in vault.subjects()}
    finding = Finding.of(head, fresh, places, streams, subjects, end_known=True, lost_in_all=len(lost), broken=True)
    tell(database, vault, finding, None, now(), _noting(fresh))
    return True


def _noting(lost: list[Lost]) -> Callable[[Link], None]:
    return lambda link: link.many(_NOTE, [(one.position, None, one.reason) for one in lost])


def _positions(link: Link, head: int) -> Iterator[tuple[int, Row | None]]:
    position = 0
    while rows := link.all(LOG, position, head, BATCH):
        for row in rows:
            yield from ((gap, None) for gap in range(position + 1, row[0]))
            position = row[0]
            yield position, row
    yield from ((gap, None) for gap in range(position + 1, head + 1))
