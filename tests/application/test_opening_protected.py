"""`Consent.open` on protected clinics: every way in, who acts, and never a silent fall-back."""

from __future__ import annotations

from pathlib import Path

import pytest

from consent_desktop import Consent
from consent_desktop.bootstrap import make_protected, open_clinic
from consent_desktop.domain.errors import PersonNotRegistered
from consent_desktop.event_store.errors import StoreKeyMissing, StoreKeyWrong, StoreNotOurs
from consent_desktop.event_store.key_file import FILE_NAME, KeyFileDamaged, KeyFileForeign
from consent_desktop.event_store.key_ring import KeyRing, KeyRingMissing
from consent_desktop.event_store.raw_key import RawKeyUnusable, read_raw_key
from tests.support.key_rings import MemoryBackend, locked_ring, memory_ring
from tests.support.stores import KEY, fingerprints

FIRST = "administrator:1"
PASSPHRASE = "horse battery staple correct"


@pytest.fixture
def ring() -> KeyRing:
    """This computer's."""
    return memory_ring()


@pytest.fixture
def kit(tmp_path: Path, ring: KeyRing) -> str:
    """The kit of the protected clinic in `clinic`, whose key is in the file `key`."""
    made = make_protected(tmp_path / "clinic", facts={"name": "Lake"}, ring=ring, key_file=tmp_path / "key")
    return made.words


def test_every_way_opens_the_same_clinic(tmp_path: Path, kit: str, ring: KeyRing) -> None:
    with Consent.open(tmp_path / "clinic", recovery=kit, acting=FIRST) as consent:
        born, acting = consent.clinic.log.store_id, consent.acting
    with Consent.open(tmp_path / "clinic", key_file=str(tmp_path / "key"), acting=FIRST) as consent:
        assert (consent.clinic.log.store_id, consent.acting) == (born, acting)
    with Consent.open(tmp_path / "clinic", key=read_raw_key(tmp_path / "key"), acting=FIRST) as consent:
        assert consent.clinic.name == "Lake"
    clinic = open_clinic(tmp_path / "clinic", ring=ring)
    assert clinic.log.store_id == born
    clinic.close()


def test_it_is_born_with_its_first_administrator_and_nobody_else(tmp_path: Path, kit: str) -> None:
    with pytest.raises(PersonNotRegistered, match="knows nobody yet"):
        Consent.open(tmp_path / "clinic", recovery=kit, acting="doctor:70-0001")
    Consent.open(tmp_path / "clinic", recovery=kit, acting=FIRST).close()
    with pytest.raises(PersonNotRegistered, match="no administrator 2"):
        Consent.open(tmp_path / "clinic", recovery=kit, acting="administrator:2")
    with pytest.raises(StoreKeyMissing, match="say who acts"):
        Consent.open(tmp_path / "clinic")


def test_where_nothing_opens_it_nothing_is_touched(tmp_path: Path, kit: str) -> None:
    before = fingerprints(tmp_path / "clinic")
    for plain in (False, True):
        with pytest.raises(KeyRingMissing, match="recovery kit"):
            open_clinic(tmp_path / "clinic", plain=plain)
        with pytest.raises(KeyRingMissing):
            open_clinic(tmp_path / "clinic", plain=plain, ring=locked_ring())
        with pytest.raises(StoreKeyMissing):
            open_clinic(tmp_path / "clinic", plain=plain, ring=memory_ring())
    with pytest.raises(StoreKeyWrong):
        open_clinic(tmp_path / "clinic", key=KEY)
    with pytest.raises(RawKeyUnusable):
        open_clinic(tmp_path / "clinic", key_file=tmp_path / "nothing")
    assert fingerprints(tmp_path / "clinic") == before


def test_a_damaged_or_strange_file_of_keys_is_told(tmp_path: Path, kit: str) -> None:
    path = tmp_path / "clinic" / FILE_NAME
    whole = path.read_bytes()
    other = make_protected(tmp_path / "other")
    path.write_bytes(whole[:-1])
    with pytest.raises(KeyFileDamaged):
        open_clinic(tmp_path / "clinic", recovery=kit)
    path.write_bytes((tmp_path / "other" / FILE_NAME).read_bytes())
    with pytest.raises(KeyFileForeign):
        open_clinic(tmp_path / "clinic", recovery=other.words)
    path.write_bytes(whole)
    open_clinic(tmp_path / "clinic", recovery=kit).close()


def test_a_protected_clinics_keys_beside_an_unprotected_one_open_nothing(tmp_path: Path, kit: str) -> None:
    open_clinic(tmp_path / "plain", plain=True).close()
    (tmp_path / "plain" / FILE_NAME).write_bytes((tmp_path / "clinic" / FILE_NAME).read_bytes())
    with pytest.raises(KeyFileForeign):
        open_clinic(tmp_path / "plain", recovery=kit)


def test_a_place_in_use_gets_no_protected_clinic(tmp_path: Path) -> None:
    (tmp_path / "clinic").mkdir()
    (tmp_path / "clinic" / "letter").write_text("dear", encoding="utf-8")
    backend = MemoryBackend()
    with pytest.raises(StoreNotOurs, match="left untouched"):
        make_protected(tmp_path / "clinic", ring=KeyRing(backend))
    assert backend.held == {}
    assert [path.name for path in tmp_path.iterdir()] == ["clinic"]


def test_a_passphrase_opens_a_new_one(tmp_path: Path) -> None:
    make_protected(tmp_path / "clinic", passphrase=PASSPHRASE)
    Consent.open(tmp_path / "clinic", passphrase=PASSPHRASE, acting=FIRST).close()
