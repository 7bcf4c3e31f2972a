"""Backups: made while others work, opened and checked before they count, and what is no backup is told."""

from __future__ import annotations

import errno
import shutil
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from consent_desktop.application import backups
from consent_desktop.application.backup_settings import BackupSettings, BackupSettingsUnreadable
from consent_desktop.application.backups import BackupFailed
from consent_desktop.application.clock import FixedClock
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.clinic_events import BackupMade
from consent_desktop.domain.errors import NotAllowed
from consent_desktop.domain.vocabulary import THE_OPERATOR, THE_SYSTEM, Acting, ActingRole
from consent_desktop.event_store.backup_file import BackupDamaged, BackupFile, BackupNewer, BackupNotFound, Manifest
from consent_desktop.event_store.errors import StoreKeyWrong
from consent_desktop.event_store.key_care import KeyCare
from consent_desktop.event_store.rotation import rotate
from consent_desktop.event_store.unlocking import Unlocking
from consent_desktop.read_models.tables import VIEWS_FILE
from tests.application.backed_up import Place, events
from tests.support.stores import NOW


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A clinic with backups to be made."""
    made = Place(tmp_path)
    yield made
    made.clinic.close()


def test_a_backup_is_one_file_that_was_opened_and_checked(place: Place) -> None:
    head = place.clinic.log.head().position
    made = place.make()
    assert [path.name for path in place.stick.iterdir()] == [made.path.name]
    assert (made.head, made.protected, made.size) == (head, True, made.path.stat().st_size)
    [event] = events(place.clinic, BackupMade)
    assert isinstance(event, BackupMade)
    assert (event.head, event.bytes, event.where) == (head, made.size, "folder")
    checked = backups.check(made.path, Unlocking(recovery=place.new.kit.words), place.clock, place.clinic.zone)
    assert checked.whole
    assert checked.verdict.kept == 1
    assert backups.known_backups(place.clinic) == [made]
    with zipfile.ZipFile(made.path) as archive:
        names = {"manifest.json", "clinic.events.db", "clinic.vault.db", "clinic.keys.json"}
        assert set(archive.namelist()) == names
        assert b'"keyring"' not in archive.read("clinic.keys.json")
        assert b"SQLite" not in archive.read("clinic.events.db")


def test_others_go_on_working_while_it_is_made(place: Place) -> None:
    stop = threading.Event()

    def work() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            place.consent.grant_consent(f"21-{number}", "doctor", "70-0001", "exams")

    worker = threading.Thread(target=work)
    worker.start()
    try:
        made = [place.make() for _ in range(3)]
    finally:
        stop.set()
        worker.join()
    heads = [one.head for one in made]
    assert heads == sorted(heads)
    report = place.restore(made[-1])
    assert report.refused is None


def test_a_backup_from_before_a_rotation_opens_with_its_own_kit(place: Place) -> None:
    old = place.make()
    place.clinic.close()
    rotated = rotate(place.store, place.new.key, NOW, views=VIEWS_FILE.name)
    place.clinic = place.opened(place.store, rotated.key)
    for unlocking in (Unlocking(rotated.key), Unlocking(recovery=rotated.kit.words)):
        with pytest.raises(StoreKeyWrong, match="of the time at which it was made"):
            backups.check(old.path, unlocking, place.clock, place.clinic.zone)
    assert backups.check(old.path, Unlocking(recovery=place.new.kit.words), place.clock, place.clinic.zone).whole
    newer = place.make()
    assert backups.check(newer.path, Unlocking(rotated.key), place.clock, place.clinic.zone).whole


def test_a_plain_clinics_backup_says_in_its_name_that_anybody_can_read_it(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with closing(open_clinic(tmp_path / "clinic", plain=True, clock=FixedClock(NOW))) as clinic:
        made = backups.make(clinic, stick, THE_OPERATOR)
        assert made.path.name.endswith("-unprotected.backup")
        assert not made.protected
        again = backups.make(clinic, stick, THE_OPERATOR)
        assert again.path != made.path
        with pytest.raises(NotAllowed):
            backups.make(clinic, stick, Acting("a" * 32, ActingRole.DOCTOR))


def test_a_place_that_cannot_serve_is_told_and_nothing_is_kept(
    place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = place.make()
    with pytest.raises(BackupFailed, match="is not there"):
        backups.make(place.clinic, tmp_path / "nowhere", THE_SYSTEM)
    inside = place.store / "backups"
    inside.mkdir()
    for folder in (place.store, inside):
        with pytest.raises(BackupFailed, match="lost together with it"):
            backups.make(place.clinic, folder, THE_SYSTEM)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    for name in ("write_backup", "part_of"):
        with monkeypatch.context() as patch:
            patch.setattr(backups, name, full)
            with pytest.raises(BackupFailed, match=r"is full\. Nothing of it was kept"):
                place.make()
        assert [path.name for path in place.stick.iterdir()] == [first.path.name]
    assert len(events(place.clinic, BackupMade)) == 1
    place.make()


def test_two_do_not_write_at_once_and_what_was_cut_off_is_taken_away_in_time(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = place.stick / f".consent-desktop-{place.clinic.log.store_id[:12]}.making"
    left.mkdir()
    (left / "half").write_bytes(b"x")
    with pytest.raises(BackupFailed, match="another window or program"):
        place.make()
    assert (left / "half").exists()
    monkeypatch.setattr(backups, "CUT_OFF", -1)
    place.make()
    assert not left.exists()


def test_a_history_that_does_not_verify_is_not_taken_for_a_backup(place: Place) -> None:
    place.clinic.evidence.checkpoint()
    with place.clinic.log.database.writing() as link:
        link.say("DROP TRIGGER events_refuses_update")
        link.say("UPDATE events SET recorded = recorded + 1 WHERE position = 2")
    with pytest.raises(BackupFailed, match=r"was not kept: .*event 2"):
        place.make()
    assert list(place.stick.iterdir()) == []


def test_what_is_no_backup_is_told(place: Place, tmp_path: Path) -> None:
    made = place.make()
    with pytest.raises(BackupNotFound, match="There is no file"):
        BackupFile.opened(tmp_path / "nothing")
    with pytest.raises(BackupNotFound, match="cannot be read"):
        BackupFile.opened(tmp_path)
    other = tmp_path / "other"
    for content in (b"", b"a letter", made.path.read_bytes()[:-1], made.path.read_bytes() + b"\n"):
        other.write_bytes(content)
        with pytest.raises(BackupDamaged, match="use another backup"):
            BackupFile.opened(other)
    assert BackupFile.glanced_at(other) is None or content.endswith(b"\n")
    assert BackupFile.read_small(tmp_path / "nothing", "manifest.json") is None


def repacked(path: Path, to: Path, change: dict[str, bytes], version: int = 1) -> None:
    """A backup with other content and a digest that fits: what somebody without the key can make."""
    import hashlib

    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w") as new:
        for name in dict.fromkeys([*old.namelist(), *change]):
            new.writestr(name, change.get(name) or old.read(name))
        new.comment = f"consent-desktop-backup/{version} sha256 {'0' * 64}".encode()
    whole = to.read_bytes()[:-64]
    to.write_bytes(whole + hashlib.sha256(whole).hexdigest().encode())


def test_a_newer_backup_and_one_that_somebody_put_together_are_told(place: Place, tmp_path: Path) -> None:
    made, other = place.make(), tmp_path / "other.backup"
    repacked(made.path, other, {}, version=2)
    with pytest.raises(BackupNewer):
        BackupFile.opened(other)
    manifest = BackupFile.opened(made.path).manifest
    claims: tuple[tuple[Manifest, dict[str, bytes], str], ...] = (
        (manifest.model_copy(update={"head": manifest.head - 1}), {}, "somebody else put it together"),
        (manifest, {"../letter": b"x"}, "damaged"),
        (manifest.model_copy(update={"files": {}}), {}, "damaged"),
    )
    for claim, more, told in claims:
        repacked(made.path, other, {"manifest.json": claim.model_dump_json().encode(), **more})
        with pytest.raises(BackupDamaged, match=told):
            backups.check(other, Unlocking(place.new.key), place.clock, place.clinic.zone)
    repacked(made.path, other, {"clinic.vault.db": b"x" * manifest.files["clinic.vault.db"].size})
    with pytest.raises(BackupDamaged, match="damaged"):
        backups.check(other, Unlocking(place.new.key), place.clock, place.clinic.zone)
    assert not (tmp_path / "letter").exists()


def test_only_this_clinics_backups_are_listed_the_newest_first(place: Place, tmp_path: Path) -> None:
    made = [place.make() for _ in range(2)]
    shutil.copy(made[0].path, place.stick / made[0].path.name.replace(made[0].path.name[16:28], "0" * 12))
    (place.stick / f"consent-desktop-{place.clinic.log.store_id[:12]}-old.backup").write_text("no", encoding="utf-8")
    assert backups.backups_in(place.stick, place.clinic.log.store_id) == made[::-1]
    assert backups.backups_in(tmp_path / "nowhere", place.clinic.log.store_id) == []
    assert BackupSettings(place.store).known() == tuple(made[::-1])


def test_settings_that_cannot_be_read_are_told_and_left(place: Place) -> None:
    (place.store / "backups.json").write_text("{", encoding="utf-8")
    with pytest.raises(BackupSettingsUnreadable, match="say again where backups go"):
        backups.known_backups(place.clinic)
    assert (place.store / "backups.json").read_text(encoding="utf-8") == "{"


def test_a_new_passphrase_is_in_the_next_backup(place: Place) -> None:
    KeyCare(place.store, place.new.key, place.clock.now).add_passphrase("horse battery staple correct")
    made = place.make()
    unlocking = Unlocking(passphrase="horse battery staple correct")
    assert backups.check(made.path, unlocking, place.clock, place.clinic.zone).whole
