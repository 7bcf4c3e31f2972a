"""Notices: who is to be told of what. A due one is raised by a reaction; a rebuild only reads what happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Index,
    LargeBinary,
    MetaData,
    Select,
    Table,
    Text,
    bindparam,
    delete,
    literal_column,
    or_,
    select,
    update,
)

from consent_desktop.domain.clinic_events import PersonErased
from consent_desktop.domain.events import (
    ConsentAsked,
    ConsentEvent,
    NoticeParked,
    NoticeRaised,
    NoticeSeen,
    NoticeTold,
    RequestWithdrawn,
)
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.event_store.statements import Link, Prepared
from consent_desktop.read_models import history, people
from consent_desktop.read_models.rows import NoticeRow, NoticeStatus, ToTell
from consent_desktop.read_models.tables import BIG, Id, Tables, View, view_table

UNTOLD: Final = (NoticeStatus.WAITING, NoticeStatus.PRINTED, NoticeStatus.PHONED)
"""Where a notice stands that its recipient has not read themself."""


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
        Column("source", Id),
    )
    for status in (NoticeStatus.DUE, NoticeStatus.PARKED, *UNTOLD):
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
Row = tuple[str, int, str | None, bytes | None]
"""Status, position, reason, whose stream the event is in that is told of."""
NoticeEvent = NoticeRaised | NoticeParked | NoticeSeen | NoticeTold


class _Statements:
    """What is written to one generation's table."""

    def __init__(self, tables: dict[str, Table]) -> None:
        table = tables["notices"]
        names = [c.name for c in table.c]
        self.due = Prepared(lambda make: make(table).on_conflict_do_nothing(), names)
        key = (table.c.recipient == bindparam("who"), table.c.notice_id == bindparam("which"))
        changes: dict[str, Any] = {"status": bindparam("new_status"), "reason": bindparam("new_reason")}
        self.told = Prepared(update(table).values(changes).where(*key), ["new_status", "new_reason", "who", "which"])
        who = bindparam("who", type_=LargeBinary())
        self.erase = Prepared(delete(table).where(or_(table.c.recipient == who, table.c.source == who)), ["who"])


class NoticesProjector:
    """Enters who is to be told, and what became of it."""

    def __init__(self, statements: _Statements, _alone: bool) -> None:
        self._said = statements
        self._link: Link | None = None
        self._due: dict[Key, Row] = {}
        """Notices that came up since the last flush, as they are by now."""
        self._told: dict[Key, tuple[str, str | None]] = {}
        """Status and reason of notices that came up before; where their event is lost or erased there is none to change."""
        self._erased: list[bytes] = []

    def begin(self, link: Link) -> None:
        """A transaction has begun."""
        self._link = link

    def apply(self, recorded: RecordedEvent) -> None:
        """Take in one event."""
        event = recorded.event
        match event:
            case ConsentEvent():
                key = bytes.fromhex(recipient_of(event)), recorded.event_id_bytes
                self._due[key] = (NoticeStatus.DUE.value, recorded.position, None, bytes.fromhex(event.subject))
            case NoticeRaised():
                self._became(event, NoticeStatus.WAITING)
            case NoticeParked():
                self._became(event, NoticeStatus.PARKED, event.reason)
            case NoticeSeen():
                self._became(event, NoticeStatus.SEEN)
            case NoticeTold():
                self._became(event, _TOLD[event.how])
            case PersonErased():
                self._erase(bytes.fromhex(event.person))
            case _:
                pass

    def _became(self, event: NoticeEvent, status: NoticeStatus, reason: str | None = None) -> None:
        key = bytes.fromhex(event.subject), bytes.fromhex(event.notice_id)
        due = self._due.get(key)
        if due is not None:
            self._due[key] = (status.value, due[1], reason, due[3])
        else:
            self._told[key] = (status.value, reason)

    def _erase(self, who: bytes) -> None:
        """What the person was to be told goes, and what others were to be told of them."""
        for key in [key for key, row in self._due.items() if who in (key[0], row[3])]:
            del self._due[key]
        for key in [key for key in self._told if key[0] == who]:
            del self._told[key]
        self._erased.append(who)

    def flush(self) -> None:
        """Write what was taken in."""
        assert self._link is not None
        for who in self._erased:
            self._link.run(self._said.erase, who)
        self._erased.clear()
        if self._due:
            self._link.many(self._said.due, [(*key, *self._due[key]) for key in sorted(self._due)])
            self._due.clear()
        if self._told:
            self._link.many(self._said.told, [(*self._told[key], *key) for key in sorted(self._told)])
            self._told.clear()

    def forget(self) -> None:
        """Nothing of the table is remembered; what waited is dropped."""
        self._due.clear()
        self._told.clear()
        self._erased.clear()


_TOLD: Final = {"printed": NoticeStatus.PRINTED, "phone": NoticeStatus.PHONED}
VIEW: Final = View("notices", form=2, build=build, statements=_Statements, projector=NoticesProjector)


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


def to_tell(
    connection: Connection, tables: Tables, statuses: Sequence[NoticeStatus] = (NoticeStatus.WAITING,), limit: int = 500
) -> list[ToTell]:
    """What stands so with people who are to be told, by recipient, each one's oldest first; see `UNTOLD`."""
    notices, people_table = tables.notices, tables.people
    wanted = or_(*(_is(notices, status) for status in statuses))
    who = select(people_table.c.sort_name).where(people_table.c.subject == notices.c.recipient).scalar_subquery()
    found = _rows(connection, tables, select(notices).where(wanted).order_by(who, notices.c.position).limit(limit))
    recipients = people.people_by_id(connection, tables, [notice.recipient for notice in found])
    return [ToTell(recipients[n.recipient], n) for n in found if n.recipient in recipients]


def _listed(connection: Connection, tables: Tables, condition: ColumnElement[bool], limit: int) -> list[NoticeRow]:
    notices = tables.notices
    query = select(notices).where(condition).order_by(notices.c.position.desc()).limit(limit)
    return _rows(connection, tables, query)


def _rows(connection: Connection, tables: Tables, query: Select[Any]) -> list[NoticeRow]:
    found = connection.execute(query).all()
    lines = {row.position: row for row in history.rows(connection, tables, [r.position for r in found])}
    return [
        NoticeRow(r.notice_id, NoticeStatus(r.status), r.recipient, lines[r.position], r.reason)
        for r in found
        if r.position in lines
    ]
