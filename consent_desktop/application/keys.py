"""The keys of a protected clinic, for faces: its slots, a new recovery kit, a new key. What is done is noted in the history."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import SystemClock
from consent_desktop.application.dispatch import Dispatch
from consent_desktop.domain.clinic_commands import ChangeSetting, NoteKeyRotated
from consent_desktop.domain.entitlements import authorize
from consent_desktop.domain.errors import ClinicError
from consent_desktop.domain.vocabulary import Acting
from consent_desktop.event_store.errors import StoreKeyMissing, StoreKeyWrong
from consent_desktop.event_store.key_care import KeyCare
from consent_desktop.event_store.key_file import KeyFile
from consent_desktop.event_store.key_ring import KeyRing, KeyRingMissing
from consent_desktop.event_store.key_slots import KeyRingSlot, PassphraseCost, Slot
from consent_desktop.event_store.raw_key import read_raw_key, write_raw_key
from consent_desktop.event_store.recovery_kit import RecoveryKit
from consent_desktop.event_store.rotation import Rotated, Step, rotate
from consent_desktop.event_store.unlocking import Unlocking
from consent_desktop.read_models.tables import VIEWS_FILE

SETTING = "keys"
"""What the history calls the slots: a setting whose value names their kinds and when each was made."""


class ClinicUnprotected(ClinicError):
    """There is no key to look after."""

    code = "clinic_unprotected"


class Keys:
    """The slots of one open clinic, for one who acts. Raises `NotAllowed` where they may not look after keys."""

    def __init__(
        self, clinic: Clinic, acting: Acting, ring: KeyRing | None = None, cost: PassphraseCost | None = None
    ) -> None:
        """`ring`: this computer's key ring; `cost`: what guessing a new passphrase costs."""
        authorize(acting, ChangeSetting(name=SETTING, value=""))
        self._clinic = clinic
        self._acting = acting
        folder, key = _protected(clinic)
        self._care = KeyCare(folder, key, clinic.now, ring, cost)

    def slots(self) -> tuple[Slot, ...]:
        """Every way there is to open the clinic."""
        return self._care.slots()

    def add_passphrase(self, passphrase: str) -> Slot:
        """One more passphrase. Raises `PassphraseTooShort`."""
        slot = self._care.add_passphrase(passphrase)
        self._note()
        return slot

    def add_key_ring(self) -> Slot:
        """Let this computer's account open the clinic by itself. Raises `KeyRingMissing`."""
        slot = self._care.add_key_ring()
        self._note()
        return slot

    def new_recovery_kit(self, show: Callable[[RecoveryKit], None]) -> RecoveryKit:
        """A new kit; those from before open nothing any more. `show` brings it to paper, twice, before it counts."""
        kit = self._care.new_recovery_kit(show)
        self._note()
        return kit

    def remove(self, slot_id: str) -> None:
        """Take one way away. Raises `SlotNotFound` or `LastWayIn`."""
        self._care.remove(slot_id)
        self._note()

    def _note(self) -> None:
        made = sorted((slot.made, slot.kind) for slot in self._care.slots())
        value = ", ".join(f"{kind} of {at:%Y-%m-%d %H:%M:%S}" for at, kind in made)
        self._clinic.dispatch(Dispatch(ChangeSetting(name=SETTING, value=value[:500]), self._acting))


def rotate_key(
    clinic: Clinic,
    acting: Acting,
    approved_by: str,
    *,
    reopen: Callable[[Path, bytes], Clinic],
    show: Callable[[RecoveryKit], None],
    ring: KeyRing | None = None,
    passphrase: str | None = None,
    keep: Path | None = None,
    step: Step = lambda _: None,
    cost: PassphraseCost | None = None,
) -> tuple[Clinic, Rotated]:
    """Give the clinic a new key and a new recovery kit; gives it open again, with both.

    `show` brings the new kit to paper before the new key counts: nothing else may open the clinic after that. The clinic is
    closed for it, and nobody else may have it open. Where the key ring opened it, it does so again; a
    passphrase has to be given anew. `keep`: a file for the new key, for unattended use. Raises a `DomainError` before
    anything was done; after a `ClinicError` the clinic is closed and opens with the old key.
    """
    command = NoteKeyRotated(approved_by=approved_by)
    folder, key = _protected(clinic)
    clinic.check_both(command, acting)
    before = KeyFile.read(folder)
    in_ring = before is not None and any(isinstance(slot, KeyRingSlot) for slot in before.slots)

    def kept(new: Rotated) -> None:
        show(new.kit)
        if keep is not None:
            write_raw_key(keep, new.key)

    clinic.close()
    rotated = rotate(
        folder,
        key,
        clinic.now(),
        views=VIEWS_FILE.name,
        ring=(ring or KeyRing()) if in_ring else None,
        passphrase=passphrase,
        before=kept,
        step=step,
        cost=cost,
    )
    again = reopen(folder, rotated.key)
    try:
        again.approvals.give(acting, approved_by)  # it was used up before the clinic was closed
        again.dispatch(Dispatch(command, acting))
    except BaseException:
        again.close()
        raise
    return again, rotated


def unlocking_for(
    store: Path | None,
    *,
    key_file: Path | None = None,
    recovery: str | None = None,
    passphrase: str | None = None,
    ring: KeyRing | None = None,
) -> Unlocking:
    """What opens a copy of the store in that folder: what was given, else the store's key, where the key ring has it.

    Raises `RawKeyUnusable`, or `KeyFileDamaged` for the store's own file of keys.
    """
    held = ring or KeyRing()
    given = None if key_file is None else read_raw_key(key_file)
    if given is not None or recovery is not None or passphrase is not None:
        return Unlocking(given, recovery, passphrase, held)
    try:
        keys = None if store is None else KeyFile.read(store)
        key = None if store is None or keys is None else Unlocking(ring=held).key_of(store, keys)
    except (StoreKeyMissing, StoreKeyWrong, KeyRingMissing):
        key = None  # then the copy is asked for what opens it, and says so
    return Unlocking(key, ring=held)


def this_computers_ring() -> KeyRing | None:
    """The key ring of the account on this computer, None where there is none that can be used."""
    ring = KeyRing()
    return ring if ring.there() else None


def let_this_computer_open(folder: Path, key: bytes) -> None:
    """Let this computer's key ring open the closed store in the folder, where there is one and it has a file of keys."""
    ring = this_computers_ring()
    if ring is not None and KeyFile.read(folder) is not None:
        KeyCare(folder, key, SystemClock().now, ring).add_key_ring()


def _protected(clinic: Clinic) -> tuple[Path, bytes]:
    store = clinic.store
    if store.key is None or store.segments is None:
        raise ClinicUnprotected(
            "This clinic is not protected by a key of its own, so there is none to look after. Nothing was changed."
        )
    return store.folder, store.key
