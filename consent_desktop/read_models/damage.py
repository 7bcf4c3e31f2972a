"""People whose histories are damaged until somebody settles it: the table, what is written to it, and the questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, MetaData, Table, bindparam, delete, func, select

from consent_desktop.event_store.envelope import from_micros
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.event_store.statements import Prepared
from consent_desktop.read_models.people import to_person
from consent_desktop.read_models.rows import PersonRow
from consent_desktop.read_models.tables import BIG, Id, Tables, overwriting, view_table


@dataclass(frozen=True, slots=True)
class Damage:
    """What is still to be dealt with in the whole clinic."""

    people: int
    """How many histories are damaged; 0: none."""
    since: datetime | None
    """When the first of them was found."""


def table(metadata: MetaData, generation: int) -> Table:
    """One row for each person whose history is damaged; written with the consents, which end by it."""
    return view_table(
        "damaged",
        metadata,
        generation,
        Column("subject", Id, primary_key=True),
        Column("position", BIG, nullable=False),
        Column("since", BIG, nullable=False),
    )


class Statements:
    """What is written to one generation's table."""

    def __init__(self, damaged: Table) -> None:
        names = [c.name for c in damaged.c]
        self.enter = Prepared(lambda make: overwriting(make(damaged), ["subject"], ["position", "since"]), names)
        self.settle = Prepared(delete(damaged).where(damaged.c.subject == bindparam("who")), ["who"])


def row(recorded: RecordedEvent) -> tuple[bytes, int, int]:
    """What is entered of a `HistoryDamaged`."""
    return bytes.fromhex(recorded.stream), recorded.position, recorded.effective


def unsettled(connection: Connection, tables: Tables) -> Damage:
    """Whether damage waits for somebody to deal with it."""
    damaged = tables.damaged
    people, since = connection.execute(select(func.count(), func.min(damaged.c.since)).select_from(damaged)).one()
    return Damage(people, None if since is None else from_micros(since))


def everybody(connection: Connection, tables: Tables) -> list[PersonRow]:
    """Everybody in the register, for whoever looks whose keys are whole."""
    return [to_person(row) for row in connection.execute(select(tables.people)).all()]


def of_person(connection: Connection, tables: Tables, subject: str) -> bool:
    """Whether that person's history is damaged, and nobody has dealt with it yet."""
    damaged = tables.damaged
    return connection.execute(select(damaged.c.subject).where(damaged.c.subject == subject)).first() is not None


def subjects(connection: Connection, tables: Tables) -> list[str]:
    """Everybody whose history is damaged, the first that was found first."""
    damaged = tables.damaged
    return list(connection.execute(select(damaged.c.subject).order_by(damaged.c.position)).scalars())
