"""The peak that a worker reports is its own, not that of the process which started it."""

import subprocess
import sys

from tests.repository.source import ROOT

REPORT = "from benchmarks.memory_worker import peak; kept = bytearray({size}); print(peak())"


def peak_of(size: int) -> int:
    """Kilobytes of a fresh process that holds so many bytes."""
    command = [sys.executable, "-c", REPORT.format(size=size)]
    return int(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def test_a_worker_reports_its_own_peak_and_nobody_elses() -> None:
    ballast = bytearray(b"\x01") * 400_000_000  # this process is larger than either worker
    small, large = peak_of(0), peak_of(100_000_000)
    assert small < len(ballast) // 1024
    assert 90_000 < large - small < 110_000
