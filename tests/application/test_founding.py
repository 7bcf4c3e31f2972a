"""The first run: two people, a kit, ten codes, and no clinic until one of them was typed back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import Clock, FixedClock
from consent_desktop.application.founding import (
    BESIDE,
    Founded,
    FoundingCodeWrong,
    NewStaff,
    found,
)
from consent_desktop.bootstrap import found_clinic, open_clinic, store_exists
from consent_desktop.domain.clinic_events import ClinicFounded
from consent_desktop.domain.errors import ClinicError, ConsentDesktopError, ValidationError
from consent_desktop.domain.vocabulary import PersonKind
from consent_desktop.event_store.errors import StoreKeyMissing, StoreNotFound, StoreNotOurs
from consent_desktop.event_store.key_care import PassphraseTooShort
from consent_desktop.event_store.key_ring import KeyRing, KeyRingMissing
from consent_desktop.event_store.key_slots import PassphraseCost
from tests.support.key_rings import MemoryBackend, no_ring
from tests.support.stores import NOW

OFFICER, ADMINISTRATOR = NewStaff("Rosa Prado", "90-0001"), NewStaff("Ilse Beck", "90-0002")
PASSPHRASE = "horse battery staple correct"
CHEAP = PassphraseCost(passes=1, memory_kib=64, lanes=1)


def cheaply(folder: Path, *, key: bytes, name: str, clock: Clock | None, chores: bool) -> Clinic:
    """As the program opens it, but that its codes are hashed as those of the demonstration are: in no time."""
    facts = {"name": name, "demonstration_day": "2026-03-12"}
    return open_clinic(folder, key=key, facts=facts, clock=clock, chores=chores)


begin = partial(
    found,
    name="Clinic by the lake",
    officer=OFFICER,
    administrator=ADMINISTRATOR,
    keyring=False,
    opener=cheaply,
    clock=FixedClock(NOW),
    cost=CHEAP,
)


@pytest.fixture
def founded(tmp_path: Path) -> Founded:
    """A clinic that is not finished."""
    return begin(tmp_path / "clinic")


def test_it_is_finished_by_a_code_typed_back_and_both_come_in(tmp_path: Path, founded: Founded) -> None:
    assert len({code.code for code in founded.codes}) == 10
    assert len({code.subject for code in founded.codes[:5]}) == len({code.subject for code in founded.codes[5:]}) == 1
    clinic = founded.confirm(founded.codes[7].code.lower())
    assert clinic is founded.clinic
    assert founded.confirm("anything") is clinic
    assert clinic.name == "Clinic by the lake"
    for staff, code in ((OFFICER, founded.codes[0]), (ADMINISTRATOR, founded.codes[7])):
        session = clinic.accounts.choose_password(staff.number, code.code, "a long enough passw0rd")
        assert session.person.name == staff.name
    assert [type(one.event) for one in clinic.log.read()].count(ClinicFounded) == 1
    clinic.close()
    founded.abandon()
    assert [path.name for path in tmp_path.iterdir()] == ["clinic"]
    with pytest.raises(StoreKeyMissing):
        open_clinic(tmp_path / "clinic", ring=KeyRing(MemoryBackend()))
    open_clinic(tmp_path / "clinic", recovery=founded.recovery_kit.words).close()


def test_until_then_there_is_no_clinic_and_nothing_else_is_taken_for_a_code(tmp_path: Path, founded: Founded) -> None:
    assert not store_exists(tmp_path / "clinic")
    for typed in ("", "AAAA-AAAA-AAAA-AAAA", founded.codes[0].code[:-1], founded.recovery_kit.words):
        with pytest.raises(FoundingCodeWrong, match="not finished yet"):
            founded.confirm(typed)
    assert not store_exists(tmp_path / "clinic")
    founded.abandon()
    assert list(tmp_path.iterdir()) == []


def test_a_first_run_that_was_cut_off_is_begun_again_whole(tmp_path: Path) -> None:
    backend = MemoryBackend()
    ring = KeyRing(backend)
    cut_off = begin(tmp_path / "clinic", keyring=True, ring=ring)
    cut_off.clinic.close()
    assert len(backend.held) == 1
    again = begin(tmp_path / "clinic", keyring=True, ring=ring)
    assert len(backend.held) == 1
    with pytest.raises(FoundingCodeWrong):
        again.confirm(cut_off.codes[0].code)
    again.confirm(again.codes[0].code).close()
    open_clinic(tmp_path / "clinic", ring=ring).close()
    assert again.in_key_ring


def test_given_up_it_leaves_nothing_in_the_key_ring(tmp_path: Path) -> None:
    backend = MemoryBackend()
    begin(tmp_path / "clinic", keyring=True, ring=KeyRing(backend)).abandon()
    assert backend.held == {}
    assert list(tmp_path.iterdir()) == []


def test_a_passphrase_opens_it_too(tmp_path: Path) -> None:
    founded = begin(tmp_path / "clinic", passphrase=PASSPHRASE)
    founded.confirm(founded.codes[0].code).close()
    open_clinic(tmp_path / "clinic", passphrase=PASSPHRASE).close()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"name": " "}, ValidationError),
        ({"officer": NewStaff("Rosa", " ")}, ValidationError),
        ({"administrator": NewStaff(" ", "90-2")}, ValidationError),
        ({"administrator": NewStaff("Ilse", " 90-0001")}, ValidationError),
        ({"officer": NewStaff("Rosa", "9" * 200)}, ConsentDesktopError),
        ({"keyring": True, "ring": no_ring()}, KeyRingMissing),
        ({"passphrase": "short"}, PassphraseTooShort),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_left(
    tmp_path: Path, change: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises((error, ValueError)):
        begin(tmp_path / "clinic", **change)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_a_place_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "clinic").mkdir()
    (tmp_path / "clinic" / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(StoreNotOurs, match="in use already"):
        begin(tmp_path / "clinic")
    with pytest.raises(StoreNotFound, match="choose another"):
        begin(tmp_path / "clinic" / "letter.txt" / "below")
    assert (tmp_path / "clinic" / "letter.txt").read_text(encoding="utf-8") == "dear"


def test_a_place_taken_meanwhile_leaves_it_unfinished_and_the_code_can_be_typed_again(
    tmp_path: Path, founded: Founded
) -> None:
    (tmp_path / "clinic").write_text("a letter", encoding="utf-8")
    with pytest.raises(ClinicError, match="type the code again"):
        founded.confirm(founded.codes[0].code)
    assert (tmp_path / f"clinic{BESIDE}").is_dir()
    (tmp_path / "clinic").unlink()
    founded.confirm(founded.codes[0].code).close()


def test_the_program_makes_it_the_same_way(tmp_path: Path) -> None:
    founded = found_clinic(
        tmp_path / "clinic", name="Lake", officer=OFFICER, administrator=ADMINISTRATOR, keyring=False
    )
    clinic = founded.confirm(founded.codes[0].code)
    assert clinic.subject_of(PersonKind.ADMINISTRATOR, "90-0002") == founded.codes[9].subject
    clinic.close()
