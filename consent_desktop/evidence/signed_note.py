"""Text signed by keys, in the form of C2SP signed-note: text, blank line, one line a signature.

A kind of signature is one byte and one class here; another kind is another entry in `_KINDS` and a signer.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from consent_desktop.evidence.errors import NoteUnreadable, SignatureWrong

ED25519: Final = 0x01
MOST_SIGNATURES: Final = 64
"""A note with more is refused (the specification asks for a limit of at least 16)."""
_DASH: Final = "\N{EM DASH} "


class Signer(Protocol):
    """A private key with the name that it signs under."""

    @property
    def name(self) -> str:
        """Whose key it is; no spaces, no plus."""
        ...

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell keys of one name apart."""
        ...

    def sign(self, text: bytes) -> bytes:
        """The signature over the text."""
        ...


class Verifier(Protocol):
    """A public key with its name."""

    @property
    def name(self) -> str:
        """Whose key it is."""
        ...

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell keys of one name apart."""
        ...

    @property
    def vkey(self) -> str:
        """The key as one line of text."""
        ...

    def verify(self, text: bytes, signature: bytes) -> bool:
        """Whether this key made the signature over the text."""
        ...


def key_id(name: str, kind: int, public: bytes) -> bytes:
    """The first four bytes of SHA-256(name, newline, kind, public key)."""
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]


class Ed25519Verifier:
    """An Ed25519 public key (RFC 8032); raises ValueError where the 32 bytes are none."""

    def __init__(self, name: str, public: bytes) -> None:
        _check_name(name)
        self.name = name
        self.key_id = key_id(name, ED25519, public)
        self.vkey = f"{name}+{self.key_id.hex()}+{base64.b64encode(bytes([ED25519]) + public).decode()}"
        self._key = Ed25519PublicKey.from_public_bytes(public)

    def verify(self, text: bytes, signature: bytes) -> bool:
        """Whether this key made the signature over the text."""
        try:
            self._key.verify(signature, text)
        except InvalidSignature:
            return False
        return True


class Ed25519Signer:
    """An Ed25519 private key, from its 32-byte seed."""

    def __init__(self, name: str, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.verifier = Ed25519Verifier(name, self._key.public_key().public_bytes_raw())
        self.name = name
        self.key_id = self.verifier.key_id

    def sign(self, text: bytes) -> bytes:
        """The signature over the text."""
        return self._key.sign(text)


_KINDS: Final[Mapping[int, type[Ed25519Verifier]]] = {ED25519: Ed25519Verifier}


def verifier_of(vkey: str) -> Verifier:
    """The public key in a line `name+id+key`; raises `NoteUnreadable`."""
    name, _, rest = vkey.strip().partition("+")
    stated, _, encoded = rest.partition("+")
    try:
        key = base64.b64decode(encoded, validate=True)
        verifier = _KINDS[key[0]](name, key[1:])
        if verifier.key_id.hex() != stated:
            raise ValueError("the id is not this key's")
    except (ValueError, LookupError) as error:
        raise NoteUnreadable(
            "This is not a verifier key (name+id+key). Nothing was checked; ask for it again."
        ) from error
    return verifier


def _check_name(name: str) -> None:
    if not name or "+" in name or any(character.isspace() for character in name):
        raise ValueError("the name of a key has no spaces and no plus")


def sign(text: str, signers: Sequence[Signer]) -> str:
    """The text, which ends with a newline, as a note signed by each of them."""
    if not text.endswith("\n"):
        raise ValueError("the text of a note ends with a newline")
    lines = [
        f"{_DASH}{signer.name} {base64.b64encode(signer.key_id + signer.sign(text.encode())).decode()}\n"
        for signer in signers
    ]
    return f"{text}\n{''.join(lines)}"


def text_of(note: str) -> str:
    """The note's text, whoever signed it: nothing to rely on."""
    return _split(note)[0]


def opened(note: str, trusted: Sequence[Verifier]) -> str:
    """The note's text once a trusted key's signature on it was verified.

    Raises `NoteUnreadable` where it is no note, `SignatureWrong` where a trusted key's signature does not fit or there is
    none. Signatures of unknown keys are passed over.
    """
    text, signatures = _split(note)
    known = {(key.name, key.key_id): key for key in trusted}
    verified = False
    for name, signature in signatures:
        key = known.get((name, signature[:4]))
        if key is None:
            continue
        if not key.verify(text.encode(), signature[4:]):
            raise SignatureWrong(f"The signature of {name} does not fit the text: it was altered. Do not rely on it.")
        verified = True
    if not verified:
        names = " or ".join(key.name for key in trusted)
        raise SignatureWrong(f"The text is not signed with the key of {names}. Do not rely on it.")
    return text


def _split(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    unreadable = NoteUnreadable(
        "This is not a signed note. Nothing was checked; give the whole file as it was written."
    )
    body, blank, tail = note.rpartition("\n\n")
    *lines, _ = tail.split("\n")
    control = any(ord(character) < 0x20 and character != "\n" for character in note)
    if not body or not blank or not note.endswith("\n") or control or not 0 < len(lines) <= MOST_SIGNATURES:
        raise unreadable
    signatures: list[tuple[str, bytes]] = []
    for line in lines:
        name, space, encoded = line.removeprefix(_DASH).partition(" ")
        if not line.startswith(_DASH) or not name or not space or "+" in name:
            raise unreadable
        try:
            signature = base64.b64decode(encoded, validate=True)
        except (binascii.Error, ValueError) as error:
            raise unreadable from error
        if len(signature) <= 4:
            raise unreadable
        signatures.append((name, signature))
    return f"{body}\n", signatures
