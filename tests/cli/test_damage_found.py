"""Damage of a file as whoever gives commands meets it: what is said, once, and what `verify` does about it."""

from __future__ import annotations

import random
import re
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from consent_desktop.application import repairing
from consent_desktop.application.clinic import Clinic
from consent_desktop.application.repairing import Repaired
from consent_desktop.bootstrap import open_clinic, open_demonstration
from consent_desktop.cli import evidence
from consent_desktop.event_store.errors import StoreBusy
from tests.support.command_line import CommandLine
from tests.support.damage import LOG, PAGE, overwrite, root_page
from tests.support.logguard import LogGuard


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """Commands on the demonstration clinic."""
    open_demonstration(tmp_path / "clinic").close()
    return CommandLine(tmp_path / "clinic", capsys)


def noise(line: CommandLine, name: str, offset: int, length: int) -> None:
    """Random bytes in that file."""
    overwrite(Path(line.store) / name, offset, random.Random(offset).randbytes(length))


def test_views_set_aside_are_named_once(line: CommandLine, log_guard: LogGuard) -> None:
    log_guard.expect("set aside")
    noise(line, "clinic.views.db", 9000, 30_000)
    status, out, err = line("check", "20-4817", "doctor:70-0002", "exams")
    assert status == 0, out
    assert "clinic.views.db was damaged. It was set aside as clinic.views.db.damaged-1" in err
    assert line("check", "20-4817", "doctor:70-0002", "exams") == (0, out, "")


def test_events_lost_to_a_truncated_file_are_told_with_what_to_do(line: CommandLine) -> None:
    path = Path(line.store) / LOG
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2 // 4096 * 4096)
    _, _, err = line("check", "20-4817", "doctor:70-0002")
    assert re.search(r"clinic\.events\.db was damaged or failed\. Of \d+ events \d+ are lost: ", err)
    assert "See consent-desktop damage settle" in err
    assert line("check", "20-4817", "doctor:70-0002")[2] == ""


def test_verify_repairs_the_damage_that_it_finds(line: CommandLine) -> None:
    noise(line, LOG, 100_000, 3000)
    assert line("check", "20-4817", "doctor:70-0002", "exams")[0] == 0, "nothing that a check reads is damaged"
    status, out, _ = line("verify")
    assert status == 1
    assert "run consent-desktop verify" not in out
    assert "A checked copy took over; the damaged file is kept. Events lost: " in out
    assert "damage settle" in out
    assert line("verify")[:1] == (0,)


def test_a_damaged_vault_is_named_with_whose_keys_are_gone(line: CommandLine) -> None:
    page = root_page(Path(line.store), "subject_keys", "clinic.vault.db")
    noise(line, "clinic.vault.db", (page - 1) * PAGE + 1000, 2500)
    for command in ("verify", "repair"):
        status, out, _ = line(command)
        assert status == 1
        assert "The vault with the keys of the people is damaged. What cannot be read is about " in out
        assert "put clinic.vault.db back from a backup" in out
    _, _, err = line("check", "20-4817", "doctor:70-0002", "exams")
    assert "run consent-desktop verify" not in err


def test_looking_back_says_what_is_lost(line: CommandLine) -> None:
    path = Path(line.store) / LOG
    assert "lost to damage" not in line("as-of", "20-4817")[1]
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2 // 4096 * 4096)
    _, out, _ = line("as-of", "20-4817", "--at", "2026-02-01")
    assert "Part of this patient's history is lost to damage: events among " in out
    assert line.said("as-of", "20-4817", "--at", "2026-02-01")[0]["lost"]


def test_single_grants_of_every_kind_are_not_all(line: CommandLine) -> None:
    """As `consents` lists them: decision 002."""
    [told] = [one for one in line.said("as-of", "20-4817")[0]["could_see"] if one["actor"] == "doctor:70-0002"]
    [row] = [one for one in line.said("consents", "20-4817") if one["entity_id"] == "70-0002"]
    assert set(told["record_types"]) == set(row["permissions"])
    assert "all" not in told["record_types"]


def test_history_names_nobody_where_an_event_is_nobodys(line: CommandLine) -> None:
    path = Path(line.store) / LOG
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2 // 4096 * 4096)
    _, out, _ = line("history")
    assert "HistoryTakenOver" in out
    assert "None" not in out


def test_what_cannot_be_repaired_is_said_beside_the_finding(line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(open_clinic(Path(line.store))) as clinic:

        def busy(_clinic: Clinic) -> Repaired:
            raise StoreBusy("Somebody else writes.")

        monkeypatch.setattr(repairing, "repair", busy)
        consent = SimpleNamespace(clinic=clinic)
        assert evidence._repaired(consent, broken=True) == (  # type: ignore[arg-type]
            False,
            "It could not be repaired: Somebody else writes.",
        )
        nothing = Repaired(False, clinic.verify(), 0)
        monkeypatch.setattr(repairing, "repair", lambda _clinic: nothing)
        assert evidence._repaired(consent, broken=True) == (False, "")  # type: ignore[arg-type]
