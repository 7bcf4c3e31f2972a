"""Backups: made while others work, checked before they count, restored elsewhere; what is missing is told, not hidden."""

from __future__ import annotations

import errno
import shutil
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from consent_desktop.application import backups, restoring
from consent_desktop.application.backup_settings import BackupSettings, BackupSettingsUnreadable, KnownBackup
from consent_desktop.application.backups import BackupFailed
from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import FixedClock
from consent_desktop.application.restoring import Report, RestoreRefused, Surroundings
from consent_desktop.bootstrap import Consent, open_clinic
from consent_desktop.domain.clinic_events import BackupMade, StoreRestored
from consent_desktop.domain.errors import NotAllowed
from consent_desktop.domain.vocabulary import THE_OPERATOR, THE_SYSTEM, Acting, ActingRole, PersonKind
from consent_desktop.event_store.backup_file import BackupDamaged, BackupFile, BackupNewer, BackupNotFound, Manifest
from consent_desktop.event_store.erasures import Erasures, ErasuresUnreadable
from consent_desktop.event_store.errors import StoreKeyMissing, StoreKeyWrong
from consent_desktop.event_store.key_care import KeyCare, new_key
from consent_desktop.event_store.rotation import rotate
from consent_desktop.event_store.unlocking import Unlocking
from consent_desktop.read_models.tables import VIEWS_FILE
from tests.support.damage import overwrite
from tests.support.key_rings import memory_ring
from tests.support.stores import KEY, NOW, fingerprints


class Place:
    """A protected clinic with some history, and a folder for its backups."""

    def __init__(self, folder: Path) -> None:
        self.store, self.stick = folder / "clinic", folder / "stick"
        self.stick.mkdir()
        self.clock = FixedClock(NOW)
        self.ring = memory_ring()
        self.new = new_key(self.store, NOW, ring=self.ring)
        self.clinic = self.opened(self.store)
        self.consent = Consent(self.clinic, THE_OPERATOR, registers=True)
        self.consent.grant_consent("20-0001", "doctor", "70-0001", "exams")
        self.second, _ = self.clinic.register(PersonKind.ADMINISTRATOR, "90-0002", THE_SYSTEM)

    def opened(self, folder: Path, key: bytes | None = None) -> Clinic:
        """The clinic there."""
        return open_clinic(folder, key=key or self.new.key, clock=self.clock, chores=False)

    def make(self) -> KnownBackup:
        """A backup a day later than the last."""
        self.clock.moment += timedelta(days=1)
        return backups.make(self.clinic, self.stick, THE_SYSTEM)

    def around(self, *beside: Path) -> Surroundings:
        """What a restore looks at."""
        return Surroundings(self.clock, self.clinic.zone, beside)

    def plan(self, backup: KnownBackup, *beside: Path, to: str = "again") -> Report:
        """What would come of it."""
        place = self.store.with_name(to)
        return restoring.plan(backup.path, place, Unlocking(self.new.key), self.around(*beside))

    def restore(self, backup: KnownBackup, *beside: Path, unlocking: Unlocking | None = None) -> Report:
        """The store that comes of it, at `again`."""
        return restoring.restore(
            backup.path,
            self.store.with_name("again"),
            unlocking or Unlocking(self.new.key),
            self.around(*beside),
            self.opened,
            lambda _: (THE_OPERATOR, self.second),
        )


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A clinic with backups to be made."""
    made = Place(tmp_path)
    yield made
    made.clinic.close()


def events(clinic: Clinic, kind: type) -> list[object]:
    """Every event of that kind."""
    return [one.event for one in clinic.log.read() if isinstance(one.event, kind)]


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


def test_restored_it_is_the_same_clinic_in_a_new_place(place: Place) -> None:
    made = place.make()
    before = fingerprints(place.stick)
    report = place.restore(made)
    assert (report.head, report.made, report.refused) == (made.head, made.made, None)
    with closing(place.opened(place.store.with_name("again"))) as again:
        patient, doctor = (
            again.subject_of(PersonKind.PATIENT, "20-0001"),
            again.subject_of(PersonKind.DOCTOR, "70-0001"),
        )
        assert patient == place.clinic.subject_of(PersonKind.PATIENT, "20-0001")
        assert doctor is not None
        assert again.log.store_id == place.clinic.log.store_id
        assert again.verify().unbroken
        [event] = events(again, StoreRestored)
        assert isinstance(event, StoreRestored)
        assert (event.head, event.backup_made, event.approved_by) == (made.head, made.made, place.second)
    assert fingerprints(place.stick) == before
    assert sorted(path.name for path in place.store.parent.iterdir()) == ["again", "clinic", "stick"]


def test_a_restored_clinic_opens_with_the_kit_and_not_with_this_computers_key_ring(place: Place) -> None:
    made = place.make()
    place.restore(made, unlocking=Unlocking(recovery=place.new.kit.words))
    again = place.store.with_name("again")
    with pytest.raises(StoreKeyMissing):
        open_clinic(again, ring=place.ring)
    open_clinic(again, recovery=place.new.kit.words, clock=place.clock).close()


def test_looking_first_leaves_nothing(place: Place) -> None:
    made = place.make()
    before = sorted(path.name for path in place.store.parent.iterdir())
    report = place.plan(made)
    assert (report.head, report.missing, report.anchored, report.protected) == (made.head, 0, None, True)
    assert sorted(path.name for path in place.store.parent.iterdir()) == before


def test_events_that_an_anchor_knows_and_the_backup_does_not_are_announced(place: Place, tmp_path: Path) -> None:
    made = place.make()
    anchors = tmp_path / "anchors"
    anchors.mkdir()
    for number in range(5):
        place.consent.grant_consent(f"22-{number}", "doctor", "70-0001", "exams")
    kept = place.clinic.evidence.anchor(anchors)
    for beside in ((anchors,), (place.store,)):
        report = place.plan(made, *beside)
        assert report.anchored == kept.size
        assert report.missing == kept.size - made.head > 0
        assert report.refused is None
        assert "rolled back" in report.verdict.against[0].sentence
    place.restore(made, anchors)
    with closing(place.opened(place.store.with_name("again"))) as again:
        [event] = events(again, StoreRestored)
        assert isinstance(event, StoreRestored)
        assert event.anchored == kept.size


def test_who_was_erased_since_does_not_come_back(place: Place) -> None:
    old = place.make()
    subject = place.clinic.subject_of(PersonKind.PATIENT, "20-0001")
    assert subject is not None
    place.clinic.erasing.erase_for(THE_OPERATOR, place.second, subject, "asked for it")
    newer = place.make()
    for report in (place.plan(old, place.store), place.plan(old)):  # beside the store; and in a newer backup
        assert set(report.erased) == {subject}
    place.restore(old)
    with closing(place.opened(place.store.with_name("again"))) as again:
        assert again.subject_of(PersonKind.PATIENT, "20-0001") is None
        assert again.store.vault.seal_of(subject) is None
        assert again.verify().unbroken
        assert set(Erasures(again.store.folder, again.store.vault.keys.erasures).subjects()) == {subject}
    newer.path.unlink()
    assert place.plan(old, to="third").erased == {}


def test_an_unreadable_list_of_the_erased_stops_a_restore_and_one_in_another_backup_does_not(place: Place) -> None:
    made = place.make()
    (place.store / "clinic.erasures.json").write_text("nobody", encoding="utf-8")
    place.make()
    assert place.plan(made).erased == {}
    with pytest.raises(ErasuresUnreadable):
        place.plan(made, place.store)


@pytest.mark.parametrize("there", ["a file", "a folder with something in it"])
def test_nothing_is_restored_over_what_is_there(place: Place, there: str) -> None:
    made, to = place.make(), place.store.with_name("again")
    if there == "a file":
        to.write_text("a letter", encoding="utf-8")
    else:
        to.mkdir()
        (to / "letter").write_text("a letter", encoding="utf-8")
    with pytest.raises(RestoreRefused, match="never over what is there"):
        place.restore(made)
    with pytest.raises(RestoreRefused, match="never over what is there"):
        restoring.plan(made.path, place.store, Unlocking(place.new.key), place.around())
    assert (to if there == "a file" else to / "letter").read_text(encoding="utf-8") == "a letter"


def test_a_restore_that_is_not_approved_leaves_nothing(place: Place) -> None:
    made, to = place.make(), place.store.with_name("again")
    officer = Acting("a" * 32, ActingRole.PRIVACY_OFFICER)
    for acting, second in ((THE_OPERATOR, None), (officer, place.second)):
        with pytest.raises(Exception, match="second person"):
            restoring.restore(
                made.path,
                to,
                Unlocking(place.new.key),
                place.around(),
                place.opened,
                lambda _, pair=(acting, second): pair,  # type: ignore[misc]
            )
        assert not to.exists()
    assert sorted(path.name for path in place.store.parent.iterdir()) == ["clinic", "stick"]


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


def test_a_clinic_that_lost_something_to_damage_is_backed_up_with_the_damaged_file(place: Place) -> None:
    for number in range(40):
        place.consent.grant_consent(f"23-{number}", "doctor", "70-0001", "exams")
    place.clinic.close()
    log = place.store / "clinic.events.db"
    overwrite(log, log.stat().st_size // 2, b"damage")
    before = log.read_bytes()
    place.clinic = place.opened(place.store)
    place.clinic.repair()
    assert place.clinic.log.segment == 2
    made = place.make()
    report = place.restore(made)
    assert report.refused is None
    again = place.store.with_name("again")
    assert (again / "clinic.events.db").read_bytes() == before
    with closing(place.opened(again)) as clinic:
        assert clinic.log.segment == 2
        assert clinic.log.lost == place.clinic.log.lost
    place.clinic.close()
    rotated = rotate(place.store, place.new.key, NOW, views=VIEWS_FILE.name)
    assert log.read_bytes() == before
    place.clinic = place.opened(place.store, rotated.key)
    assert place.clinic.log.segment == 2


def test_a_clinic_of_a_bare_key_is_backed_up_and_restored_with_it(tmp_path: Path) -> None:
    stick, again = tmp_path / "stick", tmp_path / "again"
    stick.mkdir()
    clock = FixedClock(NOW)
    with closing(open_clinic(tmp_path / "clinic", key=KEY, clock=clock, chores=False)) as clinic:
        clinic.register(PersonKind.PATIENT, "20-0001", THE_SYSTEM)
        second, _ = clinic.register(PersonKind.ADMINISTRATOR, "90-0002", THE_SYSTEM)
        made = backups.make(clinic, stick, THE_SYSTEM)
        around = Surroundings(clock, clinic.zone)
    with pytest.raises(StoreKeyMissing):
        restoring.plan(made.path, again, Unlocking(), around)

    def reopen(folder: Path, key: bytes | None) -> Clinic:
        return open_clinic(folder, key=key, clock=clock, chores=False)

    restoring.restore(made.path, again, Unlocking(KEY), around, reopen, lambda _: (THE_OPERATOR, second))
    reopen(again, KEY).close()
