"""Run every experiment, one after the other, and sum up: ``python -m tests.faults --size ci|nightly``."""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
from typing import Any, Final

from tests.faults.tally import OUT

ROUNDS: Final[dict[str, dict[str, int]]] = {
    "kills": {"ci": 100, "nightly": 100},
    "power_cuts": {"ci": 60, "nightly": 60},
    "io_errors": {"ci": 2400, "nightly": 0},
    "surroundings": {"ci": 1, "nightly": 1},
    "writers": {"ci": 500, "nightly": 500},
    "damages": {"ci": 1000, "nightly": 1000},
    "copies": {"ci": 600, "nightly": 6000},
    "clocks": {"ci": 1, "nightly": 1},
    "attacks": {"ci": 40, "nightly": 40},
    "postgres_kills": {"ci": 10, "nightly": 20},
}
"""How large each experiment is; of I/O errors the nightly run takes every case there is."""
PATIENCE: Final = {"ci": 300, "nightly": 3600}
"""Seconds after which an experiment is ended and counts as failed."""


def ran(name: str, size: str) -> dict[str, Any]:
    """Run one experiment in a process of its own; gives what it left in build/faults, and whether it passed."""
    left = OUT / f"{name}.json"
    left.unlink(missing_ok=True)
    command = [sys.executable, "-m", f"tests.faults.{name}", "--rounds", str(ROUNDS[name][size])]
    process = subprocess.Popen(command)
    try:
        status = process.wait(PATIENCE[size])
    except subprocess.TimeoutExpired:
        print(f"{name}: not done after {PATIENCE[size]} s")
        status = 1
    finally:
        if process.poll() is None:
            process.terminate()  # it unmounts and stops what it started
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(30)
    counted: dict[str, Any] = json.loads(left.read_text(encoding="utf-8")) if left.exists() else {"name": name}
    return {**counted, "passed": status == 0 and left.exists()}


def main() -> int:
    """Give 0 if every experiment passed; one that this machine cannot do prints why and does not count."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--size", choices=("ci", "nightly"), default="ci")
    size = parser.parse_args().size
    here = [name for name in ROUNDS if importlib.util.find_spec(f"tests.faults.{name}") is not None]
    results = [ran(name, size) for name in here]
    (OUT.parent / "faults.json").write_text(
        json.dumps({"size": size, "experiments": results}, indent=1), encoding="utf-8"
    )
    skipped = [r["name"] for r in results if r.get("skipped")]
    failed = [r["name"] for r in results if not r["passed"]]
    passed = len(results) - len(failed) - len([name for name in skipped if name not in failed])
    words = [f"{passed} passed", f"{len(failed)} failed", *([f"{len(skipped)} skipped"] if skipped else [])]
    print(f"faults: {', '.join(words)}" + (f" ({', '.join(failed)})" if failed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
