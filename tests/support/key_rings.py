"""Key rings for tests: one that holds its keys in memory, and one that is locked."""

from __future__ import annotations

from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.errors import KeyringLocked

from consent_desktop.event_store.key_ring import KeyRing


class MemoryBackend(KeyringBackend):
    """A key ring of this process."""

    priority = -1  # never found by a program that looks for one

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


class LockedBackend(KeyringBackend):
    """A key ring that nobody unlocked."""

    priority = -1  # never found by a program that looks for one

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("somebody's name")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked("somebody's name")

    def delete_password(self, service: str, username: str) -> None:
        raise KeyringLocked("somebody's name")


def no_ring() -> KeyRing:
    """What a computer without a key ring has."""
    return KeyRing(fail.Keyring())  # type: ignore[no-untyped-call]


def locked_ring() -> KeyRing:
    """A key ring that nobody unlocked."""
    return KeyRing(LockedBackend())  # type: ignore[no-untyped-call]


def memory_ring() -> KeyRing:
    """A key ring that works."""
    return KeyRing(MemoryBackend())
