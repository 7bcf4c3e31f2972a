"""Who may see what: the permissions in force, and the last word on each pair and record type."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    and_,
    delete,
    insert,
    select,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from consent_desktop.domain.events import (
    ConsentAsked,
    ConsentEvent,
    ConsentGranted,
    ConsentRevoked,
    RequestDeclined,
    RequestWithdrawn,
)
from consent_desktop.domain.vocabulary import Actor, RecordType, expand, in_order
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.read_models.marks import micros_or_none
from consent_desktop.read_models.tables import Tables, key, view_table


def permissions_table(metadata: MetaData, generation: int) -> Table:
    """One row for each record type of each grant that is left; through_all: by an `all` grant."""
    return view_table(
        "permissions",
        metadata,
        generation,
        key("patient"),
        key("actor_kind"),
        key("actor"),
        key("record_type"),
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("through_all", Boolean, nullable=False),
        Column("purpose", String),
        Column("until", Integer),
    )


def last_words_table(metadata: MetaData, generation: int) -> Table:
    """The latest thing said about a pair and a record type."""
    return view_table(
        "last_words",
        metadata,
        generation,
        key("patient"),
        key("actor_kind"),
        key("actor"),
        key("record_type"),
        Column("word", String, nullable=False),
        Column("at", Integer, nullable=False),
        Column("until", Integer),
        Column("position", Integer, nullable=False),
    )


def relations_table(metadata: MetaData, generation: int) -> Table:
    """Who has, or had, to do with whom; position: the latest event between them."""
    return view_table(
        "relations",
        metadata,
        generation,
        key("patient"),
        key("actor_kind"),
        Column("actor", String, primary_key=True, index=True),
        Column("position", Integer, nullable=False),
    )


def between(table: Table, patient: str, actor: Actor) -> ColumnElement[bool]:
    """Rows of a table about that patient and that actor."""
    return and_(table.c.patient == patient, table.c.actor_kind == actor.kind.value, table.c.actor == actor.id)


def on_granted(connection: Connection, tables: Tables, recorded: RecordedEvent, event: ConsentGranted) -> None:
    """Permit each record type; an `all` grant has a row for `all` as long as it has no exception."""
    whole = RecordType.ALL in event.record_types
    rows = [
        {
            **_pair(event),
            "record_type": t.value,
            "position": recorded.position,
            "through_all": whole,
            "purpose": event.purpose.code if event.purpose else None,
            "until": micros_or_none(event.until),
        }
        for t in in_order(expand(event.record_types))
    ]
    connection.execute(insert(tables.permissions), rows)
    _say(connection, tables, recorded, event, "granted", until=micros_or_none(event.until))


def on_revoked(connection: Connection, tables: Tables, recorded: RecordedEvent, event: ConsentRevoked) -> None:
    """Take the permissions away; what is taken from an `all` grant is an exception to it."""
    permissions = tables.permissions
    here = between(permissions, event.patient, event.actor)
    gone = expand(event.record_types)
    _say(connection, tables, recorded, event, "stopped", only=_held(connection, tables, event, gone))
    if RecordType.ALL in gone:
        connection.execute(delete(permissions).where(here))
    else:
        excepted = [t.value for t in gone]
        touched = select(permissions.c.position).where(here, permissions.c.record_type.in_(excepted))
        connection.execute(
            delete(permissions).where(
                here, permissions.c.record_type == RecordType.ALL.value, permissions.c.position.in_(touched)
            )
        )
        connection.execute(delete(permissions).where(here, permissions.c.record_type.in_(excepted)))


def on_asked(connection: Connection, tables: Tables, recorded: RecordedEvent, event: ConsentAsked) -> None:
    """A request makes the pair known; what can be seen does not change."""
    _meet(connection, tables, recorded, event)


def on_declined(connection: Connection, tables: Tables, recorded: RecordedEvent, event: RequestDeclined) -> None:
    """The patient said no: the last word on what was open. It is known from the requests view before they close."""
    _say(connection, tables, recorded, event, "said_no", only=_waiting(connection, tables, event))


def on_withdrawn(connection: Connection, tables: Tables, recorded: RecordedEvent, event: RequestWithdrawn) -> None:
    """The asker took it back."""
    _say(connection, tables, recorded, event, "taken_back", only=_waiting(connection, tables, event))


def _held(
    connection: Connection, tables: Tables, event: ConsentEvent, among: frozenset[RecordType]
) -> frozenset[RecordType]:
    query = select(tables.permissions.c.record_type).where(between(tables.permissions, event.patient, event.actor))
    return among & {RecordType(t) for t in connection.execute(query).scalars()}


def _waiting(
    connection: Connection, tables: Tables, event: RequestDeclined | RequestWithdrawn
) -> frozenset[RecordType]:
    query = select(tables.requests.c.waiting).where(tables.requests.c.request_id.in_(event.answers))
    open_now = {RecordType(word) for text in connection.execute(query).scalars() for word in text.split()}
    return expand(event.record_types) & open_now


def _say(
    connection: Connection,
    tables: Tables,
    recorded: RecordedEvent,
    event: ConsentEvent,
    word: str,
    *,
    until: int | None = None,
    only: Iterable[RecordType] | None = None,
) -> None:
    """Write the last word on each single record type that the event is about."""
    _meet(connection, tables, recorded, event)
    types = expand(event.record_types) if only is None else frozenset(only)
    said = {"word": word, "at": recorded.envelope.effective, "until": until, "position": recorded.position}
    for record_type in in_order(types - {RecordType.ALL}):
        statement = upsert(tables.last_words).values(**_pair(event), record_type=record_type.value, **said)
        connection.execute(statement.on_conflict_do_update(set_=said))


def _meet(connection: Connection, tables: Tables, recorded: RecordedEvent, event: ConsentEvent) -> None:
    """Remember that there is, or was, something between the two, and when last."""
    statement = upsert(tables.relations).values(**_pair(event), position=recorded.position)
    connection.execute(statement.on_conflict_do_update(set_={"position": recorded.position}))


def _pair(event: ConsentEvent) -> dict[str, Any]:
    return {"patient": event.patient, "actor_kind": event.actor.kind.value, "actor": event.actor.id}
