"""`python -m benchmarks.memory_worker FOLDER KIND EVENTS`: append, project and verify, then print the peak in kilobytes."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from benchmarks.bench import STORES
from benchmarks.ours import OurStore, OurViews
from benchmarks.workload import clinic_history


def work(folder: Path, key: bytes | None, events: int) -> int:
    """Peak resident memory of this process in kilobytes, after the work."""
    store = OurStore(folder, key)
    store.record(clinic_history(events, store.claim))
    views = OurViews(store)
    views.rebuild()
    store.verify()
    views.close()
    store.close()
    return peak()


def peak() -> int:
    """Peak resident memory of this process in kilobytes.

    Linux hands the peak of the process that started this one down in `ru_maxrss`; the mark in /proc is this one's own.
    """
    if sys.platform == "linux":
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1024 if sys.platform == "darwin" else most  # macOS counts in bytes


if __name__ == "__main__":
    print(work(Path(sys.argv[1]), STORES[sys.argv[2]], int(sys.argv[3])))
