"""Kill -9 at any point of three writers' work: what was acknowledged is there, the chain is whole, the others go on.

That a killed process loses nothing says nothing about power: what it wrote is with the kernel, and synchronous=NORMAL
would pass here too. The power cuts are the experiment for that; the control here is a writer that tells before it has written.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path
from typing import Final

from consent_desktop.bootstrap import open_clinic
from tests.faults.judge import Ack, judged
from tests.faults.tally import Tally, run
from tests.faults.workload import Work, Writers, appends, appends_told_early, commands, shared_appends
from tests.support.stores import KEY

ROUNDS_PER_STORE: Final = 10
CONTROL_ROUNDS: Final = 8
THREE: Final[tuple[Work, ...]] = (appends, shared_appends, commands)


def one_round(folder: Path, key: bytes | None, chance: random.Random) -> tuple[list[Ack], list[str]]:
    """Start three, kill one, see that the two others go on, kill them; gives what was acknowledged and errors seen."""
    with Writers(folder, key, THREE) as writers:
        writers.until(chance.randint(3, 150))
        writers.a_moment(chance)
        writers.all[chance.randrange(3)].kill()
        writers.until(chance.randint(1, 60))
        writers.a_moment(chance)
        for writer in writers.all:
            writer.process.kill()
    return writers.acknowledged(), writers.errors()


def told_early(rounds: int, chance: random.Random) -> int:
    """How many events the harness misses of a writer that tells of them before they are written."""
    missed = 0
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place, "clinic")
            with Writers(folder, None, [appends_told_early]) as writers:
                writers.until(chance.randint(2, 10))
            missed += len(judged(folder, None, writers.acknowledged()).lost)
    return missed


def kills(tally: Tally, rounds: int, chance: random.Random) -> None:
    """Rounds on a plain and on an encrypted store by turns, ten on each before the next is begun."""
    for first in range(0, rounds, ROUNDS_PER_STORE):
        key = KEY if first // ROUNDS_PER_STORE % 2 else None
        with tempfile.TemporaryDirectory() as place:
            folder, acks = Path(place, "clinic"), list[Ack]()
            open_clinic(folder, plain=key is None, key=key).close()
            for number in range(first, min(first + ROUNDS_PER_STORE, rounds)):
                told, errors = one_round(folder, key, chance)
                acks += told
                last = number % ROUNDS_PER_STORE == ROUNDS_PER_STORE - 1
                finding = judged(folder, key, acks, views=last)
                tally.add("rounds on an encrypted store" if key else "rounds on a plain store")
                tally.add("acknowledged events lost", len(finding.lost))
                tally.add("errors seen by the writers", len(errors))
                if errors or not finding.sound:
                    tally.broke(f"round {number}: {len(finding.lost)} lost; {'; '.join((*errors, *finding.faults))}")
            tally.add("events acknowledged", len(acks))
    missed = told_early(CONTROL_ROUNDS, chance)
    tally.add("events missed of a writer that tells too early", missed)
    tally.control("a writer that tells before it has written is caught", failed=missed > 0)


if __name__ == "__main__":
    sys.exit(run("kills", kills, rounds=100))
