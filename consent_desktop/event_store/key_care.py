"""Looking after the slots of an open store's key: which there are, a new recovery kit, a passphrase, the key ring."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import uuid4

from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.key_file import FILE_NAME, KeyFile, KeyFileMissing
from consent_desktop.event_store.key_ring import KeyRing, KeyRingMissing
from consent_desktop.event_store.key_slots import KeyRingSlot, PassphraseCost, PassphraseSlot, RecoverySlot, Slot
from consent_desktop.event_store.keys import KEY_LENGTH
from consent_desktop.event_store.recovery_kit import RecoveryKit

SHORTEST_PASSPHRASE: Final = 16
"""Characters: unlike a password it can be guessed at by whoever holds a copy of the file, without being delayed."""


class PassphraseTooShort(ClinicError):
    """The passphrase could be guessed."""

    code = "passphrase_too_short"


class LastWayIn(ClinicError):
    """What was to be removed is the last way to open the store should this computer fail."""

    code = "last_way_in"


class SlotNotFound(ClinicError):
    """No slot has that name."""

    code = "slot_not_found"


@dataclass(frozen=True, slots=True)
class NewKey:
    """A new store's key, already wrapped in its file."""

    key: bytes = field(repr=False)
    store_id: str
    kit: RecoveryKit
    in_ring: bool
    """Whether this computer's key ring opens the store."""


class KeyCare:
    """The slots of one store whose key is known. For use by one thread at a time."""

    def __init__(
        self,
        folder: Path,
        key: bytes,
        now: Callable[[], datetime],
        ring: KeyRing | None = None,
        cost: PassphraseCost | None = None,
    ) -> None:
        self._folder = folder
        self._key = key
        self._now = now
        self._ring = ring or KeyRing()
        self._cost = cost or PassphraseCost()

    def slots(self) -> tuple[Slot, ...]:
        """Every slot. Raises `KeyFileMissing` for a store that is opened by its bare key alone."""
        return self._file().slots

    def add_passphrase(self, passphrase: str) -> Slot:
        """One more passphrase. Raises `PassphraseTooShort`."""
        check_passphrase(passphrase)
        keys = self._file()
        return self._added(keys, PassphraseSlot.closed(self._key, keys.store_id, self._now(), passphrase, self._cost))

    def add_key_ring(self) -> Slot:
        """Let this computer's account open the store by itself. Raises `KeyRingMissing`."""
        keys = self._file()
        return self._added(keys, ring_slot(self._key, keys.store_id, self._now(), self._ring))

    def new_recovery_kit(self, show: Callable[[RecoveryKit], None]) -> RecoveryKit:
        """A new kit; those from before open nothing any more. `show` brings it to paper before it counts."""
        keys, kit = self._file(), RecoveryKit.new()
        show(kit)
        others = [slot for slot in keys.slots if not isinstance(slot, RecoverySlot)]
        made = RecoverySlot.closed(self._key, keys.store_id, self._now(), kit)
        keys.with_slots([*others, made]).write(self._folder, self._key)
        return kit

    def remove(self, slot_id: str) -> None:
        """Take a slot away. Raises `SlotNotFound`, or `LastWayIn`: a computer's key ring dies with the computer."""
        keys = self._file()
        gone = next((slot for slot in keys.slots if slot.id == slot_id), None)
        if gone is None:
            raise SlotNotFound(f"There is no slot {slot_id}. Nothing was changed; see consent-desktop keys list.")
        left = [slot for slot in keys.slots if slot is not gone]
        if all(isinstance(slot, KeyRingSlot) for slot in left):
            raise LastWayIn(
                "That is the last way to open this clinic should this computer fail. Nothing was changed: make a new recovery kit "
                "or add a passphrase first."
            )
        keys.with_slots(left).write(self._folder, self._key)
        if isinstance(gone, KeyRingSlot):
            with contextlib.suppress(KeyRingMissing):  # what it wrapped is gone: what is left in the ring opens nothing
                self._ring.forget(gone.id)

    def _added(self, keys: KeyFile, slot: Slot) -> Slot:
        keys.with_slots([*keys.slots, slot]).write(self._folder, self._key)
        return slot

    def _file(self) -> KeyFile:
        keys = KeyFile.read(self._folder)
        if keys is None:
            raise KeyFileMissing(
                f"{self._folder / FILE_NAME} is missing: this clinic is unprotected, or opened by its bare key alone. Nothing was "
                "changed."
            )
        keys.believed_with(self._key)
        return keys


def new_key(
    folder: Path,
    now: datetime,
    *,
    ring: KeyRing | None,
    passphrase: str | None = None,
    cost: PassphraseCost | None = None,
    key: bytes | None = None,
) -> NewKey:
    """A new key for a store that is about to be made in the folder, wrapped by a new kit, and by `ring` and passphrase.

    `key`: one that somebody keeps for unattended use. The file of keys is there before anything that it protects. Raises `PassphraseTooShort` or `KeyRingMissing`.
    """
    key = key or os.urandom(KEY_LENGTH)
    kit, keys = RecoveryKit.new(), KeyFile.new(uuid4().hex)
    slots: list[Slot] = [RecoverySlot.closed(key, keys.store_id, now, kit)]
    if passphrase is not None:
        check_passphrase(passphrase)
        slots.append(PassphraseSlot.closed(key, keys.store_id, now, passphrase, cost or PassphraseCost()))
    if ring is not None:
        slots.append(ring_slot(key, keys.store_id, now, ring))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    keys.with_slots(slots).write(folder, key)
    return NewKey(key, keys.store_id, kit, ring is not None)


def ring_slot(key: bytes, store_id: str, at: datetime, ring: KeyRing) -> KeyRingSlot:
    """A slot that the key ring opens. It holds a key under the slot's own name, so a copy of a store has another."""
    slot_id = uuid4().hex
    return KeyRingSlot.closed(key, store_id, at, ring.make(slot_id), slot_id)


def check_passphrase(passphrase: str) -> None:
    """Raise `PassphraseTooShort` for one that can be guessed."""
    if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort(
            f"A passphrase for a clinic has {SHORTEST_PASSPHRASE} characters or more; four words of chance will do. Nothing was "
            "changed."
        )
