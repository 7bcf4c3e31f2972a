"""`make package`: the bundle, then .deb, .rpm and .tar.xz with their list, hashes and sizes, into build/package.

`--prove` builds everything twice and compares the hashes. `--version X` makes packages that call themselves X, for the
test of an upgrade.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sys
import time as clock
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import bundle_check
import freeze
import linux_packages
import linux_tree
import metadata_files
import sbom

ROOT = Path(__file__).resolve().parents[2]

OUT = ROOT / "build" / "package"
INSTALLED_AT_MOST, PACKAGE_AT_MOST = 150_000_000, 50_000_000
"""Bytes."""


def build(work: Path, out: Path, version: str, time: int, kinds: Sequence[str], quick: bool) -> list[Path]:
    """Everything, in `out`; gives the packages."""
    began = clock.monotonic()
    bundle = freeze.freeze(work / "freeze", time)
    _say(f"bundle: {_megabytes(freeze.size(bundle))}, {clock.monotonic() - began:.0f} s")
    for finding in bundle_check.findings(bundle):
        sys.exit(f"The bundle is not as it should be: {finding}")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    tree = work / "root"
    linux_tree.write(bundle, tree, version, time)
    portable = work / f"consent-desktop-{version}"
    linux_tree.write_portable(bundle, portable, version, time)
    with ThreadPoolExecutor(2) as pool:  # the packers are programs of their own, and there is more than one core
        makers = [pool.submit(_pack, kind, (tree, portable), out, version, time, quick) for kind in kinds]
        packages = [maker.result() for maker in makers]
    installed = freeze.size(tree)
    _say(f"installed: {_megabytes(installed)} (at most {_megabytes(INSTALLED_AT_MOST)})")
    if installed > INSTALLED_AT_MOST or (not quick and any(path.stat().st_size > PACKAGE_AT_MOST for path in packages)):
        sys.exit(
            f"Too big: {_megabytes(INSTALLED_AT_MOST)} installed and {_megabytes(PACKAGE_AT_MOST)} a package is the limit."
        )
    sbom.write(out / f"consent-desktop-{version}.cdx.json", version, time, packages)
    _write_sums(out)
    return packages


def _pack(kind: str, trees: tuple[Path, Path], out: Path, version: str, time: int, quick: bool) -> Path:
    began = clock.monotonic()
    if kind == "tar":
        made = out / f"consent-desktop-{version}-linux-x86_64.tar.xz"
        linux_packages.archive(trees[1], made, time, quick=quick)
    else:
        made = linux_packages.pack(trees[0], out, version, time, kind, quick=quick)
    _say(f"{made.name}: {_megabytes(made.stat().st_size)}, {clock.monotonic() - began:.0f} s")
    return made


def _write_sums(out: Path) -> None:
    files = sorted(path for path in out.iterdir() if path.name != "SHA256SUMS")
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (out / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"


def _say(words: str) -> None:
    print(words, flush=True)


def main(arguments: Sequence[str]) -> int:
    """Build, or build twice and compare."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--prove", action="store_true", help="build twice and compare every hash")
    parser.add_argument("--version", default=metadata_files.version(), help="what the packages call themselves")
    parser.add_argument("--out", type=Path, default=OUT, help="where they go; emptied before")
    parser.add_argument("--only", choices=("deb", "rpm", "tar"), nargs="+", default=("deb", "rpm", "tar"))
    parser.add_argument("--quick", action="store_true", help="pack less, for a test; sizes are then not judged")
    options = parser.parse_args(arguments)
    os.umask(0o022)
    time = freeze.epoch()
    work = ROOT / "build" / "package-work"
    build(work, options.out, options.version, time, options.only, options.quick)
    sums = (options.out / "SHA256SUMS").read_text(encoding="utf-8")
    print(sums, end="")
    if options.prove:
        build(work, ROOT / "build" / "package-again", options.version, time, options.only, options.quick)
        again = (ROOT / "build" / "package-again" / "SHA256SUMS").read_text(encoding="utf-8")
        if sums != again:
            print(f"The second build differs:\n{again}", file=sys.stderr)
            return 1
        print("The second build is the same, bit for bit.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
