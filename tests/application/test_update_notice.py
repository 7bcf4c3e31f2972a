"""A notice of a newer version: only where it is wanted, only if it is signed, and nothing else happens."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from consent_desktop.application.update_notice import NoticeNotRead, UpdateNotice, newer_than, settings_file, written
from consent_desktop.evidence.signed_note import Ed25519Signer, sign

SIGNER = Ed25519Signer("consent-desktop-releases", bytes(range(32)))
NOTICE = UpdateNotice("0.10.0", date(2026, 12, 1), "Mends what a share until midnight meant on a day of 23 hours.")


def wanted(folder: Path, note: str, key: str = SIGNER.verifier.vkey) -> Path:
    file, settings = folder / "notice", folder / "updates.json"
    file.write_text(note, encoding="utf-8")
    settings.write_text(json.dumps({"notice": str(file), "key": key}), encoding="utf-8")
    return settings


def test_unless_switched_on_nothing_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "notice").write_text(sign(written(NOTICE), [SIGNER]), encoding="utf-8")
    assert newer_than("0.1.0", tmp_path / "updates.json") is None
    assert settings_file().name == "updates.json"


@pytest.mark.parametrize(("own", "told"), [("0.1.0", True), ("0.9.9", True), ("0.10.0", False), ("1.0", False)])
def test_versions_are_compared_as_numbers(tmp_path: Path, own: str, told: bool) -> None:
    settings = wanted(tmp_path, sign(written(NOTICE), [SIGNER]))
    assert newer_than(own, settings) == (NOTICE if told else None)


def test_a_notice_of_another_key_is_not_believed(tmp_path: Path) -> None:
    other = Ed25519Signer("consent-desktop-releases", bytes(32))
    with pytest.raises(NoticeNotRead, match="cannot be relied on"):
        newer_than("0.1.0", wanted(tmp_path, sign(written(NOTICE), [other])))


def test_an_altered_notice_is_not_believed(tmp_path: Path) -> None:
    altered = sign(written(NOTICE), [SIGNER]).replace("0.10.0", "9.10.0")
    with pytest.raises(NoticeNotRead, match="cannot be relied on"):
        newer_than("0.1.0", wanted(tmp_path, altered))


@pytest.mark.parametrize("settings", ["{}", "no json", '{"notice": 1, "key": 2}', '["notice"]'])
def test_settings_that_say_nothing_are_told(tmp_path: Path, settings: str) -> None:
    (tmp_path / "updates.json").write_text(settings, encoding="utf-8")
    with pytest.raises(NoticeNotRead, match="Nothing was changed"):
        newer_than("0.1.0", tmp_path / "updates.json")


def test_another_signed_text_is_no_notice(tmp_path: Path) -> None:
    with pytest.raises(NoticeNotRead, match="cannot be read"):
        newer_than("0.1.0", wanted(tmp_path, sign("something else\n0.10.0\n2026-12-01\nwords\n", [SIGNER])))
