"""Power cuts on a real ext4: nothing that was acknowledged before the cut may be gone when the power is back.

An event counts as acknowledged only if the harness had read of it before it cut: while the kernel shuts the file system down,
a writer may still be told of a success that the disk never sees. The control is our own store with its log at
synchronous=NORMAL, set beneath our code: it has to lose, or the cuts cut nothing.
"""

from __future__ import annotations

import random
import shutil
import sys
from dataclasses import replace
from typing import Final

from consent_desktop.bootstrap import open_clinic
from tests.faults.disks import LoopDisk, NoDisk, loop_disk
from tests.faults.judge import Ack, Finding, judged
from tests.faults.tally import Tally, run
from tests.faults.workload import Work, Writers, appends, appends_at_normal, commands, shared_appends
from tests.support.stores import KEY

CONTROL_ROUNDS: Final = 10
THREE: Final[tuple[Work, ...]] = (appends, shared_appends, commands)
AT_NORMAL: Final[tuple[Work, ...]] = (appends_at_normal,)


def one_round(
    disk: LoopDisk, name: str, key: bytes | None, works: tuple[Work, ...], chance: random.Random
) -> tuple[list[Ack], int, Finding]:
    """Cut the power in the middle of the writers' work; gives (acknowledged before the cut, told of after it, found)."""
    folder = disk.place / name
    open_clinic(folder, plain=key is None, key=key).close()
    with Writers(folder, key, works) as writers:
        writers.until(chance.randint(20, 200))
        writers.a_moment(chance)
        acks, errors = writers.acknowledged(), writers.errors()
        disk.cut()
        for writer in writers.all:
            writer.kill()
        raced = writers.told - len(acks)
    disk.unmount()
    disk.mount()
    found = judged(folder, key, acks)
    finding = replace(found, faults=(*found.faults, *(f"before the cut: {code}" for code in errors)))
    shutil.rmtree(folder)
    return acks, raced, finding


def power_cuts(tally: Tally, rounds: int, chance: random.Random) -> None:
    """Rounds at FULL, plain and encrypted by turns, then the control rounds at NORMAL."""
    try:
        with loop_disk(256) as disk:
            _full(tally, disk, rounds, chance)
            _normal(tally, disk, CONTROL_ROUNDS, chance)
    except NoDisk as reason:
        tally.skipped = str(reason)


def _full(tally: Tally, disk: LoopDisk, rounds: int, chance: random.Random) -> None:
    for number in range(rounds):
        key = KEY if number % 2 else None
        acks, raced, finding = one_round(disk, f"full{number}", key, THREE, chance)
        tally.add("power cuts, encrypted" if key else "power cuts, plain")
        tally.add("events acknowledged before the cut", len(acks))
        tally.add("told of during the cut, not counted", raced)
        tally.add("acknowledged events lost", len(finding.lost))
        if not finding.sound:
            tally.broke(f"cut {number}: {len(finding.lost)} lost; {'; '.join(finding.faults)}")


def _normal(tally: Tally, disk: LoopDisk, rounds: int, chance: random.Random) -> None:
    lost = hit = 0
    for number in range(rounds):
        _, _, finding = one_round(disk, f"normal{number}", None, AT_NORMAL, chance)
        lost += len(finding.lost)
        hit += bool(finding.lost)
    tally.add("control rounds at NORMAL", rounds)
    tally.add("control rounds that lost", hit)
    tally.add("acknowledged events lost in control rounds", lost)
    tally.control("synchronous=NORMAL loses acknowledged events", failed=lost > 0)


if __name__ == "__main__":
    sys.exit(run("power_cuts", power_cuts, rounds=60))
