"""How far the log had come at a moment of the store's own clock: what was known then is everything up to there."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select

from consent_desktop.event_store.database import Database
from consent_desktop.event_store.envelope import to_micros
from consent_desktop.event_store.statements import Prepared
from consent_desktop.event_store.tables import events

_KNOWN: Final = Prepared(
    select(events.c.position)
    .where(events.c.recorded <= bindparam("moment", type_=events.c.recorded.type))
    .order_by(events.c.position.desc())
    .limit(1),
    ["moment"],
)
"""Walks back from the head along the positions, and reads only what was recorded since."""


def known_at(log: Database, moment: datetime) -> int:
    """The position of the last event recorded at or before the moment, 0 where there is none.

    The order of the log wins over its times: where a clock was set back, what stands before that event was known too.
    """
    with log.reading() as link:
        return link.scalar(_KNOWN, to_micros(moment)) or 0
