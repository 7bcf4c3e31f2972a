"""Slots: each wraps the one key of a store on its own, so that one can be lost, added or removed without the others.

A slot is never opened by a PIN: six digits are guessed in minutes by whoever holds the file.
"""

from __future__ import annotations

import os
from datetime import datetime
from typing import Annotated, Any, Final, Literal
from unicodedata import normalize
from uuid import uuid4

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, PlainSerializer, PlainValidator

from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.keys import KEY_LENGTH
from consent_desktop.event_store.recovery_kit import RecoveryKit
from consent_desktop.event_store.sealing import Seal

SALT_LENGTH: Final = 16


def _bytes_of(value: Any) -> bytes:
    return value if isinstance(value, bytes) else bytes.fromhex(value)


Raw = Annotated[bytes, PlainValidator(_bytes_of), PlainSerializer(bytes.hex)]
"""Bytes, in the file as hexadecimal digits."""


class PassphraseNeedsMemory(ClinicError):
    """There is not enough memory to derive a key from a passphrase."""

    code = "passphrase_needs_memory"


class PassphraseCost(BaseModel):
    """What guessing a passphrase costs, by argon2id (RFC 9106): about two thirds of a second on a desktop."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    passes: int = Field(default=3, ge=1, le=64)
    memory_kib: int = Field(default=256 * 1024, ge=8, le=4 * 1024 * 1024)
    lanes: int = Field(default=4, ge=1, le=64)


class _Slot(BaseModel):
    """What every slot has."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1, max_length=64)
    made: AwareDatetime
    wrapped: Raw

    def opened_with(self, key: bytes, owner: str) -> bytes | None:
        """The store's key, None where this is not what wrapped it."""
        try:
            return Seal(key).open(self.wrapped, _bound_to(owner, self.id))
        except InvalidTag:
            return None


class KeyRingSlot(_Slot):
    """Opened by the key ring of one account on one computer."""

    kind: Literal["keyring"] = "keyring"

    @classmethod
    def closed(cls, store_key: bytes, owner: str, at: datetime, wrapping: bytes, name: str) -> KeyRingSlot:
        """A slot of that name around the store's key; `wrapping` is what the key ring holds under the same name."""
        return cls(id=name, made=at, wrapped=_wrapped(store_key, wrapping, owner, name))


class RecoverySlot(_Slot):
    """Opened by the recovery kit."""

    kind: Literal["recovery"] = "recovery"
    salt: Raw

    @classmethod
    def closed(cls, store_key: bytes, owner: str, at: datetime, kit: RecoveryKit) -> RecoverySlot:
        """A slot around the store's key."""
        name, salt = uuid4().hex, os.urandom(SALT_LENGTH)
        wrapped = _wrapped(store_key, _of_kit(kit, salt), owner, name)
        return cls(id=name, made=at, salt=salt, wrapped=wrapped)

    def opened_by(self, kit: RecoveryKit, owner: str) -> bytes | None:
        """The store's key, None where it is another kit."""
        return self.opened_with(_of_kit(kit, self.salt), owner)


class PassphraseSlot(_Slot):
    """Opened by a passphrase."""

    kind: Literal["passphrase"] = "passphrase"
    salt: Raw
    cost: PassphraseCost

    @classmethod
    def closed(
        cls, store_key: bytes, owner: str, at: datetime, passphrase: str, cost: PassphraseCost
    ) -> PassphraseSlot:
        """A slot around the store's key; takes as long as guessing once does."""
        name, salt = uuid4().hex, os.urandom(SALT_LENGTH)
        wrapped = _wrapped(store_key, _of_passphrase(passphrase, salt, cost), owner, name)
        return cls(id=name, made=at, salt=salt, cost=cost, wrapped=wrapped)

    def opened_by(self, passphrase: str, owner: str) -> bytes | None:
        """The store's key, None where it is another passphrase."""
        return self.opened_with(_of_passphrase(passphrase, self.salt, self.cost), owner)


Slot = Annotated[KeyRingSlot | RecoverySlot | PassphraseSlot, Field(discriminator="kind")]


def _bound_to(owner: str, name: str) -> bytes:
    """What a slot is sealed together with: moved to another store's file it does not open."""
    return f"consent-desktop slot {owner} {name}".encode()


def _wrapped(store_key: bytes, key: bytes, owner: str, name: str) -> bytes:
    return Seal(key).close(store_key, _bound_to(owner, name))


def _of_kit(kit: RecoveryKit, salt: bytes) -> bytes:
    return HKDF(SHA256(), KEY_LENGTH, salt=salt, info=b"consent-desktop/recovery-kit").derive(kit.secret)


def _of_passphrase(passphrase: str, salt: bytes, cost: PassphraseCost) -> bytes:
    typed = normalize("NFC", passphrase).encode()  # the same keys give other bytes on another system
    try:
        return hash_secret_raw(typed, salt, cost.passes, cost.memory_kib, cost.lanes, KEY_LENGTH, Type.ID)
    except HashingError as error:
        raise PassphraseNeedsMemory(
            f"This computer has no {cost.memory_kib // 1024} MiB of memory to spare, which a passphrase takes. Nothing was changed; "
            "close other programs, or use the recovery kit."
        ) from error
