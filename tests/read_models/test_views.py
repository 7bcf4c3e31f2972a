"""The views are a cache: gone, foreign or old, they are built anew, and the new equal the old row by row."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consent_desktop.application.clock import FixedClock
from consent_desktop.domain.errors import DomainError
from consent_desktop.domain.vocabulary import THE_SYSTEM
from consent_desktop.event_store.errors import StoreNewer, StoreNotOurs
from consent_desktop.read_models import checks, following, generations, views
from consent_desktop.read_models.tables import OWN, VIEWS_FILE
from tests.support.stores import NOW, a_consent
from tests.support.tables import dump

KINDS = ("exams", "consultations", "conditions", "er_visits", "all")


def live_a_little(folder: Path, seed: int, steps: int) -> None:
    """Random calls by random people; refusals are part of life."""
    rng, clock = random.Random(seed), FixedClock(NOW)
    with a_consent(folder, clock) as consent:
        calls = (
            consent.ask_consent, consent.grant_consent, consent.revoke_consent, consent.decline_request,
            consent.withdraw_request,
        )  # fmt: skip
        for _ in range(steps):
            clock.moment += timedelta(hours=rng.randint(0, 9))
            entity = rng.choice(["doctor", "nurse", "patient"])
            call = rng.choice(calls)
            limited = call in (consent.ask_consent, consent.grant_consent) and rng.random() < 0.5
            more = {"until": clock.moment + timedelta(hours=rng.randint(1, 30))} if limited else {}
            try:
                call(f"p{rng.randint(1, 2)}", entity, f"x{rng.randint(1, 2)}", rng.choice(KINDS), **more)
            except DomainError:
                continue


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), batch=st.sampled_from([1, 3, 1000]))
def test_rebuilt_views_equal_live_views(tmp_path_factory: pytest.TempPathFactory, seed: int, batch: int) -> None:
    folder = tmp_path_factory.mktemp("clinic")
    live_a_little(folder, seed, 25)
    with pytest.MonkeyPatch.context() as patch, a_consent(folder) as consent:
        patch.setattr(views, "BATCH", batch)
        live = consent.clinic.views.read(dump)
        head = consent.clinic.views.position()
        told: list[tuple[int, int]] = []
        consent.clinic.views.rebuild(lambda done, total: told.append((done, total)))
        assert consent.clinic.views.read(dump) == live
        assert consent.clinic.views.position() == head
        assert told[0] == (0, head)
        assert told[-1] == (head, head)
    shutil.rmtree(folder)


def test_without_the_views_file_the_next_start_builds_it(tmp_path: Path) -> None:
    live_a_little(tmp_path, 1, 20)
    with a_consent(tmp_path) as consent:
        live = consent.clinic.views.read(dump)
    for path in tmp_path.glob(f"{VIEWS_FILE.name}*"):
        path.unlink()
    with a_consent(tmp_path) as consent:
        assert consent.clinic.views.read(dump) == live


def test_views_of_another_log_are_built_anew(tmp_path: Path) -> None:
    live_a_little(tmp_path / "one", 1, 12)
    live_a_little(tmp_path / "two", 2, 30)
    shutil.copy(tmp_path / "two" / VIEWS_FILE.name, tmp_path / "one" / VIEWS_FILE.name)
    with a_consent(tmp_path / "one") as consent:
        assert consent.clinic.views.position() == consent.clinic.verify().events
        assert all(row.patient_id.startswith("p") for row in consent.consents("p1"))


def test_views_ahead_of_a_restored_log_are_built_anew(tmp_path: Path) -> None:
    live_a_little(tmp_path, 1, 12)
    shutil.copytree(tmp_path, tmp_path.with_name("earlier"))
    live_a_little(tmp_path, 2, 12)
    shutil.copy(tmp_path / VIEWS_FILE.name, tmp_path.with_name("earlier") / VIEWS_FILE.name)
    with a_consent(tmp_path.with_name("earlier")) as consent:
        assert consent.clinic.views.position() == consent.clinic.verify().events


def test_views_of_an_older_form_are_built_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live_a_little(tmp_path, 1, 12)
    with a_consent(tmp_path) as consent:
        live = consent.clinic.views.read(dump)
    newer = tuple(replace(view, form=view.form + 1) for view in generations.VIEWS)
    for module in (views, following, generations):
        monkeypatch.setattr(module, "VIEWS", newer)
    with a_consent(tmp_path) as consent:
        assert consent.clinic.views.read(dump) == live


def test_a_running_program_builds_anew_what_another_took_away(tmp_path: Path) -> None:
    live_a_little(tmp_path, 1, 12)
    with a_consent(tmp_path) as consent:
        live = consent.clinic.views.read(dump)
        with consent.clinic.views.database.writing() as link:
            link.say("DELETE FROM state")
        assert consent.clinic.views.position() == 0
        consent.clinic.catch_up()
        assert consent.clinic.views.read(dump) == live


def test_old_tables_are_dropped(tmp_path: Path) -> None:
    live_a_little(tmp_path, 1, 6)
    with a_consent(tmp_path) as consent:
        for _ in range(3):
            consent.clinic.views.rebuild()
        with consent.clinic.views.database.snapshot() as connection:
            names = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'").scalars().all()
        generations = {name.rsplit("_", 1)[1] for name in names if name not in OWN}
        assert len(generations) == 1


@pytest.mark.parametrize("content", [b"my diary", bytes(range(256)) * 40])
def test_a_views_file_that_is_not_ours_is_left_untouched(tmp_path: Path, content: bytes) -> None:
    (tmp_path / VIEWS_FILE.name).write_bytes(content)
    with pytest.raises(Exception, match="left untouched"), a_consent(tmp_path):
        pass
    assert (tmp_path / VIEWS_FILE.name).read_bytes() == content


def test_newer_views_are_left_untouched(tmp_path: Path) -> None:
    VIEWS_FILE.create(tmp_path, None)
    path = tmp_path / VIEWS_FILE.name
    content = bytearray(path.read_bytes())
    content[60:64] = (99).to_bytes(4, "big")
    path.write_bytes(bytes(content))
    with pytest.raises((StoreNewer, StoreNotOurs)), a_consent(tmp_path):
        pass
    assert path.read_bytes() == bytes(content)


def test_two_programs_may_rebuild_at_once(tmp_path: Path) -> None:
    """The second switches after the first; nothing of the first is left and both read the second's tables."""
    live_a_little(tmp_path, 1, 12)
    with a_consent(tmp_path) as one, a_consent(tmp_path) as two:
        live = one.clinic.views.read(dump)
        told: list[int] = []

        def meanwhile(done: int, total: int) -> None:
            if not told:
                told.append(done)
                two.clinic.views.rebuild()

        one.clinic.views.rebuild(meanwhile)
        assert one.clinic.views.read(dump) == live == two.clinic.views.read(dump)
        with one.clinic.views.database.snapshot() as connection:
            names = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'").scalars().all()
        assert len({name.rsplit("_", 1)[1] for name in names if name not in OWN}) == 1


def test_nobody_knows_what_is_shared_of_a_stranger(tmp_path: Path) -> None:
    with a_consent(tmp_path) as consent:
        assert consent.clinic.ask(THE_SYSTEM, checks.consents, "0" * 32, NOW) == []
