"""The file of keys: whole or told of; each slot opens alone; nothing opens with what belongs to another clinic."""

from __future__ import annotations

import json
import random
import stat
import sys
from pathlib import Path

import pytest
from argon2.exceptions import HashingError

from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.errors import StoreKeyMissing, StoreKeyWrong
from consent_desktop.event_store.key_care import (
    KeyCare,
    LastWayIn,
    NewKey,
    PassphraseTooShort,
    SlotNotFound,
    new_key,
)
from consent_desktop.event_store.key_file import (
    FILE_NAME,
    KeyFile,
    KeyFileDamaged,
    KeyFileMissing,
    KeyFileNewer,
    KeyFileNotWritten,
)
from consent_desktop.event_store.key_ring import SERVICE, KeyRing, KeyRingMissing
from consent_desktop.event_store.key_slots import PassphraseCost, PassphraseNeedsMemory, Slot
from consent_desktop.event_store.recovery_kit import RecoveryKit
from consent_desktop.event_store.unlocking import PassphraseWrong, RecoveryKitWrong, Unlocking
from tests.support.key_rings import MemoryBackend, locked_ring, memory_ring, no_ring
from tests.support.stores import KEY, NOW

CHEAP = PassphraseCost(passes=1, memory_kib=64, lanes=1)
PASSPHRASE = "horse battery staple correct"


def made(folder: Path, ring: KeyRing | None = None, passphrase: str | None = None) -> NewKey:
    """A new key in a folder."""
    return new_key(folder, NOW, ring=ring, passphrase=passphrase, cost=CHEAP)


def unlocked(folder: Path, unlocking: Unlocking) -> bytes | None:
    """What opens the store there."""
    return unlocking.key_of(folder, KeyFile.read(folder))


def care(folder: Path, key: bytes, ring: KeyRing | None = None) -> KeyCare:
    """The slots there."""
    return KeyCare(folder, key, lambda: NOW, ring, CHEAP)


def kinds(slots: tuple[Slot, ...]) -> list[str]:
    """Which kinds of slot there are."""
    return sorted(slot.kind for slot in slots)


def test_each_slot_opens_the_store_alone(tmp_path: Path) -> None:
    ring = memory_ring()
    new = made(tmp_path, ring, PASSPHRASE)
    for unlocking in (
        Unlocking(ring=ring),
        Unlocking(recovery=new.kit.words.lower()),
        Unlocking(passphrase=PASSPHRASE),
        Unlocking(key=new.key),
    ):
        assert unlocked(tmp_path, unlocking) == new.key
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600


def test_a_passphrase_is_the_same_however_the_system_writes_its_letters(tmp_path: Path) -> None:
    new = made(tmp_path, passphrase="vier vögel am see")
    assert unlocked(tmp_path, Unlocking(passphrase="vier vo\u0308gel am see")) == new.key


def test_neither_the_key_nor_what_opens_it_is_in_the_file_or_the_ring(tmp_path: Path) -> None:
    backend = MemoryBackend()
    new = made(tmp_path, KeyRing(backend), PASSPHRASE)
    content = (tmp_path / FILE_NAME).read_text(encoding="ascii")
    for secret in (new.key.hex(), new.kit.words, new.kit.secret.hex(), PASSPHRASE):
        assert secret not in content
        assert secret not in str(backend.held)
    [(service, _)] = backend.held
    assert service == SERVICE


def test_what_does_not_open_it_is_told_with_the_ways_there_are(tmp_path: Path) -> None:
    new, other = made(tmp_path / "ours", memory_ring()), made(tmp_path / "theirs")
    folder = tmp_path / "ours"
    before = (folder / FILE_NAME).read_bytes()
    with pytest.raises(StoreKeyMissing, match="use the recovery kit"):
        unlocked(folder, Unlocking(ring=memory_ring()))
    for ring in (no_ring(), locked_ring()):
        with pytest.raises(KeyRingMissing, match="use the recovery kit") as told:
            unlocked(folder, Unlocking(ring=ring))
        assert "name" not in str(told.value)
    with pytest.raises(RecoveryKitWrong, match="another clinic's"):
        unlocked(folder, Unlocking(recovery=other.kit.words))
    with pytest.raises(PassphraseWrong, match="has no passphrase"):
        unlocked(folder, Unlocking(passphrase=PASSPHRASE))
    care(folder, new.key).add_passphrase(PASSPHRASE)
    with pytest.raises(PassphraseWrong, match="try again"):
        unlocked(folder, Unlocking(passphrase="another passphrase"))
    with pytest.raises(StoreKeyWrong, match="does not fit"):
        unlocked(folder, Unlocking(key=other.key))
    assert (folder / FILE_NAME).read_bytes() != before


def test_the_key_rings_of_two_copies_of_a_clinic_do_not_stand_in_each_others_way(tmp_path: Path) -> None:
    backend = MemoryBackend()
    new = made(tmp_path, KeyRing(backend))
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / FILE_NAME).write_bytes((tmp_path / FILE_NAME).read_bytes())
    care(copy, new.key, KeyRing(backend)).add_key_ring()
    assert len(backend.held) == 2
    assert unlocked(tmp_path, Unlocking(ring=KeyRing(backend))) == new.key
    assert unlocked(copy, Unlocking(ring=KeyRing(backend))) == new.key


def test_a_slot_moved_to_another_clinics_file_opens_nothing(tmp_path: Path) -> None:
    ours, theirs = made(tmp_path / "ours"), made(tmp_path / "theirs")
    keys, stolen = KeyFile.read(tmp_path / "ours"), KeyFile.read(tmp_path / "theirs")
    assert keys is not None
    assert stolen is not None
    keys.with_slots(stolen.slots).write(tmp_path / "ours", ours.key)
    with pytest.raises(RecoveryKitWrong):
        unlocked(tmp_path / "ours", Unlocking(recovery=theirs.kit.words))


def test_who_has_no_key_changes_nothing_unnoticed(tmp_path: Path) -> None:
    new = made(tmp_path, passphrase=PASSPHRASE)
    keys = KeyFile.read(tmp_path)
    assert keys is not None
    keys.with_slots(keys.slots[:1]).write(tmp_path, b"x" * 32)
    with pytest.raises(StoreKeyWrong, match="the file was changed"):
        unlocked(tmp_path, Unlocking(recovery=new.kit.words))


def test_every_byte_counts(tmp_path: Path) -> None:
    made(tmp_path, memory_ring(), PASSPHRASE)
    path = tmp_path / FILE_NAME
    whole, chance = path.read_bytes(), random.Random(1)
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :])
        with pytest.raises(KeyFileDamaged, match="put back the copy from the newest backup"):
            KeyFile.read(tmp_path)
    for size in range(len(whole)):
        path.write_bytes(whole[:size])
        with pytest.raises(KeyFileDamaged):
            KeyFile.read(tmp_path)
    path.write_bytes(whole)
    assert KeyFile.read(tmp_path) is not None


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"\xff" * 100, b"[" * 100_000, b'{"digest": 1}'])
def test_what_is_no_file_of_keys_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(KeyFileDamaged):
        KeyFile.read(tmp_path)
    (tmp_path / FILE_NAME).unlink()
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(KeyFileDamaged, match="cannot be read"):
        KeyFile.read(tmp_path)


@pytest.mark.parametrize(
    ("change", "error"),
    [({"version": 2}, KeyFileNewer), ({"store_id": "ours"}, KeyFileDamaged), ({"more": 1}, KeyFileDamaged)],
)
def test_a_newer_file_and_one_of_another_shape_are_told_apart(
    tmp_path: Path, change: dict[str, object], error: type[ClinicError]
) -> None:
    from consent_desktop.event_store import key_file

    made(tmp_path)
    values = json.loads((tmp_path / FILE_NAME).read_text(encoding="ascii"))
    del values["digest"]
    written = key_file._written({**values, **change})
    (tmp_path / FILE_NAME).write_bytes(written)
    with pytest.raises(error):
        KeyFile.read(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == written


def test_without_its_file_a_kit_opens_nothing(tmp_path: Path) -> None:
    assert unlocked(tmp_path, Unlocking()) is None
    assert unlocked(tmp_path, Unlocking(key=KEY)) == KEY
    for unlocking in (Unlocking(recovery=RecoveryKit.new().words), Unlocking(passphrase=PASSPHRASE)):
        with pytest.raises(KeyFileMissing, match="is missing"):
            unlocked(tmp_path, unlocking)
    with pytest.raises(KeyFileMissing):
        care(tmp_path, KEY).slots()


def test_slots_are_added_and_taken_away_but_never_the_last(tmp_path: Path) -> None:
    backend = MemoryBackend()
    ring = KeyRing(backend)
    new = made(tmp_path, ring)
    slots = care(tmp_path, new.key, ring)
    assert kinds(slots.slots()) == ["keyring", "recovery"]
    recovery = next(slot for slot in slots.slots() if slot.kind == "recovery")
    with pytest.raises(LastWayIn, match="make a new recovery kit or add a passphrase first"):
        slots.remove(recovery.id)
    added = slots.add_passphrase(PASSPHRASE)
    assert kinds(slots.slots()) == ["keyring", "passphrase", "recovery"]
    slots.remove(recovery.id)
    with pytest.raises(RecoveryKitWrong):
        unlocked(tmp_path, Unlocking(recovery=new.kit.words))
    with pytest.raises(LastWayIn):
        slots.remove(added.id)
    slots.remove(next(slot.id for slot in slots.slots() if slot.kind == "keyring"))
    assert backend.held == {}
    with pytest.raises(SlotNotFound):
        slots.remove("nobody")
    with pytest.raises(StoreKeyMissing):
        unlocked(tmp_path, Unlocking(ring=ring))
    assert unlocked(tmp_path, Unlocking(passphrase=PASSPHRASE)) == new.key


def test_a_new_kit_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    new = made(tmp_path, memory_ring())
    shown: list[RecoveryKit] = []
    kit = care(tmp_path, new.key).new_recovery_kit(shown.append)
    assert shown == [kit]
    assert unlocked(tmp_path, Unlocking(recovery=kit.words)) == new.key
    with pytest.raises(RecoveryKitWrong, match="from before a newer kit was made"):
        unlocked(tmp_path, Unlocking(recovery=new.kit.words))


@pytest.mark.parametrize("passphrase", ["", "short", " " * 40, "fifteen letters"])
def test_a_passphrase_that_can_be_guessed_is_refused(tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(PassphraseTooShort, match="16 characters"):
        made(tmp_path / "new", passphrase=passphrase)
    assert not (tmp_path / "new").exists()
    new = made(tmp_path)
    with pytest.raises(PassphraseTooShort):
        care(tmp_path, new.key).add_passphrase(passphrase)


def test_a_file_that_cannot_be_written_leaves_the_keys_as_they_were(tmp_path: Path) -> None:
    made(tmp_path)
    keys = KeyFile.read(tmp_path)
    assert keys is not None
    with pytest.raises(KeyFileNotWritten, match="The keys are as they were"):
        keys.write(tmp_path / "nowhere", KEY)


def test_a_key_ring_that_holds_something_else_is_not_taken_for_ours(tmp_path: Path) -> None:
    backend = MemoryBackend()
    made(tmp_path, KeyRing(backend))
    for value in ("", "not base64!", "AAAA"):
        backend.held = dict.fromkeys(backend.held, value)
        with pytest.raises(StoreKeyMissing):
            unlocked(tmp_path, Unlocking(ring=KeyRing(backend)))


def test_a_locked_key_ring_stops_what_needs_it_and_nothing_else(tmp_path: Path) -> None:
    locked = locked_ring()
    with pytest.raises(KeyRingMissing, match="did not answer"):
        made(tmp_path / "new", locked)
    ring = memory_ring()
    new = made(tmp_path, ring)
    slots = care(tmp_path, new.key, locked)
    slots.remove(next(slot.id for slot in slots.slots() if slot.kind == "keyring"))
    assert kinds(slots.slots()) == ["recovery"]
    assert (no_ring().there(), locked.there(), ring.there()) == (False, True, True)


def test_a_computer_without_the_memory_for_a_passphrase_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = made(tmp_path, passphrase=PASSPHRASE)

    def none_left(*_: object) -> bytes:
        raise HashingError("Memory allocation error")

    monkeypatch.setattr("consent_desktop.event_store.key_slots.hash_secret_raw", none_left)
    with pytest.raises(PassphraseNeedsMemory, match="use the recovery kit"):
        unlocked(tmp_path, Unlocking(passphrase=PASSPHRASE))
    assert unlocked(tmp_path, Unlocking(recovery=new.kit.words)) == new.key
