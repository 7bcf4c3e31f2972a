"""Damage to the file of keys, to the list of erased people and to backups: each is noticed, told in a sentence, and left alone.

Every place counts, so damage is drawn from classes of places: the beginning, the end, the seams between the parts, and
anywhere. The controls are readings without the digest: a parser of JSON, and the archive's own check.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from consent_desktop.application import backups
from consent_desktop.application.clock import FixedClock
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.errors import ClinicError
from consent_desktop.domain.vocabulary import THE_SYSTEM, PersonKind
from consent_desktop.event_store.erasures import FILE_NAME as ERASURES
from consent_desktop.event_store.erasures import Erasures
from consent_desktop.event_store.key_care import new_key
from consent_desktop.event_store.key_file import FILE_NAME as KEYS
from consent_desktop.event_store.keys import StoreKeys
from consent_desktop.event_store.protected import open_folder
from consent_desktop.event_store.unlocking import Unlocking
from tests.faults.judge import sentence_fault
from tests.faults.tally import Tally, run
from tests.support.stores import NOW

SEAMS: Final = (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b'"mac"', b'"digest"', b'"slots"', b'"erased"', b"sha256")
"""Where one part of a file ends and the next begins."""


def place(content: bytearray, chance: random.Random) -> int:
    """A place of one of the classes."""
    seams = [at for seam in SEAMS if (at := content.find(seam)) >= 0]
    anywhere = chance.randrange(len(content))
    seam = chance.choice(seams) + chance.randrange(8) if seams else anywhere
    chosen = chance.choice((chance.randrange(64), len(content) - 1 - chance.randrange(64), seam, anywhere))
    return max(0, min(chosen, len(content) - 1))


def flipped(content: bytearray, chance: random.Random) -> str:
    """One bit."""
    at, bit = place(content, chance), chance.randrange(8)
    content[at] ^= 1 << bit
    return f"bit {bit} of byte {at} flipped"


def cut(content: bytearray, chance: random.Random) -> str:
    """The end is gone."""
    at = place(content, chance)
    del content[at:]
    return f"cut at {at}"


def zeroed(content: bytearray, chance: random.Random) -> str:
    """Some bytes are nothing."""
    at = place(content, chance)
    end = min(len(content), at + chance.choice((1, 16, 512)))
    content[at:end] = bytes(end - at)
    return f"bytes {at} to {end} zeroed"


def longer(content: bytearray, chance: random.Random) -> str:
    """Something hangs on at the end."""
    content += chance.randbytes(chance.choice((1, 64)))
    return "something at the end"


DAMAGES: Final = (flipped, flipped, cut, zeroed, longer)


@dataclass(frozen=True, slots=True)
class Whole:
    """A clinic with a backup, whole, and how each of its files is read."""

    folder: Path
    backup: Path
    key: bytes
    kit: str

    def read_keys(self, folder: Path) -> None:
        """Open the store as somebody with the kit does."""
        open_folder(folder, Unlocking(recovery=self.kit), plain=False, facts={}).close()

    def read_erasures(self, folder: Path) -> None:
        """Read the list as a restore does."""
        Erasures(folder, StoreKeys.of(self.key).erasures).subjects()

    def read_backup(self, folder: Path) -> None:
        """Open and check the backup."""
        clock = FixedClock(NOW)
        checked = backups.check(folder / self.backup.name, Unlocking(self.key), clock, ZoneInfo("UTC"), folder)
        if not checked.whole:
            raise RuntimeError("a backup with a digest that fits is not whole")


def made(at: Path) -> Whole:
    """The clinic."""
    folder = at / "clinic"
    new = new_key(folder, NOW, ring=None)
    with_backups = at / "backups"
    with_backups.mkdir()
    clinic = open_clinic(folder, key=new.key, clock=FixedClock(NOW), chores=False)
    for number in range(20):
        clinic.register(PersonKind.PATIENT, f"20-{number}", THE_SYSTEM)
    Erasures(folder, clinic.store.vault.keys.erasures).add_all({f"{n:032x}": NOW for n in range(5)})
    backup = backups.make(clinic, with_backups, THE_SYSTEM)
    clinic.close()
    return Whole(folder, backup.path, new.key, new.kit.words)


def _missed_by_json(content: bytes) -> bool:
    try:
        json.loads(content)
    except ValueError:
        return False
    return True


def _missed_by_archive(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    except Exception:  # noqa: BLE001 - whatever it raises, it noticed
        return False


def _one(
    tally: Tally, whole: Whole, case: Path, name: str, read: Callable[[Path], None], chance: random.Random
) -> bool:
    """Damage a copy and read it; gives whether the reading without a digest misses the damage."""
    shutil.rmtree(case, ignore_errors=True)
    if name == whole.backup.name:
        case.mkdir()
        shutil.copyfile(whole.backup, case / name)
    else:
        shutil.copytree(whole.folder, case)
    path = case / name
    content = bytearray(path.read_bytes())
    before = bytes(content)
    where = chance.choice(DAMAGES)(content, chance)
    if bytes(content) == before:
        return False
    path.write_bytes(content)
    files = {one.name: one.read_bytes() for one in case.iterdir()}
    kind = "backup" if name == whole.backup.name else name
    tally.add(f"damages of {kind}")
    wrong: str | None
    try:
        read(case)
        wrong = "nobody noticed"
    except ClinicError as error:
        wrong = sentence_fault(error)
        tally.add("told in a sentence", wrong is None)
    except Exception as error:  # noqa: BLE001 - the point is that nothing else may come
        wrong = f"{type(error).__name__} reached the caller: {str(error)[:160]}"
    if wrong is None and {one.name: one.read_bytes() for one in case.iterdir()} != files:
        wrong = "files were changed"
    if wrong is not None:
        tally.broke(f"{kind}, {where}: {wrong}")
    return _missed_by_archive(path) if kind == "backup" else _missed_by_json(bytes(content))


def copies(tally: Tally, rounds: int, chance: random.Random) -> None:
    """The three kinds of file in turn."""
    missed = {"archive": 0, "json": 0}
    with tempfile.TemporaryDirectory() as at:
        whole = made(Path(at))
        readings: tuple[tuple[str, Callable[[Path], None]], ...] = (
            (KEYS, whole.read_keys),
            (ERASURES, whole.read_erasures),
            (whole.backup.name, whole.read_backup),
        )
        for name, read in readings:
            read(whole.backup.parent if name == whole.backup.name else whole.folder)
        for number in range(rounds):
            name, read = readings[number % len(readings)]
            without = "archive" if name == whole.backup.name else "json"
            missed[without] += _one(tally, whole, Path(at, "case"), name, read, chance)
    tally.add("damages of a backup that the archive's own check misses", missed["archive"])
    tally.add("damages of the other two that a parser misses", missed["json"])
    tally.control("without the digest, damage of a backup goes unnoticed", failed=missed["archive"] > 0)
    tally.control("without the digest, damage of keys and lists goes unnoticed", failed=missed["json"] > 0)


if __name__ == "__main__":
    sys.exit(run("copies", copies, rounds=600))
