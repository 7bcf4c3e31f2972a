"""What the packages ask of the system, computed from the libraries that the bundle's files name and does not hold."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path
from typing import Final

OPENED_BY_NAME: Final = {"libdbus-1-3": "libdbus-1.so.3", "libegl1": "libEGL.so.1", "libgl1": "libGL.so.1"}
"""Libraries that Qt opens while it runs, so that no file names them: Debian's package, and the library."""
RECOMMENDED: Final = ("gnome-keyring | kwalletmanager | keepassxc", "at-spi2-core")
_NEEDED: Final = re.compile(r"\(NEEDED\).*\[(.+)\]")


def elf_files(tree: Path) -> list[Path]:
    """Every program and library below `tree`."""
    found = []
    for path in sorted(tree.resolve().rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    found.append(path)
    return found


def system_libraries(bundle: Path) -> list[str]:
    """The names of the shared libraries that have to come from the system."""
    held = {path.name for path in bundle.rglob("*.so*")}
    needed: set[str] = set()
    for file in elf_files(bundle):
        told = subprocess.run(["readelf", "-d", "-W", str(file)], capture_output=True, text=True, check=True).stdout
        needed |= set(_NEEDED.findall(told))
    return sorted(needed - held)


def of_debian(bundle: Path) -> list[str]:
    """The field Depends, as dpkg-shlibdeps computes it from the symbols that are used."""
    with tempfile.TemporaryDirectory() as folder:
        control = Path(folder) / "debian" / "control"
        control.parent.mkdir()
        control.write_text("Source: consent-desktop\n\nPackage: consent-desktop\nArchitecture: any\n", encoding="utf-8")
        folders = sorted({str(path.parent) for path in bundle.resolve().rglob("*.so*")})
        command = ["dpkg-shlibdeps", "-O", "--warnings=0", "--ignore-missing-info", *[f"-l{name}" for name in folders]]
        files = [f"-e{path}" for path in elf_files(bundle)]
        told = subprocess.run([*command, *files], cwd=folder, capture_output=True, text=True, check=False)
    if told.returncode != 0:
        errors = [line for line in told.stderr.splitlines() if "error" in line]
        raise RuntimeError("dpkg-shlibdeps could not tell what is needed:\n" + "\n".join(errors))
    computed = told.stdout.strip().removeprefix("shlibs:Depends=")
    named = {*filter(None, computed.split(", "))}
    return sorted(named | {name for name in OPENED_BY_NAME if name not in {word.split()[0] for word in named}})


def of_rpm(bundle: Path) -> list[str]:
    """The Requires of an rpm: the libraries' names, which every distribution's packages provide."""
    newest = max(_glibc_versions(bundle), default=(2, 34))
    names = sorted({*system_libraries(bundle), *OPENED_BY_NAME.values()} - {"ld-linux-x86-64.so.2"})
    return [*(f"{name}()(64bit)" for name in names), f"libc.so.6(GLIBC_{newest[0]}.{newest[1]})(64bit)"]


def _glibc_versions(bundle: Path) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for file in elf_files(bundle):
        told = subprocess.run(["readelf", "-V", "-W", str(file)], capture_output=True, text=True, check=True).stdout
        found |= {(int(a), int(b)) for a, b in re.findall(r"GLIBC_(\d+)\.(\d+)", told)}
    return found
