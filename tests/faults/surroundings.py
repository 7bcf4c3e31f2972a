"""Disk full, read-only, locked, missing, limits of the machine: each told as a sentence, nothing half done, and on it goes."""

from __future__ import annotations

import random
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

from tests.faults.disks import NoDisk
from tests.faults.io_phases import Case
from tests.faults.judge import LOG, judged
from tests.faults.surrounding_cases import CASES, Surrounding, healthy
from tests.faults.tally import Tally, run
from tests.support.stores import KEY


def tried(surrounding: Surrounding, key: bytes | None) -> list[str]:
    """What is wrong with how the store took it; raises `NoDisk` where this machine cannot do it."""
    with tempfile.TemporaryDirectory() as place:
        case = Case(Path(place, "clinic"), key, nullcontext)
        try:
            try:
                surrounding.act(case)
            except NoDisk:
                raise
            except Exception as error:  # noqa: BLE001 - what comes after the fault is to work, or it is a finding
                case.wrong.append(f"it does not go on afterwards: {type(error).__name__}: {str(error)[:200]}")
            wrong = list(case.wrong)
            if not case.told or not set(case.told) <= set(surrounding.codes):
                wrong.append(f"told {sorted(set(case.told))} instead of {sorted(surrounding.codes)}")
            if (case.folder / LOG).exists() or case.acks:
                finding = judged(case.folder, key, case.acks)
                wrong += finding.faults
                wrong += [f"{len(finding.lost)} of {len(case.acks)} acknowledged events lost"] if finding.lost else []
        finally:
            case.clean_up()
    return wrong


def surroundings(tally: Tally, rounds: int, chance: random.Random) -> None:
    """Every case, plain and encrypted, as often as told."""
    for _ in range(rounds):
        for surrounding in CASES:
            for key in (None, KEY):
                name = f"{surrounding.act.__name__}, {'encrypted' if key else 'plain'}"
                try:
                    wrong = tried(surrounding, key)
                except NoDisk as reason:
                    tally.add(f"not tried: {name}: {reason}")
                    continue
                tally.add("cases")
                tally.add("cases told as they should be", not wrong)
                if wrong:
                    tally.broke(f"{name}: {'; '.join(wrong)}")
    tally.control(
        "the same reading of a healthy store finds no error to tell",
        failed=tried(Surrounding(healthy, ("store_full",)), None) == ["told [] instead of ['store_full']"],
    )


if __name__ == "__main__":
    sys.exit(run("surroundings", surroundings, rounds=1))
