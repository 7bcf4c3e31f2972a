"""Views on a connection of the test's own, entered event by event without a log."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from consent_desktop.domain.vocabulary import Actor, RecordType
from consent_desktop.event_store.envelope import GENESIS
from consent_desktop.event_store.recorded import Head, RecordedEvent
from consent_desktop.event_store.statements import Link
from consent_desktop.read_models.following import Follower, Mark, set_mark
from consent_desktop.read_models.generations import VIEWS, generation_of, tables_of
from consent_desktop.read_models.holding import holds
from consent_desktop.read_models.tables import own_definition

GENERATION = 1
MARKS = {view.name: Mark(GENERATION, view.form, "", 0, GENESIS) for view in VIEWS}
TABLES = tables_of((GENERATION,) * len(VIEWS))


def make_tables(connection: Connection) -> None:
    """Every view's tables, with marks at the beginning of a log."""
    link = _link(connection)
    for statement in own_definition("sqlite"):
        link.say(statement)
    for view in VIEWS:
        generation_of(view, GENERATION).metadata.create_all(connection)
        set_mark(link, view.name, MARKS[view.name])


def _link(connection: Connection) -> Link:
    return Link(connection.connection.driver_connection, "sqlite")


def permitted(connection: Connection, patient: str, actor: Actor, record_type: RecordType, at: datetime) -> bool | None:
    """What the views answer to a check of one record type."""
    held = holds(_link(connection), GENERATION, Head(0, GENESIS), patient, actor, record_type, at)
    return None if held is None else held.answer


def project(connection: Connection, recorded: RecordedEvent) -> None:
    """Enter one event into every view, with nothing remembered of those before."""
    Follower(VIEWS, MARKS).enter(_link(connection), [recorded], marked=False)
