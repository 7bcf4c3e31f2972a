"""The key ring of the person's account on this computer: it holds a random key that unwraps the store's, never that one."""

from __future__ import annotations

import base64
import binascii
import os
from typing import TYPE_CHECKING, Final

from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.keys import KEY_LENGTH

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE: Final = "consent-desktop"


class KeyRingMissing(ClinicError):
    """This computer has no key ring that can be used, or it is locked."""

    code = "key_ring_missing"


class KeyRing:
    """One key a store. Anything that runs in the same account can read it: it keeps out other accounts and thieves."""

    def __init__(self, backend: KeyringBackend | None = None) -> None:
        """`backend`: which key ring; None: the one that the system offers, looked for when first needed."""
        self._backend = backend

    def _found(self) -> KeyringBackend:
        import keyring
        from keyring.backends import fail, null

        if self._backend is None:
            self._backend = keyring.get_keyring()
        if isinstance(self._backend, fail.Keyring | null.Keyring):  # what stands for none at all
            raise KeyRingMissing(
                "This computer has no key ring for the clinic's key. Nothing was changed; use the recovery kit or a passphrase."
            )
        return self._backend

    def there(self) -> bool:
        """Whether this computer has one."""
        try:
            return self._found() is not None
        except KeyRingMissing:
            return False

    def make(self, account: str) -> bytes:
        """Put a new random key there under that name; gives it. Raises `KeyRingMissing`."""
        key = os.urandom(KEY_LENGTH)
        backend = self._found()
        try:
            backend.set_password(SERVICE, account, base64.b64encode(key).decode())
        except Exception as error:
            raise _refused(error) from error
        return key

    def read(self, account: str) -> bytes | None:
        """The key under that name, None where there is none of ours. Raises `KeyRingMissing`."""
        backend = self._found()
        try:
            text = backend.get_password(SERVICE, account)
        except Exception as error:
            raise _refused(error) from error
        try:
            key = base64.b64decode(text or "", validate=True)
        except binascii.Error:
            return None
        return key if len(key) == KEY_LENGTH else None

    def forget(self, account: str) -> None:
        """Take the key away; where there is none that is no matter. Raises `KeyRingMissing`."""
        if self.read(account) is None:
            return
        try:
            self._found().delete_password(SERVICE, account)
        except Exception as error:
            raise _refused(error) from error


def _refused(error: Exception) -> KeyRingMissing:
    """Key rings fail in as many ways as there are systems; what they say may hold names, so only the kind is told."""
    return KeyRingMissing(
        f"This computer's key ring did not answer ({type(error).__name__}). Nothing was changed; unlock it, or use the recovery "
        "kit or a passphrase."
    )
