"""The vault: the keys of the subjects, wrapped by the store's key, and the blind index of record numbers."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from typing import Final
from uuid import uuid4

from cryptography.exceptions import InvalidTag
from sqlalchemy import bindparam, insert, select

from consent_desktop.event_store.database import Database
from consent_desktop.event_store.destructions import Destructions
from consent_desktop.event_store.errors import StoreKeyWrong
from consent_desktop.event_store.keys import KEY_LENGTH, StoreKeys, derive
from consent_desktop.event_store.sealing import Seal
from consent_desktop.event_store.statements import Link, Prepared
from consent_desktop.event_store.vault_tables import record_numbers, secrets, store, subject_keys

REMEMBERED: Final = 4096
"""Seals that are kept ready; about a kilobyte each."""

INNER_SECRET: Final = "inner_secret"  # noqa: S105  # where it lies, not what it is
"""Where the store's first key lies, wrapped, once another has taken its place."""


def inner_seal(store_key: bytes) -> Seal:
    """What wraps the store's first key under the present one."""
    return Seal(derive(store_key, "inner-secret"))


_PLAIN_KEY: Final = Prepared(select(store.c.value).where(store.c.name == bindparam("name")), ["name"])
_ADD_PLAIN_KEY: Final = Prepared(insert(store), ["name", "value"])
_NUMBER: Final = Prepared(
    select(record_numbers.c.subject).where(record_numbers.c.blind == bindparam("blind")), ["blind"]
)
_ADD_NUMBER: Final = Prepared(insert(record_numbers), ["blind", "subject"])
_KEY: Final = Prepared(
    select(subject_keys.c.wrapped).where(subject_keys.c.subject == bindparam("subject")), ["subject"]
)
_SUBJECTS: Final = Prepared(select(subject_keys.c.subject), [])
_ADD_KEY: Final = Prepared(insert(subject_keys), ["subject", "wrapped"])
_SECRET: Final = Prepared(select(secrets.c.wrapped).where(secrets.c.name == bindparam("name")), ["name"])
_ADD_SECRET: Final = Prepared(insert(secrets), ["name", "wrapped"])


class Vault:
    """Keys of subjects. A key is durable here before its subject's first event; without it a body stays closed."""

    def __init__(self, database: Database, store_key: bytes | None) -> None:
        self.database = database
        self._store_key = store_key if store_key is not None else self._key_in_clear()
        self.keys = StoreKeys.of(self._inner_secret())
        self._wrapping = Seal(self.keys.wrapping)
        self._seals: dict[str, Seal] = {}
        self._found: dict[tuple[str, str], str] = {}
        self._destructions = Destructions(database)
        self._lock = threading.Lock()

    def _key_in_clear(self) -> bytes:
        """A plain store's key lies beside what it wraps: plain means unprotected."""
        with self.database.writing() as link:
            found: bytes | None = link.scalar(_PLAIN_KEY, "plain_key")
            if found is None:
                found = os.urandom(KEY_LENGTH)
                link.run(_ADD_PLAIN_KEY, "plain_key", found)
            return found

    def _inner_secret(self) -> bytes:
        """What the keys inside follow from: the store's first key. A later key wraps it here, see `rotation`."""
        with self.database.reading() as link:
            wrapped: bytes | None = link.scalar(_PLAIN_KEY, INNER_SECRET)
        if wrapped is None:
            return self._store_key
        try:
            return inner_seal(self._store_key).open(wrapped, INNER_SECRET.encode())
        except InvalidTag as error:
            raise self._foreign() from error

    def claim(self, kind: str, number: str) -> str:
        """The subject id of the person with that record number; a new one with a new key if there is none.

        Two programs that claim the same number at once get the same subject.
        """
        blind = self.keys.blind_index(kind, number)
        with self.database.writing() as link:
            found: bytes | None = link.scalar(_NUMBER, blind)
            if found is None:
                found = self._new_key(link, uuid4().bytes)
                link.run(_ADD_NUMBER, blind, found)
            return found.hex()

    def key_for(self, subject: str) -> None:
        """See that a subject that is no registered person (the clinic, the program itself) has a key."""
        raw = bytes.fromhex(subject)
        with self.database.writing() as link:
            if link.scalar(_KEY, raw) is None:
                self._new_key(link, raw)

    def _new_key(self, link: Link, subject: bytes) -> bytes:
        link.run(_ADD_KEY, subject, self._wrapping.close(os.urandom(KEY_LENGTH), subject))
        return subject

    def find(self, kind: str, number: str) -> str | None:
        """The subject id of the person with that record number, None if nobody has it."""
        known = self._found.get((kind, number))
        if known is not None:
            return known  # a number that was claimed stays its subject's
        with self.database.reading() as link:
            found: bytes | None = link.scalar(_NUMBER, self.keys.blind_index(kind, number))
        if found is None:
            return None
        if len(self._found) >= REMEMBERED:
            self._found = {}
        self._found[kind, number] = found.hex()
        return found.hex()

    def secret(self, name: str) -> bytes:
        """A key of the store's own for the use of that name: 32 random bytes, made when first asked for."""
        with self.database.reading() as link:
            wrapped: bytes | None = link.scalar(_SECRET, name)
        if wrapped is not None:
            return self._unwrapped(wrapped, name.encode())
        with self.database.writing() as link:
            wrapped = link.scalar(_SECRET, name)
            if wrapped is None:
                secret = os.urandom(KEY_LENGTH)
                link.run(_ADD_SECRET, name, self._wrapping.close(secret, name.encode()))
                return secret
        return self._unwrapped(wrapped, name.encode())

    def subjects(self) -> frozenset[str]:
        """Everybody who has a key here."""
        with self.database.reading() as link:
            return frozenset(raw.hex() for (raw,) in link.all(_SUBJECTS))

    def forget(self) -> None:
        """Keep no seal and no number ready: keys were destroyed by this program."""
        with self._lock:
            self._seals, self._found = {}, {}

    def seal_of(self, subject: str) -> Seal | None:
        """The subject's seal; None if there is no key, so that what it sealed reads as erased."""
        return self.seals_of((subject,))(subject)

    def seals_of(self, subjects: Iterable[str]) -> Callable[[str], Seal | None]:
        """Something that gives each of the subjects' seal, None for one whose key is gone."""
        with self._lock:
            if self._destructions.any_new():
                self._seals, self._found = {}, {}
            seals = self._seals
            missing = [subject for subject in subjects if subject not in seals]
            if missing:
                if len(seals) + len(missing) > REMEMBERED:
                    self._seals = seals = {}
                    missing = list(subjects)
                self._read(missing, seals)
            return seals.get

    def _read(self, subjects: list[str], seals: dict[str, Seal]) -> None:
        with self.database.reading() as link:
            for subject in subjects:
                raw = bytes.fromhex(subject)
                wrapped: bytes | None = link.scalar(_KEY, raw)
                if wrapped is not None:
                    seals[subject] = Seal(self._unwrapped(wrapped, raw))

    def _unwrapped(self, wrapped: bytes, owner: bytes) -> bytes:
        try:
            return self._wrapping.open(wrapped, owner)
        except InvalidTag as error:
            raise self._foreign() from error

    def _foreign(self) -> StoreKeyWrong:
        return StoreKeyWrong(f"{self.database.name} does not belong to this store's key. It was left untouched.")

    def close(self) -> None:
        """Give the connections back."""
        with self._lock:
            self._destructions.close()
        self.database.close()
