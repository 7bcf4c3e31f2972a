"""The packages' metadata that travels in the bundle: names, versions, licences and entry points, and no path of the builder."""

from __future__ import annotations

import shutil
import tomllib
from importlib.metadata import Distribution
from pathlib import Path

from consent_desktop.application import licences

ROOT = Path(__file__).resolve().parents[2]


def version() -> str:
    """The version that pyproject.toml names."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def write(folder: Path) -> None:
    """Write the metadata of this program and of all that it needs into an empty folder, one `*.dist-info` each."""
    for package in licences.distributions():
        _write_one(
            package, folder / f"{package.name.replace('-', '_')}-{package.version}.dist-info"
        )  # as importlib looks for it


def _write_one(package: Distribution, target: Path) -> None:
    target.mkdir(parents=True)
    (target / "METADATA").write_text(_head(package.read_text("METADATA") or ""), encoding="utf-8")
    entry_points = package.read_text("entry_points.txt")
    if entry_points is not None and package.name.casefold() == "keyring":  # it finds its back ends by them
        (target / "entry_points.txt").write_text(entry_points, encoding="utf-8")
    for file in licences.licence_files(package):
        inside = str(file).partition(".dist-info/")[2]
        (target / inside).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target / inside)
    names = sorted(str(path.relative_to(target.parent).as_posix()) for path in target.rglob("*") if path.is_file())
    record = [f"{name},,\n" for name in [*names, f"{target.name}/RECORD"]]
    (target / "RECORD").write_text("".join(record), encoding="utf-8")


def _head(metadata: str) -> str:
    """The fields without the description, which is the package's README."""
    return metadata.partition("\n\n")[0] + "\n\n"


def collected(folder: Path) -> list[tuple[str, str]]:
    """What `write` wrote, as PyInstaller wants it: file, and folder inside the bundle."""
    return [(str(path), str(path.parent.relative_to(folder))) for path in sorted(folder.rglob("*")) if path.is_file()]
