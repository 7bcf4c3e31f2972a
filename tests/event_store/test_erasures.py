"""The list of erased people: durable, kept beside the store, and not to be changed without the store's key."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from consent_desktop.event_store.erasures import FILE_NAME, Erasures, ErasuresUnreadable
from consent_desktop.event_store.keys import StoreKeys
from tests.support.stores import KEY, NOW

MAC_KEY = StoreKeys.of(KEY).erasures


def test_the_list_grows_and_is_read_by_others(tmp_path: Path) -> None:
    ours, theirs = Erasures(tmp_path, MAC_KEY), Erasures(tmp_path, MAC_KEY)
    assert ours.subjects() == {}
    ours.add("a" * 32, NOW)
    theirs.add("b" * 32, NOW + timedelta(days=1))
    ours.add("a" * 32, NOW + timedelta(days=2))
    assert ours.subjects() == {"a" * 32: NOW, "b" * 32: NOW + timedelta(days=1)}


@pytest.mark.parametrize("size", [0, 1, 40])
def test_a_list_cut_short_is_told_and_left_as_it_is(tmp_path: Path, size: int) -> None:
    Erasures(tmp_path, MAC_KEY).add("a" * 32, NOW)
    path = tmp_path / FILE_NAME
    path.write_bytes(path.read_bytes()[:size])
    before = path.read_bytes()
    with pytest.raises(ErasuresUnreadable, match="put it back"):
        Erasures(tmp_path, MAC_KEY).add("b" * 32, NOW)
    assert path.read_bytes() == before


def test_nobody_without_the_key_takes_a_name_away(tmp_path: Path) -> None:
    Erasures(tmp_path, MAC_KEY).add_all({"a" * 32: NOW, "b" * 32: NOW})
    path = tmp_path / FILE_NAME
    path.write_text(path.read_text(encoding="utf-8").replace("b" * 32, "c" * 32), encoding="utf-8")
    with pytest.raises(ErasuresUnreadable):
        Erasures(tmp_path, MAC_KEY).subjects()
    Erasures(tmp_path, b"x" * 32, "other.json").add("a" * 32, NOW)
    with pytest.raises(ErasuresUnreadable, match=r"other\.json"):
        Erasures(tmp_path, MAC_KEY, "other.json").subjects()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a letter", encoding="utf-8")
    with pytest.raises(ErasuresUnreadable):
        Erasures(tmp_path / "file" / "below", MAC_KEY).add("a" * 32, NOW)
    Erasures(tmp_path / "new", MAC_KEY).add("a" * 32, NOW)
    assert set(Erasures(tmp_path / "new", MAC_KEY).subjects()) == {"a" * 32}


def test_a_list_written_in_another_way_is_not_ours(tmp_path: Path) -> None:
    Erasures(tmp_path, MAC_KEY).add("a" * 32, NOW)
    path = tmp_path / FILE_NAME
    path.write_text(path.read_text(encoding="utf-8").replace("T09", "t09"), encoding="utf-8")
    with pytest.raises(ErasuresUnreadable):
        Erasures(tmp_path, MAC_KEY).subjects()
