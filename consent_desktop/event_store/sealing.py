"""Sealing the body of an event under its subject's own key: AES-256-GCM, the envelope as associated data."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_LENGTH: Final = 12


class Seal:
    """One subject's key, ready to seal and open bodies. Stored form: nonce, ciphertext, tag."""

    __slots__ = ("_nonces", "cipher")

    def __init__(self, key: bytes, nonces: Callable[[int], bytes] = os.urandom) -> None:
        self.cipher = AESGCM(key)
        self._nonces = nonces

    def close(self, body: bytes, envelope: bytes) -> bytes:
        """The sealed body."""
        nonce = self._nonces(NONCE_LENGTH)
        return nonce + self.cipher.encrypt(nonce, body, envelope)

    def open(self, sealed: bytes, envelope: bytes) -> bytes:
        """The body; raises `cryptography.exceptions.InvalidTag` if it or its envelope was altered."""
        if len(sealed) < NONCE_LENGTH:
            raise InvalidTag
        return self.cipher.decrypt(sealed[:NONCE_LENGTH], sealed[NONCE_LENGTH:], envelope)
