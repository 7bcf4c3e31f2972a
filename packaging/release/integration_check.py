"""Whether desktops and distributions will take the packages: their own checkers, where they are here, offline.

A checker that is not here is named and passed over. lintian's errors count; of warnings only those that we do not override.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from linux_tree import ID, LINUX

_NOISE = ("running with root privileges", "hint:")


def checks(packages: Path) -> Iterator[list[str]]:
    """The commands, each to end with 0 and to say nothing that counts."""
    yield ["appstreamcli", "validate", "--no-net", "--strict", str(LINUX / f"{ID}.metainfo.xml")]
    yield ["desktop-file-validate", str(LINUX / f"{ID}.desktop")]
    for package in sorted(packages.glob("*.deb")):
        yield ["lintian", "--fail-on", "error,warning", str(package)]
    for package in sorted(packages.glob("*.rpm")):
        yield ["rpm", "--checksig", "--nosignature", str(package)]


def main(arguments: list[str]) -> int:
    """Run them all."""
    bad = 0
    for command in checks(Path(arguments[0])):
        if shutil.which(command[0]) is None:
            print(f"{command[0]} is not here; {Path(command[-1]).name} was not checked by it.")
            continue
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        print(f"{command[0]} {Path(command[-1]).name}: {'good' if told.returncode == 0 else 'bad'}")
        if told.returncode != 0:
            bad += 1
            lines = (told.stdout + told.stderr).splitlines()
            print("\n".join(line for line in lines if not any(noise in line for noise in _NOISE)))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
