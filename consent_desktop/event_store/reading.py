"""The questions that a log answers, as statements, and reading in batches that hold nothing between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from sqlalchemy import BigInteger, bindparam, or_

from consent_desktop.event_store import tables
from consent_desktop.event_store.database import Database
from consent_desktop.event_store.rows import EVENTS, Row
from consent_desktop.event_store.statements import Link, Prepared

BATCH: Final = 1000
"""Events read at a time. Between batches no connection is held, so a slow reader never keeps the disk's log growing."""

_FAR: Final = 2**62

_e = tables.events.c
_AFTER, _UPTO, _MOST = (bindparam(name, type_=BigInteger) for name in ("after", "upto", "most"))
_BETWEEN = EVENTS.where(_e.position > _AFTER, _e.position <= _UPTO).limit(_MOST)
_OF_STREAM = EVENTS.where(
    _e.stream == bindparam("stream"), _e.stream_version > _AFTER, _e.stream_version <= _UPTO
).limit(_MOST)

LOG: Final = Prepared(_BETWEEN.order_by(_e.position), ["after", "upto", "most"])
LOG_BACKWARD: Final = Prepared(_BETWEEN.order_by(_e.position.desc()), ["after", "upto", "most"])
STREAM: Final = Prepared(_OF_STREAM.order_by(_e.stream_version), ["stream", "after", "upto", "most"])
STREAM_BACKWARD: Final = Prepared(_OF_STREAM.order_by(_e.stream_version.desc()), ["stream", "after", "upto", "most"])
AT: Final = Prepared(EVENTS.where(_e.position == bindparam("position")), ["position"])
BY_ID: Final = Prepared(EVENTS.where(_e.event_id == bindparam("event_id")), ["event_id"])
CORRELATED: Final = Prepared(
    EVENTS.where(or_(_e.correlation == bindparam("id"), _e.event_id == bindparam("id"))).order_by(_e.position),
    ["id"],
)

Batch = Callable[[Link, int, int], list[Row]]
"""Reads rows beyond a mark up to and with another, at most `BATCH` of them."""
T = TypeVar("T")


def batches(
    database: Database,
    batch: Batch,
    taken: Callable[[Link, list[Row]], T],
    after: int,
    upto: int | None,
    mark: int,
    *,
    backward: bool,
) -> Iterator[T]:
    """What is made of each batch in turn, while its connection is still held.

    `mark` is the place in a row of what is counted by (position or version).
    """
    low, high = after, _FAR if upto is None else upto
    while low < high:
        with database.reading() as link:
            rows = batch(link, low, high)
            made = taken(link, rows) if rows else None
        if made is not None:
            yield made
        if len(rows) < BATCH:
            return
        if backward:
            high = rows[-1][mark] - 1
        else:
            low = rows[-1][mark]
