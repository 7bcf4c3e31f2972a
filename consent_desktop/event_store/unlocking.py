"""Finding the key of a protected store: given outright, or out of one of its slots. Never by going on without one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from consent_desktop.event_store.errors import StoreKeyMissing, StoreKeyWrong
from consent_desktop.event_store.key_file import FILE_NAME, KeyFile, KeyFileMissing
from consent_desktop.event_store.key_ring import KeyRing, KeyRingMissing
from consent_desktop.event_store.key_slots import KeyRingSlot, PassphraseSlot, RecoverySlot
from consent_desktop.event_store.recovery_kit import RecoveryKit

WAYS = "use the recovery kit (--recovery), a passphrase or a key file"


class RecoveryKitWrong(StoreKeyWrong):
    """The kit was typed well and opens no slot."""

    code = "recovery_kit_wrong"


class PassphraseWrong(StoreKeyWrong):
    """The passphrase opens no slot."""

    code = "passphrase_wrong"


@dataclass(frozen=True, slots=True)
class Unlocking:
    """What somebody gives to open a store; with nothing given, the key ring is asked."""

    key: bytes | None = field(default=None, repr=False)
    """The store's key itself."""
    recovery: str | None = field(default=None, repr=False)
    """The words of the recovery kit."""
    passphrase: str | None = field(default=None, repr=False)
    ring: KeyRing = field(default_factory=KeyRing)

    def key_of(self, folder: Path, keys: KeyFile | None) -> bytes | None:
        """The key of the store in the folder; None where it has no file of keys and nothing is given.

        Raises `StoreKeyMissing` or `KeyRingMissing` with the ways there are, `StoreKeyWrong` or one of its kind,
        `RecoveryKitMistyped`, or `KeyFileMissing`. Nothing is written.
        """
        if self.key is not None:
            if keys is not None:
                keys.believed_with(self.key)
            return self.key
        if keys is None:
            if self.recovery is not None or self.passphrase is not None:
                raise KeyFileMissing(
                    f"{folder / FILE_NAME} is missing, and neither recovery kit nor passphrase opens anything without it. Nothing "
                    "was opened: put back the copy from the newest backup, or give the key itself."
                )
            return None
        found = self._out_of_a_slot(folder, keys)
        keys.believed_with(found)
        return found

    def _out_of_a_slot(self, folder: Path, keys: KeyFile) -> bytes:
        if self.recovery is not None:
            return _by_kit(RecoveryKit.typed(self.recovery), keys)
        if self.passphrase is not None:
            return _by_passphrase(self.passphrase, keys)
        missing = f"{folder} is protected, and nothing was opened: {WAYS}."
        slots = [slot for slot in keys.slots if isinstance(slot, KeyRingSlot)]
        try:
            for slot in slots:
                wrapping = self.ring.read(slot.id)
                found = None if wrapping is None else slot.opened_with(wrapping, keys.store_id)
                if found is not None:
                    return found
        except KeyRingMissing as error:
            raise KeyRingMissing(f"{error} {missing}") from error
        raise StoreKeyMissing(f"This computer's key ring does not hold the key of this clinic. {missing}")


def _by_kit(kit: RecoveryKit, keys: KeyFile) -> bytes:
    slots = [slot for slot in keys.slots if isinstance(slot, RecoverySlot)]
    for slot in slots:
        found = slot.opened_by(kit, keys.store_id)
        if found is not None:
            return found
    raise RecoveryKitWrong(
        "This recovery kit does not open this clinic: it is another clinic's, or one from before a newer kit was made or the "
        "keys were changed. Nothing was opened."
    )


def _by_passphrase(passphrase: str, keys: KeyFile) -> bytes:
    slots = [slot for slot in keys.slots if isinstance(slot, PassphraseSlot)]
    for slot in slots:
        found = slot.opened_by(passphrase, keys.store_id)
        if found is not None:
            return found
    raise PassphraseWrong(
        "This passphrase does not open this clinic. Nothing was opened; try again, or use the recovery kit."
        if slots
        else "This clinic has no passphrase. Nothing was opened; use the recovery kit."
    )
