"""Connections to a server that are kept: one that was cut while nobody used it is replaced, and nobody hears of it."""

from __future__ import annotations

import select
from collections.abc import Callable
from typing import Any, Final

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import QueuePool

DRIVER: Final = "postgresql+psycopg"


def pooled(connect: Callable[[], psycopg.Connection[Any]], connections: int) -> Engine:
    """An engine that keeps that many connections, each made by `connect` and left in autocommit."""
    engine = create_engine(
        f"{DRIVER}://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        isolation_level="AUTOCOMMIT",
        pool_reset_on_return=None,
    )
    listen: Callable[..., Any] = event.listen
    listen(engine, "checkout", _only_living)
    listen(engine, "reset", _left_clean)
    return engine


def is_gone(connection: psycopg.Connection[Any]) -> bool:
    """Whether an idle connection was cut: nothing comes on it unasked but the server's farewell. Asks no server."""
    if connection.closed:
        return True
    if not hasattr(select, "poll"):  # Windows
        return bool(select.select([connection], [], [], 0)[0])
    waiting = select.poll()
    waiting.register(connection, select.POLLIN)
    return bool(waiting.poll(0))


def _only_living(connection: psycopg.Connection[Any], _record: object, _proxy: object) -> None:
    """A connection that was cut while it lay in the pool is replaced, and nobody hears of it."""
    if is_gone(connection):
        raise DisconnectionError


def _left_clean(connection: psycopg.Connection[Any], _record: object, _state: object) -> None:
    """What was begun is over when a connection is given back; of one that broke there is nothing to end."""
    if not connection.closed and connection.info.transaction_status is not TransactionStatus.IDLE:
        connection.rollback()
