"""Restoring: to a new place, whole or not at all; what is missing is announced, and who was erased stays erased."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from consent_desktop.application import backups, restoring
from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import FixedClock
from consent_desktop.application.restoring import RestoreRefused, Surroundings
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.clinic_events import StoreRestored
from consent_desktop.domain.vocabulary import THE_OPERATOR, THE_SYSTEM, Acting, ActingRole, PersonKind
from consent_desktop.event_store.erasures import Erasures, ErasuresUnreadable
from consent_desktop.event_store.errors import StoreKeyMissing
from consent_desktop.event_store.rotation import rotate
from consent_desktop.event_store.unlocking import Unlocking
from consent_desktop.read_models.tables import VIEWS_FILE
from tests.application.backed_up import Place, events
from tests.support.damage import overwrite
from tests.support.stores import KEY, NOW, fingerprints


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A clinic with backups to be made."""
    made = Place(tmp_path)
    yield made
    made.clinic.close()


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
