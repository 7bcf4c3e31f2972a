"""Views on a connection of the test's own, entered event by event without a log."""

from __future__ import annotations

from sqlalchemy import Connection

from consent_desktop.event_store.envelope import GENESIS
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.event_store.statements import Link
from consent_desktop.read_models.following import Follower, Mark
from consent_desktop.read_models.generations import VIEWS, generation_of, tables_of

GENERATION = 1
TABLES = tables_of((GENERATION,) * len(VIEWS))


def make_tables(connection: Connection) -> None:
    """Every view's tables."""
    for view in VIEWS:
        generation_of(view, GENERATION).metadata.create_all(connection)


def project(connection: Connection, recorded: RecordedEvent) -> None:
    """Enter one event into every view, with nothing remembered of those before."""
    marks = {view.name: Mark(GENERATION, view.form, "", 0, GENESIS) for view in VIEWS}
    link = Link(connection.connection.driver_connection, "sqlite")
    Follower(VIEWS, marks).enter(link, [recorded], marked=False)
