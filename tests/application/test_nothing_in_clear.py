"""A canary: a clinic is used for everything, and then no file of it, no log and no backup shows a name or a note."""

from __future__ import annotations

import base64
import io
import logging
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from consent_desktop.application import backups, safety
from consent_desktop.application.clock import FixedClock
from consent_desktop.application.nameless import trace_of
from consent_desktop.bootstrap import Consent, open_clinic
from consent_desktop.desktop.shell.crash import CrashHook
from consent_desktop.domain.vocabulary import THE_OPERATOR, THE_SYSTEM, PersonKind
from consent_desktop.event_store.key_care import new_key
from consent_desktop.event_store.rotation import rotate
from consent_desktop.read_models.tables import VIEWS_FILE
from tests.support.key_rings import memory_ring
from tests.support.logguard import LogGuard
from tests.support.stores import NOW

NAME, NUMBER, NOTE = "Philomena Kanarienvogel", "20-48171117", "my quixotic knee kerfuffle"
SECRETS = (NAME, "Kanarienvogel", NUMBER, NOTE, "kerfuffle")


def written(secret: str) -> Iterator[bytes]:
    """How the secret could stand in a file: as UTF-8 or UTF-16, or in base 64 from any place in a row of bytes."""
    plain = secret.encode()
    yield from (plain, secret.encode("utf-16-le"), secret.encode("utf-16-be"), plain.hex().encode())
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + plain + b"\0" * (-(before + len(plain)) % 3))
        yield coded[4 if before else 0 : len(coded) - 4]


def found(where: dict[str, bytes]) -> list[tuple[str, str]]:
    """Which secrets stand where."""
    patterns = [(secret, pattern.lower()) for secret in SECRETS for pattern in written(secret)]
    hits = [(name, secret) for name, content in where.items() for secret, p in patterns if p in content.lower()]
    return sorted(set(hits))


def every_file(folder: Path) -> dict[str, bytes]:
    """The content of every file below the folder, side files and all, with their names."""
    return {
        str(path): str(path.relative_to(folder)).encode() + b"\n" + path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@contextmanager
def everything_logged() -> Iterator[io.StringIO]:
    """All that is logged by anybody, however little it matters, with whatever errors are logged with it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield stream
    finally:
        root.setLevel(before)
        root.removeHandler(handler)


def used_for_everything(folder: Path, key: bytes | None, seen: dict[str, bytes]) -> bytes | None:
    """Names, notes, consents, accounts, backups, rebuilt views; `seen` gets the files while they are open. The last key."""
    store, stick = folder / "clinic", folder / "stick"
    stick.mkdir(parents=True)
    with closing(open_clinic(store, plain=key is None, key=key, clock=FixedClock(NOW))) as clinic:
        consent = Consent(clinic, THE_OPERATOR, registers=True)
        clinic.register(PersonKind.PATIENT, NUMBER, THE_SYSTEM, name=NAME, birth_date=date(1960, 1, 2))
        officer, _ = clinic.register(PersonKind.PRIVACY_OFFICER, "90-1", THE_SYSTEM, name=f"{NAME} the elder")
        consent.ask_consent(NUMBER, "doctor", "70-0001", "exams", note=NOTE)
        consent.grant_consent(NUMBER, "doctor", "70-0001", "exams", note=NOTE)
        for _ in range(60):  # enough for a snapshot of the state
            consent.revoke_consent(NUMBER, "doctor", "70-0001", "exams", note=NOTE)
            consent.grant_consent(NUMBER, "doctor", "70-0001", "exams", note=NOTE)
        clinic.accounts.issue_codes(THE_SYSTEM, officer)
        clinic.settle()
        clinic.views.rebuild()
        safety.check_again(clinic, THE_OPERATOR)
        backups.make(clinic, stick, THE_SYSTEM)
        clinic.evidence.anchor(stick)
        seen |= {f"open {name}": content for name, content in every_file(folder).items()}
    if key is not None:
        key = rotate(store, key, NOW, views=VIEWS_FILE.name).key
    with closing(open_clinic(store, key=key, clock=FixedClock(NOW))) as clinic:
        backups.make(clinic, stick, THE_SYSTEM)
    return key


def test_nothing_is_found_in_any_file_backup_or_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication, log_guard: LogGuard
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    for variable in ("SQLITE_TMPDIR", "TMPDIR"):
        monkeypatch.setenv(variable, str(elsewhere))
    seen: dict[str, bytes] = {}
    log_guard.expect("uncaught")
    with everything_logged() as logged:
        new = new_key(tmp_path / "clinic", NOW, ring=memory_ring())
        used_for_everything(tmp_path, new.key, seen)
        hook = CrashHook(qapp, tmp_path / "reports")
        try:
            raise ValueError(f"a mistake of ours about {NAME}, {NUMBER}: {NOTE}")
        except ValueError:
            hook.caught(*sys.exc_info())
    words = logged.getvalue()
    assert "uncaught: ValueError" in words
    assert "RegisterPerson" in words
    seen |= every_file(tmp_path) | {"log": words.encode()}
    assert len(seen) > 12
    assert found(seen) == []


def test_the_same_search_finds_an_unprotected_clinics_names(tmp_path: Path) -> None:
    """The control: what this finds nothing with finds something where there is something."""
    seen: dict[str, bytes] = {}
    used_for_everything(tmp_path, None, seen)
    hits = found(seen | every_file(tmp_path))
    assert {secret for _, secret in hits} >= {NAME, NUMBER}
    assert any("clinic.views.db" in name for name, _ in hits)
    for secret in SECRETS:
        for pattern in written(secret):
            assert found({"one": b"x" + pattern + b"y"})


def test_a_trace_tells_kinds_and_places_of_all_that_led_to_it() -> None:
    try:
        try:
            raise KeyError(NAME)
        except KeyError as error:
            raise ValueError(NUMBER) from error
    except ValueError as error:
        told = trace_of(error)
    assert told.startswith("ValueError\n")
    assert "\nKeyError\n" in told
    assert "test_nothing_in_clear.py" in told
    assert found({"trace": told.encode()}) == []
