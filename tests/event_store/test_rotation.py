"""A new key for a store: wherever it is cut off, the store opens whole with the old key or with the new one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from consent_desktop.event_store.errors import StoreBusy, StoreDamaged, StoreIncomplete, StoreKeyWrong
from consent_desktop.event_store.key_care import new_key
from consent_desktop.event_store.key_file import KeyFile, KeyFileForeign
from consent_desktop.event_store.opening import OpenedStore, open_store
from consent_desktop.event_store.protected import open_folder
from consent_desktop.event_store.rotation import MARK, Rotated, rotate
from consent_desktop.event_store.unlocking import RecoveryKitWrong, Unlocking
from consent_desktop.event_store.verification import verify
from consent_desktop.read_models.opening import open_views
from consent_desktop.read_models.tables import VIEWS_FILE
from tests.support.key_rings import MemoryBackend, memory_ring
from tests.support.stores import KEY, NOW, origin, some_event

VIEWS = VIEWS_FILE.name
STEPS = [
    "write clinic.vault.db",
    "write clinic.events.db",
    "write clinic.views.db",
    "let the new key count",
    "put clinic.vault.db in place",
    "put clinic.events.db in place",
    "put clinic.views.db in place",
]
KIT_OF_OLD = "kit.txt"


def a_protected_store(folder: Path) -> str:
    """A store with its slots, two people and some history; gives the words of its kit."""
    new = new_key(folder, NOW, ring=None)
    with closing(opened(folder, key=new.key)) as store:
        for number in range(40):
            person = store.vault.claim("patient", f"20-{number % 2}")
            store.log.append(person, number // 2, [some_event(person, number)], origin())
        store.vault.secret("a secret")
        open_views(folder, store.file_keys.views).close()
    return new.kit.words


def opened(folder: Path, *, key: bytes | None = None, recovery: str | None = None) -> OpenedStore:
    """The store, opened as the program does."""
    return open_folder(folder, Unlocking(key, recovery), plain=False, facts={"time_zone": "UTC"})


def told_of(store: OpenedStore) -> tuple[object, ...]:
    """Everything that a rotation may not change."""
    return (
        [(one.position, one.chain, one.event) for one in store.log.read()],
        verify(store.log).unbroken,
        store.vault.find("patient", "20-0"),
        store.vault.keys,
        store.vault.secret("a secret"),
        store.log.facts,
    )


def kit_key(folder: Path, words: str) -> bytes:
    """The key in the folder's slot."""
    key = Unlocking(recovery=words).key_of(folder, KeyFile.read(folder))
    assert key is not None
    return key


def test_everything_stays_and_only_the_new_key_opens_it(tmp_path: Path) -> None:
    kit = a_protected_store(tmp_path)
    key = kit_key(tmp_path, kit)
    with closing(opened(tmp_path, recovery=kit)) as store:
        before = told_of(store)
    for turn in range(2):
        steps: list[str] = []
        rotated = rotate(tmp_path, key, NOW, views=VIEWS, step=steps.append)
        assert steps == STEPS
        assert list(tmp_path.glob(f"*{MARK}*")) == []
        with closing(opened(tmp_path, recovery=rotated.kit.words)) as store:
            assert store.key == rotated.key != key
            assert told_of(store) == before
            open_views(tmp_path, store.file_keys.views).close()
            person = store.vault.claim("patient", f"new {turn}")
            store.log.append(person, 0, [some_event(person)], origin())
            before = told_of(store)
        with pytest.raises(RecoveryKitWrong, match="the keys were changed"):
            opened(tmp_path, recovery=kit)
        with pytest.raises(StoreKeyWrong):
            opened(tmp_path, key=key)
        kit, key = rotated.kit.words, rotated.key


def test_what_was_derived_from_the_first_key_goes_on_without_being_it(tmp_path: Path) -> None:
    kit = a_protected_store(tmp_path)
    rotated = rotate(tmp_path, kit_key(tmp_path, kit), NOW, views=VIEWS)
    with closing(opened(tmp_path, key=rotated.key)) as store:
        assert store.vault.find("patient", "20-1") is not None
        assert len(list(store.log.read())) == 40
    (tmp_path / "clinic.keys.json").unlink()
    with pytest.raises(Exception, match="does not open with this key"):
        open_store(tmp_path, plain=False, key=KEY, facts={})


def test_a_store_of_a_bare_key_gets_its_file_of_keys(tmp_path: Path) -> None:
    with closing(opened(tmp_path, key=KEY)) as store:
        person = store.vault.claim("patient", "20-0")
        store.log.append(person, 0, [some_event(person)], origin())
    kept: list[Rotated] = []
    rotated = rotate(tmp_path, KEY, NOW, views=VIEWS, before=kept.append)
    assert kept == [rotated]
    with closing(opened(tmp_path, recovery=rotated.kit.words)) as store:
        assert store.log.head().position == 1


def test_the_key_ring_gets_the_new_key_and_loses_the_old_one(tmp_path: Path) -> None:
    backend = MemoryBackend()
    from consent_desktop.event_store.key_ring import KeyRing

    ring = KeyRing(backend)
    new = new_key(tmp_path, NOW, ring=ring)
    opened(tmp_path, key=new.key).close()
    before = set(backend.held)
    rotate(tmp_path, new.key, NOW, views=VIEWS, ring=ring)
    assert len(backend.held) == 1
    assert not before & set(backend.held)
    open_folder(tmp_path, Unlocking(ring=ring), plain=False, facts={}).close()


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_it_opens_whole_with_one_of_the_two_keys(tmp_path: Path, step: str) -> None:
    """The program is killed outright, in a process of its own, so that nothing is tidied up."""
    folder, words = tmp_path / "clinic", tmp_path / "new"
    kit = a_protected_store(folder)
    key = kit_key(folder, kit)
    with closing(opened(folder, key=key)) as store:
        before = told_of(store)
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from tests.event_store.test_rotation import NOW, VIEWS, rotate\n"
        "def step(name):\n"
        "    if name == sys.argv[3]: os._exit(9)\n"
        "rotate(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), NOW, views=VIEWS, step=step,\n"
        "       before=lambda new: Path(sys.argv[4]).write_text(new.kit.words))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder), key.hex(), step, str(words)], check=False, timeout=60
    )
    assert done.returncode == 9
    counts = step.startswith("put ")
    if counts:
        key = kit_key(folder, words.read_text(encoding="ascii"))  # what was shown is enough, whatever came after
    with closing(opened(folder, key=key)) as store:
        assert told_of(store) == before
        open_views(folder, store.file_keys.views).close()
    assert (list(folder.glob(f"*{MARK}*")) == []) or not counts
    rotated = rotate(folder, key, NOW, views=VIEWS)
    with closing(opened(folder, key=rotated.key)) as store:
        assert told_of(store) == before
    assert list(folder.glob(f"*{MARK}*")) == []


@pytest.mark.parametrize("step", STEPS[:4])
def test_what_fails_before_it_counts_leaves_nothing_behind(tmp_path: Path, step: str) -> None:
    kit = a_protected_store(tmp_path)
    key = kit_key(tmp_path, kit)

    def fail(name: str) -> None:
        if name == step:
            raise StoreDamaged("the disk is full")

    with pytest.raises(StoreDamaged):
        rotate(tmp_path, key, NOW, views=VIEWS, step=fail)
    assert list(tmp_path.glob(f"*{MARK}*")) == []
    opened(tmp_path, recovery=kit).close()


def test_what_fails_after_it_counts_throws_nothing_away(tmp_path: Path) -> None:
    kit = a_protected_store(tmp_path)
    key = kit_key(tmp_path, kit)
    kept: list[Rotated] = []

    def fail(name: str) -> None:
        if name == STEPS[4]:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate(tmp_path, key, NOW, views=VIEWS, step=fail, before=kept.append)
    with closing(opened(tmp_path, key=kept[0].key)) as store:
        assert store.log.head().position == 40


def test_nothing_is_done_while_somebody_has_the_store_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consent_desktop.event_store.rotation.BUSY_TIMEOUT_MS", 50)
    kit = a_protected_store(tmp_path)
    key = kit_key(tmp_path, kit)
    with closing(opened(tmp_path, key=key)) as store:
        store.log.head()
        with pytest.raises(StoreBusy, match="is open in another window or program"):
            rotate(tmp_path, key, NOW, views=VIEWS)
        person = store.vault.claim("patient", "20-0")
        store.log.append(person, 20, [some_event(person)], origin())
    opened(tmp_path, recovery=kit).close()


def test_a_store_that_is_not_whole_or_another_key_stops_it(tmp_path: Path) -> None:
    kit = a_protected_store(tmp_path / "clinic")
    key = kit_key(tmp_path / "clinic", kit)
    with pytest.raises(StoreKeyWrong, match="does not fit"):
        rotate(tmp_path / "clinic", KEY, NOW, views=VIEWS)
    shutil.copytree(tmp_path / "clinic", tmp_path / "other")
    (tmp_path / "other" / "clinic.vault.db").unlink()
    with pytest.raises(StoreIncomplete, match=r"clinic\.vault\.db is missing"):
        rotate(tmp_path / "other", key, NOW, views=VIEWS)
    opened(tmp_path / "clinic", recovery=kit).close()


def test_files_of_two_clinics_do_not_open_together(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    kit = a_protected_store(ours)
    a_protected_store(theirs)
    shutil.copy(ours / "clinic.keys.json", theirs / "clinic.keys.json")
    with pytest.raises(KeyFileForeign, match="another clinic's"):
        opened(theirs, recovery=kit)
    again = new_key(tmp_path / "third", NOW, ring=memory_ring())
    (tmp_path / "third" / "clinic.keys.json").unlink()
    with closing(opened(tmp_path / "third", key=again.key)):
        pass
    KeyFile.new("0" * 32).write(tmp_path / "third", again.key)
    with pytest.raises(KeyFileForeign):
        opened(tmp_path / "third", key=again.key)
