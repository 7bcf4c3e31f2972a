"""Every locked package has its line in docs/dependencies.md, and the lock files fit what pyproject.toml asks for."""

import re
from pathlib import Path

import lock
import pytest

from tests.repository.source import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")


def locked(path: Path) -> set[str]:
    """The packages that a lock file pins."""
    return set(re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[a-z,]+\])?==", path.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_is_accounted_for(name: str) -> None:
    told = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").casefold()
    assert {package for package in locked(ROOT / name) if package.casefold() not in told} == set()


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_its_hashes_and_nothing_else(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert [
        line
        for line in lines
        if line and not re.match(r"[A-Za-z0-9_.-]+(\[[a-z,]+\])?==\S+ \\|    --hash=sha256:|\s*#", line)
    ] == []
    for at, line in enumerate(lines):
        if "==" in line and not line.startswith(" "):
            assert lines[at + 1].startswith("    --hash=sha256:")


def test_what_is_asked_for_is_locked() -> None:
    asked = {re.match(r"[A-Za-z0-9_.-]+", line).group().casefold() for line in lock.requirements(["dev"])}  # type: ignore[union-attr]
    assert asked - {name.casefold() for name in locked(ROOT / LOCKS[1])} == set()
