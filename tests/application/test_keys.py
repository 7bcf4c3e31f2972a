"""Looking after a clinic's keys: by whom, noted in the history, and a new key only with a second person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import FixedClock
from consent_desktop.application.keys import ClinicUnprotected, Keys, rotate_key
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.clinic_events import KeyRotated, SettingChanged
from consent_desktop.domain.errors import DomainError, NotAllowed
from consent_desktop.domain.vocabulary import THE_OPERATOR, THE_SYSTEM, Acting, ActingRole, PersonKind
from consent_desktop.event_store.errors import StoreBusy, StoreKeyMissing
from consent_desktop.event_store.key_care import new_key
from consent_desktop.event_store.key_ring import KeyRing
from consent_desktop.event_store.key_slots import PassphraseCost
from consent_desktop.event_store.raw_key import RawKeyUnusable
from consent_desktop.event_store.recovery_kit import RecoveryKit
from consent_desktop.event_store.unlocking import RecoveryKitWrong
from tests.support.key_rings import MemoryBackend
from tests.support.stores import NOW

CHEAP = PassphraseCost(passes=1, memory_kib=64, lanes=1)
PASSPHRASE = "horse battery staple correct"


class Place:
    """A protected clinic with an administrator and a privacy officer."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ring = KeyRing(MemoryBackend())
        self.shown: list[RecoveryKit] = []
        self.new = new_key(folder, NOW, ring=self.ring)
        self.clinic = self.reopen(folder, self.new.key)
        administrator, _ = self.clinic.register(PersonKind.ADMINISTRATOR, "90-0002", THE_SYSTEM)
        self.officer, _ = self.clinic.register(PersonKind.PRIVACY_OFFICER, "90-0001", THE_SYSTEM)
        self.administrator = Acting(administrator, ActingRole.ADMINISTRATOR)

    def reopen(self, folder: Path, key: bytes) -> Clinic:
        """The clinic with that key."""
        return open_clinic(folder, key=key, clock=FixedClock(NOW), chores=False)

    def approve(self) -> None:
        """The officer has just proved themself."""
        self.clinic.approvals.give(self.administrator, self.officer)

    def rotate(self, keep: Path | None = None) -> str:
        """A new key; gives the words of the new kit."""
        reopen = partial(open_clinic, clock=FixedClock(NOW), chores=False)
        self.clinic, rotated = rotate_key(
            self.clinic,
            self.administrator,
            self.officer,
            reopen=lambda folder, key: reopen(folder, key=key),
            show=self.shown.append,
            ring=self.ring,
            keep=keep,
            cost=CHEAP,
        )
        assert self.shown[-1] == rotated.kit
        return rotated.kit.words

    def noted(self) -> list[object]:
        """What the history says of keys."""
        return [one.event for one in self.clinic.log.read() if isinstance(one.event, KeyRotated | SettingChanged)]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A clinic whose keys are looked after."""
    made = Place(tmp_path / "clinic")
    yield made
    made.clinic.close()


def test_every_change_of_the_slots_is_noted(place: Place) -> None:
    keys = Keys(place.clinic, place.administrator, place.ring, CHEAP)
    slot = keys.add_passphrase(PASSPHRASE)
    assert len(keys.slots()) == 3
    kit = keys.new_recovery_kit(place.shown.append)
    keys.remove(slot.id)
    keys.add_key_ring()
    values = [event.value for event in place.noted() if isinstance(event, SettingChanged)]
    assert [value.count(" of ") for value in values] == [3, 2, 3]  # a kit made in the same second changes no words
    assert all(kit.words not in value for value in values)


def test_only_the_administrator_looks_after_them(place: Place, tmp_path: Path) -> None:
    for role in set(ActingRole) - {ActingRole.ADMINISTRATOR, ActingRole.OPERATOR}:
        with pytest.raises(NotAllowed):
            Keys(place.clinic, Acting("a" * 32, role))
    with closing(open_clinic(tmp_path / "plain", plain=True)) as clinic, pytest.raises(ClinicUnprotected):
        Keys(clinic, THE_OPERATOR)


def test_a_new_key_takes_two_people(place: Place) -> None:
    before = place.clinic.log.head()
    with pytest.raises(DomainError, match="second person"):
        place.rotate()
    with pytest.raises(NotAllowed):
        rotate_key(
            place.clinic,
            Acting(place.officer, ActingRole.RECEPTION),
            place.administrator.id,
            reopen=place.reopen,
            show=place.shown.append,
        )
    assert place.clinic.log.head() == before  # it is still open, and nothing was done
    place.approve()
    kit = place.rotate()
    [event] = place.noted()
    assert isinstance(event, KeyRotated)
    assert event.approved_by == place.officer
    place.clinic.close()
    with pytest.raises(RecoveryKitWrong):
        open_clinic(place.folder, recovery=place.new.kit.words)
    open_clinic(place.folder, recovery=kit).close()
    place.clinic = open_clinic(place.folder, ring=place.ring, chores=False)


def test_the_new_key_can_be_kept_for_unattended_use(place: Place, tmp_path: Path) -> None:
    place.approve()
    place.rotate(tmp_path / "key")
    place.clinic.close()
    open_clinic(place.folder, key_file=tmp_path / "key").close()
    with pytest.raises(StoreKeyMissing):
        open_clinic(place.folder, ring=KeyRing(MemoryBackend()))


@pytest.mark.parametrize("what", ["another program has it open", "the file for the key is there already"])
def test_where_it_cannot_be_done_the_clinic_opens_as_before(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr("consent_desktop.event_store.rotation.BUSY_TIMEOUT_MS", 50)
    place.approve()
    (tmp_path / "key").write_text("a letter", encoding="utf-8")
    if what.startswith("another"):
        with closing(place.reopen(place.folder, place.new.key)), pytest.raises(StoreBusy):
            place.rotate()
    else:
        with pytest.raises(RawKeyUnusable):
            place.rotate(tmp_path / "key")
    place.clinic = open_clinic(place.folder, recovery=place.new.kit.words, chores=False)
    assert place.noted() == []
