"""The keys that follow from the one key of a store, each for one use."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_LENGTH: Final = 32


def derive(store_key: bytes, use: str) -> bytes:
    """A 32-byte key for one use, by HKDF-SHA-256 (RFC 5869)."""
    return HKDF(SHA256(), KEY_LENGTH, salt=None, info=f"consent-desktop/{use}".encode()).derive(store_key)


@dataclass(frozen=True, slots=True)
class StoreKeys:
    """The keys inside a store: for wrapping subject keys, blind indexes, digests of commands and the list of erasures."""

    wrapping: bytes
    numbers: bytes
    commands: bytes
    erasures: bytes
    backups: bytes

    @classmethod
    def of(cls, inner_secret: bytes) -> StoreKeys:
        """The keys that follow from what is secret inside the store: its first key, which stays when later keys come."""
        uses = ("subject-keys", "record-numbers", "commands", "erasures", "backups")
        return cls(*(derive(inner_secret, use) for use in uses))

    def blind_index(self, kind: str, number: str) -> bytes:
        """What stands for a record number where no record number may stand."""
        return hmac.digest(self.numbers, f"{kind}\x00{number}".encode(), "sha256")

    def command_digest(self, canonical: bytes) -> bytes:
        """What stands for the content of a command, so that the same id with another content is noticed."""
        return hmac.digest(self.commands, canonical, "sha256")
