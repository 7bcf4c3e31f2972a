"""The history: one line an event, ordered ids first and rows by the window, so that a million lines open at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Index,
    LargeBinary,
    MetaData,
    Row,
    Select,
    Table,
    Text,
    bindparam,
    insert,
    literal,
    null,
    or_,
    select,
    update,
)

from consent_desktop.domain.clinic_events import PersonErased
from consent_desktop.domain.events import ConsentAsked, ConsentEvent, ConsentGranted, Erased
from consent_desktop.domain.vocabulary import RecordType
from consent_desktop.event_store.envelope import from_micros, to_micros
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.event_store.statements import Link, Prepared
from consent_desktop.read_models.line_details import detail_of
from consent_desktop.read_models.marks import micros_or_none, moment_or_none, types_from_text, types_to_text
from consent_desktop.read_models.people import folded, people_by_id
from consent_desktop.read_models.rows import HistoryRow, PersonRow
from consent_desktop.read_models.tables import BIG, Id, Tables, View, indexed, view_table

NOTICE_TYPES: Final = ("NoticeRaised", "NoticeParked", "NoticeSeen", "NoticeTold")
DOOR_TYPES: Final = (
    "CredentialSet", "CodeIssued", "SignedIn", "SignInFailed", "SignedOut", "SessionLocked", "SessionResumed", "HistoryRead",
)  # fmt: skip
"""What happens at the door, and who read what."""
PEOPLE_TYPES: Final = (
    "PersonRegistered", "PersonAmended", "PersonMerged", "PersonDeactivated", "PersonReactivated", "RoleGiven", "RoleEnded",
    "UnitJoined", "UnitLeft", "AuthorityGiven", "AuthorityEnded",
)  # fmt: skip
"""Who is in the register, and where they stand."""
CLINIC_TYPES: Final = (
    "ClinicFounded", "PersonErased", "ErasureRefused", "BackupMade", "StoreRestored", "KeyRotated", "AnchoringSwitched",
    "HistoryVerified", "SettingChanged", "HistoryTakenOver", "HistoryDamaged", "DamageSettled",
)  # fmt: skip
"""What happens to the clinic as a whole, and to its history."""
CONSENT_TYPES: Final = (
    "ConsentAsked", "RequestWithdrawn", "ConsentGranted", "RequestDeclined", "ConsentRevoked", *NOTICE_TYPES,
)  # fmt: skip
"""Lines that say who may see what, or who asked."""


def build(metadata: MetaData, generation: int) -> dict[str, Table]:
    """One row an event."""
    history = view_table(
        "history",
        metadata,
        generation,
        Column("position", BIG, primary_key=True, autoincrement=False),
        Column("type", Text, nullable=False),
        Column("subject", Id, nullable=False),
        Column("by", Id, nullable=False),
        Column("staff", Id),
        Column("other", Id),
        Column("record_types", Text, nullable=False),
        Column("purpose", Text),
        Column("until", BIG),
        Column("recorded", BIG, nullable=False),
        Column("effective", BIG, nullable=False),
        Column("erased", Boolean, nullable=False),
        Column("detail", Text),
        Column("second", Id),
    )
    for column in ("subject", "other"):
        indexed(history, column)
    Index(
        f"{history.name}_by_staff",
        history.c.staff,
        sqlite_where=_by_staff(history),
        postgresql_where=_by_staff(history),
    )
    return {"history": history}


def _by_staff(history: Table) -> ColumnElement[bool]:
    """`staff` is who acted where that is neither of the two whom the event is about: few lines, and found by themselves."""
    return history.c.staff.is_not(None)


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """What of the history is wanted; None and empty mean any."""

    subject: str | None = None
    """The patient, or whoever's stream it is."""
    concerning: str | None = None
    """A person who is on either side, or acted."""
    types: tuple[str, ...] = ()
    record_type: RecordType | None = None
    since: datetime | None = None
    text: str = ""
    """Words that the name or number of a person concerned begins with."""
    notices: bool = False
    """Whether lines about notices are wanted too."""
    door: bool = False
    """Whether lines about signing in and out, and about who read what, are wanted too."""
    consents: bool = True
    """Whether lines that say who may see what, or who asked, are wanted."""
    limit: int | None = None


class _Statements:
    """What is written to one generation's table."""

    def __init__(self, tables: dict[str, Table]) -> None:
        table = tables["history"]
        self.line = Prepared(insert(table), [c.name for c in table.c])
        nothing = {
            "other": null(),
            "record_types": "",
            "purpose": null(),
            "until": null(),
            "detail": null(),
            "second": null(),
        }
        whose = table.c.subject == bindparam("who", type_=LargeBinary())
        self.erase = Prepared(update(table).values(nothing | {"erased": literal(value=True)}).where(whose), ["who"])


class HistoryProjector:
    """Gives every event its line."""

    def __init__(self, statements: _Statements, _alone: bool) -> None:
        self._said = statements
        self._link: Link | None = None
        self._erased: list[bytes] = []
        self._rows: list[tuple[object, ...]] = []

    def begin(self, link: Link) -> None:
        """A transaction has begun."""
        self._link = link

    def apply(self, recorded: RecordedEvent) -> None:
        """Take in one event."""
        event = recorded.event
        subject, by = bytes.fromhex(event.subject), bytes.fromhex(recorded.actor)
        other = purpose = until = detail = second = None
        types = ""
        if isinstance(event, ConsentEvent):
            other = bytes.fromhex(event.actor.id)
            types = types_to_text(event.record_types)
            if isinstance(event, ConsentAsked | ConsentGranted):
                purpose = event.purpose.words if event.purpose else None
                until = micros_or_none(event.until)
            detail = event.paper
        else:
            detail, about = detail_of(event)
            other = None if about is None else bytes.fromhex(about)
            until = micros_or_none(getattr(event, "until", None))
            approved_by = getattr(event, "approved_by", None)
            second = bytes.fromhex(approved_by) if approved_by else None
            if isinstance(event, PersonErased):
                self._erased.append(bytes.fromhex(event.person))
        self._rows.append(
            (
                recorded.position, recorded.type, subject, by, None if by in (subject, other) else by, other, types, purpose,
                 until, recorded.recorded, recorded.effective, isinstance(event, Erased), detail, second,
            )
        )  # fmt: skip

    def flush(self) -> None:
        """Write what was taken in."""
        if self._rows and self._link is not None:
            self._link.many(self._said.line, self._rows)
            self._rows = []
            for person in self._erased:
                self._link.run(self._said.erase, person)
            self._erased = []

    def forget(self) -> None:
        """Nothing of the table is remembered; what waited is dropped."""
        self._rows, self._erased = [], []


VIEW: Final = View("history", form=2, build=build, statements=_Statements, projector=HistoryProjector)


def positions(connection: Connection, tables: Tables, query: HistoryQuery) -> array[int]:
    """Positions of the matching events, newest first."""
    history = tables.history
    statement = _where(select(history.c.position), tables, query).order_by(history.c.position.desc())
    if query.limit is not None:
        statement = statement.limit(query.limit)
    found: array[int] = array("q")
    cursor = connection.execute(statement).cursor  # the driver's own: a million numbers need no rows around them
    assert cursor is not None
    while rows := cursor.fetchmany(10_000):
        found.extend(chain.from_iterable(rows))
    return found


def _where(statement: Select[Any], tables: Tables, query: HistoryQuery) -> Select[Any]:
    history = tables.history
    if query.subject is not None:
        statement = statement.where(history.c.subject == query.subject)
    if query.concerning is not None:
        who = query.concerning
        statement = statement.where(or_(history.c.subject == who, history.c.other == who, history.c.staff == who))
    if query.types:
        statement = statement.where(history.c.type.in_(query.types))
    unwanted = [] if query.types or query.notices else list(NOTICE_TYPES)
    unwanted += [] if query.types or query.door else DOOR_TYPES
    unwanted += [] if query.consents else CONSENT_TYPES
    if unwanted:
        statement = statement.where(history.c.type.not_in(unwanted))
    if query.record_type is not None:
        statement = statement.where(
            or_(
                history.c.record_types.contains(query.record_type.value),
                history.c.record_types == RecordType.ALL.value,
            )
        )
    if query.since is not None:
        statement = statement.where(history.c.effective >= to_micros(query.since))
    if query.text.strip():
        statement = _about_people(statement, tables, query.text)
    return statement


def _about_people(statement: Select[Any], tables: Tables, text: str) -> Select[Any]:
    people, history = tables.people, tables.history
    matching = select(people.c.subject).where(people.c.record_number == text.strip())
    by_name = select(people.c.subject)
    for word in folded(text).split():
        by_name = by_name.where(people.c.sort_name.contains(word, autoescape=True))
    found = matching.union(by_name)
    return statement.where(or_(history.c.subject.in_(found), history.c.other.in_(found), history.c.staff.in_(found)))


def rows(connection: Connection, tables: Tables, wanted: Sequence[int]) -> list[HistoryRow]:
    """The lines at those positions, in that order."""
    found = {r.position: r for r in _rows_at(connection, tables, wanted)}
    ids = {i for r in found.values() for i in (r.by, r.subject, r.other, r.second) if i is not None}
    people = people_by_id(connection, tables, ids)
    return [to_history(found[p], people) for p in wanted if p in found]


def _rows_at(connection: Connection, tables: Tables, wanted: Sequence[int]) -> Iterable[Row[Any]]:
    for start in range(0, len(wanted), 500):
        chunk = list(wanted[start : start + 500])
        yield from connection.execute(select(tables.history).where(tables.history.c.position.in_(chunk)))


def to_history(row: Row[Any], people: dict[str, PersonRow]) -> HistoryRow:
    """A row of the history table as a `HistoryRow`."""
    return HistoryRow(
        position=row.position,
        type=row.type,
        recorded_at=from_micros(row.recorded),
        effective_at=from_micros(row.effective),
        by=people.get(row.by),
        by_id=row.by,
        subject_id=row.subject,
        other_id=row.other,
        subject=people.get(row.subject),
        other=people.get(row.other) if row.other else None,
        record_types=types_from_text(row.record_types),
        purpose=row.purpose,
        until=moment_or_none(row.until),
        erased=row.erased,
        detail=row.detail or "",
        second=people.get(row.second) if row.second else None,
    )
