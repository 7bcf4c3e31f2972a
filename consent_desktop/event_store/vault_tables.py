"""Tables of the vault: what is durable and changes, and so has no place in the log."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, Table, Text

from consent_desktop.event_store.files import FileKind
from consent_desktop.event_store.tables import definition

metadata = MetaData()
_BIG = BigInteger().with_variant(Integer(), "sqlite")

store = Table(
    "store",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""A plain store's key lies here, beside what it wraps: plain means unprotected."""

subject_keys = Table(
    "subject_keys",
    metadata,
    Column("subject", LargeBinary, primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

record_numbers = Table(
    "record_numbers",
    metadata,
    Column("blind", LargeBinary, primary_key=True),
    Column("subject", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

secrets = Table(
    "secrets",
    metadata,
    Column("name", Text, primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""Keys of the store itself, such as the one that signs checkpoints."""

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("name", Text, primary_key=True),
    Column("position", _BIG, nullable=False),
    sqlite_with_rowid=False,
)
"""Up to which event each subscription has come. Here and not in the views, which may be lost at no loss."""

parked = Table(
    "parked",
    metadata,
    Column("name", Text, primary_key=True),
    Column("position", _BIG, primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("since", _BIG, nullable=False),
    Column("skipped", Text),
    sqlite_with_rowid=False,
)
"""Events that a subscription could not handle, until they are replayed; `skipped`: why nobody will."""

_NEW_IN_2: Final = ("secrets", "subscriptions", "parked")

VAULT_FILE: Final = FileKind(
    name="clinic.vault.db",
    application_id=0x434E5356,  # "CNSV"
    schema_version=2,
    schema=tuple(definition(metadata, "sqlite")),
    migrations={
        1: tuple(s for s in definition(metadata, "sqlite") if any(f"TABLE {name} " in s for name in _NEW_IN_2))
    },
)
