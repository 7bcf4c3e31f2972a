"""The log as a file: its marks, its tables, and how a file of an older schema is brought up."""

from __future__ import annotations

from typing import Final

from consent_desktop.event_store.files import FileKind
from consent_desktop.event_store.tables import SCHEMA_VERSION, definition, metadata, sqlite_triggers

_FIRST: Final = ("store", "events", "commands")
"""Tables of schema 1, where every row spelled out its subject, actor, type and what follows from the rest."""

_FROM_1: Final = (
    *(f"DROP TRIGGER {table}_refuses_{what}" for table in _FIRST for what in ("update", "delete", "replace")),
    "DROP INDEX events_by_correlation",
    *(f"ALTER TABLE {table} RENAME TO {table}_1" for table in _FIRST),
    *definition(metadata, "sqlite"),
    "INSERT INTO store SELECT name, value FROM store_1",
    """INSERT INTO subjects SELECT row_number() OVER (ORDER BY min(position), max(place)), subject FROM (
           SELECT position, 1 AS place, stream AS subject FROM events_1
           UNION ALL SELECT position, 2, actor FROM events_1
       ) GROUP BY subject""",
    """INSERT INTO kinds SELECT row_number() OVER (ORDER BY min(position)), type, schema_version, vocabulary
       FROM events_1 GROUP BY type, schema_version, vocabulary""",
    """INSERT INTO events
       SELECT e.position, e.event_id, k.kind, s.number, e.stream_version, e.recorded, nullif(e.effective, e.recorded),
              a.number, nullif(e.correlation, e.event_id), e.causation, e.command_id, substr(c.digest, 1, 16), e.body, e.chain
       FROM events_1 e
       JOIN subjects s ON s.subject = e.stream
       JOIN subjects a ON a.subject = e.actor
       JOIN kinds k ON k.type = e.type AND k.schema_version = e.schema_version AND k.vocabulary = e.vocabulary
       LEFT JOIN commands_1 c ON c.command_id = e.command_id AND c.first_position = e.position
       ORDER BY e.position""",
    """INSERT INTO commands SELECT command_id, substr(digest, 1, 16), last_position
       FROM commands_1 WHERE first_position = 0""",
    *(f"DROP TABLE {table}_1" for table in _FIRST),
    *sqlite_triggers(),
)

LOG_FILE: Final = FileKind(
    name="clinic.events.db",
    application_id=0x434E534C,  # "CNSL"
    schema_version=SCHEMA_VERSION,
    schema=(*definition(metadata, "sqlite"), *sqlite_triggers()),
    migrations={1: _FROM_1},
)
