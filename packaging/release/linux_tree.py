"""The tree that the Linux packages hold: the bundle under usr/lib, and what tells a desktop about it."""

from __future__ import annotations

import gzip
import shutil
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Final

import command_words
import icons
from freeze import ROOT, settle_times

from consent_desktop.application import licences

ID = "org.consentdesktop.ConsentDesktop"
_BEGINS: Final = "Consent Desktop, Copyright (c) 2026, and what is bundled with it:\n\n"
_WHERE: Final = """
The whole texts stand in licences.txt.gz beside this file. On Debian systems those of Apache-2.0, GPL-2, GPL-3, LGPL-2.1
and LGPL-3 are also in /usr/share/common-licenses. The licence of Consent Desktop itself:

"""
LINUX = ROOT / "packaging" / "linux"


def write(bundle: Path, root: Path, version: str, time: int) -> None:
    """Lay everything out below `root`, which is emptied, with `time` on every file."""
    shutil.rmtree(root, ignore_errors=True)
    usr = root / "usr"
    shutil.copytree(bundle, usr / "lib" / "consent-desktop", symlinks=True)
    (usr / "bin").mkdir()
    (usr / "bin" / "consent-desktop").symlink_to("../lib/consent-desktop/consent-desktop")
    _write_desktop(usr / "share")
    _write_words(usr / "share", version, time)
    for path in root.rglob("*"):
        if not path.is_symlink():
            runs = path.is_dir() or path == usr / "lib" / "consent-desktop" / "consent-desktop"
            path.chmod(0o755 if runs else 0o644)
    settle_times(root, time)


def _write_desktop(share: Path) -> None:
    for folder, name in (("applications", f"{ID}.desktop"), ("metainfo", f"{ID}.metainfo.xml")):
        (share / folder).mkdir(parents=True)
        shutil.copyfile(LINUX / name, share / folder / name)
    icons.write(LINUX / "icons", share / "icons" / "hicolor", ID)


def _write_words(share: Path, version: str, time: int) -> None:
    """Manual page, shell completion, changelog and copyright, as Debian's policy names their places."""
    (share / "man" / "man1").mkdir(parents=True)
    _gzip(share / "man" / "man1" / "consent-desktop.1.gz", command_words.manual_page(version, time))
    for folder, name, text in (
        ("bash-completion/completions", "consent-desktop", command_words.bash_completion()),
        ("zsh/vendor-completions", "_consent-desktop", command_words.zsh_completion()),
    ):
        (share / folder).mkdir(parents=True)
        (share / folder / name).write_text(text, encoding="utf-8")
    documents = share / "doc" / "consent-desktop"
    documents.mkdir(parents=True)
    _gzip(documents / "changelog.gz", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    _gzip(documents / "changelog.Debian.gz", _debian_changelog(version, time))
    (documents / "copyright").write_text(
        _BEGINS + licences.listed() + _WHERE + (ROOT / "LICENSE").read_text(encoding="utf-8"), encoding="utf-8"
    )
    _gzip(documents / "licences.txt.gz", _BEGINS + licences.whole_text())
    overrides = share / "lintian" / "overrides"
    overrides.mkdir(parents=True)
    shutil.copyfile(LINUX / "lintian-overrides", overrides / "consent-desktop")


def _gzip(path: Path, text: str) -> None:
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.encode("utf-8"))


def _debian_changelog(version: str, time: int) -> str:
    day = format_datetime(datetime.fromtimestamp(time, UTC))
    who = "The Consent Desktop authors <packages@consentdesktop.example>"
    return f"consent-desktop ({version}-1) stable; urgency=medium\n\n  * See CHANGELOG.md.\n\n -- {who}  {day}\n"


def write_portable(bundle: Path, root: Path, version: str, time: int) -> None:
    """The tree of the archive that runs from wherever it is unpacked."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(bundle, root, symlinks=True)
    _write_desktop(root / "share")
    (root / "share" / "man" / "man1").mkdir(parents=True)
    _gzip(root / "share" / "man" / "man1" / "consent-desktop.1.gz", command_words.manual_page(version, time))
    shutil.copyfile(LINUX / "README-portable.txt", root / "README.txt")
    (root / "COPYRIGHT.txt").write_text(_BEGINS + licences.whole_text(), encoding="utf-8")
    settle_times(root, time)
