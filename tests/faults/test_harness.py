"""The harness itself: a judge that misses a loss, or a control that cannot fail, would make every count worthless."""

from __future__ import annotations

import random
import signal
from pathlib import Path

import pytest

from consent_desktop.event_store.errors import StoreFull
from tests.faults import altered, tally
from tests.faults.judge import judged, sentence_fault
from tests.faults.tally import Tally, run
from tests.support.stores import KEY, a_store, origin, some_event


@pytest.fixture(autouse=True)
def _left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "OUT", tmp_path / "left")


def works(found: Tally, rounds: int, chance: random.Random) -> None:
    found.add("rounds", rounds)
    found.control("it fails", failed=True)


def breaks(found: Tally, rounds: int, chance: random.Random) -> None:
    found.broke("a promise")


def sees_nothing(found: Tally, rounds: int, chance: random.Random) -> None:
    found.control("it fails", failed=False)


def test_an_experiment_passes_only_with_its_promises_kept_and_its_controls_failed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    assert [run("one", e, rounds=3, arguments=["--rounds", "7"]) for e in (works, breaks, sees_nothing)] == [0, 1, 1]
    said = capsys.readouterr().out
    assert "7  rounds" in said
    assert "control failed, as it must: it fails" in said
    assert "control DID NOT FAIL: it fails" in said
    assert "BROKEN: a promise" in said
    assert (tally.OUT / "one.json").exists()


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "with a key"])
def test_the_judge_misses_what_was_promised_and_is_not_there(tmp_path: Path, key: bytes | None) -> None:
    folder, one = tmp_path / "clinic", origin()
    with a_store(folder, key) as store:
        ana = store.vault.claim("patient", "20-1")
        store.log.append(ana, 0, [some_event(ana)], one)
    assert judged(folder, key, [(1, one.command_id.hex)], views=True).sound
    assert judged(folder, key, [(1, one.command_id.hex), (2, "f" * 32)]).lost == ((2, "f" * 32),)
    assert judged(folder, key, [(1, "f" * 32)]).lost == ((1, "f" * 32),)


def test_the_judge_says_what_is_not_whole(tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    with a_store(folder) as store:
        ana = store.vault.claim("patient", "20-1")
        for number in range(40):
            store.log.append(ana, number, [some_event(ana, number)], origin())
    path = folder / "clinic.events.db"
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert judged(folder, None, []).faults


def test_an_altered_engine_is_one_that_the_store_writes_with(tmp_path: Path) -> None:
    with altered.before_writes("PRAGMA max_page_count = 100000") as engine, a_store(tmp_path / "clinic") as store:
        ana = store.vault.claim("patient", "20-1")
        store.log.append(ana, 0, [some_event(ana)], origin())
        before = engine.times
        engine.pragma = "PRAGMA max_page_count = 1"
        with pytest.raises(StoreFull):
            store.log.append(ana, 1, [some_event(ana, number) for number in range(500)], origin())
    assert engine.times > before > 0
    with pytest.raises(RuntimeError), altered.before_writes("PRAGMA cache_size"):
        pass


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("The disk with the log is full. Nothing was recorded; make room.", True),
        ("disk full", False),
        ("[Errno 28] No space left on device while writing it.", False),
    ],
)
def test_what_counts_as_a_sentence(text: str, *, is_one: bool) -> None:
    assert (sentence_fault(StoreFull(text)) is None) is is_one
