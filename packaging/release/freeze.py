"""The one-folder bundle: PyInstaller with nothing left to chance, then stripped, with one time on every file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import metadata_files

ROOT = Path(__file__).resolve().parents[2]
SPEC = ROOT / "packaging" / "bundle" / "consent-desktop.spec"


def epoch() -> int:
    """The time that stands for the build, in seconds: SOURCE_DATE_EPOCH, else the last commit's."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    told = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    if told.returncode != 0:
        sys.exit("This is no git checkout, so the build has no date: set SOURCE_DATE_EPOCH to seconds since 1970.")
    return int(told.stdout)


def freeze(work: Path, time: int) -> Path:
    """Build the bundle under `work`, which is emptied; gives its folder."""
    shutil.rmtree(work, ignore_errors=True)
    metadata = work / "metadata"
    metadata_files.write(metadata)
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(time),
        "PYTHONHASHSEED": "0",  # sets are stored in compiled code in the order of their hashes
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "QT_QPA_PLATFORM": "offscreen",
        "PYINSTALLER_CONFIG_DIR": str(work / "cache"),
        "CONSENT_DESKTOP_METADATA": str(metadata),
    }
    command = [
        sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", str(work / "dist"),
        "--workpath", str(work / "work"), str(SPEC),
    ]  # fmt: skip
    subprocess.run(command, cwd=work, env=environment, check=True)
    bundle = work / "dist" / "consent-desktop"
    if sys.platform == "linux":
        _strip(bundle)
        _settle_modes(bundle)
    return bundle


def _strip(bundle: Path) -> None:
    """Take what only a debugger reads out of the libraries; the program itself carries its archive and stays."""
    libraries = [str(path) for path in sorted(bundle.rglob("*.so*")) if path.is_file() and not path.is_symlink()]
    subprocess.run(["strip", "--strip-unneeded", "--", *libraries], check=True)


def _settle_modes(bundle: Path) -> None:
    """Whatever the builder's umask: folders and the program may be entered and run, the rest is read."""
    for path in bundle.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == bundle / "consent-desktop" else 0o644)


def settle_times(tree: Path, time: int) -> None:
    """Put the one time on everything below `tree` and on itself."""
    for path in sorted(tree.rglob("*"), reverse=True):
        os.utime(path, (time, time), follow_symlinks=False)
    os.utime(tree, (time, time))


def size(tree: Path) -> int:
    """Bytes of all files below `tree`."""
    return sum(path.lstat().st_size for path in tree.rglob("*") if path.is_symlink() or path.is_file())
