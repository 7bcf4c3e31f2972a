"""The one question that is asked most, "may this actor see that?", as one statement that also says how fresh its answer is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Final, NamedTuple

from sqlalchemy import and_, bindparam, distinct, exists, func, or_, select

from consent_desktop.domain.vocabulary import SINGLE_TYPES, Actor, RecordType
from consent_desktop.event_store.envelope import to_micros
from consent_desktop.event_store.recorded import Head
from consent_desktop.event_store.statements import Link, Prepared
from consent_desktop.read_models.consents import VIEW
from consent_desktop.read_models.generations import generation_of
from consent_desktop.read_models.tables import BIG, state

_PLACES: Final = tuple(f"type_{n}" for n in range(len(SINGLE_TYPES)))


@lru_cache(maxsize=8)
def _statement(generation: int) -> Prepared:
    """Of the record types named, how many are permitted; and where the view stands. All of it is seen at one moment."""
    tables = generation_of(VIEW, generation).tables
    permissions, inactive = tables["permissions"], tables["inactive"]
    p = permissions.c
    now = bindparam("now", type_=BIG)
    held = (
        select(func.count(distinct(p.record_type)))
        .where(
            and_(p.patient == bindparam("patient"), p.actor_kind == bindparam("kind"), p.actor == bindparam("actor")),
            p.record_type.in_([bindparam(name) for name in _PLACES]),
            or_(p.until.is_(None), p.until > now),
            ~exists().where(inactive.c.subject == bindparam("perhaps_inactive")),
        )
        .scalar_subquery()
    )
    where = (state.c.generation, state.c.form, state.c.position, state.c.chain)
    return Prepared(
        select(*where, held).where(state.c.view == VIEW.name),
        ["patient", "kind", "actor", *_PLACES, "now", "perhaps_inactive"],
    )


class Held(NamedTuple):
    """An answer, and the place in the log that the view stood at when it was given."""

    answer: bool
    position: int
    chain: bytes


def holds(
    link: Link, generation: int, head: Head, patient: str, actor: Actor, record_type: RecordType, at: datetime
) -> Held | None:
    """Whether the record type is permitted for any purpose, the law of `all` included.

    None: the view stands before the log's `head`, or its tables are of another generation; bring it up and ask again. It may
    stand beyond a head that was read a moment ago; whether that place is on this log is for the caller to see.
    """
    wanted: Sequence[RecordType] = SINGLE_TYPES if record_type is RecordType.ALL else (record_type,)
    types = [t.value for t in wanted] + [wanted[0].value] * (len(_PLACES) - len(wanted))
    who = bytes.fromhex(actor.id)
    row = link.first(_statement(generation), bytes.fromhex(patient), actor.kind.value, who, *types, to_micros(at), who)
    if row is None or tuple(row[:2]) != (generation, VIEW.form):
        return None
    if row[2] < head.position or (row[2] == head.position and row[3] != head.chain):
        return None
    return Held(row[4] == len(wanted), row[2], row[3])
