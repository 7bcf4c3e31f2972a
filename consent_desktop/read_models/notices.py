"""Notices: who is to be told of what. A due one is raised by a reaction; a rebuild only reads what happened."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, select
from sqlalchemy.dialects.sqlite import insert as upsert

from consent_desktop.domain.events import (
    ConsentAsked,
    ConsentEvent,
    NoticeParked,
    NoticeRaised,
    NoticeSeen,
    RequestWithdrawn,
)
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.read_models import history
from consent_desktop.read_models.rows import NoticeRow, NoticeStatus
from consent_desktop.read_models.tables import Tables, key, view_table


def table(metadata: MetaData, generation: int) -> Table:
    """One row for each event that somebody is to be told of, and each that was told."""
    return view_table(
        "notices",
        metadata,
        generation,
        key("notice_id"),
        key("recipient"),
        Column("status", String, nullable=False, index=True),
        Column("position", Integer, nullable=False),
        Column("reason", String),
    )


def recipient_of(event: ConsentEvent) -> str:
    """Who is to be told: the patient of what an asker did, the actor of what the patient did."""
    return event.patient if isinstance(event, ConsentAsked | RequestWithdrawn) else event.actor.id


def on_consent_event(connection: Connection, tables: Tables, recorded: RecordedEvent, event: ConsentEvent) -> None:
    """Somebody is to be told."""
    statement = upsert(tables.notices).values(
        notice_id=recorded.envelope.event_id,
        recipient=recipient_of(event),
        status=NoticeStatus.DUE.value,
        position=recorded.position,
    )
    connection.execute(statement.on_conflict_do_nothing())


def on_notice_event(
    connection: Connection, tables: Tables, recorded: RecordedEvent, event: NoticeRaised | NoticeParked | NoticeSeen
) -> None:
    """What became of the notice."""
    status, reason = NoticeStatus.WAITING, None
    if isinstance(event, NoticeParked):
        status, reason = NoticeStatus.PARKED, event.reason
    elif isinstance(event, NoticeSeen):
        status = NoticeStatus.SEEN
    told = {"status": status.value, "reason": reason}
    statement = upsert(tables.notices).values(
        notice_id=event.notice_id, recipient=event.subject, position=recorded.position, **told
    )
    connection.execute(statement.on_conflict_do_update(set_=told))


def due(connection: Connection, tables: Tables) -> list[tuple[str, str]]:
    """(notice id, recipient) of what is still to be raised, oldest first."""
    notices = tables.notices
    query = select(notices.c.notice_id, notices.c.recipient).where(notices.c.status == NoticeStatus.DUE.value)
    return [(row.notice_id, row.recipient) for row in connection.execute(query.order_by(notices.c.position))]


def of_recipient(connection: Connection, tables: Tables, recipient: str, limit: int = 100) -> list[NoticeRow]:
    """The person's notices, newest first."""
    notices = tables.notices
    return _listed(connection, tables, notices.c.recipient == recipient, limit)


def parked(connection: Connection, tables: Tables, limit: int = 100) -> list[NoticeRow]:
    """Notices that could not be raised, newest first."""
    return _listed(connection, tables, tables.notices.c.status == NoticeStatus.PARKED.value, limit)


def _listed(connection: Connection, tables: Tables, condition: object, limit: int) -> list[NoticeRow]:
    notices = tables.notices
    query = select(notices).where(condition).order_by(notices.c.position.desc()).limit(limit)  # type: ignore[arg-type]
    found = connection.execute(query).all()
    lines = {row.position: row for row in history.rows(connection, tables, [r.position for r in found])}
    return [
        NoticeRow(r.notice_id, NoticeStatus(r.status), r.recipient, lines[r.position], r.reason)
        for r in found
        if r.position in lines
    ]
