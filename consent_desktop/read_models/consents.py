"""Who may see what, what was last said of it, who has to do with whom, and the requests: tables and projector."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Index,
    LargeBinary,
    MetaData,
    Table,
    Text,
    and_,
    bindparam,
    delete,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from consent_desktop.domain.clinic_events import PersonErased
from consent_desktop.domain.events import ConsentEvent, DamageSettled, HistoryDamaged
from consent_desktop.domain.people_events import PeopleEvent, PersonMerged
from consent_desktop.domain.vocabulary import Actor
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.event_store.statements import Link, Prepared
from consent_desktop.read_models import damage, inactive
from consent_desktop.read_models.marks import micros_or_none, types_from_text, types_to_text
from consent_desktop.read_models.pairs import Pair, Permission, PermissionKey, Request, Word
from consent_desktop.read_models.rows import RequestState
from consent_desktop.read_models.tables import BIG, Id, Queue, View, indexed, overwriting, view_table

REMEMBERED: Final = 5_000
"""Pairs that are kept ready between batches; about a kilobyte each."""

Key = tuple[str, str, str]
"""Patient, kind of actor, actor."""


def _pair() -> list[Column[Any]]:
    return [
        Column("patient", Id, primary_key=True),
        Column("actor_kind", Text, primary_key=True),
        Column("actor", Id, primary_key=True),
    ]


def build(metadata: MetaData, generation: int) -> dict[str, Table]:
    """One row for each record type of each grant that is left; the latest thing said of each; each pair; each request;

    each person whose history is damaged; each who is not active.
    """
    permissions = view_table(
        "permissions",
        metadata,
        generation,
        *_pair(),
        Column("record_type", Text, primary_key=True),
        Column("position", BIG, primary_key=True, autoincrement=False),
        Column("through_all", Boolean, nullable=False),
        Column("purpose", Text),
        Column("until", BIG),
        Column("since", BIG, nullable=False),
    )
    last_words = view_table(
        "last_words",
        metadata,
        generation,
        *_pair(),
        Column("record_type", Text, primary_key=True),
        Column("word", Text, nullable=False),
        Column("at", BIG, nullable=False),
        Column("until", BIG),
        Column("position", BIG, nullable=False),
    )
    relations = view_table("relations", metadata, generation, *_pair(), Column("position", BIG, nullable=False))
    indexed(relations, "actor")
    requests = view_table(
        "requests",
        metadata,
        generation,
        Column("position", BIG, primary_key=True, autoincrement=False),
        Column("request_id", Id, nullable=False),
        Column("patient", Id, nullable=False),
        Column("actor_kind", Text, nullable=False),
        Column("actor", Id, nullable=False),
        Column("record_types", Text, nullable=False),
        Column("waiting", Text, nullable=False),
        Column("granted", Text, nullable=False),
        Column("declined", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("purpose_code", Text),
        Column("purpose_words", Text),
        Column("until", BIG),
        Column("note", Text),
        Column("asked_at", BIG, nullable=False),
        Column("ended_at", BIG),
    )
    indexed(requests, "patient", "actor")
    indexed(requests, "actor")
    waiting = is_open(requests)
    Index(f"{requests.name}_open", requests.c.patient, sqlite_where=waiting, postgresql_where=waiting)
    return {
        "permissions": permissions,
        "last_words": last_words,
        "relations": relations,
        "requests": requests,
        "damaged": damage.table(metadata, generation),
        "inactive": inactive.table(metadata, generation),
    }


def is_open(requests: Table) -> ColumnElement[bool]:
    """Few requests are open at any time: they have an index of their own, found by the same words in the query."""
    return requests.c.state == literal_column(f"'{RequestState.OPEN.value}'")


def between(table: Table, patient: str, actor: Actor) -> ColumnElement[bool]:
    """Rows of a table about that patient and that actor."""
    return and_(table.c.patient == patient, table.c.actor_kind == actor.kind.value, table.c.actor == actor.id)


class _Statements:
    """What is asked of and written to one generation's tables."""

    def __init__(self, tables: dict[str, Table]) -> None:
        permissions, words = tables["permissions"], tables["last_words"]
        relations, requests = tables["relations"], tables["requests"]
        pair = ["patient", "actor_kind", "actor"]
        self.pairs_of = Prepared(
            select(relations.c.actor_kind, relations.c.actor).where(relations.c.patient == bindparam("patient")),
            ["patient"],
        )
        self.damage = damage.Statements(tables["damaged"])
        self.inactive = inactive.Statements(tables["inactive"])
        sides = [tables[name] for name in ("permissions", "last_words", "relations", "requests")]
        self.erase = [Prepared(delete(side).where(_is_side(side)), ["who"]) for side in sides]
        self.position = Prepared(select(relations.c.position).where(_is_pair(relations)), pair)
        p = permissions.c
        self.permissions = Prepared(
            select(p.record_type, p.position, p.through_all, p.purpose, p.until, p.since).where(_is_pair(permissions)),
            pair,
        )
        w = words.c
        self.words = Prepared(select(w.record_type, w.word, w.at, w.until, w.position).where(_is_pair(words)), pair)
        r = requests.c
        self.requests = Prepared(
            select(r.request_id, r.position, r.asked_at, r.record_types, r.waiting, r.granted, r.declined)
            .where(_is_pair(requests), r.state == bindparam("state"))
            .order_by(r.position),
            [*pair, "state"],
        )
        self.permit = Prepared(insert(permissions), [c.name for c in p])
        key = [c.name for c in permissions.primary_key]
        self.stop = Prepared(delete(permissions).where(*(p[name] == bindparam(name) for name in key)), key)
        self.say = Prepared(
            lambda make: overwriting(make(words), [*pair, "record_type"], ["word", "at", "until", "position"]),
            [c.name for c in w],
        )
        self.meet = Prepared(lambda make: overwriting(make(relations), pair, ["position"]), [*pair, "position"])
        self.ask = Prepared(insert(requests), [c.name for c in r])
        changes = ["waiting", "granted", "declined", "state", "ended_at"]
        self.answer = Prepared(
            update(requests)
            .values({name: bindparam(f"new_{name}") for name in changes})
            .where(r.position == bindparam("at_position")),
            [*(f"new_{name}" for name in changes), "at_position"],
        )


def _is_side(table: Table) -> ColumnElement[bool]:
    who = bindparam("who", type_=LargeBinary())
    return or_(table.c.patient == who, table.c.actor == who)


def _is_pair(table: Table) -> ColumnElement[bool]:
    return and_(
        table.c.patient == bindparam("patient"),
        table.c.actor_kind == bindparam("actor_kind"),
        table.c.actor == bindparam("actor"),
    )


class ConsentsProjector:
    """Takes pairs up, lets events change them in memory, and writes the differences."""

    def __init__(self, statements: _Statements, alone: bool) -> None:
        self._said = statements
        self._link: Link | None = None
        self._pairs: dict[Key, Pair] = {}
        self._dirty: dict[Key, Pair] = {}
        self._aside = Queue()
        """What is written to the tables that no pair changes, and what is erased from those of the pairs."""
        self._all_known = alone
        """Whether a pair that is not remembered has no rows: true from empty tables until one is forgotten."""

    def begin(self, link: Link) -> None:
        """A transaction has begun."""
        self._link = link

    def apply(self, recorded: RecordedEvent) -> None:
        """Take in one event."""
        event = recorded.event
        if isinstance(event, ConsentEvent):
            self._pair((event.subject, event.actor.kind.value, event.actor.id)).apply(recorded, event)
        elif isinstance(event, HistoryDamaged):
            for key in self._keys_of(event.subject):
                self._pair(key).damaged(recorded)
            self._aside.add(self._said.damage.enter, *damage.row(recorded))
        elif isinstance(event, DamageSettled):
            self._aside.add(self._said.damage.settle, bytes.fromhex(event.subject))
        elif isinstance(event, PeopleEvent):
            if isinstance(event, PersonMerged):
                for key in self._keys_of(event.subject):
                    self._pair(key).merged(recorded)
            inactive.enter(self._aside, self._said.inactive, event)
        elif isinstance(event, PersonErased):
            self._erased(event.person)

    def _erased(self, person: str) -> None:
        """Nothing of the person is left: what waits to be written of them is dropped, what is written is deleted."""
        for key in [key for key in self._pairs if person in (key[0], key[2])]:
            del self._pairs[key]
            self._dirty.pop(key, None)
        who = bytes.fromhex(person)
        for statement in (*self._said.erase, self._said.damage.settle, self._said.inactive.forget):
            self._aside.add(statement, who)

    def _pair(self, key: Key) -> Pair:
        pair = self._pairs.pop(key, None)
        if pair is None:
            pair = Pair() if self._all_known else self._taken_up(key)
        self._pairs[key] = self._dirty[key] = pair
        return pair

    def _keys_of(self, patient: str) -> set[Key]:
        keys = {key for key in self._pairs if key[0] == patient}
        if not self._all_known:
            assert self._link is not None
            found = self._link.all(self._said.pairs_of, bytes.fromhex(patient))
            keys.update((patient, kind, bytes(actor).hex()) for kind, actor in found)
        return keys

    def _taken_up(self, key: Key) -> Pair:
        link, said = self._link, self._said
        assert link is not None
        raw = _raw(key)
        position = link.scalar(said.position, *raw)
        if position is None:
            return Pair()
        permissions: dict[PermissionKey, Permission] = {
            (name, at): (bool(whole), purpose, until, since)
            for name, at, whole, purpose, until, since in link.all(said.permissions, *raw)
        }
        words: dict[str, Word] = {name: (word, at, until, n) for name, word, at, until, n in link.all(said.words, *raw)}
        requests = {}
        for request_id, at, asked, *texts in link.all(said.requests, *raw, RequestState.OPEN.value):
            types, waiting, granted, declined = (frozenset(types_from_text(text)) for text in texts)
            requests[request_id.hex()] = Request(at, None, asked, types, waiting, granted, declined, changed=False)
        return Pair(permissions, words, position, requests, frozenset(permissions))

    def flush(self) -> None:
        """Write the differences, each kind of them at once."""
        assert self._link is not None
        self._aside.write(self._link)
        if not self._dirty:
            return
        stops, permits, words, meets, asks, answers = (Queue() for _ in range(6))
        for key in sorted(self._dirty):  # in the order of the tables' keys, so that neighbours are written together
            pair, raw = self._dirty[key], _raw(key)
            for gone in pair.written_permissions - pair.permissions.keys():
                stops.add(self._said.stop, *raw, *gone)
            for new in pair.permissions.keys() - pair.written_permissions:
                permits.add(self._said.permit, *raw, *new, *pair.permissions[new])
            for name in pair.said:
                words.add(self._said.say, *raw, name, *pair.words[name])
            meets.add(self._said.meet, *raw, pair.position)
            self._requests(asks, answers, raw, pair)
            pair.written_permissions = frozenset(pair.permissions)
            pair.said.clear()
        for queue in (stops, permits, words, meets, asks, answers):
            queue.write(self._link)
        self._dirty.clear()
        while len(self._pairs) > REMEMBERED:
            del self._pairs[next(iter(self._pairs))]
            self._all_known = False

    def _requests(self, asks: Queue, answers: Queue, raw: tuple[bytes, str, bytes], pair: Pair) -> None:
        for request_id, request in list(pair.requests.items()):
            if not request.changed:
                continue
            waiting, granted, declined = map(types_to_text, (request.waiting, request.granted, request.declined))
            state, ended = request.state.value, request.ended_at
            if request.asked is not None:
                asked = request.asked
                purpose = (asked.purpose.code, asked.purpose.words) if asked.purpose else (None, None)
                asks.add(
                    self._said.ask, request.position, bytes.fromhex(request_id), *raw, types_to_text(asked.record_types),
                    waiting, granted, declined, state, *purpose, micros_or_none(asked.until), asked.note,
                    request.asked_at, ended,
                )  # fmt: skip
            else:
                answers.add(self._said.answer, waiting, granted, declined, state, ended, request.position)
            request.asked, request.changed = None, False
            if not request.waiting:
                del pair.requests[request_id]

    def forget(self) -> None:
        """Take every pair up anew when it is next touched."""
        self._pairs.clear()
        self._dirty.clear()
        self._aside.clear()
        self._all_known = False


def _raw(key: Key) -> tuple[bytes, str, bytes]:
    return bytes.fromhex(key[0]), key[1], bytes.fromhex(key[2])


VIEW: Final = View("consents", form=3, build=build, statements=_Statements, projector=ConsentsProjector)
