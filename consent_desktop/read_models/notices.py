"""Notices: who is to be told of what. A due one is raised by a reaction; a rebuild only reads what happened."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ColumnElement, Connection, Index, MetaData, Table, Text, literal_column, select

from consent_desktop.domain.events import (
    ConsentAsked,
    ConsentEvent,
    NoticeParked,
    NoticeRaised,
    NoticeSeen,
    RequestWithdrawn,
)
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.event_store.statements import Link, Prepared
from consent_desktop.read_models import history
from consent_desktop.read_models.rows import NoticeRow, NoticeStatus
from consent_desktop.read_models.tables import BIG, Id, Tables, View, overwriting, view_table


def build(metadata: MetaData, generation: int) -> dict[str, Table]:
    """One row for each event that somebody is to be told of, and each that was told."""
    notices = view_table(
        "notices",
        metadata,
        generation,
        Column("recipient", Id, primary_key=True),
        Column("notice_id", Id, primary_key=True),
        Column("status", Text, nullable=False),
        Column("position", BIG, nullable=False),
        Column("reason", Text),
    )
    for status in (NoticeStatus.DUE, NoticeStatus.PARKED):
        only = _is(notices, status)
        Index(f"{notices.name}_{status.value}", notices.c.position, sqlite_where=only, postgresql_where=only)
    return {"notices": notices}


def _is(table: Table, status: NoticeStatus) -> ColumnElement[bool]:
    """Few are due or parked at any time: each status has an index of its own, found by the same words in the query."""
    return table.c.status == literal_column(f"'{status.value}'")


def recipient_of(event: ConsentEvent) -> str:
    """Who is to be told: the patient of what an asker did, the actor of what the patient did."""
    return event.patient if isinstance(event, ConsentAsked | RequestWithdrawn) else event.actor.id


Key = tuple[bytes, bytes]
"""Recipient, notice id."""
Row = tuple[str, int, str | None]
"""Status, position, reason."""
NoticeEvent = NoticeRaised | NoticeParked | NoticeSeen


class _Statements:
    """What is written to one generation's table."""

    def __init__(self, tables: dict[str, Table]) -> None:
        table = tables["notices"]
        names, keys = [c.name for c in table.c], ["recipient", "notice_id"]
        self.due = Prepared(lambda make: make(table).on_conflict_do_nothing(), names)
        self.told = Prepared(lambda make: overwriting(make(table), keys, ["status", "reason"]), names)


class NoticesProjector:
    """Enters who is to be told, and what became of it."""

    def __init__(self, statements: _Statements, _alone: bool) -> None:
        self._said = statements
        self._link: Link | None = None
        self._due: dict[Key, Row] = {}
        """Notices that came up since the last flush, as they are by now."""
        self._told: dict[Key, Row] = {}
        """What became of notices that came up before."""

    def begin(self, link: Link) -> None:
        """A transaction has begun."""
        self._link = link

    def apply(self, recorded: RecordedEvent) -> None:
        """Take in one event."""
        event = recorded.event
        match event:
            case ConsentEvent():
                key = bytes.fromhex(recipient_of(event)), recorded.event_id_bytes
                self._due[key] = (NoticeStatus.DUE.value, recorded.position, None)
            case NoticeRaised():
                self._became(recorded, event, NoticeStatus.WAITING)
            case NoticeParked():
                self._became(recorded, event, NoticeStatus.PARKED, event.reason)
            case NoticeSeen():
                self._became(recorded, event, NoticeStatus.SEEN)
            case _:
                pass

    def _became(
        self, recorded: RecordedEvent, event: NoticeEvent, status: NoticeStatus, reason: str | None = None
    ) -> None:
        key = bytes.fromhex(event.subject), bytes.fromhex(event.notice_id)
        due = self._due.get(key)
        if due is not None:
            self._due[key] = (status.value, due[1], reason)
        else:
            before = self._told.get(key)
            self._told[key] = (status.value, recorded.position if before is None else before[1], reason)

    def flush(self) -> None:
        """Write what was taken in."""
        assert self._link is not None
        for rows, statement in ((self._due, self._said.due), (self._told, self._said.told)):
            if rows:
                self._link.many(statement, [(*key, *rows[key]) for key in sorted(rows)])
                rows.clear()

    def forget(self) -> None:
        """Nothing of the table is remembered; what waited is dropped."""
        self._due.clear()
        self._told.clear()


VIEW: Final = View("notices", form=1, build=build, statements=_Statements, projector=NoticesProjector)


def due(connection: Connection, tables: Tables) -> list[tuple[str, str]]:
    """(notice id, recipient) of what is still to be raised, oldest first."""
    notices = tables.notices
    query = select(notices.c.notice_id, notices.c.recipient).where(_is(notices, NoticeStatus.DUE))
    return [(row.notice_id, row.recipient) for row in connection.execute(query.order_by(notices.c.position))]


def of_recipient(connection: Connection, tables: Tables, recipient: str, limit: int = 100) -> list[NoticeRow]:
    """The person's notices, newest first."""
    notices = tables.notices
    return _listed(connection, tables, notices.c.recipient == recipient, limit)


def parked(connection: Connection, tables: Tables, limit: int = 100) -> list[NoticeRow]:
    """Notices that could not be raised, newest first."""
    return _listed(connection, tables, _is(tables.notices, NoticeStatus.PARKED), limit)


def _listed(connection: Connection, tables: Tables, condition: ColumnElement[bool], limit: int) -> list[NoticeRow]:
    notices = tables.notices
    query = select(notices).where(condition).order_by(notices.c.position.desc()).limit(limit)
    found = connection.execute(query).all()
    lines = {row.position: row for row in history.rows(connection, tables, [r.position for r in found])}
    return [
        NoticeRow(r.notice_id, NoticeStatus(r.status), r.recipient, lines[r.position], r.reason)
        for r in found
        if r.position in lines
    ]
