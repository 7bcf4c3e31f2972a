"""Writes the two lock files, with hashes, from what ``pyproject.toml`` asks for.

``requirements.lock`` holds what the application runs on, ``requirements-dev.lock`` that and the tools of ``make test``
and ``make check``. Locked versions stay as they are unless ``--upgrade`` is given.
"""

import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# No index, host or link travels with the lock: where packages come from is the business of the machine that installs.
OPTIONS = (
    "--quiet",
    "--generate-hashes",
    "--allow-unsafe",  # setuptools is one of these, and an editable installation without it would ask the network
    "--no-strip-extras",  # pip before 23.3 takes coverage[toml] for another package than a pinned coverage
    "--no-emit-index-url",
    "--no-emit-trusted-host",
    "--no-emit-find-links",
    "--no-header",
    "--newline=LF",
)


def requirements(groups: Sequence[str]) -> list[str]:
    """What ``pyproject.toml`` asks for: the application's own dependencies and those of the named groups."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked: list[str] = list(project["project"]["dependencies"])
    for group in groups:
        asked += project["dependency-groups"][group]
    return asked


def compile_lock(target: str, groups: Sequence[str], extra: Sequence[str]) -> int:
    """Resolves into the lock file ``target``; returns the exit code of pip-compile."""
    command = [sys.executable, "-m", "piptools", "compile", *OPTIONS, *extra, "--output-file", target, "-"]
    return subprocess.run(command, cwd=ROOT, input="\n".join(requirements(groups)), text=True, check=False).returncode


def main(arguments: Sequence[str]) -> int:
    """Compiles both files; arguments are handed to pip-compile (``--upgrade``, ``--upgrade-package NAME``)."""
    return compile_lock("requirements.lock", (), arguments) or compile_lock(
        "requirements-dev.lock", ("dev",), ["--constraint", "requirements.lock", *arguments]
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
