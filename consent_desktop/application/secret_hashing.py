"""Hashes of secrets by argon2id (RFC 9106). One verification costs the same whether or not there is anybody to verify."""

from __future__ import annotations

import base64
import os
import threading
import unicodedata
from typing import Final, Self

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError
from argon2.profiles import CHEAPEST

from consent_desktop.event_store.errors import StoreDamaged

AT_ONCE: Final = 2
"""How many hashes are computed at the same time: each takes 64 MiB."""


class SecretHashing:
    """Makes and checks hashes with one set of parameters."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        """Without `hasher`: the parameters that argon2-cffi holds to be right today."""
        self._hasher = hasher or PasswordHasher()
        self._nobodys = _of_nobody(self._hasher)
        self._turn = threading.BoundedSemaphore(AT_ONCE)

    @classmethod
    def cheapest(cls) -> Self:
        """For the demonstration clinic, whose secrets everybody may read: made in no time, and no protection."""
        return cls(
            PasswordHasher(CHEAPEST.time_cost, CHEAPEST.memory_cost, CHEAPEST.parallelism, type=Type.ID),
        )

    def make(self, secret: str) -> str:
        """The hash of a new secret, with its parameters."""
        with self._turn:
            return self._hasher.hash(_plain(secret))

    def fits(self, hashed: str | None, secret: str) -> bool:
        """Whether the secret is the one that was hashed; None: there is none, which takes the same time to find out.

        Raises `StoreDamaged` for what is no hash of ours.
        """
        try:
            with self._turn:
                self._hasher.verify(hashed if hashed is not None else self._nobodys, _plain(secret))
        except VerifyMismatchError:
            return False
        except (VerificationError, InvalidHashError) as error:
            raise StoreDamaged("A stored secret is damaged. Nobody was let in; ask for a new one-time code.") from error
        return hashed is not None

    def better(self, hashed: str, secret: str) -> str | None:
        """The same secret hashed anew where that was done with other parameters than today's; None where it was not."""
        return self.make(secret) if self._hasher.check_needs_rehash(hashed) else None


def _plain(secret: str) -> str:
    """However a keyboard makes its accents, the same secret is the same text (RFC 8265 takes this form as well)."""
    return unicodedata.normalize("NFC", secret)


def _of_nobody(hasher: PasswordHasher) -> str:
    """A hash that no secret fits, with the parameters of the others; made without computing one."""
    salt, digest = (_encoded(os.urandom(length)) for length in (hasher.salt_len, hasher.hash_len))
    return f"$argon2id$v=19$m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}${salt}${digest}"


def _encoded(raw: bytes) -> str:
    return base64.b64encode(raw).decode().rstrip("=")
