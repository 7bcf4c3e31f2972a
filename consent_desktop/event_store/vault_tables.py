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

credentials = Table(
    "credentials",
    metadata,
    Column("subject", LargeBinary, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("hash", Text, nullable=False),
    Column("since", _BIG, nullable=False),
    Column("used", _BIG),
    Column("failures", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""What people prove themselves with, as argon2id hashes. `used`: when it last opened a session; `failures`: since then."""

codes = Table(
    "codes",
    metadata,
    Column("code", LargeBinary, primary_key=True),
    Column("subject", LargeBinary, nullable=False),
    Column("hash", Text, nullable=False),
    Column("expires", _BIG, nullable=False),
    sqlite_with_rowid=False,
)
"""One-time codes: the first part stands here for the code, the rest is an argon2id hash."""

delays = Table(
    "delays",
    metadata,
    Column("owner", LargeBinary, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last", _BIG, nullable=False),
    sqlite_with_rowid=False,
)
"""How often an account, or a workstation, was tried in vain, and when last. The owner is a keyed hash, known or unknown."""

workers = Table(
    "workers",
    metadata,
    Column("workstation", LargeBinary, primary_key=True),
    Column("subject", LargeBinary, primary_key=True),
    Column("last", _BIG, nullable=False),
    sqlite_with_rowid=False,
)
"""Which staff worked at which workstation, and when last."""

erasing = Table(
    "erasing",
    metadata,
    Column("subject", LargeBinary, primary_key=True),
    Column("since", _BIG, nullable=False),
    sqlite_with_rowid=False,
)
"""People whose erasure was begun: what a crash leaves half done is finished at the next start."""

_NEW_IN: Final = {
    2: ("secrets", "subscriptions", "parked"),
    3: ("credentials", "codes", "delays", "workers", "erasing"),
}


def new_in(version: int, dialect: str) -> tuple[str, ...]:
    """What makes the tables that came with that schema version."""
    return tuple(s for s in definition(metadata, dialect) if any(f"TABLE {name} " in s for name in _NEW_IN[version]))


VAULT_FILE: Final = FileKind(
    name="clinic.vault.db",
    application_id=0x434E5356,  # "CNSV"
    schema_version=3,
    schema=tuple(definition(metadata, "sqlite")),
    migrations={version - 1: new_in(version, "sqlite") for version in _NEW_IN},
)
