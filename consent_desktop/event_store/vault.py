"""The vault: the keys of the subjects, wrapped by the store's key, and the blind index of record numbers."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Final
from uuid import uuid4

from cryptography.exceptions import InvalidTag
from sqlalchemy import Column, LargeBinary, MetaData, String, Table, insert, select

from consent_desktop.event_store.engine import open_engine
from consent_desktop.event_store.errors import StoreKeyWrong, in_plain_words
from consent_desktop.event_store.files import FileKind
from consent_desktop.event_store.keys import KEY_LENGTH, StoreKeys
from consent_desktop.event_store.sealing import Seal

VAULT_FILE: Final = FileKind(
    name="clinic.vault.db",
    application_id=0x434E5356,  # "CNSV"
    schema_version=1,
    schema=(
        "CREATE TABLE store (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
        "CREATE TABLE subject_keys (subject BLOB PRIMARY KEY, wrapped BLOB NOT NULL) WITHOUT ROWID",
        "CREATE TABLE record_numbers (blind BLOB PRIMARY KEY, subject BLOB NOT NULL) WITHOUT ROWID",
    ),
)

_metadata = MetaData()
_store = Table("store", _metadata, Column("name", String, primary_key=True), Column("value", LargeBinary))
_keys = Table(
    "subject_keys", _metadata, Column("subject", LargeBinary, primary_key=True), Column("wrapped", LargeBinary)
)
_numbers = Table(
    "record_numbers", _metadata, Column("blind", LargeBinary, primary_key=True), Column("subject", LargeBinary)
)


class Vault:
    """Keys of subjects. A key is durable here before its subject's first event; without it a body stays closed."""

    def __init__(self, folder: Path, file_key: bytes | None, store_key: bytes | None) -> None:
        self.path = folder / VAULT_FILE.name
        self._writer = open_engine(self.path, file_key, synchronous="FULL", writer=True)
        self._reader = open_engine(self.path, file_key, synchronous="FULL", writer=False, connections=8)
        self._store_key = store_key if store_key is not None else self._key_in_clear()
        self.keys = StoreKeys.of(self._store_key)
        self._wrapping = Seal(self.keys.wrapping)
        self._seals: dict[str, Seal] = {}
        self._lock = threading.Lock()

    def _key_in_clear(self) -> bytes:
        """A plain store's key lies beside what it wraps: plain means unprotected."""
        with in_plain_words(self.path), self._writer.begin() as connection:
            found = connection.execute(select(_store.c.value).where(_store.c.name == "plain_key")).scalar()
            if found is None:
                found = os.urandom(KEY_LENGTH)
                connection.execute(insert(_store).values(name="plain_key", value=found))
            return bytes(found)

    def claim(self, kind: str, number: str) -> str:
        """The subject id of the person with that record number; a new one with a new key if there is none.

        Two programs that claim the same number at once get the same subject.
        """
        blind = self.keys.blind_index(kind, number)
        with in_plain_words(self.path), self._writer.begin() as connection:
            found = connection.execute(select(_numbers.c.subject).where(_numbers.c.blind == blind)).scalar()
            if found is not None:
                return bytes(found).hex()
            subject = uuid4().bytes
            wrapped = self._wrapping.close(os.urandom(KEY_LENGTH), subject)
            connection.execute(insert(_keys).values(subject=subject, wrapped=wrapped))
            connection.execute(insert(_numbers).values(blind=blind, subject=subject))
            return subject.hex()

    def find(self, kind: str, number: str) -> str | None:
        """The subject id of the person with that record number, None if nobody has it."""
        blind = self.keys.blind_index(kind, number)
        with in_plain_words(self.path), self._reader.connect() as connection:
            found = connection.execute(select(_numbers.c.subject).where(_numbers.c.blind == blind)).scalar()
        return None if found is None else bytes(found).hex()

    def seal_of(self, subject: str) -> Seal | None:
        """The subject's seal; None if there is no key, so that what it sealed reads as erased."""
        with self._lock:
            seal = self._seals.get(subject)
            if seal is None:
                seal = self._read_seal(subject)
                if seal is not None:
                    self._seals[subject] = seal
            return seal

    def _read_seal(self, subject: str) -> Seal | None:
        raw = bytes.fromhex(subject)
        with in_plain_words(self.path), self._reader.connect() as connection:
            wrapped = connection.execute(select(_keys.c.wrapped).where(_keys.c.subject == raw)).scalar()
        if wrapped is None:
            return None
        try:
            return Seal(self._wrapping.open(bytes(wrapped), raw))
        except InvalidTag as error:
            raise StoreKeyWrong(
                f"{self.path.name} does not belong to this store's key. It was left untouched."
            ) from error

    def close(self) -> None:
        """Give the connections back."""
        self._writer.dispose()
        self._reader.dispose()
