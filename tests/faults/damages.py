"""Random damage to the log's file: whatever changes the history that can be read, a verification notices.

A verification here is what the program does: open, recompute the chain, let the engine check its pages. The control is one
that only lets the engine check: it misses damage that the chain sees.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2

from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.verification import verify
from tests.faults.judge import LOG, integrity, sentence_fault
from tests.faults.tally import Tally, run
from tests.support.stores import KEY, a_store, origin, some_event

PAGE: Final = 4096
EVENTS: Final = 240
PEOPLE: Final = 6

History = list[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found of a file: the history that can be read, and who noticed something."""

    history: History | None
    """None where it cannot be read to the end."""
    by_program: bool
    """Opening or verifying said so."""
    by_engine: bool
    """The engine's own check said so."""
    wrong: str | None
    """What reached the caller and may not."""


def bits(content: bytearray, chance: random.Random) -> str:
    """One bit, flipped."""
    at, bit = chance.randrange(len(content)), chance.randrange(8)
    content[at] ^= 1 << bit
    return f"bit {bit} of byte {at}"


def garbage(content: bytearray, chance: random.Random) -> str:
    """A sector of chance bytes."""
    at = chance.randrange(len(content) // 512) * 512
    content[at : at + 512] = chance.randbytes(512)
    return f"sector at {at}"


def zeroed(content: bytearray, chance: random.Random) -> str:
    """A page of nothing."""
    at = chance.randrange(len(content) // PAGE) * PAGE
    content[at : at + PAGE] = bytes(PAGE)
    return f"page at {at}"


def truncated(content: bytearray, chance: random.Random) -> str:
    """The end cut off, at any byte."""
    at = chance.randrange(len(content))
    del content[at:]
    return f"cut at {at}"


def swapped(content: bytearray, chance: random.Random) -> str:
    """Two pages in each other's place."""
    one, other = (n * PAGE for n in chance.sample(range(len(content) // PAGE), 2))
    content[one : one + PAGE], content[other : other + PAGE] = content[other : other + PAGE], content[one : one + PAGE]
    return f"pages at {one} and {other}"


DAMAGES: Final = (bits, bits, bits, garbage, zeroed, truncated, swapped)
"""A single bit is the damage that the engine sees least, so it is drawn most."""


def made(folder: Path, key: bytes | None) -> None:
    """A closed store with some history."""
    with a_store(folder, key) as store:
        people = [store.vault.claim("patient", str(number)) for number in range(PEOPLE)]
        for number in range(EVENTS):
            person = people[number % PEOPLE]
            store.log.append(person, number // PEOPLE, [some_event(person, number)], origin())


def seen(folder: Path, key: bytes | None, file_key: bytes | None) -> Seen:
    """Open and check it in every way."""
    history: History | None = None
    by_program, wrong = True, None
    try:
        with a_store(folder, key) as store:
            result = verify(store.log)
            by_program = not result.unbroken or store.log.segment > 1  # a copy took over: opening noticed it
            history = [(r.position, r.chain, r.envelope.canonical(), r.event) for r in store.log.read()]
    except ClinicError as error:
        by_program, wrong = True, sentence_fault(error)
    except Exception as error:  # noqa: BLE001 - the point is that nothing else may come
        wrong = f"{type(error).__name__} reached the caller: {str(error)[:160]}"
    try:
        by_engine = any(line != "ok" for line in integrity(folder / LOG, file_key))
    except (ClinicError, dbapi2.Error, UnicodeDecodeError):  # the engine quotes the damage in what it says of it
        by_engine = True
    return Seen(history, by_program, by_engine, wrong)


def _series(tally: Tally, rounds: int, chance: random.Random, key: bytes | None) -> int:
    """Damage a fresh copy each round; gives how many changes of the history the engine alone missed."""
    from consent_desktop.event_store.opening import FileKeys

    file_key, missed = FileKeys.of(key).log, 0
    with tempfile.TemporaryDirectory() as place:
        whole, folder = Path(place, "whole"), Path(place, "case")
        made(whole, key)
        untouched = (whole / LOG).read_bytes()
        before = seen(whole, key, file_key)
        if before.by_program or before.by_engine or before.wrong:
            raise RuntimeError(f"the untouched store is not whole: {before.wrong}")
        for number in range(rounds):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(whole, folder)
            content, damage = bytearray(untouched), DAMAGES[number % len(DAMAGES)]
            where = damage(content, chance)
            (folder / LOG).write_bytes(content)
            after = seen(folder, key, file_key)
            changed = after.history != before.history
            tally.add(f"damages, {'encrypted' if key else 'plain'}")
            tally.add("changed the history that can be read", changed)
            tally.add("noticed by opening or the chain", after.by_program)
            tally.add("noticed by the engine's own check", after.by_engine)
            tally.add("noticed by either", after.by_program or after.by_engine)
            missed += changed and not after.by_engine
            case = f"{damage.__name__}, {where}, {'encrypted' if key else 'plain'}"
            if changed and not (after.by_program or after.by_engine):
                tally.broke(f"{case}: the history changed and nobody noticed")
            if after.wrong:
                tally.broke(f"{case}: {after.wrong}")
    return missed


def damages(tally: Tally, rounds: int, chance: random.Random) -> None:
    """Half of the rounds on a plain file, half on an encrypted one."""
    missed = _series(tally, rounds // 2, chance, None)
    tally.add("changes of a plain history that the engine alone missed", missed)
    tally.control("without the chain, changes of the history go unnoticed", failed=missed > 0)
    _series(tally, rounds - rounds // 2, chance, KEY)


if __name__ == "__main__":
    sys.exit(run("damages", damages, rounds=1000))
