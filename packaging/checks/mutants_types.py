"""Which mutants the type checker refuses: runs mypy over the mutated rooms and prints its findings inside mutants.

mutmut writes every mutant of a function beside the original, in one file. Findings that come from that way of writing
(several ``__init__`` in one class, mutmut's own comments) are left out, and so is what is found in the original too.
"""

import ast
import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOMS = ("consent_desktop/domain", "consent_desktop/event_store", "consent_desktop/evidence")
OF_THE_WRITING = {"ignore-without-code", "unused-ignore", "no-redef", "has-type", "var-annotated"}


def functions_of(source: str) -> list[tuple[int, int, str]]:
    """First line, last line and name of every copy of a function that mutmut wrote."""
    return [
        (node.lineno, node.end_lineno or node.lineno, node.name)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and "__mutmut_" in node.name
    ]


def findings_in_mutants(report: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The errors that stand in a mutant and not in the original of the same function."""
    functions: dict[str, list[tuple[int, int, str]]] = {}
    placed = []
    for finding in report:
        if finding["severity"] != "error" or finding["code"] in OF_THE_WRITING:
            continue
        file = finding["file"]
        if file not in functions:
            functions[file] = functions_of(Path(file).read_text("utf-8"))
        placed += [(name, finding) for first, last, name in functions[file] if first <= finding["line"] <= last]
    of_originals = {
        (finding["file"], name.removesuffix("_orig"), finding["message"])
        for name, finding in placed
        if name.endswith("_orig")
    }
    return [
        finding
        for name, finding in placed
        if not name.endswith("_orig")
        and (finding["file"], name.rpartition("_")[0], finding["message"]) not in of_originals
    ]


def main() -> None:
    """Prints one JSON object a line, as mypy does."""
    files = sorted(path for room in ROOMS for path in Path(room).rglob("*.py"))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    kept = Path("..") / f"types-{digest}.json"  # mypy remembers only files without an error; here nearly all have some
    if kept.is_file():
        sys.exit(print(kept.read_text("utf-8"), end=""))
    command = [sys.executable, "-m", "mypy", "--output", "json", "--no-incremental", *ROOMS]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode > 1 or done.stderr.strip():
        sys.exit(f"mypy could not check the mutants: {done.stderr or done.stdout}")
    findings = findings_in_mutants([json.loads(line) for line in done.stdout.splitlines() if line.strip()])
    kept.write_text("".join(json.dumps(finding) + "\n" for finding in findings), "utf-8")
    print(kept.read_text("utf-8"), end="")


if __name__ == "__main__":
    main()
