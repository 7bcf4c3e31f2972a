"""`make mutants`: changes the rules, the store and the chain one place at a time, and asks whether a test notices.

Works in a copy of the tree under build/mutation, with mutmut and mypy, on the files that pyproject.toml names. Options:
``--only PATH…`` (files or folders), ``--again`` (only what was changed, survived or has not run, on the kept copy with
the newest files), ``--sample N`` (an estimate from N of each room that have not run),
``--survivors`` (only what survived), ``--report`` (nothing is run), ``--write docs/mutation.md``. Ends with 1 where a room is under the goal.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import mutants_sample
from mutants_gathered import TIMED_OUT, gathered, known_of
from mutants_report import GOAL, as_json, scores_of, survivors_of, table, written

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
COPY = BUILD / "mutation"
SAMPLE = COPY / "sample.json"
KNOWN = Path(__file__).parent / "mutants_known.toml"
CHILDREN = min(8, 2 * (os.cpu_count() or 1))  # some tests wait, for a process or a moment
MEMORY = Path("/dev/shm")  # noqa: S108  # only a place for tests' own folders; what they sync there waits for no disk
UNCERTAIN = (0, 5, 33, *TIMED_OUT)


def arguments() -> argparse.Namespace:
    """What the person asked for."""
    parser = argparse.ArgumentParser(description="Mutation testing of the rules, the store and the chain.")
    parser.add_argument("--only", nargs="+", type=Path, default=[], metavar="PATH", help="only these files or folders")
    parser.add_argument("--again", action="store_true", help="run again what survived, with the newest tests")
    parser.add_argument("--report", action="store_true", help="run nothing; tell what the last run found")
    parser.add_argument("--write", type=Path, metavar="DOCUMENT", help="put table and survivors into this document")
    parser.add_argument(
        "--sample",
        type=int,
        metavar="N",
        help="on the kept copy, run only N of each room, drawn at random from the rest",
    )
    parser.add_argument(
        "--survivors", action="store_true", help="on the kept copy, run only what survived, with the newest tests"
    )
    parser.add_argument("--children", type=int, default=CHILDREN, help="how many mutants at a time")
    return parser.parse_args()


def copied(*, afresh: bool) -> None:
    """Brings the tree, as far as git does not ignore it, into the copy; ``afresh`` forgets what ran before."""
    if afresh and COPY.exists():
        shutil.rmtree(COPY)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        source, target = ROOT / name, COPY / name
        if not source.is_file():
            continue
        if not target.is_file() or target.read_bytes() != source.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)  # with a new time, so that mutmut sees what changed


def patterns(only: list[Path]) -> list[str]:
    """The mutants of these files or folders, as mutmut names them; an empty list is all that have no verdict yet."""
    return [".".join(path.with_suffix("").parts) + ".*" for path in only]


def forget_what_survived() -> None:
    """Take back every verdict that a better test, or a quieter machine, could change."""
    for meta in (COPY / "mutants").glob("consent_desktop/**/*.py.meta"):
        kept = json.loads(meta.read_text("utf-8"))
        verdicts = kept["exit_code_by_key"]
        kept["exit_code_by_key"] = {name: None if code in UNCERTAIN else code for name, code in verdicts.items()}
        meta.write_text(json.dumps(kept, indent=4), "utf-8")


def run(names: list[str], children: int) -> None:
    """Runs mutmut in the copy. Its own screen goes to build/mutation.log."""
    binaries = str(Path(sys.executable).parent)
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([binaries, os.environ.get("PATH", "")]),
        "PYTHONPATH": str(COPY / "packaging" / "checks"),  # for the plugin that puts quick tests first
        "HYPOTHESIS_PROFILE": "mutants",
        "QT_QPA_PLATFORM": "offscreen",
    }
    program = Path(binaries) / "mutmut"
    if not program.is_file():
        sys.exit(f"{program} is not there, so no mutant was run. What ran before is kept; run make setup.")
    command = [str(program), "run", "--max-children", str(children), *names]
    log = BUILD / "mutation.log"
    print(f"Mutants are made and run in {COPY}; what mutmut says goes to {log}.", flush=True)
    with log.open("wb") as out, tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        environment["TMPDIR"] = folder
        done = subprocess.run(command, cwd=COPY, env=environment, stdout=out, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        print(log.read_text("utf-8", "replace").replace("\r", "\n")[-4000:])
        sys.exit(f"mutmut ended with {done.returncode}: the tests have to pass in the copy before anything is changed.")


def sampled(each: int) -> list[str]:
    """Draws a sample of the mutants that have no verdict yet, and notes it."""
    before = mutants_sample.read(SAMPLE)
    names = mutants_sample.drawn(gathered(COPY / "mutants", known_of(KNOWN)), each, before)
    mutants_sample.keep(SAMPLE, before | set(names))
    return names


def main() -> int:
    """Runs, tells, writes; 1 where a room is under the goal."""
    asked = arguments()
    began = time.monotonic()
    if not asked.report:
        copied(afresh=not (asked.again or asked.sample or asked.survivors))
        names = patterns(asked.only)
        if asked.survivors:
            names = [one.name for one in survivors_of(gathered(COPY / "mutants", known_of(KNOWN)))]
        elif asked.sample:
            names = sampled(asked.sample)
        if asked.again or asked.survivors:
            forget_what_survived()
        run(names, asked.children)
    seconds = time.monotonic() - began
    mutants = gathered(COPY / "mutants", known_of(KNOWN))
    scores = scores_of(mutants, mutants_sample.read(SAMPLE))
    print("\n".join(table(scores)))
    for mutant in survivors_of(mutants):
        print(f"{mutant.file}: {mutant.function}: {mutant.was} → {mutant.now}  ({mutant.verdict})")
    report = BUILD / "mutation.json"
    if asked.report and report.is_file():
        seconds = json.loads(report.read_text("utf-8"))["seconds"]
    report.write_text(json.dumps(as_json(mutants, seconds), indent=1), "utf-8")
    if asked.write:
        written(ROOT / asked.write, mutants, seconds, mutants_sample.read(SAMPLE))
    low = [one for one in scores if one.percent < GOAL and one.rated]
    for score in low:
        print(f"{score.room}: {score.percent:.1f} % is {GOAL - score.percent:.1f} under the goal of {GOAL:.0f} %.")
    unfinished = [one for one in scores if one.not_run]
    for score in unfinished:
        print(
            f"{score.room}: {score.not_run} mutants have not run, so the score is not shown; --again goes on with them."
        )
    return 1 if low or unfinished else 0


if __name__ == "__main__":
    sys.exit(main())
