"""Holds the listed files at full branch coverage: the list in ``tests/full_coverage.txt`` only grows.

A listed file below 100 % fails. One that reached 100 % without being listed is named, so that what was won can be kept,
and does not fail: which branches of a threaded file run can differ from run to run. Every file of
``consent_desktop/domain`` has to be full, listed or not. Windows are left out: a list that fails by chance would soon
be loosened.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "tests" / "full_coverage.txt"
ALWAYS_FULL = "consent_desktop/domain/"
LEFT_OUT = "consent_desktop/desktop/"
HEADER = "# Files held at full branch coverage. make coverage-list adds to this list; nothing is ever taken off it.\n"


def coverage_of(report: dict[str, Any]) -> dict[str, float]:
    """Percent of lines and branches covered, by file; windows and files without statements are left out."""
    shares: dict[str, float] = {}
    for name, entry in report["files"].items():
        summary = entry["summary"]
        if summary["num_statements"] and not Path(name).as_posix().startswith(LEFT_OUT):
            whole = summary["missing_lines"] == 0 and summary.get("missing_branches", 0) == 0
            shares[Path(name).as_posix()] = 100.0 if whole else min(summary["percent_covered"], 99.99)
    return shares


def listed(path: Path) -> set[str]:
    """The files on the list."""
    if not path.exists():
        return set()
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def findings(shares: dict[str, float], held: set[str]) -> list[str]:
    """One sentence for each file that is not as full as it has to be."""
    said = [
        f"{name} stands on the list and no longer exists; a renamed file is renamed there too."
        for name in sorted(held - shares.keys())
        if not (ROOT / name).exists()
    ]
    for name, share in sorted(shares.items()):
        if share < 100 and (name in held or name.startswith(ALWAYS_FULL)):
            said.append(f"{name} has to be covered in full, and is at {share:.2f} %.")
    return said


def gained(shares: dict[str, float], held: set[str]) -> list[str]:
    """One sentence for each file that is full and not on the list yet."""
    return [
        f"{name} is covered in full now; keep it so with make coverage-list."
        for name, share in sorted(shares.items())
        if share == 100 and name not in held
    ]


def main(arguments: Sequence[str]) -> int:
    """Compares coverage's JSON report with the list, or adds to the list; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", type=Path)
    parser.add_argument("--add", action="store_true", help="add the files that are full to the list")
    options = parser.parse_args(arguments)
    shares = coverage_of(json.loads(options.report.read_text(encoding="utf-8")))
    held = listed(LIST)
    if options.add:
        full = sorted(held | {name for name, share in shares.items() if share == 100})
        LIST.write_text(HEADER + "".join(f"{name}\n" for name in full), encoding="utf-8")
        return 0
    said = findings(shares, held)
    for line in [*said, *gained(shares, held)]:
        print(line)
    if not said:
        print(f"{len(held)} files held at full branch coverage.")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
