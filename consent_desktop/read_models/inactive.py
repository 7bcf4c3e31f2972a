"""People to whom nothing is permitted, whatever was granted: deactivated, or second entries of somebody. Table and writing.

It is written with the consents, so that a check sees both as of one place in the log.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Boolean, Column, Connection, MetaData, Table, bindparam, delete, select

from consent_desktop.domain.people_events import PeopleEvent, PersonDeactivated, PersonMerged, PersonReactivated
from consent_desktop.event_store.statements import Prepared
from consent_desktop.read_models.tables import Id, Queue, Tables, overwriting, view_table


def table(metadata: MetaData, generation: int) -> Table:
    """One row for each person who is not active; `merged` rows stay."""
    return view_table(
        "inactive",
        metadata,
        generation,
        Column("subject", Id, primary_key=True),
        Column("merged", Boolean, nullable=False),
    )


class Statements:
    """What is written to one generation's table."""

    def __init__(self, inactive: Table) -> None:
        names = [c.name for c in inactive.c]
        self.deactivate = Prepared(lambda make: make(inactive).on_conflict_do_nothing(), names)
        self.merge = Prepared(lambda make: overwriting(make(inactive), ["subject"], ["merged"]), names)
        who = inactive.c.subject == bindparam("who")
        self.reactivate = Prepared(delete(inactive).where(who, ~inactive.c.merged), ["who"])
        self.forget = Prepared(delete(inactive).where(who), ["who"])


def enter(queue: Queue, said: Statements, event: PeopleEvent) -> None:
    """Let the event's effect wait in the queue; most events have none."""
    who = bytes.fromhex(event.subject)
    match event:
        case PersonDeactivated():
            queue.add(said.deactivate, who, False)
        case PersonMerged():
            queue.add(said.merge, who, True)
        case PersonReactivated():
            queue.add(said.reactivate, who)
        case _:
            pass


def among(connection: Connection, tables: Tables, subjects: Collection[str]) -> frozenset[str]:
    """Those of the people who are not active."""
    inactive = tables.inactive
    if len(subjects) <= 500:
        query = select(inactive.c.subject).where(inactive.c.subject.in_(list(subjects)))
        return frozenset(connection.execute(query).scalars())
    return frozenset(connection.execute(select(inactive.c.subject)).scalars()) & frozenset(subjects)
