"""Where there is no C compiler: the same disk errors by ``strace -e inject``, a process a case, and so far fewer of them."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final
from uuid import uuid4

from consent_desktop.domain.errors import ClinicError
from tests.faults.judge import LOG, VAULT, Ack, judged
from tests.faults.tally import Tally, run
from tests.support.stores import KEY, a_store, origin, some_event

CALLS: Final = ("pwrite64", "fsync", "pread64", "ftruncate", "openat", "unlink")
PATIENT: Final = "20-4817"
APPENDS: Final = 3


def work(folder: Path, key: bytes | None) -> None:
    """In a process of its own: append, and say what was promised and which errors came."""
    try:
        with a_store(folder, key) as store:
            stream = store.vault.claim("patient", PATIENT)
            for number in range(APPENDS):
                command_id = uuid4()
                version = sum(1 for _ in store.log.read_stream(stream))
                done = store.log.append(stream, version, [some_event(stream, number)], origin(command_id))
                print("ack", done.first, command_id.hex, flush=True)
    except ClinicError as error:
        print("told", error.code, flush=True)
    except Exception as error:  # noqa: BLE001 - the point is that nothing else may come
        print("wrong", type(error).__name__, str(error)[:120], flush=True)


def one_case(folder: Path, key: bytes | None, call: str, number: int, code: str, *, for_ever: bool) -> list[str]:
    """What the process said while its n-th such call on the store's files failed."""
    when = f"{number}+" if for_ever else f"{number}"
    watched = [f"{folder / name}{side}" for name in (LOG, VAULT) for side in ("", "-wal", "-shm")]
    paths = [word for path in watched for word in ("-P", path)]
    inject = ["-e", f"trace={call}", "-e", f"inject={call}:error={code}:when={when}"]
    program = [sys.executable, "-m", "tests.faults.io_strace", "--work", str(folder), *(["--key"] if key else [])]
    command = ["strace", "-f", "-qq", "-o", "/dev/null", *paths, *inject, *program]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return done.stdout.splitlines() or [f"wrong no answer: {done.stderr.strip()[-120:]}"]


def io_strace(tally: Tally, rounds: int, chance: random.Random) -> None:
    """`rounds` cases, drawn by chance, each on a store of its own."""
    if shutil.which("strace") is None:
        tally.skipped = "this machine has neither a C compiler nor strace"
        return
    noticed = 0
    for number in range(rounds):
        key, call = (KEY if number % 2 else None), CALLS[number % len(CALLS)]
        nth, code = chance.randint(1, 24), chance.choice(("EIO", "ENOSPC"))
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place, "clinic")
            with a_store(folder, key) as store:
                store.vault.claim("patient", PATIENT)
            said = one_case(folder, key, call, nth, code, for_ever=number % 4 < 2)
            acks: list[Ack] = [(int(w[1]), w[2]) for w in (line.split() for line in said) if w[0] == "ack"]
            finding = judged(folder, key, acks)
            noticed += not judged(folder, key, [*acks, (len(acks) + 9, "never promised")]).sound
        wrong = [line for line in said if line.startswith("wrong")]
        tally.add("cases by strace")
        tally.add("errors told, all typed", sum(line.startswith("told") for line in said))
        tally.add("events acknowledged", len(acks))
        tally.add("acknowledged events lost", len(finding.lost))
        if wrong or not finding.sound:
            tally.broke(
                f"{call} {nth} {code}, {'encrypted' if key else 'plain'}: {wrong} {finding.lost} {finding.faults}"
            )
    tally.control("an event that is not there is missed", failed=noticed == rounds)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        work(Path(sys.argv[2]), KEY if "--key" in sys.argv else None)
    else:
        sys.exit(run("io_strace", io_strace, rounds=60))
